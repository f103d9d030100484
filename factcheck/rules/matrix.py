"""Who takes which stance on what: the cells of a matrix, and the orders of what stands round it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

SUPPORTS, CONTRADICTS, MENTIONS = STANCES = ("supports", "contradicts", "mentions")


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of evidence: its row and column, its stance, its own key, whose words it gives."""

    row: Hashable
    column: Hashable
    stance: str
    key: int
    who: str = ""


@dataclass(slots=True)
class Mark:
    """All that takes one stance in one cell: how many passages, the first, and whose words."""

    stance: str
    first: int
    count: int = 0
    who: list[str] = field(default_factory=list)


type Cell = list[Mark]  # one for each stance that is taken, in the order of STANCES


def cells(told: Iterable[Told]) -> dict[Hashable, dict[Hashable, Cell]]:
    """Gather evidence into cells, by row and column; what comes first stays first."""
    marks: dict[tuple[Hashable, Hashable, str], Mark] = {}
    for piece in told:
        place = piece.row, piece.column, piece.stance
        mark = marks.setdefault(place, Mark(piece.stance, piece.key))
        mark.count += 1
        if piece.who and piece.who not in mark.who:
            mark.who.append(piece.who)
    table: dict[Hashable, dict[Hashable, Cell]] = defaultdict(dict)
    in_order = sorted(marks.items(), key=lambda item: STANCES.index(item[1].stance))
    for (row, column, _), mark in in_order:
        table[row].setdefault(column, []).append(mark)
    return dict(table)


def leaning(cell: Cell) -> int:
    """Where a cell stands when its line is put in order by stance.

    Support comes first, then both, contradiction, mere mention, and nothing.
    """
    taken = {mark.stance for mark in cell}
    if SUPPORTS in taken:
        return 1 if CONTRADICTS in taken else 0
    if CONTRADICTS in taken:
        return 2
    return 3 if taken else 4


def by_stance[T](things: Iterable[T], cell: Callable[[T], Cell]) -> list[T]:
    """Order things by what stands in their cell; equals stay as they were."""
    return sorted(things, key=lambda thing: leaning(cell(thing)))
