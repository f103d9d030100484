"""Words of one voice that stand on both sides: of one article, or of one speaker."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from factcheck.rules.findings import Noticed, Place, in_words

INTERNAL = "internal contradiction"
SELF = "self-contradiction"

type Claims = tuple[str, str]  # two that contradict each other, or one twice; in order
type Side = tuple[str, bool]  # a claim, and whether it is supported


@dataclass(frozen=True, slots=True)
class Stand:
    """Evidence that supports or contradicts a claim.

    `claim` is its key and `says` its words. The `speaker` is a slug, empty where the outlet speaks
    itself. `said_on` is the day on which it was said, or else printed. `given` says how the words
    are given, and by whom.
    """

    key: int
    claim: str
    says: str
    supports: bool
    speaker: str
    source: str
    start: int
    end: int
    words: str
    said_on: date | None
    given: str
    is_unnamed: bool = False  # nobody in particular, so that two such speakers are not one

    @property
    def place(self) -> Place:
        return Place(self.source, self.start, self.end)

    @property
    def age(self) -> tuple[date, str, int]:
        return self.said_on or date.max, self.source, self.start


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two stands of one voice that contradict each other, the earlier first; on which claims."""

    one: Stand
    other: Stand
    claims: tuple[Claims, ...]


def within_articles(stands: Iterable[Stand], rivals: Collection[Claims]) -> list[Opposed]:
    """What an article, or a speaker in it, says on both sides."""
    found = list(stands)
    return _opposed(found, rivals, lambda row: (row.source, row.speaker))


def of_speakers(stands: Iterable[Stand], rivals: Collection[Claims]) -> list[Opposed]:
    """What a speaker says on both sides, wherever; for one pair of claims once.

    Two articles are taken before one, which is told as its own contradiction already.
    """
    named = [row for row in stands if row.speaker and not row.is_unnamed]
    return _opposed(named, rivals, lambda row: row.speaker)


def contradictions(stands: Collection[Stand], rivals: Collection[Claims]) -> Iterator[Noticed]:
    """Tell of articles and of speakers that contradict themselves."""
    yield from map(noticed, within_articles(stands, rivals))
    for opposed in of_speakers(stands, rivals):
        if opposed.one.source != opposed.other.source:
            yield noticed(opposed)


def noticed(opposed: Opposed) -> Noticed:
    """What is told of two such stands: within one article it is the article's contradiction."""
    one, other = opposed.one, opposed.other
    return Noticed(
        check=INTERNAL if one.source == other.source else SELF,
        severity="amber",
        source=other.source,
        start=other.start,
        end=other.end,
        expected=one.words,
        found=other.words,
        why=f"By what the desk linked and related: what {_told(one)}; what {_told(other)}."
        f"{_beside(opposed)}",
        claim=min(claim for pair in opposed.claims for claim in pair),
        actor=other.speaker,
        other=one.place,
    )


def _opposed(
    stands: list[Stand], rivals: Collection[Claims], voice: Callable[[Stand], Hashable]
) -> list[Opposed]:
    """One pair of words for each voice and pair of claims; the same words are told of once."""
    voices: defaultdict[Hashable, defaultdict[Side, list[Stand]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in sorted(stands, key=lambda row: (row.age, row.key)):
        voices[voice(row)][row.claim, row.supports].append(row)
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in rivals:
        neighbours[a].add(b)
        neighbours[b].add(a)
    told: dict[tuple[Hashable, frozenset[Place]], Opposed] = {}
    for who, sides in voices.items():
        for claims, these, those in _both_sides(sides, neighbours):
            if pair := _first_pair(these, those):
                one, other = sorted(pair, key=lambda row: (row.age, row.key))
                said = who, frozenset((one.place, other.place))
                known = told.setdefault(said, Opposed(one, other, ()))
                told[said] = replace(known, claims=(*known.claims, claims))
    return _with_rivals(list(told.values()), stands, neighbours)


def _both_sides(
    sides: defaultdict[Side, list[Stand]], neighbours: defaultdict[str, set[str]]
) -> Iterator[tuple[Claims, list[Stand], list[Stand]]]:
    for claim, supports in sorted(sides):
        if not supports:
            continue
        these = sides[claim, True]
        if (claim, False) in sides:
            yield (claim, claim), these, sides[claim, False]
        for rival in sorted(neighbours.get(claim, ())):
            if claim < rival and (rival, True) in sides:
                yield (claim, rival), these, sides[rival, True]


def _first_pair(these: list[Stand], those: list[Stand]) -> tuple[Stand, Stand] | None:
    """The oldest words on each side, of two articles if there are such; the same words are none."""
    within = None
    first: dict[str, Stand] = {}
    for row in those:
        first.setdefault(row.source, row)
    for one in these:
        for other in first.values():
            if one.source != other.source:
                return one, other
        within = within or next(((one, row) for row in those if row.place != one.place), None)
    return within


def _with_rivals(
    found: list[Opposed], stands: list[Stand], neighbours: defaultdict[str, set[str]]
) -> list[Opposed]:
    """Name also the rival claims that these very words support, whoever speaks in them."""
    supported: defaultdict[Place, set[str]] = defaultdict(set)
    for row in stands:
        if row.supports:
            supported[row.place].add(row.claim)
    named = []
    for opposed in found:
        both = product(supported[opposed.one.place], supported[opposed.other.place])
        more = {(min(a, b), max(a, b)) for a, b in both if b in neighbours.get(a, ())}
        named.append(replace(opposed, claims=tuple(sorted({*opposed.claims, *more}))))
    return named


def _told(row: Stand) -> str:
    day = f" of {in_words(row.said_on)}" if row.said_on else ""
    stance = "supports" if row.supports else "contradicts"
    return f"{row.source}{day} gives as {row.given} {stance} “{row.says.rstrip('.')}”"


def _beside(opposed: Opposed) -> str:
    """Says of which claims two rivals are, where the stances alone do not tell."""
    if opposed.one.supports and opposed.other.supports:
        return " The two claims contradict each other."
    return ""
