"""Dates as they are written: one is read exactly, or not at all; those of a text are found."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

from articles.text.counts import find_counts
from articles.text.terms import fold
from articles.text.written_dates import Dates, find_dates

__all__ = ["Dates", "Moment", "Precision", "find_counts", "find_dates", "read_moment"]

type Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, as exactly as it was written.

    `day` is the first of the month or year where `precision` says that no more is known. `time` is
    the local time where one was given, `offset` how many minutes it is ahead of UTC.
    """

    day: dt.date
    precision: Precision = "day"
    time: dt.time | None = None
    offset: int | None = None

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day that it may be."""
        if self.precision == "day":
            return self.day, self.day
        month = 12 if self.precision == "year" else self.day.month
        return self.day, self.day.replace(month=month, day=monthrange(self.day.year, month)[1])

    def isoformat(self) -> str:
        """Write it as ISO 8601, as exactly as it is known ("2023-01", "2023-01-02T12:20")."""
        day = self.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]
        if self.time is None:
            return day
        return f"{day}T{_clock(self.time)}{_zone(self.offset)}"


def read_moment(text: str, *, year: int | None = None) -> Moment | None:
    """Read a text that is one date and nothing else, with a time and zone where they stand there.

    Read are ISO 8601 ("2023-01-11T17:39:00+04:00", "2023-01"), days and months in words in English,
    Russian, Azerbaijani and Armenian ("April 20, 2024 13:04", "11 January 2023 17:39 (UTC+04:00)",
    "11 января 2023 г.", "January 2023"), mail dates ("Wed, 11 Jan 2023 17:39:00 +0400") and numbers
    that can mean one day only ("24.12.2022"). A form without a year ("2 Jan. 12:20") is read only
    where the caller states the `year`.

    None for all else, and for what is impossible (2023-02-30), contradicts itself (a wrong
    weekday), can mean two days (03/04/2023) or has a year of two digits: nothing is guessed.
    """
    match = _EXPRESSION.fullmatch(fold(text))
    if not match:
        return None
    try:
        return _moment(match, year)
    except ValueError:
        return None


_MONTHS = [
    "january jan январь января янв yanvar հունվար հունվարի",
    "february feb февраль февраля фев fevral փետրվար փետրվարի",
    "march mar март марта мар mart մարտ մարտի",
    "april apr апрель апреля апр aprel ապրիլ ապրիլի",
    "may май мая մայիս մայիսի",
    "june jun июнь июня июн iyun հունիս հունիսի",
    "july jul июль июля июл iyul հուլիս հուլիսի",
    "august aug август августа авг avqust օգոստոս օգոստոսի",
    "september sept sep сентябрь сентября сент сен sentyabr սեպտեմբեր սեպտեմբերի",
    "october oct октябрь октября окт oktyabr հոկտեմբեր հոկտեմբերի",
    "november nov ноябрь ноября нояб ноя noyabr նոյեմբեր նոյեմբերի",
    "december dec декабрь декабря дек dekabr դեկտեմբեր դեկտեմբերի",
]
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_NUMBERS = {name: n for n, names in enumerate(_MONTHS, 1) for name in fold(names).split()}
_WEEKDAY_NUMBERS = {name[:size]: n for n, name in enumerate(_WEEKDAYS) for size in (3, 9)}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}"
_DAY = r"[0-9]{1,2}"
_EXPRESSION = re.compile(
    rf"""
    (?: (?P<weekday> {_any_of(_WEEKDAY_NUMBERS)}) \.? ,? [ ] )?
    (?: (?P<y1> {_YEAR}) (?: (?P<sep1> [-/.]) (?P<m1> {_DAY}) (?P=sep1) (?P<d1> {_DAY}) )
      | (?P<y2> {_YEAR}) - (?P<m2> [0-9]{{2}})
      | (?P<y3> {_YEAR})
      | (?P<a> {_DAY}) (?P<sep2> [-/.]) (?P<b> {_DAY}) (?P=sep2) (?P<y4> {_YEAR})
      | (?P<d5> {_DAY}) (?: st | nd | rd | th )? [ -] (?P<n5> {_any_of(_MONTH_NUMBERS)}) \.?
        (?: ,? [ -] (?P<y5> {_YEAR}) (?: [ ]? (?: г \. | года | թ \. ) )? )?
      | (?P<n6> {_any_of(_MONTH_NUMBERS)}) \.? [ ] (?P<d6> {_DAY}) (?: st | nd | rd | th )?
        (?: ,? [ ] (?P<y6> {_YEAR}) )?
      | (?P<n7> {_any_of(_MONTH_NUMBERS)}) \.? ,? [ ] (?P<y7> {_YEAR})
    )
    (?: (?: t | ,? [ ] | ,? [ ] at [ ] | [ ] [-|] [ ] )
      (?P<hour> {_DAY}) : (?P<minute> [0-9]{{2}}) (?: : (?P<second> [0-9]{{2}}) (?: \. [0-9]+ )? )?
      (?: [ ]? (?P<half> [ap]) \.? m \.? )?
      (?: [ ]? [(]? (?:
          (?P<utc> z | utc | gmt )
        | (?: utc | gmt )? (?P<sign> [+-]) (?P<hours> {_DAY}) (?: :? (?P<minutes> [0-9]{{2}}) )?
      ) [)]? )?
    )?
    """,
    re.VERBOSE,
)


def _moment(match: re.Match[str], year: int | None) -> Moment:
    """Put the parts together. ValueError where they make no single moment."""
    part = {name.rstrip("1234567"): text for name, text in match.groupdict().items() if text}
    day, precision = _day(part, year)
    if precision != "day" and part.keys() & {"weekday", "hour"}:
        raise ValueError("a weekday or an hour of no day")
    if "weekday" in part and _WEEKDAY_NUMBERS[part["weekday"]] != day.weekday():
        raise ValueError("another weekday")
    return Moment(day, precision, _time(part), _offset(part))


def _day(part: dict[str, str], year: int | None) -> tuple[dt.date, Precision]:
    if "a" in part:
        return _numeric_day(int(part["a"]), int(part["b"]), int(part["y"])), "day"
    year = int(part["y"]) if "y" in part else year
    if year is None:
        raise ValueError("no year")
    month = _MONTH_NUMBERS[part["n"]] if "n" in part else int(part.get("m", 1))
    if "d" in part:
        return dt.date(year, month, int(part["d"])), "day"
    return dt.date(year, month, 1), "month" if part.keys() & {"m", "n"} else "year"


def _numeric_day(a: int, b: int, year: int) -> dt.date:
    """Read a and b as day and month in whichever order makes a day, if only one does."""
    days = {dt.date(year, month, day) for day, month in ((a, b), (b, a)) if month <= 12}
    if len(days) != 1:
        raise ValueError("two days, or none")
    return days.pop()


def _time(part: dict[str, str]) -> dt.time | None:
    if "hour" not in part:
        return None
    hour = int(part["hour"])
    if "half" in part:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if part["half"] == "p" else 0)
    return dt.time(hour, int(part["minute"]), int(part.get("second", 0)))


def _offset(part: dict[str, str]) -> int | None:
    if "utc" in part:
        return 0
    if "sign" not in part:
        return None
    hours, minutes = int(part["hours"]), int(part.get("minutes", 0))
    if hours > 14 or minutes > 59:
        raise ValueError("no such zone")
    return (hours * 60 + minutes) * (-1 if part["sign"] == "-" else 1)


def _clock(at: dt.time) -> str:
    return at.isoformat("seconds" if at.second else "minutes")


def _zone(offset: int | None) -> str:
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
