"""Sentences that say how long something has been going on, and which of them speak of one thing."""

from bisect import bisect_left
from dataclasses import dataclass

from articles.text import segments, terms
from articles.text.counts import Count, find_counts

# Words that two sentences must share to speak of one thing; very common ones do not count.
SHARED_WORDS = 4
COMMON = set(
    "have been with from that this were their they which will would into over more".split()
)
LONGEST_COUNT = 4 * 365


@dataclass(frozen=True, slots=True)
class Statement:
    """A count in the sentence at [start, end) of a text, and the words that tell of what."""

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
        Statement(count, start, end, _telling(text[start:end]))
        for start, end in (segments.sentences(text) if counts else ())
        for count in counts[bisect_left(starts, start) : bisect_left(starts, end)]
    ]


def _telling(sentence: str) -> frozenset[str]:
    return frozenset({word for word in terms.words(sentence) if len(word) > 3} - COMMON)
