"""The days that a text names, as English news writes them: "December 3 and 7, 2022"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from articles.text.months import NUMBERS


@dataclass(frozen=True, slots=True)
class Dates:
    """Days that are written together at [start, end), in code points, in the order of the text.

    `is_span`: from the first day to the last. Without `has_year` the year is worked out.
    """

    start: int
    end: int
    days: tuple[dt.date, ...]
    is_span: bool = False
    has_year: bool = False


_MONTH = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_UNTIL = r"(?:[ ](?:to|through|until|till)[ ]|[ ]?[-–—][ ]?)"
_LIST = rf"{_DAY}(?:,[ ]{_DAY}){{0,8}}(?:(?:,?[ ](?:and|&)[ ]|{_UNTIL}){_DAY})?"
_YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d)"
_WRITTEN = re.compile(
    rf"""
    \b (?: (?P<month1> {_MONTH} )\b \.? [ ] (?P<days1> {_LIST} ) (?: ,? [ ] (?P<year1> {_YEAR} ) )?
      | (?P<days2> {_LIST} ) [ ] (?: of [ ] )? (?P<month2> {_MONTH} )\b \.?
        (?: ,? [ ] (?P<year2> {_YEAR} ) )?
      | (?P<year3> {_YEAR} ) - (?P<month3> \d\d ) - (?P<days3> \d\d ) (?! \d ) )
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"\d+")
_TO = re.compile(r"[-–—]|\b(?:to|through|until|till)\b")
_JOINED = re.compile(r"(?:,? (?P<and>and|&)| (?:to|through|until|till)| ?[-–—]) ?")
_BETWEEN = re.compile(r"\bbetween $")


class _Group(NamedTuple):
    """Days as they are written, before it is known which year is meant."""

    start: int
    end: int
    days: tuple[tuple[int, int], ...]  # month, day
    is_span: bool
    year: int | None


def find_dates(text: str, published_on: dt.date | None) -> list[Dates]:
    """Find the days that `text` names, in its order; English and ISO 8601 so far.

    Days that are written together are found together ("December 3 and 7", "November 16-18",
    "between November 10 and November 14"). Without a year a day is the one nearest to
    `published_on`; where that is not known, of the year that was named last. What is no day of the
    calendar is left out, and so is a day whose year nothing tells.
    """
    found: list[Dates] = []
    named = None
    for group in _groups(text):
        named = group.year or named
        days = _days(group, published_on, named)
        if days:
            has_year = group.year is not None
            found.append(Dates(group.start, group.end, days, group.is_span, has_year))
    return _joined(text, found)


def _groups(text: str) -> Iterator[_Group]:
    for match in _WRITTEN.finditer(text):
        part = {name.rstrip("123"): value for name, value in match.groupdict().items() if value}
        month = NUMBERS.get(part["month"]) or int(part["month"])
        days = tuple((month, int(day)) for day in _NUMBER.findall(part["days"]))
        is_between = bool(_BETWEEN.search(text, max(0, match.start() - 8), match.start()))
        is_span = len(days) == 2 and (is_between or bool(_TO.search(part["days"])))
        year = int(part["year"]) if "year" in part else None
        yield _Group(match.start(), match.end(), days, is_span, year)


def _days(group: _Group, near: dt.date | None, named: int | None) -> tuple[dt.date, ...]:
    """The days of a group; none where one of them is no day or its year is not known."""
    try:
        if group.year is None and near:
            return tuple(_nearest(month, day, near) for month, day in group.days)
        year = group.year or named
        return tuple(dt.date(year, month, day) for month, day in group.days) if year else ()
    except ValueError:
        return ()


def _nearest(month: int, day: int, near: dt.date) -> dt.date:
    days = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(dt.date(year, month, day))
        except ValueError:  # 29 February of another year
            continue
    if not days:
        raise ValueError("no day of the calendar")
    return min(days, key=lambda found: abs(found - near))


def _joined(text: str, found: list[Dates]) -> list[Dates]:
    """Join what is written as one: "December 3 and December 7", "30 November to 2 December"."""
    joined: list[Dates] = []
    for dates in found:
        last = joined[-1] if joined else None
        link = _JOINED.fullmatch(text, last.end, dates.start) if last else None
        if not last or not link or len(last.days) > 1 or len(dates.days) > 1:
            joined.append(dates)
            continue
        first = last.days[0]
        if dates.has_year and not last.has_year:
            first = _before(first, dates.days[0])
        is_between = bool(_BETWEEN.search(text, max(0, last.start - 8), last.start))
        is_span = is_between or not link["and"]
        joined[-1] = replace(
            last,
            end=dates.end,
            days=(first, *dates.days),
            is_span=is_span,
            has_year=last.has_year or dates.has_year,
        )
    return joined


def _before(day: dt.date, last: dt.date) -> dt.date:
    """The day in the year of `last`, which alone has one, or in the year before."""
    try:
        same = day.replace(year=last.year)
        is_after = same > last and same.month != last.month
        return same.replace(year=last.year - 1) if is_after else same
    except ValueError:  # 29 February of another year
        return day
