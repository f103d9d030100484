"""Say where a passage stands in a later text of the same article, or that a person must say it.

Both texts are cut into tokens and aligned. A passage is *exact* only by what the two texts alone
can prove, so the rule asks what else could have led to the same new text:

1. Its words and what stands beside them (`BESIDE` characters on each side within the paragraph,
   and the paragraph's edges) are there to the letter, exactly once in each text. So no other place
   of the old text explains the new one unless it was altered to look alike.
2. The alignment puts all of it there, without a choice: nothing put in or taken out beside it could
   as well have been put in or taken out on its other side.
3. It is its paragraph, in order or moved as a whole, and not a new one that quotes from it.
4. Nothing that was put in or taken out looks like what stands around it. So there is no altered
   original beside a fresh copy, and no altered copy beside a deleted original.

Anything else is changed, ambiguous or lost, and is for a person to look at.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz

from articles.text.alignment import EDGE, NOTHING, Span, Tokens, align, unmatched

type State = Literal["exact", "changed", "lost", "ambiguous"]

BESIDE = 32  # characters on each side that must be the same, as in a passage's prefix and suffix
FLANK = 12  # tokens; of so many beside the passage no likeness may have come in or gone
ALIKE = 72.0  # of 100: from here on a stretch is like a flank; two or three tokens may differ
PART = 4  # tokens; where many such runs are shared, a part of its paragraph came in or went
SHORT = 8  # tokens; a shorter paragraph is known by its neighbours only
NEXT = 3  # tokens of the neighbours that must be the same around a short paragraph
HALF = 60.0  # of 100: from here on a paragraph may be the passage's, much altered
FAINT = 40.0  # of 100: the same for one of less than two flanks, where a few words are much
SAME = 0.3  # the share of a paragraph that must be left for it to be the same one
LOOSE = 2  # tokens at the end of a passage that may belong to what was put in after it as well
MOST_SOUGHT = 40_000_000  # pairs of tokens in a search by likeness

_OUTSIDE = NOTHING * NEXT  # what stands before and after a text


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands in another text: [start, end) in code points.

    - exact: the same words in the same surroundings, to be shown without asking:
      `new_text[start:end] == old_text[…]`.
    - changed: it stands there, but its words or what is beside them changed.
    - ambiguous: several places explain it. The span is the likeliest; None where there is none.
    - lost: it is gone; start and end are None.
    """

    state: State
    start: int | None = None
    end: int | None = None


def place(old_text: str, start: int, end: int, new_text: str) -> Placement:
    """Find where `old_text[start:end]` (code points, end excluded) stands in `new_text`.

    Always ends: what is too large to be compared is not called exact. ValueError if the span does
    not lie in the old text. For many passages of one text, `Alignment` does the work once.
    """
    return Alignment(old_text, new_text).place(start, end)


