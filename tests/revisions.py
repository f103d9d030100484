"""Revisions of articles whose truth is known by construction, to judge `anchors.place` by.

Every character of a draft carries the offset in the old text that it comes from, as the original
or as a copy, so that the place of a passage is read off and not looked for. What is true is defined
here, apart from the code that is judged:

- *standing*: every original character of the passage is there, in one piece. Where nobody could
  tell which of two equal stretches was deleted or moved, it was the copy (`adopt`, `alike`,
  `stand_ins`).
- *twin*: standing, but the same words in the same surroundings (32 characters on each side within
  the paragraph, in whole words) stand elsewhere in the new text or in the old one.
- *clear*: standing, no twin, with the surroundings as they were, no copy of any of them about, and
  no other sentence that has half of its words.

Exact is *wrong* at any place but the true one, for what does not stand, and for twins. What is
clear is to be found without asking.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from articles.text.segments import Span, paragraphs, sentences
from tests.judging import Case, Truth

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
GAP = "\n\n"
BESIDE = 32
WORD = re.compile(r"\w+")


class Draft:
    """A text under revision: its characters, and where each comes from (None where it is new)."""

    def __init__(self, rng: random.Random, old: str, start: int, end: int) -> None:
        self.rng, self.old, self.start, self.end = rng, old, start, end
        self.text = old
        self.origins: list[int | None] = list(range(len(old)))
        self.copies: list[int | None] = [None] * len(old)

    def replace(self, start: int, end: int, text: str) -> None:
        new: list[int | None] = [None] * len(text)
        self._put(start, end, text, new, new)

    def delete(self, start: int, end: int) -> None:
        """Take [start, end) out; a copy of a whole paragraph is the moved original then."""
        gone = {at for at in self.origins[start:end] if at is not None}
        start, end = self.alike(start, end)
        self.replace(start, end, "")
        if not self.adopt_beside(start, gone):
            self.adopt(gone)

    def adopt_beside(self, start: int, gone: set[int]) -> bool:
        """Take a copy for the original that went from right beside it."""
        run: list[int | None] = [*sorted(gone)]
        for at in range(max(0, start - len(run) - 1), start + 2):
            if run and self.sources(at, at + len(run)) == run:
                self.origins[at : at + len(run)] = run
                return True
        return False

    def adopt(self, gone: set[int]) -> bool:
        """Take a copy for the original of a whole paragraph that went from its place."""
        if not any(4 * len(gone & {*range(a, b)}) > 3 * (b - a) for a, b in paragraphs(self.old)):
            return False
        for a, b in sorted(paragraphs(self.text), key=lambda span: span[1] - span[0]):
            sources = self.sources(a, b)
            if 4 * len(gone.intersection(sources)) > 3 * len(gone):
                left = {*self.origins[:a], *self.origins[b:]}
                self.origins[a:b] = once([None if at in left else at for at in sources])
                return True
        return False

    def alike(self, start: int, end: int) -> Span:
        """Of the stretches that could go from here with the same result, the one that is copied."""
        size, text = end - start, self.text
        left = right = 0
        while start - left > 0 and text[start - left - 1] == text[end - left - 1]:
            left += 1
        while end + right < len(text) and text[start + right] == text[end + right]:
            right += 1
        spots = sorted(range(start - left, start + right + 1), key=lambda at: abs(at - start))
        at = min(spots, key=lambda at: sum(o is not None for o in self.origins[at : at + size]))
        return at, at + size

    def copy(self, start: int, end: int, to: int, before: str = "", after: str = "") -> None:
        text = before + self.text[start:end] + after
        new: list[int | None] = [None] * len(text)
        copies = [*new[: len(before)], *self.sources(start, end), *new[: len(after)]]
        self._put(to, to, text, new, copies)

    def sources(self, start: int, end: int) -> list[int | None]:
        """Where the characters come from, be they originals or copies."""
        pairs = zip(self.origins[start:end], self.copies[start:end], strict=True)
        return [copied if origin is None else origin for origin, copied in pairs]

    def move(self, start: int, end: int, to: int) -> None:
        """Move [start, end) so that it begins at `to`, an offset counted without it."""
        start, end = self.alike(start, end)
        text, origins, copies = (
            self.text[start:end],
            self.origins[start:end],
            self.copies[start:end],
        )
        sources = self.sources(start, end)
        self.replace(start, end, "")
        if self.adopt({at for at in origins if at is not None}):
            origins, copies = [None] * len(text), sources
        self._put(to, to, text, origins, copies)

    def _put(
        self, a: int, b: int, text: str, origins: list[int | None], copies: list[int | None]
    ) -> None:
        self.text = self.text[:a] + text + self.text[b:]
        self.origins[a:b] = origins
        self.copies[a:b] = copies

    def stands_at(self, first: int) -> bool:
        """Whether the passage is there, letter by letter; one space is as good as another."""
        words = self.old[self.start : self.end]
        origins = self.origins[first : first + len(words)]
        return self.text[first : first + len(words)] == words and all(
            origin == at or words[at - self.start].isspace()
            for at, origin in enumerate(origins, self.start)
        )

    def here(self) -> Span | None:
        """Where something of the original passage stands now."""
        at = [n for n, o in enumerate(self.origins) if o is not None and self.start <= o < self.end]
        return (at[0], at[-1] + 1) if at else None

    def own(self, cut: Callable[[str], list[Span]]) -> Span | None:
        """The paragraph or sentence that the passage begins in."""
        here = self.here()
        return next((s for s in cut(self.text) if here and s[0] <= here[0] < s[1]), None)

    def some(self, cut: Callable[[str], list[Span]]) -> Span | None:
        spans = cut(self.text)
        return self.rng.choice(spans) if spans else None

    def one(self, cut: Callable[[str], list[Span]]) -> Span | None:
        """Its own or, as often, another."""
        return self.own(cut) if self.rng.random() < 0.5 else self.some(cut)

    def seam(self) -> int:
        return self.rng.choice([a for a, _ in paragraphs(self.text)] or [0])

    def words(self, start: int, end: int) -> list[Span]:
        return [m.span() for m in WORD.finditer(self.text, start, end)]

    def another_word(self, word: str) -> str:
        if word.isdigit():
            return str((int(word) if word.isascii() else 0) + self.rng.randint(1, 9))
        choice = self.rng.choice(WORD.findall(self.old) or ["word"])
        return choice if choice != word else choice + "s"

    def sentence(self) -> str:
        words = self.rng.choices(WORD.findall(self.old) or ["word"], k=self.rng.randint(4, 16))
        return " ".join(words).capitalize() + "."

    def change(self, spans: Iterable[Span]) -> None:
        for a, b in sorted(spans, reverse=True):
            self.replace(a, b, self.another_word(self.text[a:b]))


def once(sources: list[int | None]) -> list[int | None]:
    """The same without what stands there twice: the longer stretch is the original."""
    ends = [n for n in range(1, len(sources)) if sources[n] != (sources[n - 1] or -2) + 1]
    stretches = [range(a, b) for a, b in pairwise([0, *ends, len(sources)])]
    kept: list[int | None] = [None] * len(sources)
    for stretch in sorted(stretches, key=len, reverse=True):
        for n in stretch:
            kept[n] = None if sources[n] in kept else sources[n]
    return kept


# The truth.


def truth_of(draft: Draft) -> Truth:
    start, end = draft.start, draft.end
    first = draft.origins.index(start) if start in draft.origins else -1
    stands = first >= 0 and draft.stands_at(first)
    if not stands:
        spots = stand_ins(draft)
        if len(spots) != 1:
            return Truth(None)
        first = spots[0]
    span = first, first + end - start
    then, now = beside(draft.old, start, end), beside(draft.text, *span)
    twins = [count_with(text, draft.old[start:end], now) for text in (draft.text, draft.old)]
    is_clear = (
        stands
        and then == now
        and twins == [1, 1]
        and not copied_beside(draft)
        and not has_likeness(draft.old, start, end)
        and not has_likeness(draft.text, *span)
    )
    return Truth(span, is_twin=max(twins) > 1 and draft.text != draft.old, is_clear=is_clear)


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands on either side within the paragraph; a line break stands for its edge."""
    low, high = whole(text, start, end)
    left, right = max(low, start - BESIDE), min(high, end + BESIDE)
    words = [m.span() for m in WORD.finditer(text, low, high)]
    left = min([a for a, b in words if a < left < b], default=left)
    right = max([b for a, b in words if a < right < b], default=right)
    return (
        text[left:start] if left > low else "\n" + text[low:start],
        text[end:right] if right < high else text[end:high] + "\n",
    )


