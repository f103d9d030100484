"""Passages are looked for in each later revision, from where they stand for certain."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles.models import Decision, Found, Passage, Placement
from articles.services.ingest import ingest
from articles.services.placement import decide, place_passages, revisions_waiting
from tests import make

pytestmark = pytest.mark.django_db
TEXT = make.SEEDS.joinpath("003_176b7342f17675ed.txt").read_text(encoding="utf-8")
SENTENCE = "Today we have personally joined this action"
CHANGED = SENTENCE.replace("personally joined", "at last joined")


def revise(article, text):
    """The next revision of an article, in which nothing was looked for yet."""
    return ingest(name=article.source_name, data=text.encode()).created[0]


@pytest.fixture
def article():
    return make.article(TEXT)


@pytest.fixture
def passage(article):
    return make.words(article, SENTENCE)


def placed(revision):
    [placement] = place_passages(revision=revision)
    return Placement.objects.with_words().get(pk=placement.pk)


def test_words_that_moved_down_are_found_exactly(article, passage):
    found = placed(revise(article, f"A new first paragraph came in here.\n\n{TEXT}"))
    assert (found.state, found.words, found.change) == (Found.EXACT, SENTENCE, "")
    assert (found.start, found.end) == (found.at, found.until) != (passage.start, passage.end)


def test_words_that_changed_are_proposed_and_wait(article, passage):
    found = placed(revise(article, TEXT.replace(SENTENCE, CHANGED)))
    assert (found.state, found.decision, found.is_open) == (Found.CHANGED, "", True)
    assert (found.words, found.change) == (CHANGED, "words")


def test_the_same_words_beside_others_wait_too(article, passage):
    found = placed(revise(article, TEXT.replace(SENTENCE, f"Quite so. {SENTENCE}")))
    assert (found.state, found.words, found.change) == (Found.CHANGED, SENTENCE, "around")


def test_words_that_are_gone_have_no_place(article, passage):
    paragraph = next(p for p in TEXT.split("\n\n") if SENTENCE in p)
    found = placed(revise(article, TEXT.replace(paragraph, "It was cut.")))
    assert (found.state, found.start, found.words, found.change) == ("lost", None, None, "lost")


def test_words_that_stand_twice_now_are_not_clear(article, passage):
    paragraph = next(p for p in TEXT.split("\n\n") if SENTENCE in p)
    found = placed(revise(article, TEXT.replace(paragraph, f"{paragraph}\n\n{paragraph}")))
    assert (found.state, found.change) == (Found.AMBIGUOUS, "unclear")


def test_each_passage_is_placed_once_in_a_revision(article, passage):
    revision = revise(article, f"{TEXT}\n\nMore.\n")
    assert [r.pk for r in revisions_waiting()] == [revision.pk]
    assert len(place_passages(revision=revision)) == 1
    assert place_passages(revision=revision) == []
    assert not revisions_waiting().exists()


def test_a_passage_of_the_newest_text_does_not_wait(article):
    revision = revise(article, f"{TEXT}\n\nMore.\n")
    make.words(article, SENTENCE)
    assert place_passages(revision=revision) == []
    assert not revisions_waiting().exists()


def test_what_was_found_exactly_is_the_place_to_start_from(article, passage):
    """Found from the first text alone, its surroundings would have changed too much."""
    before = TEXT.replace(f" {SENTENCE}", f" And so we have come. {SENTENCE}")
    assert placed(revise(article, before)).state == Found.CHANGED
    decide(
        placement=Placement.objects.get(),
        decision=Decision.ACCEPTED,
        start=before.index(SENTENCE),
        end=before.index(SENTENCE) + len(SENTENCE),
        by=None,
    )
    assert placed(revise(article, f"{before}\n\nMore.\n")).state == Found.EXACT


def test_a_decision_is_carried_over_while_the_words_that_were_chosen_stand(article, passage):
    changed = TEXT.replace(SENTENCE, CHANGED)
    first = placed(revise(article, changed))
    decide(placement=first, decision=Decision.ACCEPTED, start=first.start, end=first.end, by=None)
    second = placed(revise(article, f"{changed}\n\nMore.\n"))
    assert (second.state, second.decision, second.words) == ("changed", "carried", CHANGED)
    third = placed(revise(article, f"First of all.\n\n{changed}\n\nMore.\n"))
    assert (third.decision, third.words, third.change) == ("carried", CHANGED, "words")
    fourth = placed(revise(article, changed.replace("at last", "lastly")))
    assert (fourth.state, fourth.decision) == (Found.CHANGED, "")


def test_words_that_came_back_are_found_where_they_were(article, passage):
    assert placed(revise(article, TEXT.replace(SENTENCE, CHANGED))).state == Found.CHANGED
    assert placed(revise(article, f"{TEXT}\n\nMore.\n")).state == Found.EXACT


def test_two_hundred_passages_are_placed_in_few_queries(article, django_assert_max_num_queries):
    revision = article.revisions.get()
    Passage.objects.bulk_create(
        Passage(revision=revision, start=n, end=n + 60, exact=TEXT[n : n + 60]) for n in range(200)
    )
    later = revise(article, f"First of all.\n\n{TEXT}")
    with django_assert_max_num_queries(8):
        assert len(place_passages(revision=later)) == 200


@pytest.fixture
def later(article, passage):
    return revise(article, TEXT.replace(SENTENCE, CHANGED))


def refused(match=None, **fields):
    with pytest.raises((IntegrityError, DatabaseError), match=match), transaction.atomic():
        Placement.objects.create(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "exact"},
        {"state": "changed"},
        {"state": "changed", "start": 4},
        {"state": "changed", "end": 4},
        {"state": "changed", "start": 4, "end": 4},
        {"state": "ambiguous", "start": 5, "end": 4},
        {"state": "lost", "start": 1, "end": 4},
        {"state": "guessed", "start": 1, "end": 4},
        {"state": "changed", "start": 1, "end": len(TEXT) + 99},
        {"state": "lost", "decision": "accepted", "decided_at": timezone.now()},
        {"state": "lost", "decision": "accepted", "chosen_start": 1, "chosen_end": 2},
        {"state": "lost", "decision": "retired"},
        {"state": "lost", "chosen_start": 1, "chosen_end": 2},
        {"state": "lost", "decided_at": timezone.now()},
        {"state": "lost", "decision": "so", "decided_at": timezone.now()},
        {
            "state": "lost",
            "decision": "moved",
            "decided_at": timezone.now(),
            "chosen_start": 1,
            "chosen_end": len(TEXT) + 99,
        },
    ],
)
def test_a_placement_that_cannot_be_is_refused(passage, later, fields):
    refused(passage=passage, revision=later, **fields)


def test_exact_means_the_same_words(passage, later):
    size = len(SENTENCE)
    at = later.text.index("Today we have")
    refused("must be true", passage=passage, revision=later, state="exact", start=at, end=at + size)


def test_only_a_later_text_of_the_same_article_will_do(article, passage, later):
    span = {"state": "exact", "start": passage.start, "end": passage.end}
    refused("must be true", passage=passage, revision=passage.revision, **span)
    elsewhere = make.article(f"{TEXT}\n\nElsewhere.\n")
    other = revise(elsewhere, f"{TEXT}\n\nElse.\n")
    refused("must be true", passage=passage, revision=other, **span)
    newest = make.words(article, CHANGED)
    refused("must be true", passage=newest, revision=passage.revision, state="lost")


def test_what_was_found_never_changes_and_decisions_do(passage, later):
    found = placed(later)
    for field, value in {"state": "lost", "start": 1, "end": 2, "passage": passage}.items():
        with pytest.raises(DatabaseError, match="are never changed"), transaction.atomic():
            Placement.objects.update(**{field: value})
    decide(placement=found, decision=Decision.MOVED, start=0, end=4, by=None)
    with pytest.raises(IntegrityError, match="must be true"), transaction.atomic():
        Placement.objects.update(chosen_end=len(later.text) + 1)
    decide(placement=found, decision="", by=None)
    assert Placement.objects.get().is_open
