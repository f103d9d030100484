"""Dates and numbers that differ where articles say the same thing in much the same words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from articles.text import segments
from articles.text.counts import find_counts
from articles.text.dates import Dates, find_dates
from articles.text.months import NUMBERS
from articles.text.numbers import Number, find_numbers
from articles.text.stems import stems
from factcheck.rules.findings import Noticed, Place, in_words
from factcheck.rules.groups import Groups, Node

CHECK = "date or number mismatch"
MOST_LETTERS = 10_000  # of a paragraph that is read
MOST_SENTENCES = 30  # of a paragraph that are compared
MOST_SLOTS = 20  # dates and numbers of a sentence; with more it is a table
SHARED_BESIDE_A_LIST = 3  # telling words, where two lists of days have one in common
SAME_SENTENCE = 0.8  # of the telling words of the longer one
FEWEST = 5  # telling words that two sentences share which differ in one day or number
FARTHEST = timedelta(days=31)  # between two days of one thing
_DAY = timedelta(days=1)
_MONTHS = {stem for name in NUMBERS for stem in stems(name)}


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that stands at `start` in the newest text of `source`."""

    source: str
    start: int
    words: str
    printed_on: date | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A date or a number in a sentence: its place in the part, what it says, and of what."""

    start: int
    end: int
    says: tuple[date | float, ...]
    what: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a part, its dates and numbers, and its other telling words."""

    start: int
    end: int
    dates: tuple[Slot, ...]
    numbers: tuple[Slot, ...]
    terms: frozenset[str]


def mismatches(parts: Mapping[int, Part], pairs: Iterable[tuple[int, int]]) -> Iterator[Noticed]:
    """Tell of days and numbers that are not those of other articles' sentences on the same thing.

    `pairs` are the keys of parts of different articles that share wording. What several articles
    say in common is told once: at the words of the side with fewer articles.
    """
    read: dict[tuple[str, date | None], list[Line]] = {}  # what is copied is read once
    lines = {
        key: read.get((part.words, part.printed_on))
        or read.setdefault((part.words, part.printed_on), _lines(part))
        for key, part in parts.items()
    }
    slots: dict[Node, tuple[Slot, Line]] = {}
    against: defaultdict[Node, set[Node]] = defaultdict(set)
    together = Groups()
    for here, there in pairs:
        for a, b in product(lines[here], lines[there]):
            for one, other in _standing_for(a, b, parts[here], parts[there]):
                nodes = (here, one.start), (there, other.start)
                slots |= dict(zip(nodes, ((one, a), (other, b)), strict=True))
                together.join(*nodes)
                if one.says != other.says:
                    against[nodes[0]].add(nodes[1])
                    against[nodes[1]].add(nodes[0])
    for group in together.groups():
        if any(node in against for node in group):
            yield from _told(group, parts, slots)


def _lines(part: Part) -> list[Line]:
    words = part.words[:MOST_LETTERS]
    counts = find_counts(words)
    dates = find_dates(words, part.printed_on)
    taken = [*((row.start, row.end) for row in counts), *((row.start, row.end) for row in dates)]
    numbers = [
        row
        for row in find_numbers(words)
        if not any(row.start < end and start < row.end for start, end in taken)
        and not (row.value == int(row.value) and 1500 <= row.value < 2200)  # rather a year
    ]
    found = []
    for start, end in segments.sentences(words)[:MOST_SENTENCES] if dates or numbers else ():
        days = tuple(_of_days(row) for row in dates if start <= row.start < end)
        counted = tuple(_of_number(row) for row in numbers if start <= row.start < end)
        if 0 < len(days) + len(counted) <= MOST_SLOTS:
            found.append(Line(start, end, days, counted, _terms(words, start, end, numbers)))
    return found


def _of_days(row: Dates) -> Slot:
    what = "span" if row.is_span else ""
    is_list = len(row.days) > 1 and not row.is_span
    return Slot(row.start, row.end, tuple(sorted(row.days)), what, is_list)


def _of_number(row: Number) -> Slot:
    return Slot(row.start, row.end, (row.value,), (stems(row.what) or [row.what])[0])


def _terms(words: str, start: int, end: int, numbers: list[Number]) -> frozenset[str]:
    """The telling words of a sentence without what its dates and numbers say."""
    inside = [row for row in numbers if start <= row.start < end]
    said = {stem for row in inside for stem in stems(words[row.start : row.end])}
    found = set(stems(words[start:end])) - _MONTHS - said
    return frozenset(term for term in found if not term[0].isdigit())


