"""Revisions of articles whose truth is known by construction, to judge `anchors.place` by.

Every stretch of a new text carries where it comes from: from which offset of the old text, and
whether it is the original or a copy of it. So the true place of a passage is read off, not guessed.

    python -m tests.revisions --cases 20000

prints how many were judged right, wrongly exact and asked without need, and the times it took.

What is true is defined here, apart from the code that is judged:

- *standing*: every character of the original passage is in the new text, in one piece.
- A text does not show which of two equal stretches was typed first. So the passage is where its
  words stand between the same two paragraphs, if that is one place. A copy stands in for an
  original that stands elsewhere only if its whole paragraph is around it and the original has less
  of what was around it; and for a broken original only if (a) the copy goes on into original text,
  inside the passage or on both sides of it, so that the text is the same as if the copy had been
  put on the other side; or (b) less than half of the original and the words beside it is left,
  and at least six tenths of its paragraph are around the copy, which is then a moved paragraph.
- *twins*: original and copy stand equally deep in the old surroundings (three words, paragraph,
  neighbours), as when a paragraph is doubled. Exact is wrong at both.
- *clear*: the original, standing, no twin, with the three words on each side (or the paragraph's edge) as they
  were; words and surroundings together stand once in the old text and once in the new; and if its
  words were copied elsewhere, then without any of these surroundings.
- *repeated*: standing as above, but the same words in the same surroundings stand elsewhere too, in
  the old text already; its paragraph and both neighbours are unchanged, and nothing was copied.

Exact is *wrong* at any place but the true one, for what is not standing, and for twins.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.text.anchors import Placement, place
from articles.text.segments import paragraphs, sentences
from tests.hard_texts import PIECES

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
GAP = "\n\n"
type Span = tuple[int, int]
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Piece:
    """A stretch of a draft: `origin` is its offset in the old text, None where it is new."""

    text: str
    origin: int | None = None
    is_copy: bool = False

    def split(self, at: int) -> "tuple[Piece, Piece]":
        second = None if self.origin is None else self.origin + at
        return (
            Piece(self.text[:at], self.origin, self.is_copy),
            Piece(self.text[at:], second, self.is_copy),
        )


class Draft:
    """A text under revision. All offsets are those of its current text."""

    def __init__(self, text: str) -> None:
        self.pieces = [Piece(text, 0)]
        self.old = self.text = text

    def replace(self, start: int, end: int, pieces: Iterable[Piece]) -> list[Piece]:
        """Put `pieces` where [start, end) was, and give what was there."""
        a, b = self._cut(start), self._cut(end)
        gone = self.pieces[a:b]
        self.pieces[a:b] = [piece for piece in pieces if piece.text]
        self.text = "".join(piece.text for piece in self.pieces)
        return gone

    def write(self, start: int, end: int, text: str) -> None:
        """Put other characters in place of [start, end); the same ones change nothing."""
        if self.text[start:end] != text:
            self.replace(start, end, [Piece(text)])

    def peek(self, start: int, end: int) -> list[Piece]:
        return self.pieces[self._cut(start) : self._cut(end)]

    def move(self, start: int, end: int, to: int) -> None:
        """Move [start, end) so that it begins at `to`, an offset counted without it."""
        gone = self.replace(start, end, [])
        self.replace(to, to, gone)

    def copy(self, start: int, end: int, to: int, before: str = "", after: str = "") -> None:
        copies = [Piece(p.text, p.origin, True) for p in self.peek(start, end)]
        self.replace(to, to, [Piece(before), *copies, Piece(after)])

    def _cut(self, at: int) -> int:
        for number, piece in enumerate(self.pieces):
            if at == 0:
                return number
            if at < len(piece.text):
                self.pieces[number : number + 1] = piece.split(at)
                return number + 1
            at -= len(piece.text)
        return len(self.pieces)

    def runs(self, mixed: bool = False) -> Iterator[tuple[int, int, int, bool]]:
        """Old text in the new, as (place, origin, length, is_copy), joined where it is unbroken.

        `mixed` runs go on from original to copy and back and over new text that reads the same,
        and are copies where nothing in them is original.
        """
        at, run = 0, None
        for piece in self.pieces:
            if mixed and run and self.old.startswith(piece.text, run[1] + run[2]):
                piece = Piece(piece.text, run[1] + run[2], piece.is_copy or piece.origin is None)
            same = run and (mixed or piece.is_copy == run[3])
            if run and same and piece.origin == run[1] + run[2]:
                run = (run[0], run[1], run[2] + len(piece.text), run[3] and piece.is_copy)
            else:
                if run:
                    yield run
                run = None
                if piece.origin is not None:
                    run = (at, piece.origin, len(piece.text), piece.is_copy)
            at += len(piece.text)
        if run:
            yield run

    def standing(
        self, start: int, end: int, is_copy: bool = False, mixed: bool = False
    ) -> list[int]:
        """Where the old [start, end) stands in one piece, as the original or as a copy."""
        return [
            place + start - origin
            for place, origin, length, copied in self.runs(mixed)
            if copied == is_copy and origin <= start and end <= origin + length
        ]

    def anywhere(self, start: int, end: int) -> list[int]:
        """Where the old [start, end) stands, be it original, copy or both joined."""
        spots = self.standing(start, end) + self.standing(start, end, is_copy=True)
        for all_copy in (False, True):
            spots += self.standing(start, end, all_copy, mixed=True)
        return sorted(set(spots))

    def has_original(self, start: int, end: int, at: int) -> bool:
        """Whether something of the old original [start, end) stands in its place at `at`."""
        return any(
            place - origin == at - start and origin < end and start < origin + n
            for place, origin, n, is_copy in self.runs()
            if not is_copy
        )

    def left(self, start: int, end: int) -> float:
        """The share of the letters of the old original [start, end) that are left."""
        letters = [at for at in range(start, end) if self.old[at].isalnum()]
        left = [
            at
            for _, origin, n, is_copy in self.runs()
            for at in range(max(start, origin), min(end, origin + n))
            if not is_copy and self.old[at].isalnum()
        ]
        return len(left) / max(1, len(letters))


@dataclass(frozen=True)
class Truth:
    """Where the passage stands ([start, end) or None), and what can be asked of who looks."""

    place: tuple[int, int] | None
    is_twin: bool = False
    is_clear: bool = False
    is_repeated: bool = False


@dataclass(frozen=True)
class Case:
    """A passage of `old`, the text `new` that became of it, by which `edits`, and the truth."""

    number: int
    old: str
    start: int
    end: int
    new: str
    truth: Truth
    edits: tuple[str, ...]

    def judge(self, placement: Placement) -> str:
        """Say how good an answer is: right, wrong (exact where it is not), asked, or cautious."""
        if placement.state == "exact":
            given = (placement.start, placement.end)
            return "right" if given == self.truth.place and not self.truth.is_twin else "wrong"
        return "asked" if self.truth.is_clear else "cautious"


# The truth.


def truth_of(draft: Draft, old: str, start: int, end: int) -> Truth:
    place, is_twin = true_place(draft, old, start, end)
    if place is None or is_twin:
        return Truth(place, is_twin)
    a, b = surroundings(old, start, end)
    if place[0] not in draft.standing(start, end) or not keeps(draft, old, a, b):
        return Truth(place)
    here = bare(old)
    words = bare(old[a:b], a == edge(old, a), b == edge(old, b))
    if overlapping(here, words) == overlapping(bare(draft.text), words) == 1:
        return Truth(place, is_clear=not copied_with_more(draft, start, end, a, b))
    wide = neighbours(old, start, end)
    copied = draft.standing(start, end, is_copy=True)
    return Truth(place, is_repeated=not copied and keeps(draft, old, *wide))


def true_place(draft: Draft, old: str, start: int, end: int) -> tuple[Span | None, bool]:
    """Where the passage is, and whether that is one of several places as good."""
    own = draft.standing(start, end)
    depths = {at: depth(draft, old, start, end, at) for at in draft.anywhere(start, end)}
    best = [at for at in depths if depths[at] == max(depths.values())]
    deep = bool(best) and depths[best[0]] >= 2
    spots = same_neighbourhood(draft, old, start, end)
    if len(spots) != 1:
        spots = best if len(best) == 1 and deep and own else own
    if not spots:
        spots = [at for at in depths if stands_in(draft, old, start, end, at)]
        spots = spots if len(spots) == 1 else []
    is_twin = bool(own) and spots == own and own[0] in best and len(best) > 1 and deep
    return ((spots[0], spots[0] + end - start) if spots else None), is_twin


def stands_in(draft: Draft, old: str, start: int, end: int, at: int) -> bool:
    """Whether a copy at `at` is the passage by all one can see, as the original is broken."""
    a, b = surroundings(old, start, end)
    joined = at in draft.standing(start, end, mixed=True)
    if joined and draft.has_original(start, end, at):
        return True
    if joined and all(
        p == q or at - start + p in draft.standing(p, q) for p, q in [(a, start), (end, b)]
    ):
        return True
    return draft.left(a, b) < 0.5 and share_of_paragraph(draft, old, start, end, at) >= 0.6


def share_of_paragraph(draft: Draft, old: str, start: int, end: int, at: int) -> float:
    """How much of the passage's old paragraph is in the paragraph that it would stand in now."""
    a, b = around(old, start, end)
    p, q = around(draft.text, at, at + end - start)
    kept = {
        o + n
        for place, o, length, _ in draft.runs()
        for n in range(max(0, p - place), min(length, q - place))
        if a <= o + n < b
    }
    return len(kept) / (b - a)