def count_with(text: str, words: str, sides: tuple[str, str]) -> int:
    found = (m.start() for m in re.finditer(f"(?={re.escape(words)})", text))
    return sum(beside(text, at, at + len(words)) == sides for at in found)


def copied_beside(draft: Draft) -> bool:
    """Whether a copy holds something of what stood beside the passage."""
    before, after = beside(draft.old, draft.start, draft.end)
    near = range(draft.start - len(before.strip("\n")), draft.end + len(after.strip("\n")))
    beside_it = set(near) - set(range(draft.start, draft.end)) or set(near)
    return not beside_it.isdisjoint(c for c in draft.copies if c is not None)


def has_likeness(text: str, start: int, end: int) -> bool:
    """Whether another sentence has half of the words of those in which a passage stands."""
    spans = sentences(text)
    own = {w for a, b in spans if a < end and start < b for w in WORD.findall(text[a:b])}
    others = (set(WORD.findall(text[a:b])) for a, b in spans if b <= start or end <= a)
    return any(2 * len(own & other) >= len(own) for other in others)


def stand_ins(draft: Draft) -> list[int]:
    """Where the whole old paragraph reads as it did, alone, with the original as good as gone.

    A paragraph that was copied, while less than a third of the original is left, is a moved one.
    """
    low, high = whole(draft.old, draft.start, draft.end)
    words = draft.old[low:high].strip()
    starts, ends = ({span[at] for span in paragraphs(draft.text)} for at in (0, 1))
    found = (m.span() for m in re.finditer(re.escape(words), draft.text))
    spots = [a for a, b in found if a in starts and b in ends]
    there = {n for a in spots for n in range(a, a + len(words))}
    left = sum(
        o is not None and low <= o < high and n not in there for n, o in enumerate(draft.origins)
    )
    return [a + draft.start - low for a in spots] if 3 * left < len(words) else []


