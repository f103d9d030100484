"""When things were said and printed, as bars along one line of time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MOST_BINS = 60
UNITS = (1, 7, 30, 91, 365, 3650)  # days in a bin, the least that gives few enough of them
WIDTH, GAP = 10, 2  # of a bin, and between two, in the units of the drawing
HEIGHT = 24  # of one side


@dataclass(frozen=True, slots=True)
class Scale:
    """Bins of `days` each, the first beginning at `first`."""

    first: date
    last: date
    days: int

    @property
    def bins(self):
        return (self.last - self.first).days // self.days + 1

    @property
    def width(self):
        return self.bins * WIDTH

    def place(self, day: date) -> int:
        """The bin of a day, from 0; one beyond the scale falls in the nearest."""
        return max(0, min((day - self.first).days // self.days, self.bins - 1))


@dataclass(frozen=True, slots=True)
class Bar:
    """So many pieces of one stance in one bin."""

    x: int
    y: float
    width: int
    height: float
    stance: str
    count: int


def scale(days: Sequence[date]) -> Scale:
    """The scale on which all these days stand, in at most 60 bins.

    ValueError where there are none.
    """
    first, last = min(days), max(days)
    span = (last - first).days + 1
    unit = next((unit for unit in UNITS if span <= unit * MOST_BINS), UNITS[-1])
    if span > unit * MOST_BINS:
        unit = -(-span // MOST_BINS)
    return Scale(first, last, unit)


def bars(points: Sequence[tuple[date, str]], on: Scale, most: int) -> list[Bar]:
    """The bars of (day, stance): supports above the middle, contradicts below it, mentions on it.

    `most` pieces are as high as a side.
    """
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for day, stance in points:
        counted[on.place(day), stance] += 1
    return [
        _bar(at * WIDTH, stance, count, count * HEIGHT / max(most, 1))
        for (at, stance), count in sorted(counted.items())
    ]


def highest(points: Iterable[tuple[date, str]], on: Scale) -> int:
    """The most pieces of one stance in one bin."""
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for day, stance in points:
        counted[on.place(day), stance] += 1
    return max(counted.values(), default=0)


def _bar(x, stance, count, height):
    width = WIDTH - GAP
    if stance == "supports":
        return Bar(x, round(HEIGHT - height, 2), width, round(height, 2), stance, count)
    if stance == "contradicts":
        return Bar(x, HEIGHT, width, round(height, 2), stance, count)
    return Bar(x + width // 4, HEIGHT - 2, width // 2, 4, stance, count)


def days_between(on: Scale) -> list[date]:
    """The days that are written under the line: the first, one in the middle, and the last."""
    middle = on.first + timedelta(days=(on.last - on.first).days // 2)
    return sorted({on.first, middle, on.last})