def same_neighbourhood(draft: Draft, old: str, start: int, end: int) -> list[int]:
    """Where the words stand between the same two paragraphs, whoever wrote them."""
    a, b = neighbours(old, start, end)
    first = start + len(old[start:end]) - len(old[start:end].lstrip())
    into = len(bare(old[a:first] + "|")) - 2
    here, places = bare(draft.text), bare_places(draft.text)
    spots = [
        places[m.start() + into] for m in re.finditer(f"(?={re.escape(bare(old[a:b]))})", here)
    ]
    spots = [at + start - first for at in spots]
    return [at for at in spots if draft.text[at : at + end - start] == old[start:end]]


def depth(draft: Draft, old: str, start: int, end: int, at: int) -> int:
    """How much of what was around the passage is so at `at`: 0, 1 words, 2 paragraph, 3 more."""
    if not same_words_beside(draft, old, start, end, at):
        return 0
    a, b = neighbours(old, start, end)
    whole = share_of_paragraph(draft, old, start, end, at) >= 0.9
    return 1 + whole + (whole and at - start + a in draft.anywhere(a, b))


def same_words_beside(draft: Draft, old: str, start: int, end: int, at: int) -> bool:
    """Whether the three words on each side, or the paragraph's edges, are the same at `at`."""
    a, b = surroundings(old, start, end)
    p, q = surroundings(draft.text, at, at + end - start)
    before, before_now = WORD.findall(old[a:start]), WORD.findall(draft.text[p:at])
    after, after_now = WORD.findall(old[end:b]), WORD.findall(draft.text[at + end - start : q])
    at_edges = (edge(old, a) < 0, edge(old, b) < 0)
    return (before, after, *at_edges) == (
        before_now,
        after_now,
        edge(draft.text, p) < 0,
        edge(draft.text, q) < 0,
    )


