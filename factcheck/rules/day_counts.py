"""Day counts against each other: all that is said of one event must fit one first day.

A statement such as "13th day" gives the days that may have been the first. It is counted both ways,
with the first day as day one or as day nought, and what was said may be a day old when it is
printed. So the thirteenth day is one on which twelve to fourteen days have gone by, never fewer.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from articles.text.statements import SHARED_WORDS, Statement, find_statements
from factcheck.rules.findings import MOST_IN_A_TEXT, Noticed, Text, in_words

CHECK = "day count"
# Days on top of the most that the strict count gives: one for the other way of counting, unless
# that is in it ("for 13 days"), and one between saying and printing.
SLACK = {"nth": 2, "whole": 1, "over": 0}
# Counts about whose first day two statements are further apart are about two events, unless the
# sentences are nearly the same.
FARTHEST = timedelta(days=14)
SAME_SENTENCE = 0.6  # of the words of the shorter one
# What still goes on on the day it is printed. "The talks went on for two days" is no such count.
_ONGOING = re.compile(
    r"\b(?:has|have|is|are|continu(?:es?|ing)|now|today|in a row|running|straight)\b", re.I
)
_OVER = re.compile(r"\b(?:had been|will)\b", re.I)
_LASTED = re.compile(r"\blasted $", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """A count of something that still goes on, in a text whose day is known."""

    text: Text
    printed_on: date
    statement: Statement

    @property
    def words(self) -> str:
        return self.text.words[self.statement.count.start : self.statement.count.end]

    @property
    def sentence(self) -> str:
        return self.text.words[self.statement.start : self.statement.end]

    def first_day(self) -> tuple[date | None, date]:
        """The earliest and the latest day that may have been the first."""
        count = self.statement.count
        least, most = count.gone_by()
        if count.unit == "month":  # gone_by takes each for thirty days
            least -= 2 * count.number
            most = None if most is None else most + count.number
        latest = self.printed_on - timedelta(days=least)
        if most is None:
            return None, latest
        return self.printed_on - timedelta(days=most + SLACK[count.sort]), latest

    def fits(self, begun: date) -> bool:
        earliest, latest = self.first_day()
        return (earliest is None or earliest <= begun) and begun <= latest


def counts_in(texts: Iterable[Text]) -> list[Said]:
    """The counts of what still goes on, in the texts whose day is known."""
    found = []
    for text in texts:
        if text.printed_on:
            rows = find_statements(text.words)[:MOST_IN_A_TEXT]
            said = (Said(text, text.printed_on, row) for row in rows)
            found += [row for row in said if _is_ongoing(row)]
    return found


def events(said: list[Said]) -> list[list[Said]]:
    """The counts, those together that are about one event."""
    groups: list[list[Said]] = []
    for row in said:
        joined = [group for group in groups if any(_are_alike(row, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(other for group in joined for other in group), row])
    return groups


def first_day(event: list[Said]) -> date:
    """The day that most of these articles agree on; of several the latest, as it is mostly counted.

    Raises ValueError where there is nothing said.
    """
    return max(_candidates(event), key=lambda day: (len(_agreeing(event, day)), day))


def misfits(event: list[Said], begun: date) -> Iterator[Noticed]:
    """Tell of each count that does not fit the first day `begun`."""
    agreeing = sorted(_agreeing(event, begun))
    for row in event:
        if not row.fits(begun):
            yield _noticed(row, begun, agreeing)


def day_counts(texts: Iterable[Text]) -> Iterator[Noticed]:
    """Tell of the counts of one event that fit no first day together with most others.

    Where as many articles agree on one day as on another, all that do not fit both are told of.
    """
    for event in events(counts_in(texts)):
        agreeing = {day: len(_agreeing(event, day)) for day in _candidates(event)}
        most = max(agreeing.values())
        if most == len({row.text.source for row in event}):
            continue
        told: dict[tuple[str, int | None], Noticed] = {}
        for begun in sorted((day for day, n in agreeing.items() if n == most), reverse=True):
            for noticed in misfits(event, begun):
                told.setdefault((noticed.source, noticed.start), noticed)
        yield from told.values()


def _is_ongoing(row: Said) -> bool:
    if _LASTED.search(row.text.words, row.statement.start, row.statement.count.start):
        return False
    return bool(_ONGOING.search(row.sentence)) and not _OVER.search(row.sentence)


def _are_alike(a: Said, b: Said) -> bool:
    shared = a.statement.shares(b.statement)
    if shared < SHARED_WORDS:
        return False
    shorter = min(len(a.statement.terms), len(b.statement.terms))
    return shared >= SAME_SENTENCE * shorter or _apart(a, b) <= FARTHEST


def _apart(a: Said, b: Said) -> timedelta:
    (a_first, a_last), (b_first, b_last) = a.first_day(), b.first_day()
    gaps = [first - last for first, last in ((a_first, b_last), (b_first, a_last)) if first]
    return max([timedelta(0), *gaps])


def _candidates(event: list[Said]) -> set[date]:
    """The days on which the number of agreeing articles can change."""
    return {day for row in event for day in row.first_day() if day}


def _agreeing(event: list[Said], begun: date) -> set[str]:
    """The articles whose counts all fit."""
    sources = {row.text.source for row in event}
    return sources - {row.text.source for row in event if not row.fits(begun)}


def _noticed(row: Said, begun: date, agreeing: list[str]) -> Noticed:
    gone = (row.printed_on - begun).days
    count = row.statement.count
    day = f"day {gone + 1}"
    by = f" by the day counts in {', '.join(agreeing)}" if agreeing else ""
    return Noticed(
        check=CHECK,
        severity="red",
        source=row.text.source,
        start=count.start,
        end=count.end,
        expected=f"{day}, in week {gone // 7 + 1}" if count.unit == "week" else day,
        found=row.words,
        why=f"Printed on {in_words(row.printed_on)}. With {in_words(begun)} as the first day{by},"
        f" that is day {gone + 1}, and these words do not fit: not counted either way, and not if"
        " they were said a day before they were printed.",
        context=row.sentence,
    )
