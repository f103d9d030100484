"""Weekdays against the dates and the counts of days that stand beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from articles.text import segments
from articles.text.dates import read_moment
from articles.text.months import ENGLISH
from factcheck.rules.day_counts import Said, counts_in, events, first_day
from factcheck.rules.findings import MOST_IN_A_TEXT, Noticed, Text, in_words

CHECK = "weekday"
NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = rf"(?:{'|'.join(NAMES)})"
_MONTH = rf"(?:{'|'.join(ENGLISH.split())})"
_DATE = (
    rf"(?:{_MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\ {_MONTH}\b)"
    r"(?:,?\ \d{4}\b)?"
)
_BESIDE = re.compile(
    rf"""
    \b (?P<before> {_WEEKDAY}) (?: ,? [ ] (?: the [ ] )? | [ ] [(] ) (?P<date> {_DATE})
    | (?P<date2> {_DATE}) (?: ,? [ ] (?: an? [ ] )? | [ ] [(] ) (?P<after> {_WEEKDAY}) \b
    """,
    re.VERBOSE,
)
_ON = re.compile(rf"\bon (?P<weekday>{_WEEKDAY})\b(?! next)")
_TO_COME = re.compile(r"\b(?:will|would|next|until|till|by|plans?|scheduled|due)\b", re.I)
_YEAR = re.compile(r"\d{4}$")


def beside_dates(texts: Iterable[Text]) -> Iterator[Noticed]:
    """Tell of dates that fall on another weekday than the one written beside them.

    A date without a year is the one nearest to the day of printing; then the finding is amber.
    """
    for text in texts:
        wrong = list(islice(_misdated(text), MOST_IN_A_TEXT))
        spans = segments.sentences(text.words) if wrong else []
        starts = [start for start, _ in spans]
        for match, day, has_year in wrong:
            start, end = spans[bisect_right(starts, match.start()) - 1]
            yield Noticed(
                check=CHECK,
                severity="red" if has_year else "amber",
                source=text.source,
                start=match.start(),
                end=match.end(),
                expected=f"{NAMES[day.weekday()]}, {in_words(day)}",
                found=match[0],
                why=f"{in_words(day)} was a {NAMES[day.weekday()]}."
                + ("" if has_year else " The year is the nearest to the day of printing."),
                context=text.words[start:end],
            )


def beside_counts(texts: Iterable[Text]) -> Iterator[Noticed]:
    """Tell of “on Friday” in a sentence that counts days, where that Friday is another day.

    Meant is the last such weekday up to the day of printing.
    """
    for event in events(counts_in(texts)):
        begun = first_day(event)
        for said in event:
            count = said.statement.count
            if (count.sort, count.unit) == ("nth", "day") and not _TO_COME.search(said.sentence):
                yield from _other_days(said, begun)


def _other_days(said: Said, begun: date) -> Iterator[Noticed]:
    number = said.statement.count.number
    for match in _ON.finditer(said.sentence):
        if _BESIDE.match(said.sentence, match.start("weekday")):
            continue
        weekday = NAMES.index(match["weekday"])
        day = said.printed_on - timedelta(days=(said.printed_on.weekday() - weekday) % 7)
        counted = (day - begun).days + 1
        if counted != number:
            start = said.statement.start + match.start("weekday")
            yield Noticed(
                check=CHECK,
                severity="amber",
                source=said.text.source,
                start=start,
                end=start + len(match["weekday"]),
                expected=f"day {number}",
                found=f"{match['weekday']} = {in_words(day)}, day {counted}",
                why=f"The sentence says “{said.words}” and tells of {match['weekday']}. Printed on"
                f" {in_words(said.printed_on)}, that is {in_words(day)}: day {counted} of a count"
                f" that began on {in_words(begun)}.",
                context=said.sentence,
            )


def _misdated(text: Text) -> Iterator[tuple[re.Match[str], date, bool]]:
    """The dates with another weekday than theirs, the right days, and whether a year is given."""
    for match in _BESIDE.finditer(text.words):
        written = match["date"] or match["date2"]
        day = _day(written, text.printed_on)
        if day and NAMES[day.weekday()] != (match["before"] or match["after"]):
            yield match, day, bool(_YEAR.search(written))


def _day(written: str, near: date | None) -> date | None:
    """The day that is written; without a year the one nearest to the day `near`."""
    if _YEAR.search(written):
        moment = read_moment(written)
        return moment.day if moment else None
    years = (near.year - 1, near.year, near.year + 1) if near else ()
    moments = [read_moment(written, year=year) for year in years]
    days = [moment.day for moment in moments if moment]
    return min(days, key=lambda day: abs(day - near)) if near and days else None