def copied_with_more(draft: Draft, start: int, end: int, a: int, b: int) -> bool:
    """Whether a copy holds words beside the passage [start, end), or all that is in [a, b)."""
    copies = [(o, o + n) for _, o, n, is_copy in draft.runs() if is_copy]
    beside = [(a, start), (end, b)] if (a, b) != (start, end) else [(a, b)]
    return any(o < q and p < o_end and p < q for o, o_end in copies for p, q in beside)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraphs that a span lies in, widened to it."""
    touched = [(a, b) for a, b in paragraphs(text) if a < end and start < b]
    return min(start, touched[0][0]), max(end, touched[-1][1])


def neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraphs that a span lies in with the ones before and after."""
    spans = paragraphs(text)
    touched = [n for n, (a, b) in enumerate(spans) if a < end and start < b]
    return spans[max(0, touched[0] - 1)][0], spans[min(len(spans) - 1, touched[-1] + 1)][1]


def surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with three words on each side, or up to its paragraph's edge."""
    a, b = around(text, start, end)
    before = [m.start() for m in WORD.finditer(text, a, start)]
    after = [m.end() for m in WORD.finditer(text, end, b)]
    # A word that the span cuts in two is not one beside it, so that one more is taken.
    cut_before = start > a and text[start - 1 : start + 1].isalnum()
    cut_after = end < b and text[end - 1 : end + 1].isalnum()
    left = before[-3 - cut_before] if len(before) > 2 + cut_before else a
    right = after[2 + cut_after] if len(after) > 2 + cut_after else b
    return left, right


