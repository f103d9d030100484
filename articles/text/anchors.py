"""Find words again: to the letter, then with characters folded, then nearly."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from articles.text.placement import Placement, place
from articles.text.segments import paragraphs
from articles.text.terms import fold, fold_character

__all__ = ["Found", "Match", "Placement", "context", "find", "place"]

NEAR = 80.0  # the least likeness, of 100, that is worth showing
LONGEST_NEAR = 1_000  # characters; longer words are not compared nearly, nor are paragraphs over
LONGEST_PARAGRAPH = 50_000  # this length, for the time grows with the product of both


@dataclass(frozen=True, slots=True)
class Match:
    """A place [start, end) in code points, and how alike its folded words are (0..100)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand. `near` has something only where `exact` is empty; people judge it."""

    exact: list[Match]
    near: list[Match]


def context(text: str, start: int, end: int, size: int = 32) -> tuple[str, str]:
    """Give up to `size` code points before and after [start, end).

    They are the prefix and suffix of a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4).
    ValueError if the span does not lie in the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}..{end} is no span of a text of {len(text)} characters.")
    return text[max(0, start - size) : start], text[end : end + size]


def find(text: str, words: str, limit: int = 8) -> Found:
    """Look for `words` in `text`; give at most `limit` places.

    First every occurrence to the letter, overlapping ones too, in the order of the text: these
    are `exact`, with score 100. Where there is none, `near` has the occurrences that differ only
    in the characters that `terms.fold` makes one (quotation marks, dashes, white space, case,
    accents, line ends), with score 100, and where there is none either, the most alike stretch of
    each paragraph that is alike enough (`NEAR`; partial ratio by rapidfuzz over folded text),
    widened to whole words; the best first. Offsets are always those of `text`. Words
    that are empty or white space are found nowhere.
    """
    if not words.strip():
        return Found([], [])
    exact = [Match(at, at + len(words), 100.0) for at in _occurrences(text, words, limit)]
    if exact:
        return Found(exact, [])
    needle = fold(words)
    near = _folded_matches(text, needle, limit) or _near_matches(text, needle)
    return Found([], sorted(near, key=lambda match: (-match.score, match.start))[:limit])


def _occurrences(text: str, words: str, limit: int) -> list[int]:
    places: list[int] = []
    at = text.find(words)
    while at >= 0 and len(places) < limit:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _folded_matches(text: str, needle: str, limit: int) -> list[Match]:
    if not needle or needle not in fold(text):
        return []
    folded = _FoldedText(text)
    spans = [folded.span(at, at + len(needle)) for at in _occurrences(folded.text, needle, limit)]
    return [Match(start, end, 100.0) for start, end in dict.fromkeys(spans)]


def _near_matches(text: str, needle: str) -> list[Match]:
    if not 0 < len(needle) <= LONGEST_NEAR:
        return []
    matches = (_near_match(text, span, needle) for span in paragraphs(text))
    return [match for match in matches if match]


def _near_match(text: str, span: tuple[int, int], needle: str) -> Match | None:
    start, end = span
    if end - start > LONGEST_PARAGRAPH:
        return None
    folded = _FoldedText(text[start:end])
    if len(folded.text) <= len(needle):  # partial_ratio would look for the paragraph in the words
        score = fuzz.ratio(needle, folded.text, score_cutoff=NEAR)
        return Match(start, end, round(score, 1)) if score else None
    best = fuzz.partial_ratio_alignment(needle, folded.text, score_cutoff=NEAR)
    if best is None:
        return None
    a, b = folded.span(*_whole_words(folded.text, best.dest_start, best.dest_end))
    return Match(start + a, start + b, round(best.score, 1))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop the spaces at the ends of [start, end), then widen it to the edges of its words."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


class _FoldedText:
    """A folded text that knows where each of its characters comes from."""

    def __init__(self, text: str) -> None:
        self._origins = array("L")
        parts: list[str] = []
        for part, origin in _folded_characters(text):
            parts.append(part)
            self._origins.append(origin)
        self.text = "".join(parts)
        self._original = text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into one of the original, with its last letter's marks."""
        first, last = self._origins[start], self._origins[end - 1] + 1
        while last < len(self._original) and not fold_character(self._original[last]):
            last += 1
        return first, last


def _folded_characters(text: str) -> Iterator[tuple[str, int]]:
    after_space = False
    for origin, character in enumerate(text):
        for part in fold_character(character):
            if not (after_space and part == " "):
                yield part, origin
            after_space = part == " "