def whole(text: str, start: int, end: int) -> Span:
    touched = [(a, b) for a, b in paragraphs(text) if a < end and start < b] or [(start, end)]
    return min(start, touched[0][0]), max(end, touched[-1][1])


# Edits. Each may find nothing to do.


def insert_paragraph(draft: Draft) -> None:
    at = draft.seam()
    draft.replace(at, at, " ".join(draft.sentence() for _ in range(3)) + GAP)


def insert_sentence(draft: Draft) -> None:
    if span := draft.one(sentences):
        draft.replace(span[1], span[1], " " + draft.sentence())


def insert_words(draft: Draft) -> None:
    if (span := draft.one(paragraphs)) and (words := draft.words(*span)):
        at = draft.rng.choice(words)[0]
        draft.replace(at, at, draft.sentence().lower()[:-1] + " ")


def delete_paragraph(draft: Draft) -> None:
    if span := draft.some(paragraphs):
        draft.delete(*with_gap(draft.text, span))


def delete_own_paragraph(draft: Draft) -> None:
    if span := draft.own(paragraphs):
        draft.delete(*with_gap(draft.text, span))


def delete_sentence(draft: Draft) -> None:
    if span := draft.one(sentences):
        a, b = span
        before = draft.text[max(0, a - 1) : a] == " "
        draft.delete(a - before, b + (not before and draft.text[b : b + 1] == " "))


def delete_passage(draft: Draft) -> None:
    if span := draft.here():
        draft.delete(*span)


