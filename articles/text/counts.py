"""How long something has been going on, as articles say it: "13th day", "over fifty days".

A statement gives an interval for the days that have gone by since the first day. Counting
habits differ (is the first day day one?), so "for 32 days" may mean 31 or 32 days gone by, while
"the 32nd day" can only mean 31.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

type Sort = Literal["nth", "whole", "over"]
type Unit = Literal["day", "week", "month"]

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ONES += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh"
_ORDINALS += " twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30}
_UNITS: dict[str, Unit] = {unit: unit for unit in _DAYS}


def _numbers() -> tuple[dict[str, int], dict[str, int]]:
    """English number words up to 99, as ("thirteen": 13, …) and ("thirteenth": 13, …)."""
    cardinal = {word: n for n, word in enumerate(_ONES.split())} | {"a": 1, "an": 1}
    ordinal = {word: n for n, word in enumerate(_ORDINALS.split())} | {"forth": 4}  # often misspelt
    for tens, word in enumerate(_TENS.split(), start=2):
        cardinal[word] = tens * 10
        ordinal[word[:-1] + "ieth"] = tens * 10
        for n in range(1, 10):
            cardinal[f"{word}-{_ONES.split()[n]}"] = tens * 10 + n
            ordinal[f"{word}-{_ORDINALS.split()[n]}"] = tens * 10 + n
    return cardinal, ordinal


CARDINAL, _ORDINAL = _numbers()


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNIT = r"(?P<unit>day|week|month)"
_NTH = rf"(?P<count>\d{{1,4}}(?=st|nd|rd|th)|{_any_of(_ORDINAL)})(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,4}}|{_any_of(CARDINAL)})"
_PATTERNS: list[tuple[Sort, re.Pattern[str]]] = [
    # The look ahead changes nothing but the time: few words stand before a unit.
    ("nth", re.compile(rf"\b(?=[\w-]{{1,20}}[ -](?:day|week|month)\b){_NTH}[ -]{_UNIT}\b", re.I)),
    ("over", re.compile(rf"\b(?:over|more than) {_COUNT} {_UNIT}s?\b", re.I)),
    ("whole", re.compile(rf"\bfor {_COUNT} {_UNIT}s?\b(?: (?:in a row|running|straight))?", re.I)),
]


@dataclass(frozen=True, slots=True)
class Count:
    """A statement of duration at [start, end) in code points: `number` of `unit`.

    `sort`: "nth" (the 13th day), "whole" (for thirteen days), "over" (more than fifty days).
    """

    start: int
    end: int
    number: int
    unit: Unit
    sort: Sort

    def gone_by(self) -> tuple[int, int | None]:
        """The least and the most days since the first day; None where there is no most."""
        length = _DAYS[self.unit]
        if self.sort == "nth":
            return (self.number - 1) * length, self.number * length - 1
        if self.sort == "over":
            return self.number * length, None
        return self.number * length - 1, self.number * length

    def first_day(self, said_on: date) -> tuple[date | None, date]:
        """The earliest and the latest first day, where the statement was made on `said_on`."""
        least, most = self.gone_by()
        earliest = None if most is None else said_on - timedelta(days=most)
        return earliest, said_on - timedelta(days=least)


def find_counts(text: str) -> list[Count]:
    """Every statement of duration in `text`, in the order of the text; English so far."""
    found = []
    for sort, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            number = _number(match["count"].lower(), _ORDINAL if sort == "nth" else CARDINAL)
            if number:
                unit = _UNITS[match["unit"].lower()]
                found.append(Count(match.start(), match.end(), number, unit, sort))
    return sorted(found, key=lambda count: (count.start, count.end))


def _number(word: str, words: dict[str, int]) -> int:
    return int(word) if word.isdecimal() else words[word]


def first_day(intervals: Iterable[tuple[date | None, date]]) -> date | None:
    """The one day on which all intervals for a first day meet; None where it is not one day."""
    known = list(intervals)
    earliest = max((a for a, _ in known if a is not None), default=None)
    latest = min((b for _, b in known), default=None)
    return earliest if earliest is not None and earliest == latest else None
