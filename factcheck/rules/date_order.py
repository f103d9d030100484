"""The order of dates: spans that end before they begin, and what is told of days yet to come."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from articles.text import segments
from articles.text.dates import Dates, find_dates
from factcheck.rules.findings import MOST_IN_A_TEXT, Noticed, Severity, Text, in_words

CHECK = "order of dates"
SLACK = timedelta(days=1)  # it may be tomorrow already where it is printed
SOON = timedelta(days=31)  # a day without a year that is further ahead is rather the last such day
_PAST = re.compile(
    r"\b(?:was|were|took|held|met|said|told|reported|announced|stated|noted|began|started|ended"
    r"|arrived|left|visited|signed|killed|wounded|attacked|opened|closed|blocked|passed|happened"
    r"|occurred|applied|published|seen|found|died|won|lost|gathered|joined|shelled|fired)\b",
    re.I,
)
# Where one of these stands in the sentence, a day to come may be meant.
_TO_COME = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|can|could|should|must|to|until|till|by|before|next|due"
    r"|plan\w*|schedul\w*|expect\w*|intend\w*|upcoming|forthcoming|future|deadline|valid|expir\w*"
    r"|postpone\w*|set|ahead|if|unless|when|going|promis\w*|hop\w*|later|following|forecast\w*"
    r"|anniversary|tomorrow|for|through|falls|is on|applies|apply|takes? effect|comes? into|enters?"
    r"|begins?|starts?|opens?|closes?|ends?|runs?|returns?|resumes?|meets?|arrives?|leaves?)\b",
    re.I,
)
_SINCE = re.compile(r"\bsince $", re.I)


def order_of_dates(texts: Iterable[Text]) -> Iterator[Noticed]:
    """Tell of spans that run backwards and of days after the text's own that are told as past.

    Held against the day of printing are only texts of which it is stated.
    """
    for text in texts:
        found = find_dates(text.words, text.printed_on)
        told = [row for row in found if row.is_span or _is_after(row, text)][:MOST_IN_A_TEXT]
        spans = segments.sentences(text.words) if told else []
        starts = [start for start, _ in spans]
        for dates in told:
            start, end = spans[bisect_right(starts, dates.start) - 1]
            yield from _noticed(text, dates, text.words[start:end])


def _noticed(text: Text, dates: Dates, sentence: str) -> Iterator[Noticed]:
    first, last = dates.days[0], dates.days[-1]
    if dates.is_span and first > last:
        sure = (first.year, first.month) == (last.year, last.month)
        if sure or dates.has_year:
            yield _at(
                text,
                dates,
                sentence,
                "red" if sure else "amber",
                f"{in_words(last)} to {in_words(first)}",
                f"{in_words(first)} is after {in_words(last)}: the span ends before it begins.",
            )
    elif text.printed_on and not dates.is_span and _is_after(dates, text):
        since = _SINCE.search(text.words, max(0, dates.start - 6), dates.start)
        if since or (_PAST.search(sentence) and not _TO_COME.search(sentence)):
            last_day = text.changed_on or text.printed_on
            year = "" if dates.has_year else " The year is the nearest to the day of printing."
            yield _at(
                text,
                dates,
                sentence,
                "red" if since and dates.has_year else "amber",
                f"a day up to {in_words(last_day)}",
                f"Printed on {in_words(text.printed_on)}"
                + (f" and last changed on {in_words(last_day)}" if text.changed_on else "")
                + f", it tells of {in_words(max(dates.days))} as past.{year}",
            )


def _is_after(dates: Dates, text: Text) -> bool:
    if text.printed_on is None:
        return False
    last_day = text.changed_on or text.printed_on
    day = max(dates.days)
    if day <= last_day + SLACK:
        return False
    return dates.has_year or day <= _later(last_day)


def _later(day: date) -> date:
    return day + min(SOON, date.max - day)


def _at(
    text: Text, dates: Dates, sentence: str, severity: Severity, expected: str, why: str
) -> Noticed:
    return Noticed(
        check=CHECK,
        severity=severity,
        source=text.source,
        start=dates.start,
        end=dates.end,
        expected=expected,
        found=text.words[dates.start : dates.end],
        why=why,
        context=sentence,
    )
