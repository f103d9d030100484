"""The queue of passages whose source was changed, and what pages say of them."""

import re

import pytest
from django.urls import reverse

from articles.models import Placement
from factcheck.models import Entry, Evidence
from factcheck.services import placements
from tests import make
from tests.factcheck.views.markup import sent_by

pytestmark = pytest.mark.django_db
QUEUE = "/desk/placements/"
TEXT = make.SEEDS.joinpath("003_176b7342f17675ed.txt").read_text(encoding="utf-8")
SENTENCE = "Today we have personally joined this action"
CHANGED = SENTENCE.replace("personally joined", "at last joined")
SAID = {
    CHANGED: "The source later changed these words.",
    f"Quite so. {SENTENCE}": "The source later changed what stands beside these words.",
    "": "no longer has these words here.",
}


@pytest.fixture
def row():
    return make.link(make.claim(), make.words(make.article(TEXT), SENTENCE))


def revise(row, words, old=SENTENCE):
    """The article with other words; with "" without the paragraph of the sentence."""
    if not words:
        old, words = next(p for p in TEXT.split("\n\n") if SENTENCE in p), "It was cut."
    make.revision(row.passage.revision.article, TEXT.replace(old, words))
    return Placement.objects.get(passage=row.passage)


def words_of(answer):
    return " ".join(re.sub("<[^>]*>", " ", answer.text).split())


@pytest.mark.parametrize("words", SAID)
def test_readers_are_told_at_the_evidence_that_its_source_changed(client, row, words):
    revise(row, words)
    article = row.passage.revision.article
    diff = f'href="/articles/{article.pk}/revisions/1/2/"'
    for page in (row.claim.get_absolute_url(), f"/articles/{article.pk}/revisions/1/"):
        answer = client.get(page)
        assert SAID[words] in words_of(answer)
        assert diff in answer.text
        assert "/desk/" not in answer.text


def test_nothing_is_said_where_the_words_stand_as_they_stood(client, row):
    make.revision(row.passage.revision.article, f"First of all.\n\n{TEXT}")
    assert "The source later" not in client.get(row.claim.get_absolute_url()).text


def test_what_is_not_clear_is_said_to_the_desk_alone(client, as_editor, row):
    paragraph = next(p for p in TEXT.split("\n\n") if SENTENCE in p)
    revise(row, f"{paragraph}\n\n{paragraph}", old=paragraph)
    page = row.claim.get_absolute_url()
    assert "not clear where" not in client.get(page).text
    assert "not clear where" in as_editor.get(page).text


def test_marks_stand_in_the_newest_text_where_the_words_do(client, row):
    article = row.passage.revision.article
    make.revision(article, f"First of all.\n\n{TEXT}")
    mark = f'<mark class="supports" data-passages="{row.passage_id}">{SENTENCE}</mark>'
    for number in (1, 2):
        assert mark in client.get(f"/articles/{article.pk}/revisions/{number}/").text


def test_no_mark_stands_where_nobody_has_decided(client, as_editor, editor, row):
    placement = revise(row, CHANGED)
    page = row.passage.revision.article.get_absolute_url()
    assert "<mark" not in client.get(page).text
    placements.accept_placement(placement=placement, by=editor)
    assert f">{CHANGED}</mark>" in client.get(page).text
    assert f">{CHANGED}</mark>" in as_editor.get(f"/desk{page}").text


def test_the_desk_and_the_claim_say_how_many_wait(as_editor, client, row):
    claim = row.claim.get_absolute_url()
    assert "Passages changed or lost 0" in words_of(as_editor.get("/desk/"))
    revise(row, CHANGED)
    desk = as_editor.get("/desk/")
    assert "Passages changed or lost 1" in words_of(desk)
    assert f'href="{QUEUE}"' in desk.text
    assert f'href="{QUEUE}?claim={row.claim.slug}"' in as_editor.get(claim).text
    assert "changed in its source" not in client.get(claim).text


def test_the_queue_shows_both_texts_and_the_claims(as_editor, row):
    revise(row, CHANGED)
    page = as_editor.get(QUEUE).text
    assert "<mark>Today we have </mark><mark><del>personally</del></mark>" in page
    assert "<mark>Today we have </mark><mark><ins>at last</ins></mark>" in page
    assert str(row.claim) in page
    assert 'href="/articles/' in page


def test_the_queue_of_one_claim_shows_no_other(as_editor, row):
    other = make.claim()
    revise(row, CHANGED)
    assert "Accept this place" in as_editor.get(f"{QUEUE}?claim={row.claim.slug}").text
    assert "No passage waits." in as_editor.get(f"{QUEUE}?claim={other.slug}").text
    assert as_editor.get(f"{QUEUE}?claim=there-is-none").status_code == 404


