"""Encodings that text can be in without saying so, and which of them some bytes look like."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from charset_normalizer import from_bytes

type Likeliness = Literal["likely", "possible", "unlikely"]

# Name: Python's codec. Those that a newsroom meets most often first, for that breaks a tie.
CHARSETS = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "windows-1251": "cp1251",
    "windows-1254": "cp1254",
    "koi8-r": "koi8_r",
    "windows-1250": "cp1250",
    "windows-1253": "cp1253",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
    "koi8-u": "koi8_u",
    "ibm866": "cp866",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-1": "latin_1",
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)},
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}
_WIDE = ("utf-16-le", "utf-16-be")
_NEVER_ASKED = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
_SAMPLE = 32_768  # bytes on each side of the first that is not ASCII
_SOME_NULS = 0.03  # of all bytes; UTF-16 writes at least its spaces with one
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = frozenset("\xa0«»“”„‘’‚–—…•·°§©®№€£\u200e\u200f\u200b\u200c\u200d\ufeff")
_ICELANDIC = frozenset("ðýþÐÝÞ")  # what Turkish in windows-1254 looks like in windows-1252
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"})
_ODD = frozenset({"HALFWIDTH", "FULLWIDTH", "MASCULINE", "FEMININE", "MICRO", "NONE"})
_LONGEST_SHOWN = 200  # characters of a line


@dataclass(frozen=True, slots=True)
class Proposal:
    """One encoding that the bytes may be in, with the first lines that show the difference."""

    encoding: str
    first_lines: list[str]
    likeliness: Likeliness


def proposals(data: bytes, limit: int = 4) -> list[Proposal]:
    """Propose at most `limit` encodings for a person to choose from, the likeliest first.

    Each can decode all of `data` and reads otherwise than those before it. charset-normalizer's
    guess only breaks ties, and not on Latin letters, where it is known to be wrong (English with
    curly quotes, Turkish).
    """
    sample = _sample(data)
    guess = from_bytes(sample, cp_exclusion=_NEVER_ASKED).best()
    scored: dict[str, tuple[float, str]] = {}  # the words as read: how likely, in which encoding
    for name in _candidates(data):
        words = _decoded(data, sample, name)
        if words and words not in scored:
            rare = 0.3 if name in _WIDE and b"\0" not in data else 0.0
            is_guess = guess and guess.encoding == CHARSETS[name] and not _is_latin(words)
            scored[words] = (_likeness(words) - rare + (0.1 if is_guess else 0.0), name)
    ranked = sorted(scored.items(), key=lambda item: -item[1][0])[:limit]
    return [
        Proposal(name, _telling_lines(words), _likeliness(score, first=place == 0))
        for place, (words, (score, name)) in enumerate(ranked)
    ]


def _sample(data: bytes) -> bytes:
    """Take what lies around the first byte that is not ASCII, from an even place on."""
    match = re.search(rb"[\x00\x80-\xff]", data)
    at = match.start() if match else 0
    start = max(0, at - _SAMPLE) & ~1
    return data[start : start + 2 * _SAMPLE]


def _candidates(data: bytes) -> Iterator[str]:
    nuls = data.count(0)
    for name in CHARSETS:
        if name in _WIDE:
            if len(data) % 2 == 0 and (not nuls or nuls > _SOME_NULS * len(data)):
                yield name
        elif not nuls:
            yield name


def _decoded(data: bytes, sample: bytes, name: str) -> str:
    """Decode the sample; "" where not all of the data, or nothing of it, is in that encoding."""
    try:
        data.decode(CHARSETS[name])
    except UnicodeDecodeError:
        return ""
    words = sample.decode(CHARSETS[name], "ignore")  # its edges may cut a character
    return "" if "\0" in words else words


def _likeness(words: str) -> float:
    """Say how much of what is not ASCII looks like prose, from 0 to 1; spaces add a little."""
    good = bad = 0.0
    for word in _WORD.findall(words):
        if not word.isascii():
            share = _word_likeness(word)
            good, bad = good + share * len(word), bad + (1 - share) * len(word)
    for character in _WORD.sub("", words):
        if not character.isascii():
            good, bad = good + (character in _MARKS), bad + (character not in _MARKS)
    prose = good / (good + bad) if good + bad else 1.0
    return prose + (0.2 if " " in words or "\n" in words else 0.0)


def _word_likeness(word: str) -> float:
    """Say how likely a word is: one script, capitals at the start only, accents on few letters."""
    scripts = {_script(letter) for letter in word}
    if scripts <= _EAST_ASIAN:
        return 1.0
    capitals_inside = any(letter.isupper() for letter in word[1:]) and not word.isupper()
    if len(scripts) > 1 or capitals_inside or not scripts.isdisjoint(_ODD):
        return 0.0
    foreign = sum(not letter.isascii() for letter in word)
    if scripts == {"LATIN"} and (foreign > len(word) / 2 + 0.5 or not _ICELANDIC.isdisjoint(word)):
        return 0.2
    return 0.5 if len(word) > 3 and word.isupper() else 1.0


def _is_latin(words: str) -> bool:
    """Say whether the first letter that is not ASCII is a Latin one; also where there is none."""
    letters = (letter for letter in words if letter.isalpha() and not letter.isascii())
    return _script(next(letters, "a")) == "LATIN"


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "NONE").split()[0]


def _telling_lines(words: str) -> list[str]:
    lines = [line.strip()[:_LONGEST_SHOWN] for line in words.splitlines() if line.strip()]
    return ([line for line in lines if not line.isascii()] or lines)[:3]


def _likeliness(score: float, *, first: bool) -> Likeliness:
    if score < 0.8:
        return "unlikely"
    return "likely" if first and score > 1.05 else "possible"
