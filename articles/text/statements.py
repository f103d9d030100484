"""Sentences that say how long something has been going on, and which of them speak of one thing."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.text import segments, terms
from articles.text.counts import Count, find_counts

# Words that two sentences must share to speak of one thing; very common ones do not count.
SHARED_WORDS = 4
COMMON = set(
    "have been with from that this were their they which will would into over more"
    " days week weeks month months said says told".split()
)
LONGEST_COUNT = 4 * 365
# Where one part of a sentence ends and another begins that may count something else.
_NEXT_PART = re.compile(r";|, (?:and|but|while|whereas|as|which)\b| and (?=for )", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A count in the sentence at [start, end) of a text, and the words that tell of what.

    In a sentence with several counts these are the words of its part of the sentence alone.
    """

    count: Count
    start: int
    end: int
    terms: frozenset[str]

    def shares(self, other: "Statement") -> int:
        """How many telling words both sentences hold."""
        return len(self.terms & other.terms)


def find_statements(text: str) -> list[Statement]:
    """Every count of a text in its sentence, those left out that count too many to be meant."""
    counts = [count for count in find_counts(text) if count.number <= LONGEST_COUNT]
    starts = [count.start for count in counts]
    return [
        Statement(count, start, end, _telling(text[first:last]))
        for start, end in (segments.sentences(text) if counts else ())
        for count, first, last in _parts(
            text, start, end, counts[bisect_left(starts, start) : bisect_left(starts, end)]
        )
    ]


def _parts(
    text: str, start: int, end: int, counts: list[Count]
) -> Iterator[tuple[Count, int, int]]:
    """The counts of a sentence, each with the part of it that tells of what is counted."""
    cuts = [start]
    for count, following in pairwise(counts):
        found = _NEXT_PART.search(text, count.end, following.start)
        cuts.append(found.start() if found else cuts[-1])
    for number, count in enumerate(counts):
        last = next((cut for cut in cuts[number + 1 :] if cut > cuts[number]), end)
        yield count, cuts[number], last


def _telling(sentence: str) -> frozenset[str]:
    return frozenset({word for word in terms.words(sentence) if len(word) > 3} - COMMON)
