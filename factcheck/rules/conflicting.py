"""Pairs of claims that likely contradict each other, to be proposed to a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from articles.text.counts import find_counts
from articles.text.dates import find_dates
from articles.text.months import NUMBERS
from articles.text.numbers import find_numbers
from articles.text.stems import stems

FEWEST = 3  # telling words that two claims must share besides their numbers and dates
MOST_ALIKE = 50  # claims with the same words; more of them are a table, not a dispute
_MONTHS = {stem for name in NUMBERS for stem in stems(name)}


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim: what it says, and the days from and to which it holds, where they are known."""

    key: int
    words: str
    holds_from: date | None = None
    holds_to: date | None = None

    def meets(self, other: "Proposition") -> bool:
        """Whether there may be a day on which both hold."""
        return _is_up_to(self.holds_from, other.holds_to) and _is_up_to(
            other.holds_from, self.holds_to
        )


def _is_up_to(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


@dataclass(frozen=True, slots=True)
class Taken:
    """The side that a speaker (None: the outlet itself) takes on a claim in a passage."""

    claim: int
    supports: bool
    speaker: int | None
    passage: int
    article: int


def by_stances(taken: Iterable[Taken]) -> Iterator[tuple[int, int, str]]:
    """Pairs of claims of which the same words support one and contradict the other, and why.

    In order, the lower key first. Left out are pairs on which as many speakers of an article take
    the same side, for then one claim may follow from the other.
    """
    in_passage: defaultdict[tuple[int, int | None], dict[int, bool]] = defaultdict(dict)
    by_voice: defaultdict[int, defaultdict[tuple[int, int | None], set[bool]]]
    by_voice = defaultdict(lambda: defaultdict(set))
    for row in taken:
        in_passage[row.passage, row.speaker][row.claim] = row.supports
        by_voice[row.claim][row.article, row.speaker].add(row.supports)
    apart = Counter(
        (a, b)
        for sides in in_passage.values()
        for a, b in combinations(sorted(sides), 2)
        if sides[a] != sides[b]
    )
    for (a, b), number in sorted(apart.items()):
        voices = by_voice[a].keys() & by_voice[b].keys()
        alike = sum(by_voice[a][voice] == by_voice[b][voice] for voice in voices)
        if number > alike:
            told = "1 passage supports" if number == 1 else f"{number} passages support"
            besides = f"; on both {alike} take the same side" if alike else ""
            yield a, b, f"{told} one and contradict{'s' * (number == 1)} the other{besides}."


def by_words(claims: Iterable[Proposition]) -> Iterator[tuple[int, int, str]]:
    """Pairs of claims that say the same but for a number or a date, and why.

    How many days something has lasted differs from day to day, and so is no contradiction; nor is
    what cannot hold on one day.
    """
    alike: defaultdict[tuple[str, ...], list[tuple[Proposition, tuple[str, ...]]]]
    alike = defaultdict(list)
    for claim in claims:
        if not find_counts(claim.words) and (told := _told(claim.words)):
            words, said = told
            alike[words].append((claim, said))
    for group in alike.values():
        group.sort(key=lambda row: row[0].key)
        for (a, of_a), (b, of_b) in combinations(group[:MOST_ALIKE], 2):
            if of_a != of_b and a.meets(b):
                yield a.key, b.key, "The same words with another number or date."


def _told(words: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The telling words of a proposition, and what it says in numbers and dates.

    None where it has neither, or few words besides.
    """
    numbers = find_numbers(words)
    days = [row.isoformat() for dates in find_dates(words, None) for row in dates.days]
    said = [str(row.value) for row in numbers]
    counted = {stem for row in numbers for stem in stems(words[row.start : row.end])}
    telling = sorted(
        stem
        for stem in stems(words)
        if stem not in _MONTHS and stem not in counted and not stem[0].isdigit()
    )
    if len(telling) < FEWEST or not (days or said):
        return None
    return tuple(telling), (*sorted(days), *said)
