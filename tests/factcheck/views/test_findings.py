"""Findings at the desk: shown at their words, accepted, dismissed, and back again."""

import re

import pytest

from factcheck.models import Finding
from factcheck.services import findings
from tests import make
from tests.factcheck.views.test_desk import HTMX, said

FRIDAY = "Nothing happened.\n\nThey met on Friday, 24 December 2022.\n"


@pytest.fixture
def finding(db):
    make.article(FRIDAY)
    findings.look(by=None)
    return Finding.objects.get()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def judge(client, finding, **given):
    return client.post(f"/desk/findings/{finding.pk}/judge/", **given)


def test_the_queue_leads_to_the_words_and_says_what_was_expected(desk, finding):
    listed = text_of(desk.get("/desk/?kind=findings"))
    place = f"/desk/articles/{finding.revision.article_id}/"
    address = f"{place}?queue=findings&who=anyone&item={finding.pk}"
    assert f"{address.replace('&', '&amp;')}#finding-{finding.pk}" in listed
    assert "expected <bdi>Saturday, 24 December 2022</bdi>" in listed
    assert "Weekday: <bdi>" in listed

    page = desk.get(address)
    assert "1 of 1" in text_of(page)
    assert [len(row["findings"]) for row in page.context["rows"]] == [0, 1]
    assert '<span class="stance red">does not fit</span>' in text_of(page)
    assert "24 December 2022 was a Saturday." in text_of(page)


def test_a_finding_is_dismissed_with_a_note_and_taken_back(desk, editor, finding):
    given = {"data": {"status": "dismissed", "note": "So it is printed."}, "headers": HTMX}
    answer = judge(desk, finding, **given)
    assert said(answer) == "Dismissed: weekday: Friday, 24 December 2022"
    assert "So it is printed." in answer.text
    assert desk.get("/desk/?kind=findings").context["items"] == []

    back = desk.post(f"/desk/findings/{finding.pk}/take-back/", headers=HTMX)
    assert said(back) == "It waits again: weekday: Friday, 24 December 2022"
    again = desk.post(f"/desk/findings/{finding.pk}/take-back/", headers=HTMX)
    assert "no decision" in said(again)


def test_without_scripts_the_answer_is_the_page(desk, finding):
    answer = judge(desk, finding, data={"status": "accepted"}, follow=True)
    assert "Accepted: weekday" in text_of(answer)
    late = judge(desk, finding, data={"status": "dismissed"}, follow=True)
    assert "accepted already" in text_of(late)


@pytest.mark.parametrize(
    "data", [{}, {"status": "open"}, {"status": "accepted", "note": "n" * 1001}]
)
def test_what_is_no_decision_changes_nothing(desk, finding, data):
    answer = judge(desk, finding, data=data, follow=True)
    assert "Nothing was changed." in text_of(answer)
    finding.refresh_from_db()
    assert finding.status == "open"


def test_readers_see_nothing_of_it(client, finding):
    page = text_of(client.get(finding.revision.article.get_absolute_url()))
    assert "Saturday" not in page


def test_the_last_actions_name_what_was_judged(desk, finding):
    judge(desk, finding, data={"status": "accepted"})
    assert "Friday, 24 December 2022" in text_of(desk.get("/desk/actions/"))