def _standing_for(a: Line, b: Line, of_a: Part, of_b: Part) -> Iterator[tuple[Slot, Slot]]:
    """The dates and numbers of two sentences that tell of the same thing, be they equal or not."""
    shared = len(a.terms & b.terms)
    if shared >= SHARED_BESIDE_A_LIST:
        lists = product(a.dates, b.dates)
        yield from (
            (x, y) for x, y in lists if x.is_list and y.is_list and set(x.says) & set(y.says)
        )
    if shared < FEWEST or shared < SAME_SENTENCE * max(len(a.terms), len(b.terms)):
        return
    same_days = [row.says for row in a.dates] == [row.says for row in b.dates]
    pair = _one_apart(a.dates, b.dates)
    if pair and _numbers_of(a) == _numbers_of(b) and _one_event(*pair, of_a, of_b):
        yield pair
    same_time = bool(a.dates) or (of_a.printed_on and of_a.printed_on == of_b.printed_on)
    if same_days and same_time and (pair := _one_apart(a.numbers, b.numbers)):
        yield pair


def _numbers_of(line: Line) -> list[tuple[date | float, ...]]:
    return [row.says for row in line.numbers]


def _one_apart(a: tuple[Slot, ...], b: tuple[Slot, ...]) -> tuple[Slot, Slot] | None:
    """The one place in which two rows of dates or numbers differ, if they do so in one alone."""
    if [row.what for row in a] != [row.what for row in b]:
        return None
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x.says != y.says]
    return apart[0] if len(apart) == 1 else None


def _one_event(a: Slot, b: Slot, of_a: Part, of_b: Part) -> bool:
    """Whether two days may be of one thing: near each other, and not each its article's own."""
    first, second = a.says[0], b.says[0]
    if a.is_list or not isinstance(first, date) or not isinstance(second, date):
        return False
    return abs(first - second) <= FARTHEST and not (_is_own(first, of_a) and _is_own(second, of_b))


def _is_own(day: date, part: Part) -> bool:
    """Whether an article tells of the day on which it was printed, or of the one before."""
    return part.printed_on is not None and abs(part.printed_on - day) <= _DAY


def _told(
    group: list[Node], parts: Mapping[int, Part], slots: Mapping[Node, tuple[Slot, Line]]
) -> Iterator[Noticed]:
    """Tell of each side but the one of most articles; of several that one of the oldest."""
    sides: defaultdict[tuple[date | float, ...], list[Node]] = defaultdict(list)
    for node in group:
        sides[slots[node][0].says].append(node)
    for side in sides.values():
        side.sort(key=lambda node: age(parts[node[0]]))
    ordered = sorted(
        sides.values(), key=lambda side: (-len(_sources(side, parts)), age(parts[side[0][0]]))
    )
    most, *others = ordered
    for side in others:
        yield _noticed(side, most, parts, slots)


def _noticed(
    side: list[Node],
    most: list[Node],
    parts: Mapping[int, Part],
    slots: Mapping[Node, tuple[Slot, Line]],
) -> Noticed:
    part, (slot, line) = parts[side[0][0]], slots[side[0]]
    other, (meant, _) = parts[most[0][0]], slots[most[0]]
    these, those = (", ".join(_sources(nodes, parts)) for nodes in (most, side))
    return Noticed(
        check=CHECK,
        severity="amber",
        source=part.source,
        start=part.start + slot.start,
        end=part.start + slot.end,
        expected=_in_words(meant, other),
        found=part.words[slot.start : slot.end],
        why=f"Where they tell of the same thing, {these} say “{_in_words(meant, other)}” and"
        f" {those} “{_in_words(slot, part)}”.",
        context=part.words[line.start : line.end],
        other=Place(other.source, other.start + meant.start, other.start + meant.end),
    )


def _in_words(slot: Slot, part: Part) -> str:
    days = [day for day in slot.says if isinstance(day, date)]
    if not days:
        return part.words[slot.start : slot.end]
    if len(days) > 1 and len({(day.year, day.month) for day in days}) == 1:
        told = [str(day.day) for day in days[:-1]]
        joint = " to " if slot.what else " and "
        return joint.join([", ".join(told), in_words(days[-1])])
    return (" to " if slot.what else " and ").join(in_words(day) for day in days)


def _sources(nodes: list[Node], parts: Mapping[int, Part]) -> list[str]:
    return sorted({parts[key].source for key, _ in nodes})


def age(part: Part) -> tuple[date, str, int]:
    """What parts are sorted by, the oldest first."""
    return part.printed_on or date.max, part.source, part.start
