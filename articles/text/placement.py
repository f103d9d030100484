"""Say where a passage stands in a later text of the same article, or that a person must say it.

The old text and the new one are aligned token by token, and the passage is mapped through the
alignment. It is *exact* only when its words and the words beside it are the same, when nothing else
in either text could as well be meant, and when all that agrees is too much to agree by chance.
"""

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice, pairwise, takewhile
from math import log2
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Postfix, Prefix

type State = Literal["exact", "changed", "lost", "ambiguous"]
type Block = tuple[int, int, int]  # where it starts in the one, where in the other, its length

NEIGHBOURS = 3  # words on each side, in the same paragraph, that are the immediate surroundings
CHANCE = 16  # bits: what agrees must be 2**16 times too long to stand in both texts by accident
LONG = 5  # tokens that are more than a common turn of phrase
NEAR, FAR = 8, 60  # tokens on each side, in the same paragraph, that are looked at for copies
ALIKE = 0.5  # the least share of a passage's letters by which it is called changed, not lost

SMALL = 1_000_000  # pairs of tokens that are compared at once, without looking for anchors first
LARGE = 150_000_000  # pairs of tokens that are compared at all; about a tenth of a second
DEEPEST = 16  # how often what lies between two anchors is divided by new ones
MOST = 500  # occurrences of the same words that are looked at one by one
MOST_PAIRS = 20_000_000  # tokens of a passage times tokens of the text in a search by likeness