def edge(text: str, at: int) -> int:
    """`at` where a paragraph begins or ends there, else -1."""
    return at if any(at in span for span in paragraphs(text)) else -1


def keeps(draft: Draft, old: str, a: int, b: int) -> bool:
    """Whether the old [a, b) stands in one piece, at a paragraph's edge where it was at one."""
    found = draft.standing(a, b)
    if not found:
        return False
    start, end = found[0], found[0] + b - a
    kept_start = edge(old, a) < 0 or edge(draft.text, start) >= 0
    return kept_start and (edge(old, b) < 0 or edge(draft.text, end) >= 0)


def bare(text: str, starts: bool = True, ends: bool = True) -> str:
    """A text with one space for white space and a mark where paragraphs begin and end."""
    parts = [" ".join(text[a:b].split()) for a, b in paragraphs(text)]
    return "¶" * starts + "¶".join(parts) + "¶" * ends


def bare_places(text: str) -> list[int]:
    """The offset in the text of each character of `bare(text)`."""
    places = []
    for a, b in paragraphs(text):
        places.append(a)
        for word in re.finditer(r"\S+", text[a:b]):
            places += [*range(a + word.start(), a + word.end()), a + word.end()]
        places.pop()
    return [*places, len(text)]


def overlapping(text: str, part: str) -> int:
    return len(re.findall(f"(?={re.escape(part)})", text))


# Old texts.


def seed(rng: random.Random) -> str:
    return rng.choice(SEEDS).read_text(encoding="utf-8")


def two_seeds(rng: random.Random) -> str:
    return GAP.join(path.read_text(encoding="utf-8").strip() for path in rng.sample(SEEDS, 2))


def prose(rng: random.Random, words: list[str], most: int = 12) -> str:
    return GAP.join(prose_paragraph(rng, words) for _ in range(rng.randint(3, most)))


def prose_paragraph(rng: random.Random, words: list[str]) -> str:
    return " ".join(prose_sentence(rng, words) for _ in range(rng.randint(1, 5)))


def prose_sentence(rng: random.Random, words: list[str]) -> str:
    chosen = [rng.choice(words) for _ in range(rng.randint(4, 16))]
    return " ".join(chosen).capitalize() + rng.choice([".", ".", ".", "?", "!"])


def vocabulary(rng: random.Random) -> list[str]:
    size = rng.choice([12, 40, 150, 600])
    return ["".join(rng.choices("abdeiklmnorstu", k=rng.randint(2, 8))) for _ in range(size)]


def repetitive(rng: random.Random) -> str:
    return prose(rng, vocabulary(rng))


def phrased(rng: random.Random) -> str:
    """Sentences made of a few stock phrases, as agencies write them."""
    words = vocabulary(rng)
    stock = [" ".join(rng.choices(words, k=rng.randint(2, 7))) for _ in range(8)]
    return prose(rng, stock + words[:12])


def doubled(rng: random.Random) -> str:
    """A text in which paragraphs and sentences stand twice from the start."""
    parts = rng.choice([seed, repetitive, phrased])(rng).split(GAP)
    for _ in range(rng.randint(1, 3)):
        parts.insert(rng.randint(0, len(parts)), rng.choice(parts))
    line = rng.choice(["None", "Read more", "---", "He did not answer.", "The road is open."])
    for _ in range(rng.randint(0, 3)):
        parts.insert(rng.randint(0, len(parts)), line)
    return GAP.join(parts)


def near_copies(rng: random.Random) -> str:
    """Paragraphs that differ in a word or two only."""
    words = vocabulary(rng)
    parts = [prose_paragraph(rng, words) for _ in range(rng.randint(2, 5))]
    for _ in range(rng.randint(1, 5)):
        tokens = rng.choice(parts).split(" ")
        tokens[rng.randrange(len(tokens))] = rng.choice(words)
        parts.insert(rng.randint(0, len(parts)), " ".join(tokens))
    return GAP.join(parts)


def hard_unicode(rng: random.Random) -> str:
    return GAP.join(
        "A" + "".join(rng.choices(PIECES, k=rng.randint(3, 25))).strip() + "z"
        for _ in range(rng.randint(2, 9))
    )


