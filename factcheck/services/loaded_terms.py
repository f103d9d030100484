"""The words that a desk watches in a topic."""

from django.db import transaction

from factcheck.models import Term
from factcheck.rules import loaded_words
from factcheck.services import ledger, topic_rows
from factcheck.services.topic_rows import CannotEdit


@transaction.atomic
def add_term(*, topic, phrase, claim=None, note="", by, reason=""):
    """Watch `phrase` in `topic`; CannotEdit where another term finds the same."""
    ledger.lock()
    stems = stems_kept(phrase)
    _check(topic, phrase, stems)
    term = Term(topic=topic, phrase=phrase, stems=stems, claim=claim, note=note)
    return topic_rows.add(term, by, reason)


@transaction.atomic
def edit_term(*, term, phrase, claim, note, by, reason=""):
    """Change what is looked for, the claim that it presupposes, or the note."""
    term = topic_rows.locked(term)
    if term.retired_at:
        raise CannotEdit(f"“{term}” was taken off meanwhile. Add it again if it shall be watched.")
    stems = stems_kept(phrase)
    _check(term.topic, phrase, stems, term)
    told = {"phrase": phrase, "stems": stems, "claim": claim, "note": note}
    return topic_rows.change(term, "edit term", by, reason, **told)


@transaction.atomic
def retire_term(*, term, by, reason=""):
    """Watch it no more; the row stays."""
    return topic_rows.retire(term, by, reason)


@transaction.atomic
def put_back(*, term, entry, by, reason=""):
    """Make a term what it was before `entry`; an error says why it cannot be."""
    ledger.lock()
    if entry.before and not entry.before["retired_at"]:
        _check(term.topic, entry.before["phrase"], entry.before["stems"], term)
    return topic_rows.put_back(term, entry, by, reason)


def stems_kept(phrase):
    """How a phrase is looked for, as it is stored."""
    return " ".join(loaded_words.stems_of(phrase))[:400]


def _check(topic, phrase, stems, term=None):
    if not stems:
        raise CannotEdit(f"“{phrase}” has no letter and no digit. Write words that can be found.")
    others = topic.terms.live().filter(stems=stems).exclude(pk=term.pk if term else None)
    if other := others.first():
        raise CannotEdit(f"“{phrase}” finds the same as “{other}”. Keep one of the two.")