_MARK = "\0"  # stands where a paragraph begins and where the text ends
_SPACELESS = (  # scripts that write no space between words: each character is a token
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"""
    [{_SPACELESS}]
    | (?<! [^\W{_SPACELESS}] ) [^\W{_SPACELESS}]{{1,40}}+ (?! [^\W{_SPACELESS}] )  # a word
    | \w  # a letter of what is too long for a word
    | [^\w\s]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands in another text: [start, end) in code points.

    - exact: the same words in the same surroundings, to be shown without asking:
      `new_text[start:end] == old_text[…]`.
    - changed: it stands there, but its words or what is beside them changed. A person decides.
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
    """Two texts side by side, in which any number of passages of the old one can be placed.

    Whole paragraphs are aligned first, then the tokens between them: stretches that stand once on
    each side, in the longest increasing order ("patience diff", B. Cohen 2008; Hunt and Szymanski
    1977), and between those the longest common subsequence (Hyyrö 2004, by rapidfuzz). How likely
    an agreement is by chance follows Karlin and Altschul (1990): with m and n tokens, a run is
    expected m · n · Π p(token) times.
    """

    def __init__(self, old_text: str, new_text: str) -> None:
        self._old_text, self._new_text = old_text, new_text

    def place(self, start: int, end: int) -> Placement:
        """Place [start, end) of the old text, as `place` does."""
        if not 0 <= start <= end <= len(self._old_text):
            raise ValueError(
                f"{start}..{end} is no span of a text of {len(self._old_text)} characters."
            )
        if self._old_text == self._new_text:
            return Placement("exact", start, end)
        passage = self._old.passage(start, end)
        if not passage.size:
            return Placement("ambiguous")  # no words, nothing to know it by
        return self._in_place(passage) or self._moved(passage) or self._altered(passage)

    def _in_place(self, passage: "_Passage") -> Placement | None:
        """Judge the passage where the alignment puts it, if its words are the same there."""
        here = self._mapped(passage)
        span = None if here is None else self._same_words(passage, here)
        if here is None or span is None:
            return None
        if self._same_window(passage, here):
            return Placement("exact" if self._certain(passage, here) else "ambiguous", *span)
        return Placement("ambiguous" if self._rivalled(passage, here) else "changed", *span)

    def _moved(self, passage: "_Passage") -> Placement | None:
        """Judge where the same words stand anew, without an old token that they come from."""
        found = [
            (self._agreement(passage.first, at, passage.size), at, span)
            for at in _places(self._new.code, self._old.code[passage.first : passage.last])
            if self._is_new(at, at + passage.size) and (span := self._same_words(passage, at))
        ]
        if not found:
            return None
        _, here, span = max(found, key=lambda place: place[0])
        whole = self._in_whole_paragraphs(passage, here)
        if not self._weighs(self._run(passage, here)):
            return Placement("ambiguous", *span) if whole else None
        if len(found) > 1:
            return Placement("ambiguous", *span)
        sure = self._certain(passage, here) and self._moved_whole(passage, here)
        return Placement("exact" if sure else "changed", *span)

    def _altered(self, passage: "_Passage") -> Placement:
        """Find what became of a passage whose words are no longer the same, or call it lost."""
        there = self._there[passage.first : passage.last]
        span = self._span(passage, there) or self._span(passage, self._alike(passage))
        return Placement("changed", *span) if span else Placement("lost")

    # Where it may stand.

    def _mapped(self, passage: "_Passage") -> int | None:
        """Give the new token where it begins by what most tokens in and beside it became."""
        shifts = Counter(
            there - at
            for at, there in enumerate(self._there[passage.left : passage.right], passage.left)
            if there >= 0
        )
        shift, votes = max(shifts.items(), key=lambda item: item[1], default=(0, 0))
        return passage.first + shift if 2 * votes > passage.right - passage.left else None

    def _same_words(self, passage: "_Passage", here: int) -> tuple[int, int] | None:
        """Give its span where it begins with the new token `here`, if it is the same, spaces too."""
        start = self._new.starts[here] - (self._old.starts[passage.first] - passage.start)
        end = start + passage.end - passage.start
        same = self._old_text[passage.start : passage.end] == self._new_text[max(start, 0) : end]
        return (start, end) if same and self._same(passage.first, passage.last, here) else None

    def _alike(self, passage: "_Passage") -> list[int]:
        """Look for the most alike stretch of new tokens; give for each of its own one there, or -1."""
        old, new = self._old.code[passage.first : passage.last], self._new.code
        if len(old) > len(new) or len(old) * len(new) > MOST_PAIRS:
            return []
        best = fuzz.partial_ratio_alignment(old, new, score_cutoff=100 * ALIKE)
        if best is None or not self._is_new(best.dest_start, best.dest_end):
            return []
        there = _align(old, new[best.dest_start : best.dest_end])
        if not self._weighs(
            "".join(letter for letter, at in zip(old, there, strict=True) if at >= 0)
        ):
            return []
        return [at + best.dest_start if at >= 0 else -1 for at in there]

    def _span(self, passage: "_Passage", there: Sequence[int]) -> tuple[int, int] | None:
        """Give the span of a passage whose tokens became `there`, if enough of it is left."""
        kept = _together([(at, to) for at, to in enumerate(there, passage.first) if to >= 0])
        if not kept:
            return None
        (at, start), (at_last, end) = kept[0], kept[-1]
        start -= self._unmatched(range(start - 1, -1, -1), at - passage.first)
        end += 1 + self._unmatched(range(end + 1, self._new.size), passage.last - 1 - at_last)
        left = sum(self._old.length(at, at + 1) for at, _ in kept)
        both = self._old.length(passage.first, passage.last) + self._new.length(start, end)
        return self._new.span(start, end) if 2 * left >= ALIKE * both else None

    def _unmatched(self, tokens: range, most: int) -> int:
        """Count the first of these new tokens, up to `most`, that may stand for others now."""
        free = takewhile(lambda at: self._origin[at] < 0 and self._new.code[at] != _MARK, tokens)
        return sum(1 for _ in islice(free, most))

    # What speaks for a place and what against it.

    def _certain(self, passage: "_Passage", here: int) -> bool:
        """Say whether nothing but the passage itself can explain what stands at `here`."""
        run = self._run(passage, here)
        return (
            (run == self._old.code or self._weighs(run))
            and self._in_its_paragraph(passage, here)
            and self._told_apart(passage, here)
            and not self._from_elsewhere(passage, here)
            and not self._doubled(passage, here)
            and not self._copied(passage, here)
        )

    def _in_its_paragraph(self, passage: "_Passage", here: int) -> bool:
        """Say whether `here` is the passage's paragraph, and no other that quotes from it."""
        of_old, of_new = self._kept(passage, here)
        return of_old >= 0.75 or min(of_old, of_new) >= 0.5

    def _moved_whole(self, passage: "_Passage", here: int) -> bool:
        """Say whether its paragraph moved to `here`, and nothing of it stayed or came besides."""
        far = self._old.beside(passage, 5, FAR)
        stayed = sum(at >= 0 for at in self._there[passage.left : passage.right])
        return (
            min(self._kept(passage, here)) >= 0.75
            and 10 * self._again(far, 5, here - passage.first) <= len(far)
            and 3 * stayed <= passage.right - passage.left
        )

    def _kept(self, passage: "_Passage", here: int) -> tuple[float, float]:
        """Give the share of what was beside it that still is, and of what is now that was."""
        there = replace(passage, first=here, last=here + passage.size)
        olds = {self._old.code[at : at + 3] for at in self._old.beside(passage, 3, FAR)}
        news = {self._new.code[at : at + 3] for at in self._new.beside(there, 3, FAR)}
        both = len(olds & news)
        return both / max(1, len(olds)), both / max(1, len(news))

    def _told_apart(self, passage: "_Passage", here: int) -> bool:
        """Say whether it stands once in each text, or is known from its copies on both sides.

        One side is not enough: where the words between two copies are deleted, what is left begins
        like the one and ends like the other.
        """
        old, new = self._old.code, self._new.code
        window = old[passage.left : passage.right]
        olds, news = len(_places(old, window)), len(_places(new, window))
        if olds == 1 or news > olds or olds == MOST:
            return olds == news == 1
        before, after = self._common(passage.first, passage.last, here)
        begun = old[passage.first - before : passage.last]
        ended = old[passage.first : passage.last + after]
        return all(len(_places(text, run)) == 1 for text in (old, new) for run in (begun, ended))

    def _from_elsewhere(self, passage: "_Passage", here: int) -> bool:
        """Say whether what stands here goes on, in its paragraph, as another one of the old text.

        Then it may be that one, which ends or begins like the passage.
        """
        old, new, size = self._old.code, self._new.code, passage.size
        before, after = self._common(passage.first, passage.last, here)
        start, end = here - before, here + size + after
        sides = []
        if _MARK not in new[start:here]:
            sides.append(new[start - 1 : here + min(size, max(1, LONG - before))])
        if _MARK not in new[here + size : end]:
            sides.append(new[here + size - min(size, max(1, LONG - after)) : end + 1])
        return any(side in old for side in sides)

    def _copied(self, passage: "_Passage", here: int) -> bool:
        """Say whether a copy of it or its surroundings came in, be it with some words changed.

        Then the copy may stand where the original stood, and the original elsewhere.
        """
        before, after = self._old.sides(passage, 3, NEAR)
        far, inside = self._old.beside(passage, 5, FAR), self._old.inside(passage, 3)
        shift = here - passage.first
        again = self._again(inside, 3, shift) if len(inside) > len(far) else 0
        return (
            3 * self._again(before, 3, shift) > len(before)
            or 3 * self._again(after, 3, shift) > len(after)
            or 4 * self._again(far, 5, shift) > len(far)
            or len(inside) < 4 * again + 1 < 4 * len(inside)
        )

    def _doubled(self, passage: "_Passage", here: int) -> bool:
        """Say whether the same words also stand anew, with some of what was beside them."""
        size = passage.size
        return any(
            at != here
            and self._is_new(at, at + size)
            and self._agreement(passage.first, at, size) >= LONG
            for at in _places(self._new.code, self._old.code[passage.first : passage.last])
        )

    def _again(self, starts: Sequence[int], size: int, shift: int) -> int:
        """Count the old stretches of `size` that came in once more, together and in this order.

        `shift` is by how much the passage itself moved; what stands so far from it is no copy.
        """
        shifts: Counter[int] = Counter()
        for at in starts:
            for there in _places(self._new.code, self._old.code[at : at + size])[:FAR]:
                moved_too = self._there[at] < 0 and abs(there - at - shift) <= LONG
                if not moved_too and there - at != shift and self._comes_from(at, there, size):
                    shifts[there - at] += 1
        return max((sum(shifts[at + n] for n in range(-2, 3)) for at in shifts), default=0)

    def _comes_from(self, old: int, new: int, size: int) -> bool:
        """Say whether old [old, old + size) best explains the same at `new`, and is not there."""
        before, after = self._common(old, old + size, new, FAR)
        origin = self._origin[new]
        if origin >= 0 and sum(self._common(origin, origin + size, new, FAR)) >= before + after:
            return False
        start, end = new - before, new + size + after
        longer = []
        if start and before < FAR:
            longer.append(self._new.code[start - 1 : end])
        if end < self._new.size and after < FAR:
            longer.append(self._new.code[start : end + 1])
        return not any(part in self._old.code for part in longer)

    def _rivalled(self, passage: "_Passage", here: int) -> bool:
        """Say whether another copy agrees as well with what stands beside the passage."""
        words = self._old.code[passage.first : passage.last]
        olds, news = _places(self._old.code, words), _places(self._new.code, words)
        if MOST in (len(olds), len(news)):
            return True
        own = self._agreement(passage.first, here, passage.size)
        pairs = [(at, here) for at in olds if at != passage.first]
        pairs += [(passage.first, at) for at in news if at != here]
        return any(self._agreement(*pair, passage.size) >= own for pair in pairs)

    def _run(self, passage: "_Passage", here: int) -> str:
        """Give all that agrees around the passage and `here`, with the passage itself."""
        before, after = self._common(passage.first, passage.last, here)
        return self._old.code[passage.first - before : passage.last + after]

    def _agreement(self, old: int, new: int, size: int) -> int:
        return sum(self._common(old, old + size, new, FAR))

    def _common(self, first: int, last: int, here: int, most: int | None = None) -> tuple[int, int]:
        """Count the tokens, up to `most`, that agree before and after old [first, last)."""
        there = here + last - first
        most = most or self._old.size
        old, new = self._old.code, self._new.code
        before = Postfix.similarity(
            old[max(0, first - most) : first], new[max(0, here - most) : here]
        )
        return before, Prefix.similarity(old[last : last + most], new[there : there + most])

    def _same(self, left: int, right: int, at: int) -> bool:
        return at >= 0 and self._new.code.startswith(self._old.code[left:right], at)

    def _same_window(self, passage: "_Passage", here: int) -> bool:
        return self._same(passage.left, passage.right, here - (passage.first - passage.left))

    def _in_whole_paragraphs(self, passage: "_Passage", here: int) -> bool:
        """Say whether the paragraphs that it stands in are the same around `here`."""
        left, right = self._old.paragraphs(passage.first, passage.last)
        return self._same(left, right, here - (passage.first - left))

    def _is_new(self, start: int, end: int) -> bool:
        """Say whether most of the new tokens [start, end) come from no old ones."""
        return 2 * sum(at >= 0 for at in self._origin[start:end]) < end - start

    def _weighs(self, run: str) -> bool:
        """Say whether a run of tokens is too long to stand in both texts by chance."""
        total = self._old.size + self._new.size
        need = log2(self._old.size * self._new.size) + CHANCE
        for letter, count in Counter(run).items():
            need -= count * log2(total / self._counts[letter])
        return need <= 0

    # What is worked out once.

    @cached_property
    def _letters(self) -> dict[str, str]:
        return {}

    @cached_property
    def _old(self) -> "_Coded":
        return _Coded(self._old_text, self._letters)

    @cached_property
    def _new(self) -> "_Coded":
        return _Coded(self._new_text, self._letters)

    @cached_property
    def _there(self) -> array[int]:
        """For each old token the new one that it became, or -1."""
        return _align(self._old.code, self._new.code)

    @cached_property
    def _origin(self) -> array[int]:
        """For each new token the old one that it comes from, or -1."""
        origin = array("q", [-1]) * self._new.size
        for at, there in enumerate(self._there):
            if there >= 0:
                origin[there] = at
        return origin

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._old.code) + Counter(self._new.code)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A span of the old text, the tokens [first, last) under it, and those beside it too."""

    start: int
    end: int
    first: int
    last: int
    left: int
    right: int

    @property
    def size(self) -> int:
        return self.last - self.first


class _Coded:
    """A text as a string with one character for each token, so that stretches compare fast.

    Equal tokens have equal characters in both texts, by the shared table `letters`.
    """

    def __init__(self, text: str, letters: dict[str, str]) -> None:
        self._text = text
        self.starts, self.ends = array("q", [0]), array("q", [0])
        codes, end = [_MARK], 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            if start - end > 1 and codes[-1] != _MARK and text.count("\n", end, start) > 1:
                self._add(codes, _MARK, end, end)
            end = match.end()
            letter = letters.setdefault(match[0], chr(min(len(letters) + 1, sys.maxunicode)))
            self._add(codes, letter, start, end)
        self._add(codes, _MARK, end, end)
        self.code = "".join(codes)
        self.size = len(codes)

    def _add(self, codes: list[str], letter: str, start: int, end: int) -> None:
        codes.append(letter)
        self.starts.append(start)
        self.ends.append(end)

    def passage(self, start: int, end: int) -> _Passage:
        """Find the tokens under the words of [start, end) of the text."""
        words = self._text[start:end]
        core = start + len(words) - len(words.lstrip())
        first = bisect_right(self.ends, core)
        last = max(first, bisect_left(self.starts, core + len(words.strip())))
        return _Passage(start, end, first, last, *self._window(first, last))

    def _window(self, first: int, last: int) -> tuple[int, int]:
        left = self._neighbours(range(first - 1, -1, -1))
        right = self._neighbours(range(last, self.size))
        return first - left, last + right

    def _neighbours(self, tokens: range) -> int:
        """Count the tokens up to the third word, or up to the end of the paragraph."""
        words = 0
        for count, at in enumerate(tokens, 1):
            words += self._text[self.starts[at] : self.ends[at]].isalnum()
            if words == NEIGHBOURS or self.code[at] == _MARK:
                return count
        return len(tokens)

    def paragraphs(self, first: int, last: int) -> tuple[int, int]:
        """Widen [first, last) to whole paragraphs, with the mark before and the one after."""
        return self.code.rindex(_MARK, 0, first), self.code.index(_MARK, last) + 1

    def sides(self, passage: _Passage, size: int, reach: int) -> tuple[range, range]:
        """Say where stretches of its paragraph begin before and after it, and over its edges."""
        left, right = self.paragraphs(passage.first, passage.last)
        left, right = max(left, passage.first - reach), min(right, passage.last + reach)
        return (
            range(left, min(passage.first, right - size + 1)),
            range(max(passage.first, passage.last - size + 1), right - size + 1),
        )

    def beside(self, passage: _Passage, size: int, reach: int) -> list[int]:
        before, after = self.sides(passage, size, reach)
        return [*before, *after]

    def inside(self, passage: _Passage, size: int) -> list[int]:
        """Say where stretches inside the passage begin, of a long one those at both ends."""
        starts = range(passage.first, passage.last - size + 1)
        return [*starts[:FAR], *starts[FAR:][-FAR:]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.starts[first], self.ends[last - 1]

    def length(self, first: int, last: int) -> int:
        """Count the characters of the tokens [first, last), without the spaces between."""
        return sum(self.ends[at] - self.starts[at] for at in range(first, last))


def _places(code: str, part: str) -> list[int]:
    """Where `part` stands in `code`, overlapping places too, at most `MOST` of them."""
    places: list[int] = []
    at = code.find(part)
    while at >= 0 and len(places) < MOST:
        places.append(at)
        at = code.find(part, at + 1)
    return places


def _together(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop the pairs of tokens that lie far from where most are mapped."""
    if not pairs:
        return []
    common = Counter(to - at for at, to in pairs).most_common(1)[0][0]
    near = pairs[-1][0] - pairs[0][0] + FAR
    return [(at, to) for at, to in pairs if abs(to - at - common) <= near]