def with_gap(text: str, span: Span) -> Span:
    """A paragraph with the blank lines after it, or before it where it is the last."""
    a, b = span
    after = len(text[b:]) - len(text[b:].lstrip())
    return (a, b + after) if b + after < len(text) else (len(text[:a].rstrip()), b)


def move_paragraph(draft: Draft) -> None:
    if span := draft.one(paragraphs):
        a, b = with_gap(draft.text, span)
        if b < len(draft.text):
            rest = draft.text[:a] + draft.text[b:]
            draft.move(a, b, draft.rng.choice([s for s, _ in paragraphs(rest)] or [0]))


def move_sentence(draft: Draft) -> None:
    if span := draft.one(sentences):
        a, b = span[0], span[1] + (draft.text[span[1] : span[1] + 1] == " ")
        a -= a > 0 and b == span[1] and draft.text[a - 1] == " "
        rest = draft.text[:a] + draft.text[b:]
        draft.move(a, b, draft.rng.choice([a for a, _ in sentences(rest)] or [0]))


def change_words(draft: Draft) -> None:
    words = draft.words(0, len(draft.text))
    draft.change(draft.rng.sample(words, min(len(words), draft.rng.randint(1, 8))))


def change_inside(draft: Draft) -> None:
    words = draft.words(*(draft.here() or (0, 0)))
    draft.change(draft.rng.sample(words, min(len(words), draft.rng.randint(1, 3))))


def change_beside(draft: Draft) -> None:
    a, b = draft.here() or (0, 0)
    words = draft.words(max(0, a - 60), a)[-5:] + draft.words(b, b + 60)[:5]
    draft.change(draft.rng.sample(words, min(len(words), draft.rng.randint(1, 3))))


def change_paragraph(draft: Draft) -> None:
    words = draft.words(*(draft.own(paragraphs) or (0, 0)))
    draft.change(draft.rng.sample(words, min(len(words), draft.rng.randint(1, 8))))


def change_spaces(draft: Draft) -> None:
    if spans := [m.span() for m in re.finditer(r"\s+", draft.text)]:
        a, b = draft.rng.choice(spans)
        same = draft.text[a:b]
        draft.replace(a, b, draft.rng.choice(["  ", "\u00a0"]) if same == " " else same + "\n")


def merge_paragraphs(draft: Draft) -> None:
    if span := draft.one(paragraphs):
        after = draft.text[span[1] :]
        draft.replace(span[1], span[1] + len(after) - len(after.lstrip()), " ")


def split_paragraph(draft: Draft) -> None:
    if span := draft.one(sentences):
        draft.replace(span[1], span[1], GAP)


def double_paragraph(draft: Draft) -> None:
    if span := draft.one(paragraphs):
        places = [(span[0], "", GAP), (span[1], GAP, ""), (draft.seam(), "", GAP)]
        to, before, after = draft.rng.choice(places)
        draft.copy(*span, to, before, after)


def double_sentence(draft: Draft) -> None:
    if (span := draft.one(sentences)) and (other := draft.some(sentences)):
        places = [(span[0], "", " "), (span[1], " ", ""), (other[1], " ", "")]
        to, before, after = draft.rng.choice(places)
        draft.copy(*span, to, before, after)


def repeat_passage(draft: Draft) -> None:
    """The passage's words come in once more inside another sentence."""
    if (here := draft.here()) and (span := draft.some(sentences)) and (words := draft.words(*span)):
        draft.copy(*here, draft.rng.choice(words)[0], after=" ")


def quote_passage(draft: Draft) -> None:
    """The passage with words beside it is quoted in a new paragraph."""
    if (here := draft.here()) and (own := draft.own(paragraphs)):
        a = max(own[0], here[0] - draft.rng.randint(0, 90))
        b = max(here[1], min(own[1], here[1] + draft.rng.randint(0, 90)))
        draft.copy(a, b, draft.seam(), draft.sentence() + " ", " " + draft.sentence() + GAP)


def nearly_double(draft: Draft) -> None:
    """A paragraph comes in once more, and then one of the two is changed a little."""
    double_paragraph(draft)
    draft.rng.choice([change_inside, change_beside, change_paragraph, change_words])(draft)