def spaceless(rng: random.Random) -> str:
    letters = "中文新聞報道記者說道路開放封鎖軍人民眾政府部門今天昨天表示"
    return GAP.join(
        "".join(rng.choices(letters, k=rng.randint(10, 80))) + "。"
        for _ in range(rng.randint(2, 8))
    )


TEXTS = [seed, seed, seed, two_seeds, repetitive, phrased, doubled, near_copies, hard_unicode]
TEXTS += [spaceless]


# Passages.


def words_passage(rng: random.Random, text: str) -> tuple[int, int]:
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    first = rng.randrange(len(spans))
    last = min(len(spans) - 1, first + int(rng.expovariate(1 / 9)))
    return spans[first][0], spans[last][1]


def sentence_passage(rng: random.Random, text: str) -> tuple[int, int]:
    return rng.choice(sentences(text))


def paragraph_passage(rng: random.Random, text: str) -> tuple[int, int]:
    spans = paragraphs(text)
    first = rng.randrange(len(spans))
    return spans[first][0], spans[min(len(spans) - 1, first + rng.choice([0, 0, 0, 1]))][1]


def letters_passage(rng: random.Random, text: str) -> tuple[int, int]:
    a, b = words_passage(rng, text)
    start = rng.randint(a, b - 1)
    return start, rng.randint(start + 1, b)


PASSAGES = [words_passage] * 6 + [sentence_passage] * 3 + [paragraph_passage, letters_passage]


# Edits. Each knows the draft and where the passage was in the old text, and may do nothing.


@dataclass
class Desk:
    """Who edits: the draft, the passage, a vocabulary, and a list of what was done."""

    rng: random.Random
    draft: Draft
    start: int
    end: int
    words: list[str]
    done: list[str] = field(default_factory=list)

    def here(self) -> tuple[int, int] | None:
        """Where something of the original passage stands now."""
        spans = [
            (place + max(self.start - origin, 0), place + min(self.end - origin, n))
            for place, origin, n, is_copy in self.draft.runs()
            if not is_copy and origin < self.end and self.start < origin + n
        ]
        return (spans[0][0], max(spans[0][1], spans[-1][1])) if spans else None

    def own(self, cut: Callable[[str], list[tuple[int, int]]]) -> tuple[int, int] | None:
        """The paragraph or sentence that the passage begins in."""
        here = self.here()
        return next((s for s in cut(self.draft.text) if here and s[0] <= here[0] < s[1]), None)

    def some(self, cut: Callable[[str], list[tuple[int, int]]]) -> tuple[int, int] | None:
        spans = cut(self.draft.text)
        return self.rng.choice(spans) if spans else None

    def seam(self) -> int:
        """Where a paragraph begins."""
        return self.rng.choice([a for a, _ in paragraphs(self.draft.text)] or [0])

    def new_words(self) -> str:
        return " ".join(self.rng.choices(self.words, k=self.rng.randint(1, 5)))

    def new_paragraph(self) -> str:
        return prose_paragraph(self.rng, self.words)