def _align(old: str, new: str) -> array[int]:
    """For each token of `old` the one of `new` that it became, or -1; in increasing order."""
    there = array("q", [-1]) * len(old)
    for a, b, c, d in _gaps(old, new):
        for i, j, size in _blocks(old[a:b], new[c:d], 4):
            there[a + i : a + i + size] = array("q", range(c + j, c + j + size))
    return there


def _gaps(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Cut both codes where whole paragraphs agree: old [a, b) belongs beside new [c, d)."""
    olds, news = _paragraphs(old), _paragraphs(new)
    letters: dict[str, str] = {}
    coded_old, coded_new = (
        "".join(letters.setdefault(p, chr(min(len(letters), sys.maxunicode))) for p in paragraphs)
        for paragraphs in (olds, news)
    )
    from_old, from_new = [0, *accumulate(map(len, olds))], [0, *accumulate(map(len, news))]
    edges = [(0, 0)]
    for i, j, size in _blocks(coded_old, coded_new, 1):
        edges += [(from_old[i], from_new[j]), (from_old[i + size], from_new[j + size])]
    edges.append((len(old), len(new)))
    for (a, c), (b, d) in pairwise(edges):
        yield a, b, c, d


def _paragraphs(code: str) -> list[str]:
    return [_MARK + paragraph for paragraph in code[1:].split(_MARK)]


def _blocks(old: str, new: str, size: int, depth: int = 0) -> Iterator[Block]:
    """List stretches that agree, in order; anchors have `size` characters."""
    head = Prefix.similarity(old, new)
    tail = Postfix.similarity(old[head:], new[head:])
    yield 0, 0, head
    between = old[head : len(old) - tail], new[head : len(new) - tail]
    for i, j, length in _blocks_between(*between, size, depth):
        yield head + i, head + j, length
    yield len(old) - tail, len(new) - tail, tail


def _blocks_between(old: str, new: str, size: int, depth: int) -> Iterator[Block]:
    pairs = len(old) * len(new)
    anchors = _anchors(old, new, size) if pairs > SMALL and depth < DEEPEST else []
    if anchors:
        for (a, c), (b, d) in pairwise([(0, 0), *anchors, (len(old), len(new))]):
            for i, j, length in _blocks(old[a:b], new[c:d], size, depth + 1):
                yield a + i, c + j, length
    elif pairs <= LARGE:
        for step in LCSseq.opcodes(old, new):
            if step.tag == "equal":
                yield step.src_start, step.dest_start, step.src_end - step.src_start


def _anchors(old: str, new: str, size: int) -> list[tuple[int, int]]:
    """Find stretches of `size` that stand once in each; give the longest chain of them in order."""
    there = _once(new, size)
    pairs = [(i, there[part]) for part, i in _once(old, size).items() if part in there]
    lasts: list[int] = []  # for each length of chain, the least place in `new` where one ends
    steps: list[int] = []  # for each pair, the length of the longest chain that it ends, less one
    for _, j in pairs:
        steps.append(bisect_left(lasts, j))
        lasts[steps[-1] : steps[-1] + 1] = [j]
    longest: list[tuple[int, int]] = []
    for pair, step in zip(reversed(pairs), reversed(steps), strict=True):
        if step == len(lasts) - 1 - len(longest):
            longest.append(pair)
    return longest[::-1]


def _once(code: str, size: int) -> dict[str, int]:
    """Where each stretch of `size` stands that stands only once, in order."""
    places: dict[str, int] = {}
    for at in range(len(code) - size + 1):
        part = code[at : at + size]
        places[part] = -1 if part in places else at
    return {part: at for part, at in places.items() if at >= 0}