def quote_and_change(draft: Draft) -> None:
    """A copy comes in, and the original goes or is changed."""
    draft.rng.choice([repeat_passage, quote_passage, double_sentence])(draft)
    draft.rng.choice([delete_passage, delete_sentence, delete_own_paragraph, change_inside])(draft)


ELSEWHERE: list[Callable[[Draft], None]] = [
    *[insert_paragraph, insert_sentence, insert_words, delete_paragraph, delete_sentence],
    *[move_paragraph, change_words, change_words, change_spaces, double_paragraph],
]
AT_THE_PASSAGE: list[Callable[[Draft], None]] = [
    *[delete_own_paragraph, delete_passage, move_paragraph, move_sentence, change_inside],
    *[change_beside, change_paragraph, merge_paragraphs, split_paragraph, double_paragraph],
    *[double_sentence, repeat_passage, quote_passage, nearly_double, quote_and_change],
]


# Old texts and passages.


def seed(rng: random.Random) -> str:
    return rng.choice(SEEDS).read_text(encoding="utf-8")


def two_seeds(rng: random.Random) -> str:
    return GAP.join(path.read_text(encoding="utf-8").strip() for path in rng.sample(SEEDS, 2))


def phrases(rng: random.Random) -> str:
    """Sentences made of a few stock phrases and names, as agencies write them."""
    words = ["".join(rng.choices("abdeiklmnorstu", k=rng.randint(2, 8))) for _ in range(60)]
    stock = [" ".join(rng.choices(words, k=rng.randint(1, 7))) for _ in range(rng.randint(8, 60))]
    lines = (
        " ".join(rng.choices(stock, k=rng.randint(2, 5))).capitalize() + "." for _ in range(30)
    )
    return GAP.join(" ".join([next(lines) for _ in range(rng.randint(1, 4))]) for _ in range(7))


def near_copies(rng: random.Random) -> str:
    """Paragraphs that stand twice, some of them with a word or a number changed."""
    parts = rng.choice([seed, phrases])(rng).strip().split(GAP)
    for _ in range(rng.randint(1, 4)):
        words = rng.choice(parts).split(" ")
        if rng.random() < 0.7:
            words[rng.randrange(len(words))] = rng.choice(["3", "4", "not", *words])
        parts.insert(rng.randint(0, len(parts)), " ".join(words))
    parts.insert(rng.randint(0, len(parts)), "None")
    return GAP.join(parts)


def some_words(rng: random.Random, text: str) -> Span:
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    first = rng.randrange(len(spans))
    last = min(len(spans) - 1, first + int(rng.expovariate(1 / 9)))
    return spans[first][0], spans[last][1]


def some_sentence(rng: random.Random, text: str) -> Span:
    return rng.choice(sentences(text))


def some_paragraph(rng: random.Random, text: str) -> Span:
    return rng.choice(paragraphs(text))


TEXTS = [seed, seed, seed, two_seeds, phrases, near_copies]
PASSAGES = [some_words, some_words, some_words, some_sentence, some_sentence, some_paragraph]


def make_case(seed_number: int, number: int) -> Case:
    """The same case for the same two numbers, always."""
    rng = random.Random(f"{seed_number}/{number}")
    kind = rng.choice(TEXTS)
    old = kind(rng)
    draft = Draft(rng, old, *rng.choice(PASSAGES)(rng, old))
    edits = rng.choices(ELSEWHERE, k=rng.choice([0, 1, 1, 2, 2, 3, 4]))
    edits += rng.choices(AT_THE_PASSAGE, k=rng.choice([0, 0, 0, 1, 1, 1, 2]))
    rng.shuffle(edits)
    for edit in edits:
        edit(draft)
    names = (kind.__name__, *(edit.__name__ for edit in edits))
    truth = truth_of(draft)
    return Case(f"{seed_number}/{number}", old, draft.start, draft.end, draft.text, truth, names)


def make_cases(seed_number: int, count: int) -> Iterator[Case]:
    return (make_case(seed_number, number) for number in range(count))
