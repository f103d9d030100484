"""Wording that articles share is judged by people, and each judgement can be taken back."""

import re

import pytest

from articles.models import ReuseLink
from factcheck.models import Entry
from factcheck.queries import queue
from factcheck.services import copies
from factcheck.services.undo import undo
from tests import make
from tests.factcheck.views.people import signed_in

RUN = "the talks with the command of the peacekeepers in December"
FIRST = f"After {RUN} a group of experts was to begin its work at two of the mines nearby."
OTHER = f"It is said that {RUN} led to nothing, because nobody came to the place that was named."


@pytest.fixture
def editor(db):
    return make.person("editor")


@pytest.fixture
def desk(editor):
    return signed_in(editor)


@pytest.fixture
def link(db):
    """A pair of paragraphs of which a person has to say whether one was copied."""
    make.article(f"{FIRST}\n\nThe first one ends.\n")
    make.article(f"{OTHER}\n\nThe other one ends.\n")
    return ReuseLink.objects.get(tier="review")


def decide(desk, link, decision, **way):
    return desk.post(f"/desk/copies/{link.pk}/decide/", {"decision": decision} | way)


def test_a_pair_waits_with_what_both_have_marked(desk, link):
    page = desk.get("/desk/copies/").text
    assert "waiting (1)" in page
    marked = re.findall("<mark>(.*?)</mark>", page)
    assert [words.strip() for words in marked] == [RUN, RUN]
    assert "10 words in a row" in page


def test_what_is_confirmed_counts_as_a_copy_at_once_and_taken_back_no_more(desk, link):
    article = link.a.revision.article.get_absolute_url()
    assert "This paragraph also stands in" not in desk.get(article).text
    answer = decide(desk, link, "confirmed")
    assert answer.url == f"/desk/copies/?done={link.pk}"
    assert "waiting (0)" in desk.get(answer.url).text
    assert "This paragraph also stands in" in desk.get(article).text

    desk.post(f"/desk/copies/{link.pk}/take-back/")
    assert "This paragraph also stands in" not in desk.get(article).text
    assert "waiting (1)" in desk.get("/desk/copies/").text
    verbs = [entry.verb for entry in Entry.objects.filter(model="articles.reuselink")]
    assert verbs == ["confirm copies", "take back decision on copies"]


def test_what_the_program_takes_for_copies_can_be_contested(desk, seeds):
    article = make.seed("001").get_absolute_url()
    before = desk.get(article).text.count("This paragraph also stands in")
    link = ReuseLink.objects.filter(tier="auto", a__revision__article=make.seed("001")).first()
    assert f"/desk/copies/{link.pk}/decide/" in desk.get("/desk/copies/?show=copied").text
    answer = decide(desk, link, "rejected", show="copied")
    assert answer.url == f"/desk/copies/?done={link.pk}&show=copied"
    assert desk.get(article).text.count("This paragraph also stands in") == before - 1
    assert "Rejected" in desk.get("/desk/copies/?show=decided").text


def test_a_second_decision_is_told_that_it_is_too_late(desk, link, editor):
    copies.decide(link=link, decision="rejected", by=make.person("editor"))
    page = desk.post(f"/desk/copies/{link.pk}/decide/", {"decision": "confirmed"}, follow=True).text
    assert "This was rejected already. Take that back first." in page
    link.refresh_from_db()
    assert link.decision == "rejected"


def test_the_same_decision_twice_is_one(desk, link):
    for _ in range(2):
        assert decide(desk, link, "confirmed").status_code == 302
    assert Entry.objects.filter(verb="confirm copies").count() == 1


def test_taking_back_what_was_not_decided_says_so(desk, link):
    page = desk.post(f"/desk/copies/{link.pk}/take-back/", follow=True).text
    assert "There is no decision to take back" in page


def test_there_is_no_third_decision(desk, link):
    assert decide(desk, link, "perhaps").status_code == 404


def test_it_waits_in_the_queue_and_is_assigned_with_its_article(desk, link, editor):
    page = desk.get("/desk/?kind=copies").text
    assert f"/desk/copies/?queue=copies&amp;who=anyone&amp;only={link.pk}" in page
    desk.post("/desk/assign/", {"kind": "copies", "item": link.pk, "to": editor.pk})
    kind = queue.KINDS["copies"]
    assert list(queue.waiting(kind, editor, queue.MINE)) == [link]
    assert link.b.revision.article.assignments.get().to == editor

    place = f"/desk/copies/?queue=copies&only={link.pk}"
    assert "1 of 1" in " ".join(desk.get(place).text.split())
    answer = decide(desk, link, "rejected", queue="copies", only=link.pk)
    assert "this one no longer waits" in desk.get(answer.url).text


def test_a_decision_is_undone_from_the_last_actions(desk, link, editor):
    decide(desk, link, "confirmed")
    undo(entry=Entry.objects.get(verb="confirm copies"), by=editor)
    link.refresh_from_db()
    assert (link.decision, link.decided_by, link.decided_at) == ("", None, None)
