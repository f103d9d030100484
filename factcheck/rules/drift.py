"""What became of words as they were copied."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from articles.text import diffs, terms
from articles.text.counts import CARDINAL, find_counts
from articles.text.months import NUMBERS
from factcheck.rules.findings import Noticed, Place, Severity
from factcheck.rules.mismatches import Part, age

CHECK = "copy drift"
NEAR = 0.25  # of the words of the longer one: where more differ, it is no near copy
_NEGATION = {"not", "no", "never", "without", "neither", "nor", "none", "nobody", "cannot", "t"}
_COUNTED = CARDINAL.keys() - {"a", "an"} | {name.lower() for name in NUMBERS} - {"may"}
_FIGURES = re.compile(r"\d")
_NOTHING = "nothing in its place"


def copy_drift(copies: Iterable[tuple[Part, Part]]) -> Iterator[Noticed]:
    """Tell of paragraphs that copy an older one, given first, with a few other words.

    It is worth a closer look where a number, a date or a negation came in or went.
    """
    for older, newer in copies:
        if terms.words(older.words) == terms.words(newer.words):
            continue
        changes = _changes(older.words, newer.words)
        gone = [older.words[slice(*change.old)] for change in changes if change.kind == "removed"]
        come = [newer.words[slice(*change.new)] for change in changes if change.kind == "added"]
        longer = max(len(terms.words(part.words)) for part in (older, newer))
        if 0 < max(_count(gone), _count(come)) <= NEAR * longer:
            yield _noticed(older, newer, changes, gone, come)


def from_the_oldest(copies: Iterable[tuple[Part, Part]]) -> list[tuple[Part, Part]]:
    """Of pairs of copies, in whichever order, each paragraph with the oldest one beside it."""
    oldest: dict[Part, Part] = {}
    for pair in copies:
        older, newer = sorted(pair, key=age)
        oldest[newer] = min(oldest.get(newer, older), older, key=age)
    return [(older, newer) for newer, older in oldest.items()]


def _changes(old: str, new: str) -> list[diffs.Change]:
    """What differs, but for counts of days, which go on with the day of printing."""
    counts = [[(row.start, row.end) for row in find_counts(text)] for text in (old, new)]
    return [
        change
        for change in diffs.words(old, new)
        if change.kind != "same"
        and not _meets(change.old, counts[0])
        and not _meets(change.new, counts[1])
    ]


def _meets(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _count(pieces: list[str]) -> int:
    return len(terms.words(" ".join(pieces)))


def _noticed(
    older: Part, newer: Part, changes: list[diffs.Change], gone: list[str], come: list[str]
) -> Noticed:
    severity, in_what = _weighed(gone, come)
    start, end = _hull([change.new for change in changes], len(newer.words))
    other_start, other_end = _hull([change.old for change in changes], len(older.words))
    return Noticed(
        check=CHECK,
        severity=severity,
        source=newer.source,
        start=newer.start + start,
        end=newer.start + end,
        expected=_told(gone),
        found=_told(come),
        why=f"This paragraph copies one of {older.source}, all but these words.{in_what}",
        context=newer.words,
        other=Place(older.source, older.start + other_start, older.start + other_end),
    )


def _weighed(gone: list[str], come: list[str]) -> tuple[Severity, str]:
    removed, added = (Counter(terms.words(" ".join(pieces))) for pieces in (gone, come))
    differing = (removed - added) + (added - removed)
    if any(word in _COUNTED or _FIGURES.search(word) for word in differing):
        return "amber", " A number or a date is another."
    if sum(removed[word] for word in _NEGATION) != sum(added[word] for word in _NEGATION):
        return "amber", " A negation came in or went."
    return "info", ""


def _hull(spans: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """From the first change to the last; the whole where nothing of it changed."""
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    return (start, end) if start < end else (0, length)


def _told(pieces: list[str]) -> str:
    words = [" ".join(piece.split()) for piece in pieces if piece.strip()]
    return " … ".join(words) or _NOTHING
