"""Read what the first and last lines of a plain text say about the article.

The rules of `lines` are tried in order on each line of the head and the foot; the first that takes
a line is the only one. Where the lines disagree, the field stays empty and a warning says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.formats.draft import ArticleDraft, Kind, ParagraphDraft
from articles.formats.lines import (
    HEAD_RULES,
    TAIL_RULES,
    Note,
    Rule,
    reporting_outlet,
    two_dates,
)
from articles.text.dates import Moment, read_moment
from articles.text.segments import paragraphs
from articles.text.terms import fold

HEAD = 6  # lines that are not blank, from the top
TAIL = 3  # and from the end
LONGEST_LINE = 4_000  # characters; the rules read no longer ones
LONGEST_HEADLINE = 16  # words


@dataclass(slots=True)
class _Line:
    words: str
    note: Note | None = None


type _Block = list[_Line]  # the lines of one paragraph


def draft(text: str) -> ArticleDraft:
    """Make an article of a plain text (line ends "\\n") and note what its header says."""
    spans = paragraphs(text)
    numbers = range(len(spans))
    edges = sorted({*numbers[: HEAD + 1], *numbers[-TAIL:]})  # the rest is body in any case
    blocks = [_block(text[slice(*spans[number])]) for number in edges]
    notes = _notes(blocks)
    kinds = {number: _kind(block) for number, block in zip(edges, blocks, strict=True)}
    title = _first(note.title for note in notes)
    published, date_doubts = _published(notes)
    outlet, outlet_doubts = _outlet(notes, _opening(blocks))
    return ArticleDraft(
        text=text,
        paragraphs=[ParagraphDraft(*spans[n], kinds.get(n, "body")) for n in numbers],
        title=title,
        byline=_first(note.byline for note in notes),
        outlet=outlet,
        language=_first(note.language for note in notes),
        url=_first(note.url for note in notes),
        published=published,
        published_basis="header" if published else "",
        updated=next((note.updated for note in notes if note.updated), None),
        warnings=([] if title else ["No title was found."]) + date_doubts + outlet_doubts,
    )


def _block(paragraph: str) -> _Block:
    return [_Line(line.strip()) for line in paragraph.split("\n")]


def _notes(blocks: list[_Block]) -> list[Note]:
    lines = [line for block in blocks for line in block]
    _apply(HEAD_RULES, lines[:HEAD])
    _apply(TAIL_RULES, lines[HEAD:][-TAIL:])
    _note_headline(blocks[:HEAD])
    return [line.note for line in lines if line.note]


def _apply(rules: tuple[Rule, ...], lines: list[_Line]) -> None:
    for line in lines:
        if len(line.words) <= LONGEST_LINE:
            line.note = next((note for rule in rules if (note := rule(line.words))), None)


def _note_headline(blocks: list[_Block]) -> None:
    """Take the first line that no rule took as the title, if it looks like one.

    It must have its paragraph to itself and the header's lines, and longer words must follow.
    """
    free = [[line for line in block if not line.note] for block in blocks]
    at = next((n for n, left in enumerate(free) if left), None)
    if at is None or len(free[at]) > 1:
        return
    line = free[at][0]
    longer = any(len(later.words) > len(line.words) for left in free[at + 1 :] for later in left)
    if longer and _is_headline(line.words):
        line.note = Note("heading", title=line.words)


def _is_headline(words: str) -> bool:
    parts = words.split()
    if not 3 <= len(parts) <= LONGEST_HEADLINE or parts[0][0].islower():
        return False
    if words.rstrip("\"'”’»)").endswith((".", "…", ":", ";", ",")) or " / " in words:
        return False
    return len(parts) > 5 or not _ends_in_date(parts)


def _ends_in_date(parts: list[str]) -> bool:
    """Know datelines: "BAKU, Azerbaijan, February 1"."""
    return any(read_moment(" ".join(parts[n:]), year=2000) for n in range(len(parts)))


def _kind(block: _Block) -> Kind:
    kinds: set[Kind] = {line.note.kind if line.note else "body" for line in block}
    if "body" in kinds:
        return "body"
    return kinds.pop() if len(kinds) == 1 else "header"


def _opening(blocks: list[_Block]) -> str:
    body = next((block for block in blocks if _kind(block) == "body"), [])
    return " ".join(line.words for line in body)


def _published(notes: list[Note]) -> tuple[Moment | None, list[str]]:
    """Choose the most exact of the dates that agree, and say what is not sure."""
    doubts = [note.warning for note in notes if note.warning]
    moments = [note.published for note in notes if note.published]
    if not moments:
        return None, doubts or ["No date was found in the header."]
    other = next(
        (m for m in moments if (m.day, m.precision) != (moments[0].day, moments[0].precision)), None
    )
    if other:
        return None, [*doubts, two_dates(moments[0], other)]
    return next((moment for moment in moments if moment.time), moments[0]), doubts


def _outlet(notes: list[Note], opening: str) -> tuple[str, list[str]]:
    """Choose the outlet: as stated, or else as the opening or the foot names it."""
    stated = _first(note.outlet for note in notes if note.kind == "header")
    if stated:
        return stated, []
    report = reporting_outlet(opening[-200:])
    named = [note.outlet for note in (report, *notes) if note and note.outlet]
    if not named:
        return "", ["No outlet is named."]
    if len({fold(name) for name in named}) > 1:
        return "", [f"Two outlets are named, {named[0]} and {named[1]}."]
    return named[0], []


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
