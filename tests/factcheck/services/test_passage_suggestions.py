"""What is dismissed for a claim stays so, is told in the ledger, and can be taken back."""

import pytest

from factcheck.models import Suggestion
from factcheck.queries import claim_desk, entries_of
from factcheck.services import passage_suggestions as suggestions
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
TEXT = "The road was open all day.\n\nThe road was shut at night.\n"


@pytest.fixture
def claim():
    return make.claim("The road is open.")


def paragraphs(text=TEXT):
    return list(make.article(text).revisions.get().paragraphs.all())


def proposed(claim):
    return [row.paragraph.words for row in claim_desk.proposed_passages(claim).rows]


def test_a_dismissal_is_kept_with_its_words_and_who_took_it(claim, editor):
    with new_entries() as entries:
        (row,) = suggestions.dismiss_passages(claim=claim, paragraphs=paragraphs()[:1], by=editor)
    assert verbs(entries) == ["dismiss passage"]
    assert entries[0].after["decision"] == "dismissed"
    assert row.exact == row.revision.text[row.start : row.end] == "The road was open all day."
    assert (row.decided_by, row.claim) == (editor, claim)
    assert proposed(claim) == ["The road was shut at night."]


def test_the_same_words_are_not_proposed_again_wherever_they_come_in(claim, editor):
    first, _ = paragraphs()
    suggestions.dismiss_passages(claim=claim, paragraphs=[first], by=editor)
    make.article("THE ROAD WAS OPEN ALL DAY\n\nElse nothing.\n")
    make.revision(first.revision.article, f"News.\n\n{TEXT}")
    assert proposed(claim) == ["The road was shut at night."]
    assert "The road was open all day." in proposed(make.claim("Is the road open?"))


def test_paragraphs_of_the_same_words_are_one_suggestion(claim, editor):
    both = paragraphs() + paragraphs(TEXT.upper())
    with new_entries() as entries:
        rows = suggestions.dismiss_passages(claim=claim, paragraphs=both, by=editor)
    assert [row.exact for row in rows] == [
        "The road was open all day.",
        "The road was shut at night.",
    ]
    assert rows[0].revision == both[0].revision
    assert len(entries) == 2


def test_dismissing_again_changes_nothing(claim, editor, reviewer):
    chosen = paragraphs()[:1]
    first = suggestions.dismiss_passages(claim=claim, paragraphs=chosen, by=editor)
    with new_entries() as entries:
        again = suggestions.dismiss_passages(claim=claim, paragraphs=chosen, by=reviewer)
    assert again == first
    assert entries == []
    assert Suggestion.objects.get().decided_by == editor


def test_what_is_taken_back_is_proposed_again_and_can_be_dismissed_again(claim, editor):
    chosen = paragraphs()[:1]
    made = suggestions.dismiss_passages(claim=claim, paragraphs=chosen, by=editor)
    with new_entries() as entries:
        assert suggestions.take_back(suggestions=made, by=editor) == made
        assert suggestions.take_back(suggestions=made, by=editor) == []
    assert verbs(entries) == ["take back dismissal"]
    assert entries[0].before["decision"] == "dismissed"
    assert len(proposed(claim)) == 2
    assert suggestions.dismiss_passages(claim=claim, paragraphs=chosen, by=editor) == made
    assert len(proposed(claim)) == 1


def test_claims_that_differ_are_no_twins_whichever_is_asked(claim, editor):
    other = make.claim("The road is open now.")
    assert claim_desk.twins_of(claim, editor) == [other]
    with new_entries() as entries:
        row = suggestions.dismiss_twin(claim=other, other=claim, by=editor)
        assert suggestions.dismiss_twin(claim=claim, other=other, by=editor) == row
    assert verbs(entries) == ["dismiss twin"]
    assert claim_desk.twins_of(claim, editor) == claim_desk.twins_of(other, editor) == []
    assert claim_desk.twin_pairs(editor)["pairs"] == []
    suggestions.take_back(suggestions=[row], by=editor)
    assert claim_desk.twins_of(other, editor) == [claim]


def test_dismissals_are_no_part_of_a_claims_public_history(claim, editor):
    before = list(entries_of(claim, editor))
    suggestions.dismiss_passages(claim=claim, paragraphs=paragraphs(), by=editor)
    assert list(entries_of(claim, editor)) == before
