"""What is proposed waits until a person takes or dismisses it; either can be taken back."""

import pytest

from factcheck.models import Evidence, Suggestion
from factcheck.services import ledger, sources
from factcheck.services.suggestions import TooLate, dismiss, take_back, take_quote
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    run = sources.begin_run(by=None)
    data = b"Dmitriy Peskov said that the road is open.\n"
    sources.import_file(run=run, name="talks.txt", data=data, by=None)
    return Suggestion.objects.get()


def linked(quote):
    return make.link(make.claim(), make.words(quote.revision.article, quote.exact))


def test_a_quote_is_taken_with_the_evidence_made_from_it(quote, editor):
    row = linked(quote)
    with new_entries() as entries:
        take_quote(suggestion=quote, evidence=row, by=editor)
    quote.refresh_from_db()
    assert (quote.decision, quote.decided_by, quote.evidence) == ("taken", editor, row)
    assert quote.decided_at
    assert verbs(entries) == ["take suggestion"]
    assert entries[0].before["decision"] == ""
    assert entries[0].after == ledger.snapshot(quote)


def test_a_quote_that_was_taken_stays_with_its_first_evidence(quote, editor):
    row = linked(quote)
    take_quote(suggestion=quote, evidence=row, by=editor)
    other = make.link(make.claim("Another claim holds."), row.passage)
    with new_entries() as entries:
        assert take_quote(suggestion=quote, evidence=other, by=editor).evidence == row
    assert entries == []


def test_a_quote_dismissed_meanwhile_may_be_taken(quote, editor):
    dismiss(suggestion=quote, by=None)
    assert take_quote(suggestion=quote, evidence=linked(quote), by=editor).decision == "taken"


def test_a_dismissal_lasts_and_can_be_taken_back(quote, editor):
    with new_entries() as entries:
        dismiss(suggestion=quote, by=editor)
        with pytest.raises(TooLate, match="was dismissed already"):
            dismiss(suggestion=quote, by=editor)
        take_back(suggestion=quote, by=editor)
        with pytest.raises(TooLate, match="no decision"):
            take_back(suggestion=quote, by=editor)
    assert verbs(entries) == ["dismiss suggestion", "take decision back"]
    assert Suggestion.objects.waiting().get() == quote


def test_a_taking_that_is_taken_back_retires_the_evidence(quote, editor):
    row = linked(quote)
    take_quote(suggestion=quote, evidence=row, by=editor)
    with new_entries() as entries:
        take_back(suggestion=quote, by=editor)
    assert verbs(entries) == ["retire evidence", "take decision back"]
    quote.refresh_from_db()
    assert (quote.decision, quote.decided_at, quote.evidence) == ("", None, None)
    assert not Evidence.objects.live().exists()