class Alignment:
    """Two texts side by side, in which any number of passages of the old one can be placed."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self._is_same = old_text == new_text
        letters: dict[str, str] = {}
        self._old, self._new = Tokens(old_text, letters), Tokens(new_text, letters)

    def place(self, start: int, end: int) -> Placement:
        """Place [start, end) of the old text, as `place` does."""
        if not 0 <= start <= end <= len(self._old.text):
            raise ValueError(
                f"{start}..{end} is no span of a text of {len(self._old.text)} characters."
            )
        if self._is_same:
            return Placement("exact", start, end)
        first, last = self._old.within(start, end)
        if first == last:
            return Placement("ambiguous")  # no words, nothing to know it by
        passage = _Passage(self._old, start, end)
        olds, news = (_count(text.code, passage.beside) for text in (self._old, self._new))
        if olds == news == 1 and (at := _padded(self._new).find(passage.window)) >= 0:
            return self._judge(passage, at - NEXT + passage.first - passage.left)
        span = self._likeliest(passage)
        if span is None:
            return Placement("lost")
        return Placement("ambiguous" if news and max(olds, news) > 1 else "changed", *span)

    def _judge(self, passage: "_Passage", here: int) -> Placement:
        """Judge the one place where a passage stands with its surroundings."""
        span = self._same_letters(passage, here)
        if span is None:
            return Placement("changed", *self._new.span(here, here + passage.last - passage.first))
        if not self._is_its_paragraph(passage, here):
            return Placement("changed", *span)
        sure = self._is_fixed(passage, here) and not self._is_rivalled(passage, here)
        return Placement("exact" if sure else "ambiguous", *span)

    def _same_letters(self, passage: "_Passage", here: int) -> Span | None:
        by = self._new.starts[here] - self._old.starts[passage.first]
        a, b = passage.letters
        if a + by < 0 or self._old.text[a:b] != self._new.text[a + by : b + by]:
            return None
        return passage.start + by, passage.end + by

    def _is_its_paragraph(self, passage: "_Passage", here: int) -> bool:
        """Say whether `here` is what became of its paragraph, and no other that quotes it."""
        a, b = passage.paragraph
        c, d = self._new.around(here, here + passage.last - passage.first)
        kept = sum(c <= at < d for at in self._there[a:b])
        known = sum(at >= 0 for at in self._origin[c:d])
        into = min(NEXT, b - a - 2, d - c - 2)  # a lone mark at the edge agrees by chance
        begins = self._there[a + into] == c + into
        ends = self._there[b - 1 - into] == d - 1 - into
        return (begins or ends) and kept >= SAME * (b - a) and known >= SAME * (d - c)

    def _is_fixed(self, passage: "_Passage", here: int) -> bool:
        """Say whether the alignment puts it there, and could not as well put it elsewhere.

        A token or two may have a choice: a paragraph put in after another may begin with its full
        stop or end with its own.
        """
        size = passage.last - passage.first
        free = set()
        for first, stretches in ((passage.first, self._gone), (here, self._come)):
            for a, b in stretches:
                free.update(range(max(a - first, 0), min(b - first, size)))
        there = self._there[passage.first : passage.last]
        free.update(at for at, to in enumerate(there) if to != here + at)
        return len(free) <= min(LOOSE, size // 2)

    def _is_rivalled(self, passage: "_Passage", here: int) -> bool:
        """Say whether something like its surroundings came in, went, or was changed elsewhere."""
        odd = [
            *self._pieces(self._old, self._gone, self._there, passage, passage.first),
            *self._pieces(self._new, self._come, self._origin, passage, here),
        ]
        return (
            any(edge in piece for edge in passage.edges for piece, _, _ in odd)
            or any(_is_like(flank, *piece) for flank in passage.flanks for piece in odd)
            or any(self._is_part(part, passage) for part in self._odd)
        )

    def _pieces(
        self, text: Tokens, odd: list[Span], partners: "array[int]", own: "_Passage", at: int
    ) -> Iterator[tuple[str, int, int]]:
        """Give what is odd with what is beside it, but for what stands around the passage itself.

        The numbers say where in it the odd part begins and ends.
        """
        around = range(at - FLANK, at + own.last - own.first + FLANK)
        for a, b in odd:
            piece = (
                NOTHING if partners[n] >= 0 and n in around else text.code[n]
                for n in range(max(0, a - FLANK), min(len(text.code), b + FLANK))
            )
            into = a - max(0, a - FLANK)
            yield "".join(piece).ljust(2 * FLANK, NOTHING), into, into + b - a

    def _is_part(self, part: str, passage: "_Passage") -> bool:
        """Say whether what came in or went is of its paragraph; what is common says little."""
        for own in passage.paragraphs:
            if fuzz.ratio(part, own) >= (FAINT if len(own) < 2 * FLANK else HALF):
                return True
        runs = [part[at : at + PART] for at in range(len(part) - PART + 1)]
        same = sum(1 / self._counts[run] for run in runs if run in passage.runs)
        return same > 5 or (same > 1 and same > 0.4 * len(runs))

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often each few tokens stand in the old text: what is common there says little."""
        code = self._old.code
        return Counter(code[at : at + PART] for at in range(len(code) - PART + 1))

    @cached_property
    def _odd(self) -> list[str]:
        """What came in or went, cut at the edges of paragraphs."""
        pairs = ((self._old.code, self._gone), (self._new.code, self._come))
        parts = (part for code, spans in pairs for a, b in spans for part in code[a:b].split(EDGE))
        return [part for part in parts if len(part) > PART]

    def _likeliest(self, passage: "_Passage") -> Span | None:
        """Give the span of what most of its tokens became, or else of what is most like it."""
        there = self._there[passage.first : passage.last]
        shifts = Counter(to - at for at, to in enumerate(there, passage.first) if to >= 0)
        if 2 * shifts.total() >= len(there):
            shift = shifts.most_common(1)[0][0] + passage.first
            kept = [
                to for at, to in enumerate(there) if to >= 0 and abs(to - at - shift) <= len(there)
            ]
            before, after = self._there[passage.first - 1], self._there[passage.last]
            first, last = kept[0], kept[-1] + 1
            first = before + 1 if 0 <= before < first <= before + len(there) else first
            last = after if last <= after <= last + len(there) else last
            return self._new.span(first, last)
        words = self._old.code[passage.first : passage.last]
        if len(words) * len(self._new.code) > MOST_SOUGHT or len(words) > len(self._new.code):
            return None
        best = fuzz.partial_ratio_alignment(words, self._new.code, score_cutoff=ALIKE)
        if best is None or any(at >= 0 for at in self._origin[best.dest_start : best.dest_end]):
            return None
        return self._new.span(best.dest_start, best.dest_end)

    # What is worked out once.

    @cached_property
    def _partners(self) -> "tuple[array[int], array[int]]":
        return align(self._old, self._new)

    @property
    def _there(self) -> "array[int]":
        return self._partners[0]

    @property
    def _origin(self) -> "array[int]":
        return self._partners[1]

    @cached_property
    def _gone(self) -> list[Span]:
        return list(unmatched(self._old.code, self._there))

    @cached_property
    def _come(self) -> list[Span]:
        return list(unmatched(self._new.code, self._origin))


