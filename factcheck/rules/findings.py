"""What the checks are given and what they give."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from articles.text.months import ENGLISH

type Severity = Literal["red", "amber", "info"]

LOST_PASSAGE = "lost passage"
MOST_IN_A_TEXT = 50  # a text with more is no prose; to compare them all would take hours


@dataclass(frozen=True, slots=True)
class Text:
    """The newest text of an article, and the day on which it was printed.

    `printed_on` is None where that day is not known, or was itself worked out from a count of days:
    such a text bears no witness to a count. `changed_on` is the last day on which its words may
    have changed; None where that is the day of printing.
    """

    source: str
    words: str
    printed_on: date | None
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Words at [start, end) of the text of `source`."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a check noticed at [start, end) of the text of `source`.

    Where the words stand nowhere, both are None. `claim` is the key of the claim that it is about
    and `actor` the slug of who speaks, if any; `other` are the words that these do not fit.
    `context` is what besides the other parts must stay as it is for a decision to last.
    """

    check: str
    severity: Severity
    source: str
    start: int | None
    end: int | None
    expected: str
    found: str
    why: str
    claim: str = ""
    context: str = ""
    actor: str = ""
    other: Place | None = None


def keys(noticed: Iterable[Noticed]) -> Iterator[tuple[str, Noticed]]:
    """Name each by its check and all that this went by; the same twice are two."""
    met = Counter[tuple[str, ...]]()
    for row in noticed:
        # What is told of a speaker is named by the words, whichever claims show it.
        about = row.actor or row.claim
        told = (row.check, row.source, about, row.context, row.expected, row.found)
        met[told] += 1
        yield sha256(json.dumps([*told, met[told]]).encode()).hexdigest(), row


@dataclass(frozen=True, slots=True)
class Moved:
    """Evidence for a claim whose words do not stand in the newest text as they did."""

    claim: str
    source: str
    words: str
    state: Literal["changed", "lost", "ambiguous"]
    start: int | None
    end: int | None


_BECAME = {
    "lost": "they are gone",
    "changed": "other words",
    "ambiguous": "several places that could be meant, or none for certain",
}


def lost_passages(moved: Iterable[Moved]) -> Iterator[Noticed]:
    """Tell of evidence whose words are gone from their source (red) or changed there (amber)."""
    for row in moved:
        yield Noticed(
            check=LOST_PASSAGE,
            severity="red" if row.state == "lost" else "amber",
            source=row.source,
            start=row.start,
            end=row.end,
            expected=row.words,
            found=_BECAME[row.state],
            why="The claim rests on these words, which the newest text does not hold as they were.",
            claim=row.claim,
            context=row.state,
        )


def in_words(day: date) -> str:
    """A day as it is written in findings: "23 December 2022"."""
    return f"{day.day} {ENGLISH.split()[day.month - 1]} {day.year}"
