"""A second judge of `anchors.place`, which shares no edit with `revisions`: rewriting by sentences.

Here a text is a list of paragraphs, a paragraph is a list of sentences, and a sentence is a row of
words that has a name. An editor rewrites the article by shuffling, dropping, splitting and joining
whole sentences, by copying them with one digit or word changed, and by filling templates. The truth
follows from the names: a passage lies in one sentence, and stands where that name stands.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from articles.text.segments import paragraphs, sentences
from tests.judging import Case, Truth
from tests.revisions import GAP, SEEDS

PLACES = "Lachin Khankendi Shusha Baku Yerevan Aghdara Kalbajar Zangilan".split()
VERBS = "said reported confirmed denied noted repeated".split()
THINGS = "trucks convoys ambulances protesters peacekeepers experts journalists volunteers".split()
CONTEXT = 3  # words on each side that are the surroundings here


@dataclass(frozen=True)
class Sentence:
    words: tuple[str, ...]
    name: int
    source: int  # the name of the one that it is a copy of, be it changed; its own if of none


@dataclass
class Editor:
    """Who rewrites: paragraphs of sentences, and names for what is new."""

    rng: random.Random
    text: list[list[Sentence]] = field(default_factory=list)
    names: Iterator[int] = field(default_factory=count)

    def fresh(self, words: str) -> Sentence:
        name = next(self.names)
        return Sentence(tuple(words.split()), name, name)

    def template(self) -> Sentence:
        """One of a few forms, so that many sentences differ in one word or number only."""
        rng = self.rng
        day, number, place = rng.randint(1, 9), rng.randint(2, 9), rng.choice(PLACES)
        forms = [
            f"On December {day} the road to {place} was open to {number} {rng.choice(THINGS)}.",
            f"The {rng.choice(THINGS)} {rng.choice(VERBS)} that {number} "
            f"{rng.choice(THINGS)} had passed through {place} by day {day}.",
            f"Nobody was hurt near {place}, {rng.choice(VERBS)} the {rng.choice(THINGS)}.",
            f"{place} {rng.choice(VERBS)} it.",
        ]
        return self.fresh(rng.choice(forms))

    def paragraph(self) -> list[Sentence]:
        return self.rng.choice([p for p in self.text if p] or [[]])

    def nearly(self, sentence: Sentence, name: int | None = None) -> Sentence:
        """A copy with one digit or word changed, under a name of its own or a given one."""
        words = list(sentence.words)
        at = self.rng.randrange(len(words))
        digits = [n for n, word in enumerate(words) if word.strip(".,").isdigit()]
        if digits and self.rng.random() < 0.7:
            at = self.rng.choice(digits)
            words[at] = str(int(words[at].strip(".,")) % 9 + 1) + words[at].lstrip("0123456789")
        else:
            words[at] = self.rng.choice([p for p in PLACES if p != words[at]])
        return Sentence(tuple(words), next(self.names) if name is None else name, sentence.source)

    # What an editor does.

    def shuffle_paragraphs(self) -> None:
        a, b = (self.rng.randrange(len(self.text)) for _ in range(2))
        self.text.insert(b, self.text.pop(a))

    def add_template(self) -> None:
        paragraph = self.paragraph()
        paragraph.insert(self.rng.randint(0, len(paragraph)), self.template())

    def add_paragraph(self) -> None:
        new = [self.template() for _ in range(self.rng.randint(1, 3))]
        self.text.insert(self.rng.randint(0, len(self.text)), new)

    def drop(self) -> None:
        if len(paragraph := self.paragraph()) > 1:
            paragraph.pop(self.rng.randrange(len(paragraph)))

    def drop_paragraph(self) -> None:
        """A paragraph goes; where a copy of most of it is left, that is the moved original."""
        if len(self.text) < 3:
            return
        gone = {s.name for s in self.text.pop(self.rng.randrange(len(self.text)))}
        for paragraph in self.text:
            if 2 * len(gone & {s.source for s in paragraph}) > len(gone):
                paragraph[:] = [Sentence(s.words, s.source, s.source) for s in paragraph]
                return

    def copy_nearly(self) -> None:
        """A sentence again, one digit or word changed, somewhere in the article."""
        if source := self.paragraph():
            target = self.paragraph()
            new = self.nearly(self.rng.choice(source))
            target.insert(self.rng.randint(0, len(target)), new)

    def copy_paragraph_nearly(self) -> None:
        if source := self.paragraph():
            changed = self.rng.randrange(len(source))
            new = [
                self.nearly(s) if n == changed else Sentence(s.words, next(self.names), s.source)
                for n, s in enumerate(source)
            ]
            self.text.insert(self.rng.randint(0, len(self.text)), new)

    def change_one(self) -> None:
        """One digit or word of a sentence changes where it stands."""
        if paragraph := self.paragraph():
            at = self.rng.randrange(len(paragraph))
            paragraph[at] = self.nearly(paragraph[at], paragraph[at].name)

    def copy_and_change_the_original(self) -> None:
        """A paragraph is copied word for word, and then the first one is corrected."""
        if source := self.paragraph():
            copied = [Sentence(s.words, next(self.names), s.source) for s in source]
            self.text.insert(self.rng.randint(0, len(self.text)), copied)
            at = self.rng.randrange(len(source))
            source[at] = self.nearly(source[at], source[at].name)

    def swap_sentences(self) -> None:
        paragraph = self.paragraph()
        self.rng.shuffle(paragraph)

    def join(self) -> None:
        at = self.rng.randrange(len(self.text))
        if at + 1 < len(self.text):
            self.text[at] += self.text.pop(at + 1)

    def split(self) -> None:
        at = self.rng.randrange(len(self.text))
        if len(self.text[at]) > 1:
            self.text.insert(at + 1, self.text[at][1:])
            del self.text[at][1:]


ACTS = [
    *[Editor.shuffle_paragraphs, Editor.add_template, Editor.add_paragraph, Editor.drop],
    *[Editor.drop_paragraph, Editor.copy_nearly, Editor.copy_paragraph_nearly, Editor.change_one],
    *[Editor.copy_and_change_the_original, Editor.swap_sentences, Editor.join, Editor.split],
]


def compose(editor: Editor) -> None:
    """An article of templates, or a seed, or both."""
    if editor.rng.random() < 0.6:
        text = editor.rng.choice(SEEDS).read_text(encoding="utf-8")
        for a, b in paragraphs(text):
            spans = sentences(text[a:b])
            editor.text.append([editor.fresh(text[a:b][c:d]) for c, d in spans])
    for _ in range(editor.rng.randint(0 if editor.text else 3, 6)):
        editor.add_paragraph()
    for _ in range(editor.rng.choice([0, 0, 1, 2])):
        editor.copy_paragraph_nearly()


def make_case(seed_number: int, number: int) -> Case:
    rng = random.Random(f"rewrites {seed_number}/{number}")
    editor = Editor(rng)
    compose(editor)
    editor.text = [[Sentence(s.words, s.name, s.name) for s in p] for p in editor.text]
    before = [list(paragraph) for paragraph in editor.text]
    chosen = rng.choice([sentence for paragraph in before for sentence in paragraph])
    first = rng.choice([0, rng.randrange(len(chosen.words))])
    last = rng.choice([len(chosen.words), rng.randint(first + 1, len(chosen.words))])
    acts = rng.choices(ACTS, k=rng.choice([0, 1, 1, 2, 3, 5]))
    for act in acts:
        act(editor)
    old, start = place_of(before, chosen.name, first)
    new, at = place_of(editor.text, chosen.name, first)
    if at < 0 and (name := stand_in(before, chosen, editor.text)) is not None:
        at = place_of(editor.text, name, first)[1]
    end = start + len(" ".join(chosen.words[first:last]))
    truth = truth_of(old, start, end, new, at)
    if truth.is_clear and any(
        alike(chosen, s) for t in (before, editor.text) for p in t for s in p
    ):
        truth = Truth(truth.place)
    names = ("rewrites", *(act.__name__ for act in acts))
    return Case(f"{seed_number}/{number}", old, start, end, new, truth, names)


def place_of(text: list[list[Sentence]], name: int, first: int) -> tuple[str, int]:
    """Give the text, and where word `first` of a sentence begins; -1 where it is gone."""
    places, at = {}, 0
    written = [p for p in text if p]
    for paragraph in written:
        for sentence in paragraph:
            into = "".join(f"{word} " for word in sentence.words[:first])
            places[sentence.name] = at + len(into)
            at += len(" ".join(sentence.words)) + 1
        at += len(GAP) - 1
    parts = (" ".join(" ".join(sentence.words) for sentence in p) for p in written)
    return GAP.join(parts), places.get(name, -1)


def stand_in(
    before: list[list[Sentence]], chosen: Sentence, after: list[list[Sentence]]
) -> int | None:
    """The name of what stands for a dropped sentence: its copy in the one copy of its paragraph."""
    [own] = [p for p in before if chosen in p]
    same = [p for p in after if [s.words for s in p] == [s.words for s in own]]
    return same[0][own.index(chosen)].name if len(same) == 1 else None


def truth_of(old: str, start: int, end: int, new: str, at: int) -> Truth:
    """What is gone has no place; what is in a paragraph that reads the same twice is a twin."""
    words, stop = old[start:end], at + end - start
    if at < 0 or new[at:stop] != words:
        return Truth(None)
    around = words_around(old, start, end)
    is_twin = any(
        text.split(GAP).count(paragraph_at(text, n)) > 1 for text, n in ((old, start), (new, at))
    )
    is_clear = not is_twin and around == words_around(new, at, stop)
    return Truth((at, stop), is_twin and old != new, is_clear)


def words_around(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words on either side in the paragraph, with a mark for its edge."""
    before, after = text[:start].split(GAP)[-1].split(" "), text[end:].split(GAP)[0].split(" ")
    return ["¶", *before][-CONTEXT - 1 :], [*after, "¶"][: CONTEXT + 1]


def paragraph_at(text: str, at: int) -> str:
    return text[:at].split(GAP)[-1] + text[at:].split(GAP)[0]


def alike(one: Sentence, other: Sentence) -> bool:
    """Whether half of the words of another sentence are the same: near copies are refused."""
    same = len(set(one.words) & set(other.words))
    return other.name != one.name and 2 * same >= len(set(one.words))


def make_cases(seed_number: int, many: int) -> Iterator[Case]:
    return (make_case(seed_number, number) for number in range(many))