class _Passage:
    """The tokens [first, last) of a passage, its paragraph's, and those that must be the same."""

    def __init__(self, tokens: Tokens, start: int, end: int) -> None:
        words = tokens.text[start:end]
        self._code = code = tokens.code
        self.start, self.end = start, end
        self.first, self.last = tokens.within(start, end)
        self.paragraph = low, high = tokens.around(self.first, self.last)
        self.left = max(low, bisect_right(tokens.ends, start - BESIDE))
        right = min(high, bisect_left(tokens.starts, end + BESIDE))
        self.beside = code[self.left : right]
        self.letters = (
            min(start, tokens.starts[self.left + (self.left == low)]),
            max(end, tokens.ends[right - 1]),
        )
        if min(map(len, self.paragraphs)) < SHORT or words.strip("\n") != words:
            self.left, right = low - NEXT, high + NEXT
        self.window = _padded(tokens)[self.left + NEXT : right + NEXT]

    @property
    def flanks(self) -> set[str]:
        """What stands before and after it, and over its ends; all of it, if that is too little."""
        low, high = self.paragraph
        half = FLANK // 2
        flanks = set()
        for middle in (self.first - half, self.first, self.last, self.last + half):
            a, b = max(low, middle - half), min(high, middle + half)
            if max(0, min(b, self.first) - a) + max(0, b - max(a, self.last)) >= half:
                flanks.add(self._code[a:b])
        return flanks or {self.window[:FLANK], self.window[-FLANK:]}

    @property
    def edges(self) -> Iterator[str]:
        """The words up to and into it, where its paragraph begins or ends near; else the edge."""
        low, high = self.paragraph
        half = FLANK // 2
        if self.first - low <= half:
            yield self._code[low + (self.first - low > 1) : self.first + half]
        if high - self.last <= half:
            yield self._code[max(0, self.last - half) : high - (high - self.last > 1)]

    @cached_property
    def runs(self) -> set[str]:
        """The runs of its paragraph, without those inside the passage if enough are left."""
        low, high = self.paragraph
        is_most = high - low - (self.last - self.first) <= FLANK
        within = range(0) if is_most else range(self.first, self.last - PART + 1)
        return {
            self._code[at : at + PART] for at in range(low, high - PART + 1) if at not in within
        }

    @cached_property
    def paragraphs(self) -> list[str]:
        low, high = self.paragraph
        return [part for part in self._code[low:high].split(EDGE) if part]


def _is_like(flank: str, piece: str, first: int, last: int) -> bool:
    """Say whether a flank is like a stretch of the piece of which something is in [first, last)."""
    best = fuzz.partial_ratio_alignment(flank, piece, score_cutoff=ALIKE)
    return best is not None and best.dest_start < last and first < best.dest_end


def _padded(tokens: Tokens) -> str:
    return f"{_OUTSIDE}{tokens.code}{_OUTSIDE}"


def _count(code: str, part: str) -> int:
    """Count how often `part` stands there, overlapping too; two stands for more."""
    first = code.find(part)
    return (first >= 0) + (first >= 0 and code.find(part, first + 1) >= 0)