def with_gap(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A paragraph with the blank lines after it, or before it where it is the last."""
    a, b = span
    after = len(text[b:]) - len(text[b:].lstrip())
    if b + after < len(text):
        return a, b + after
    return len(text[:a].rstrip()), b


def insert_paragraph(desk: Desk) -> None:
    desk.draft.write(at := desk.seam(), at, desk.new_paragraph() + GAP)


def insert_beside(desk: Desk) -> None:
    """A new paragraph right before or after the passage's."""
    if span := desk.own(paragraphs):
        before = desk.rng.random() < 0.5
        at = span[0] if before else span[1]
        new = desk.new_paragraph()
        desk.draft.write(at, at, new + GAP if before else GAP + new)


def insert_words(desk: Desk) -> None:
    if span := desk.some(paragraphs):
        edges = [m.start() for m in WORD.finditer(desk.draft.text, *span)]
        at = desk.rng.choice(edges or [span[0]])
        desk.draft.write(at, at, desk.new_words() + " ")


def insert_sentence(desk: Desk) -> None:
    if span := desk.some(sentences):
        desk.draft.write(span[1], span[1], " " + prose_sentence(desk.rng, desk.words))


def delete_paragraph(desk: Desk) -> None:
    if span := desk.some(paragraphs):
        desk.draft.write(*with_gap(desk.draft.text, span), "")


def delete_sentence(desk: Desk) -> None:
    if span := desk.some(sentences):
        desk.draft.write(*span, "")


def delete_own_paragraph(desk: Desk) -> None:
    if span := desk.own(paragraphs):
        desk.draft.write(*with_gap(desk.draft.text, span), "")


def delete_own_sentence(desk: Desk) -> None:
    if span := desk.own(sentences):
        desk.draft.write(*span, "")


def delete_passage(desk: Desk) -> None:
    if span := desk.here():
        desk.draft.write(*span, "")


def move_paragraph(desk: Desk) -> None:
    _move(desk, desk.some(paragraphs))


def move_own_paragraph(desk: Desk) -> None:
    _move(desk, desk.own(paragraphs))


def _move(desk: Desk, span: tuple[int, int] | None) -> None:
    if span:
        a, b = with_gap(desk.draft.text, span)
        if b < len(desk.draft.text):
            rest = desk.draft.text[:a] + desk.draft.text[b:]
            desk.draft.move(a, b, desk.rng.choice([s for s, _ in paragraphs(rest)] or [0]))


def swap_paragraphs(desk: Desk) -> None:
    """The passage's paragraph and the next change places."""
    if span := desk.own(paragraphs):
        following = [s for s in paragraphs(desk.draft.text) if s[0] >= span[1]]
        if following:
            a, b = following[0]
            gap = desk.draft.replace(span[1], a, [])
            moved = desk.draft.replace(span[1], span[1] + b - a, [])
            desk.draft.replace(span[0], span[0], [*moved, *gap])


def reorder_sentences(desk: Desk) -> None:
    if span := desk.own(paragraphs):
        text = desk.draft.text
        inside = [s for s in sentences(text) if span[0] <= s[0] and s[1] <= span[1]]
        if len(inside) > 1:
            a, b = inside[desk.rng.randrange(len(inside) - 1)]
            taken = desk.draft.replace(a, b, [])
            at = inside[-1][1] - (b - a)
            desk.draft.replace(at, at, [Piece(" "), *taken])


def change_words(desk: Desk) -> None:
    """One to eight words anywhere become others."""
    for _ in range(desk.rng.randint(1, 8)):
        spans = [m.span() for m in WORD.finditer(desk.draft.text)]
        if spans:
            desk.draft.write(*desk.rng.choice(spans), desk.rng.choice(desk.words))


def change_inside(desk: Desk) -> None:
    if here := desk.here():
        spans = [m.span() for m in WORD.finditer(desk.draft.text, *here)]
        for a, b in sorted(desk.rng.sample(spans, min(len(spans), desk.rng.randint(1, 3))))[::-1]:
            desk.draft.write(a, b, desk.rng.choice(desk.words))


def change_beside(desk: Desk) -> None:
    """A word within five of the passage becomes another, or goes, or another comes in."""
    if here := desk.here():
        text = desk.draft.text
        before = [m.span() for m in WORD.finditer(text, max(0, here[0] - 90), here[0])][-5:]
        after = [m.span() for m in WORD.finditer(text, here[1], here[1] + 90)][:5]
        if before or after:
            a, b = desk.rng.choice(before + after)
            word = desk.rng.choice(desk.words)
            edit = desk.rng.choice(
                [(a, b, ""), (a, b, word), (a, a, f"{word} "), (b, b, f" {word}")]
            )
            desk.draft.write(*edit)


def change_paragraph(desk: Desk) -> None:
    """Words of the passage's paragraph become others, where they may."""
    if span := desk.own(paragraphs):
        for _ in range(desk.rng.randint(1, 5)):
            spans = [m.span() for m in WORD.finditer(desk.draft.text, *span)]
            if spans:
                desk.draft.write(*desk.rng.choice(spans), desk.rng.choice(desk.words))


def change_header(desk: Desk) -> None:
    span = next(iter(paragraphs(desk.draft.text)), None)
    if span:
        desk.draft.write(
            *span, f"Last update: {desk.rng.randint(1, 30)} May 2024 {desk.new_words()}"
        )


def change_spaces(desk: Desk) -> None:
    spans = [m.span() for m in re.finditer(r"\s+", desk.draft.text)]
    for a, b in sorted(desk.rng.sample(spans, min(len(spans), desk.rng.randint(1, 6))))[::-1]:
        kind = desk.draft.text[a:b]
        new = desk.rng.choice(["  ", "\u00a0", "\n", "\t"]) if kind == " " else kind + "\n"
        desk.draft.write(a, b, new)


def change_punctuation(desk: Desk) -> None:
    spans = [m.span() for m in re.finditer(r"[^\w\s]", desk.draft.text)]
    for a, b in sorted(desk.rng.sample(spans, min(len(spans), desk.rng.randint(1, 5))))[::-1]:
        desk.draft.write(a, b, desk.rng.choice(["", ",", ";", "…", "’", "—"]))


def merge_paragraphs(desk: Desk) -> None:
    if span := desk.own(paragraphs):
        after = desk.draft.text[span[1] :]
        desk.draft.write(span[1], span[1] + len(after) - len(after.lstrip()), " ")


def double_paragraph(desk: Desk) -> None:
    _double(desk, desk.own(paragraphs), None)


def double_paragraph_far(desk: Desk) -> None:
    _double(desk, desk.own(paragraphs), desk.seam())


def double_other_paragraph(desk: Desk) -> None:
    _double(desk, desk.some(paragraphs), desk.seam())


def _double(desk: Desk, span: tuple[int, int] | None, to: int | None) -> None:
    if not span:
        return
    if to is not None:
        desk.draft.copy(*span, to, after=GAP)
    elif desk.rng.random() < 0.5:
        desk.draft.copy(*span, span[0], after=GAP)
    else:
        desk.draft.copy(*span, span[1], before=GAP)


def double_sentence(desk: Desk) -> None:
    if span := desk.own(sentences):
        other = desk.some(sentences) or span
        to = desk.rng.choice([span[1], other[1]])
        desk.draft.copy(*span, to, before=" ")


def repeat_passage(desk: Desk) -> None:
    """The passage's words come in once more, in a sentence of their own or inside another."""
    here, span = desk.here(), desk.some(paragraphs)
    if here and span:
        edges = [m.start() for m in WORD.finditer(desk.draft.text, *span)]
        to = desk.rng.choice(edges or [span[0]])
        if not here[0] < to < here[1]:
            desk.draft.copy(*here, to, after=" ")


def repeat_with_surroundings(desk: Desk) -> None:
    """The passage with some words beside it is quoted in a new paragraph."""
    here, span = desk.here(), desk.own(paragraphs)
    if here and span:
        a = max(span[0], here[0] - desk.rng.randint(0, 60))
        b = max(here[1], min(span[1], here[1] + desk.rng.randint(0, 60)))
        before, after = desk.new_paragraph(), desk.new_paragraph()
        desk.draft.copy(a, b, desk.seam(), before=before + " ", after=" " + after + GAP)


def keep_the_copy(desk: Desk) -> None:
    """A copy comes in and the original goes."""
    desk.rng.choice([double_paragraph, double_paragraph_far, repeat_passage, double_sentence])(desk)
    desk.rng.choice([delete_own_paragraph, delete_own_sentence, delete_passage])(desk)


def copy_and_change(desk: Desk) -> None:
    """A copy comes in, and the original's words change."""
    desk.rng.choice([double_paragraph, double_paragraph_far, repeat_passage, double_sentence])(desk)
    desk.rng.choice([change_inside, change_beside, change_paragraph])(desk)


def copy_and_move(desk: Desk) -> None:
    """A copy takes the original's place, and the original goes elsewhere."""
    double_paragraph(desk)
    move_own_paragraph(desk)


def quote_and_delete(desk: Desk) -> None:
    """The passage goes, while a paragraph that quotes it with its surroundings comes in."""
    repeat_with_surroundings(desk)
    desk.rng.choice([delete_own_paragraph, delete_own_sentence, delete_passage])(desk)


ELSEWHERE: list[Callable[[Desk], None]] = [
    insert_paragraph,
    insert_beside,
    insert_words,
    insert_sentence,
    delete_paragraph,
    delete_sentence,
    move_paragraph,
    change_words,
    change_header,
    change_spaces,
    change_punctuation,
    double_other_paragraph,
]
AT_THE_PASSAGE: list[Callable[[Desk], None]] = [
    delete_own_paragraph,
    delete_own_sentence,
    delete_passage,
    move_own_paragraph,
    move_own_paragraph,
    swap_paragraphs,
    reorder_sentences,
    change_inside,
    change_inside,
    change_beside,
    change_paragraph,
    merge_paragraphs,
    double_paragraph,
    double_paragraph_far,
    double_sentence,
    repeat_passage,
    repeat_with_surroundings,
    keep_the_copy,
    copy_and_change,
    copy_and_move,
    quote_and_delete,
]


def make_case(seed_number: int, number: int) -> Case:
    """The same case for the same two numbers, always."""
    rng = random.Random(f"{seed_number}/{number}")
    old = rng.choice(TEXTS)(rng)
    start, end = rng.choice(PASSAGES)(rng, old)
    words = [w for w in WORD.findall(old) if len(w) < 15] if rng.random() < 0.6 else vocabulary(rng)
    desk = Desk(rng, Draft(old), start, end, words or vocabulary(rng))
    edits = rng.choices(ELSEWHERE, k=rng.choice([0, 1, 1, 2, 2, 3, 4]))
    edits += rng.choices(AT_THE_PASSAGE, k=rng.choice([0, 0, 0, 1, 1, 1, 2]))
    rng.shuffle(edits)
    for edit in edits:
        edit(desk)
    truth = truth_of(desk.draft, old, start, end)
    return Case(number, old, start, end, desk.draft.text, truth, tuple(e.__name__ for e in edits))


def make_cases(seed_number: int, count: int) -> Iterator[Case]:
    return (make_case(seed_number, number) for number in range(count))


# The table.


@dataclass
class Tally:
    """The sums over all cases, and the cases that went wrong or were asked without need."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[Case] = field(default_factory=list)
    asked: list[Case] = field(default_factory=list)

    def add(self, case: Case) -> None:
        began = time.perf_counter()
        placement = place(case.old, case.start, case.end, case.new)
        self.seconds.append(time.perf_counter() - began)
        verdict = case.judge(placement)
        self.counts.update(["judged", verdict, placement.state])
        self.counts["clear"] += case.truth.is_clear
        self.counts["repeated"] += case.truth.is_repeated
        self.counts["repeated, exact"] += case.truth.is_repeated and verdict == "right"
        if case.truth.place and placement.state != "exact":
            span = (placement.start, placement.end)
            self.counts["standing, asked"] += 1
            self.counts["standing, asked, shown at the true place"] += span == case.truth.place
        if verdict in ("wrong", "asked"):
            (self.wrong if verdict == "wrong" else self.asked).append(case)

    @property
    def found(self) -> float:
        """The share of the clear ones that were found without asking."""
        return 1 - self.counts["asked"] / max(1, self.counts["clear"])

    def milliseconds(self, share: float) -> float:
        return 1000 * sorted(self.seconds)[int(share * (len(self.seconds) - 1))]

    def lines(self) -> Iterator[str]:
        of = self.counts
        yield f"judged                        {of['judged']:>8,}"
        yield f"exact, and right              {of['right']:>8,}"
        yield f"exact, but wrong              {of['wrong']:>8,}"
        yield f"clear                         {of['clear']:>8,}"
        yield f"asked though clear            {of['asked']:>8,}   found {self.found:.2%}"
        share = of["repeated, exact"] / max(1, of["repeated"])
        yield f"repeated, known from context  {of['repeated']:>8,}   found {share:.2%}"
        share = of["standing, asked, shown at the true place"] / max(1, of["standing, asked"])
        yield f"asked, standing unchanged     {of['standing, asked']:>8,}   true place {share:.2%}"
        for state in ("changed", "ambiguous", "lost"):
            yield f"answered {state:<20} {of[state]:>8,}"
        yield f"p50 / p99 / longest, ms       {self.milliseconds(0.5):>8.1f} / " + (
            f"{self.milliseconds(0.99):.1f} / {self.milliseconds(1):.1f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="Judge articles.text.anchors.place.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="list this many faults of each kind")
    options = parser.parse_args()
    tally = Tally()
    for case in make_cases(options.seed, options.cases):
        tally.add(case)
    print("\n".join(tally.lines()))
    for kind, cases in (("wrong", tally.wrong), ("asked", tally.asked)):
        for case in cases[: options.show]:
            print(f"{kind}: case {case.number}, {', '.join(case.edits)}")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
