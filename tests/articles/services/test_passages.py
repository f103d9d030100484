"""A passage is exactly the characters that were chosen."""

from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Passage
from articles.services.passages import WordsDiffer, mark_passage
from tests import make
from tests.hard_texts import texts

pytestmark = pytest.mark.django_db
AROUND = 32
SELECTIONS = 64
any_characters = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"),
    min_size=20,
    max_size=120,
).map("A{}".format)


def selections(text):
    """Spans of a text: single characters, the ends, the whole, and more at random."""
    random, size = Random(text), len(text)
    spans = {(start, start + 1) for start in random.sample(range(size), min(size, 16))}
    spans |= {(0, size), (0, 1), (size - 1, size)}
    while len(spans) < SELECTIONS:
        start, end = sorted(random.sample(range(size + 1), 2))
        spans.add((start, end))
    return spans


def is_long_enough(text):
    """Long enough for all its SELECTIONS."""
    return len(text) * (len(text) + 1) // 2 >= SELECTIONS


def test_what_is_stored_is_exactly_what_was_chosen():
    """Shown for at least 10,000 selections in hard texts, read back from the database."""
    shown = 0

    @settings(
        max_examples=160,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(texts().filter(is_long_enough), any_characters))
    def show(text):
        nonlocal shown
        with transaction.atomic():
            revision = make.article(text).revisions.get()
            spans = selections(revision.text)
            made = {mark_passage(revision=revision, start=a, end=b, by=None).pk for a, b in spans}
            stored = Passage.objects.filter(pk__in=made).select_related("revision")
            for passage in stored:
                words, start, end = passage.revision.text, passage.start, passage.end
                assert passage.exact == words[start:end]
                assert len(passage.exact) == end - start
                assert passage.prefix == words[max(0, start - AROUND) : start]
                assert passage.suffix == words[end : end + AROUND]
            assert {(passage.start, passage.end) for passage in stored} == spans
            shown += len(spans)
            transaction.set_rollback(True)

    show()
    assert shown >= 10_000


def test_the_text_itself_is_stored_as_it_came():
    hard = "A\N{MUSICAL SYMBOL G CLEF}e\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}"
    text = f"{hard}“x”\N{ZERO WIDTH JOINER}\n"
    assert make.article(text).revisions.get().text == text


def test_the_same_words_are_one_passage(editor):
    first = make.passage("The road is open.")
    again = mark_passage(revision=first.revision, start=first.start, end=first.end, by=editor)
    assert again == first
    assert again.created_by is None


def test_overlapping_words_are_two_passages():
    revision = make.article("The road is open.\n\nAnd so is the sky.\n").revisions.get()
    one = mark_passage(revision=revision, start=0, end=25, by=None)
    two = mark_passage(revision=revision, start=4, end=17, by=None)
    assert one.exact == "The road is open.\n\nAnd so"
    assert two.exact == "road is open."


def test_who_marked_it_is_kept(editor):
    revision = make.article().revisions.get()
    assert mark_passage(revision=revision, start=0, end=3, by=editor).created_by == editor


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (-1, 3, None),
        (3, 3, None),
        (5, 3, None),
        (0, 39, None),
        (50, 60, None),
        (0, 8, "The road "),
        (0, 9, "The road"),
        (0, 8, "the road"),
        (0, 8, ""),
        (4, 8, "road\N{NO-BREAK SPACE}"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(start, end, exact):
    revision = make.article("The road is open.\n\nThe sky is clear.\n").revisions.get()
    with pytest.raises(WordsDiffer, match=f"{start} to {end} of the stored text. Reload"):
        mark_passage(revision=revision, start=start, end=end, exact=exact, by=None)
    assert not Passage.objects.exists()
