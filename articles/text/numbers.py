"""The numbers of a text that count something, with the word that says what: "eight trucks"."""

import re
from dataclasses import dataclass

from articles.text.counts import CARDINAL

_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORDS = "|".join(sorted(CARDINAL.keys() - {"a", "an", "zero"}, key=len, reverse=True))
_NUMBER = re.compile(
    rf"""
    (?<! [\w.,:/#№$€£-] )
    (?P<number> \d{{1,3}}(?:,\d{{3}}){{1,4}} | \d{{1,9}}(?:\.\d{{1,3}})? | (?:{_WORDS})\b )
    (?: [ ] (?P<scale> hundred | thousand | million | billion )\b )?
    (?: [ ]? (?P<percent> %|percent\b|per[ ]cent\b ) )?
    (?! [\d:/-] | st\b | nd\b | rd\b | th\b | [.,]\d )
    (?: [ ] (?P<what> [^\W\d_]{{2,}} ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start, end) in code points, and the word after it in small letters, if any."""

    start: int
    end: int
    value: float
    what: str


def find_numbers(text: str) -> list[Number]:
    """Find the numbers that stand alone, in figures or in English words up to 99 and their scales.

    Times, ordinals, money and what is part of a name or a code ("731-AB") are none.
    """
    return [
        Number(
            match.start(),
            max(match.end(name) for name in ("number", "scale", "percent")),
            _value(match["number"].lower()) * _SCALES.get((match["scale"] or "").lower(), 1),
            "%" if match["percent"] else (match["what"] or "").lower(),
        )
        for match in _NUMBER.finditer(text)
    ]


def _value(written: str) -> float:
    return CARDINAL[written] if written in CARDINAL else float(written.replace(",", ""))