def test_what_bears_on_nothing_does_not_wait(as_editor, row):
    revise(row, CHANGED)
    Evidence.objects.update(retired_at="2026-01-01T00:00Z")
    assert "No passage waits." in as_editor.get(QUEUE).text


def test_the_oldest_comes_first_and_a_newer_text_takes_its_place(as_editor, row):
    revise(row, CHANGED)
    other = make.link(make.claim(), make.words(make.article("The road is open.\n"), "open"))
    make.revision(other.passage.revision.article, "It is shut now.\n")
    items = as_editor.get(QUEUE).context["items"]
    assert [item["placement"].passage for item in items] == [row.passage, other.passage]
    make.revision(row.passage.revision.article, f"{TEXT}\n\nMore.\n")
    items = as_editor.get(QUEUE).context["items"]
    assert [item["placement"].passage for item in items] == [other.passage]


@pytest.mark.parametrize("step", ["accept", "retire"])
def test_a_decision_is_made_and_taken_back_on_the_page(as_editor, editor, row, step):
    placement = revise(row, CHANGED)
    answer = as_editor.post(
        f"{QUEUE}{placement.pk}/{step}/", {"reason": "it was cut", "claim": row.claim.slug}
    )
    assert answer.url == f"{QUEUE}?done={placement.pk}&claim={row.claim.slug}"
    page = as_editor.get(answer.url).text
    assert "No passage waits." in page
    assert "Take back" in page
    assert Evidence.objects.live().exists() == (step == "accept")
    assert Placement.objects.get().decided_by == editor
    assert "Take this decision back" in as_editor.get(f"{QUEUE}?decided").text
    as_editor.post(f"{QUEUE}{placement.pk}/take-back/")
    assert "Accept this place" in as_editor.get(QUEUE).text


def test_retiring_needs_a_reason(as_editor, row):
    placement = revise(row, CHANGED)
    answer = as_editor.post(f"{QUEUE}{placement.pk}/retire/", {"reason": " "}, follow=True)
    assert "Say why the evidence is retired" in answer.text
    assert Evidence.objects.live().exists()


def test_a_decision_that_comes_too_late_says_so(as_editor, row):
    placement = revise(row, CHANGED)
    for said in ("Accepted", "This was decided already"):
        answer = as_editor.post(f"{QUEUE}{placement.pk}/accept/", follow=True)
        assert said in answer.text


def test_words_are_found_and_placed_by_hand_without_scripts(as_editor, row):
    placement = revise(row, "")
    page = f"{QUEUE}{placement.pk}/"
    assert SENTENCE in as_editor.get(page).text
    found = as_editor.get(page, {"words": "It was cut."})
    sent = sent_by(found, "link-form")
    assert sent["exact"] == "It was cut."
    answer = as_editor.post(reverse("desk:move-placement", args=[placement.pk]), sent, follow=True)
    assert "Moved by hand" in answer.text
    assert Placement.objects.get().decision == "moved"
    assert Entry.objects.last().after["words"] == "It was cut."


def test_words_that_stand_several_times_or_nearly_are_offered(as_editor, row):
    page = f"{QUEUE}{revise(row, '').pk}/"
    several = as_editor.get(page, {"words": "peacekeepers"}).text
    assert several.count(f'href="{page}?start=') > 2
    assert "Did you mean" in as_editor.get(page, {"words": "it was  Cut"}).text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"start": 0, "end": 4, "exact": "other"}, 409),
        ({"start": 5, "end": 4, "exact": ""}, 409),
        ({"start": "x"}, 409),
        ({}, 409),
    ],
)
def test_words_that_are_not_the_stored_ones_are_refused(as_editor, row, sent, status):
    placement = revise(row, CHANGED)
    answer = as_editor.post(f"{QUEUE}{placement.pk}/move/", sent)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert not Placement.objects.get().decision


def test_hostile_words_stay_words(as_editor):
    bad = "<script>alert(1)</script> stands & falls here today"
    row = make.link(make.claim(), make.passage(bad, f"{bad}.\n\nMore words.\n"))
    article = row.passage.revision.article
    make.revision(article, f"{bad.replace('falls', '<b>rises</b>')}.\n\nMore words.\n")
    for page in (QUEUE, f"/articles/{article.pk}/revisions/1/2/", f"/articles/{article.pk}/"):
        text = as_editor.get(page).text
        assert "<script>alert" not in text
        assert "<b>rises" not in text
