"""Read what the first and last lines of a plain text say about the article.

The rules of `lines` are tried in order on each line of the head and the foot; the first that takes
a line is the only one. Where the lines disagree, the field stays empty and a warning says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.formats.draft import ArticleDraft, Kind, ParagraphDraft, Stated
from articles.formats.limits import DEFAULT_LIMITS, Limits
from articles.formats.lines import (
    HEAD_RULES,
    TAIL_RULES,
    Note,
    Rule,
    reporting_outlet,
    two_dates,
)
from articles.text.dates import Moment, read_moment
from articles.text.segments import Span, paragraphs
from articles.text.terms import fold

HEAD = 6  # lines that are not blank, from the top
TAIL = 3  # and from the end
LONGEST_LINE = 4_000  # characters; the rules read no longer ones
LONGEST_HEADLINE = 16  # words
NOTHING_STATED = Stated()
NO_TITLE = "No title was found."


@dataclass(slots=True)
class _Line:
    words: str
    note: Note | None = None


type _Block = list[_Line]  # the lines of one paragraph


def draft(
    text: str,
    stated: Stated = NOTHING_STATED,
    boilerplate: frozenset[int] = frozenset(),
    limits: Limits = DEFAULT_LIMITS,
) -> ArticleDraft:
    """Make an article of a text (line ends "\\n") and note what its header says.

    What the file states beside the text comes first; the lines add what it does not say. The
    paragraphs whose numbers (from 0) are in `boilerplate` are that, whatever their lines say.
    Unreadable if the text is longer than the limits let it be.
    """
    spans = _paragraphs(text, limits)
    free = [number for number in range(len(spans)) if number not in boilerplate]
    edges = sorted({*free[: HEAD + 1], *free[-TAIL:]})  # the rest is body in any case
    blocks = [_block(text[slice(*spans[number])]) for number in edges]
    notes = _notes(blocks, stated.title)
    kinds: dict[int, Kind] = dict.fromkeys(boilerplate, "boilerplate")
    kinds |= {number: _kind(block) for number, block in zip(edges, blocks, strict=True)}
    drafts = [ParagraphDraft(*span, kinds.get(n, "body")) for n, span in enumerate(spans)]
    return _understood(text, drafts, notes, stated, _opening(blocks))


def _paragraphs(text: str, limits: Limits) -> list[Span]:
    longest = max(map(len, text.split("\n")))
    limits.refuse_more("line_characters", longest, "characters in one line")
    spans = paragraphs(text)
    limits.refuse_more("paragraphs", len(spans), "paragraphs")
    return spans


def _understood(
    text: str, drafts: list[ParagraphDraft], notes: list[Note], stated: Stated, opening: str
) -> ArticleDraft:
    """Put together what is stated and what the lines say."""
    title = stated.title or _first(note.title for note in notes)
    published, date_doubts = _published(notes, stated)
    outlet, outlet_doubts = (stated.outlet, []) if stated.outlet else _outlet(notes, opening)
    title_doubts = [] if title else [NO_TITLE]
    return ArticleDraft(
        text=text,
        paragraphs=drafts,
        title=title,
        byline=stated.byline or _first(note.byline for note in notes),
        outlet=outlet,
        language=stated.language or _first(note.language for note in notes),
        url=stated.url or _first(note.url for note in notes),
        published=published,
        published_basis="header" if published else "",
        updated=stated.updated or next((note.updated for note in notes if note.updated), None),
        warnings=[*stated.warnings, *title_doubts, *date_doubts, *outlet_doubts],
    )


def _block(paragraph: str) -> _Block:
    return [_Line(line.strip()) for line in paragraph.split("\n")]


def _notes(blocks: list[_Block], title: str) -> list[Note]:
    lines = [line for block in blocks for line in block]
    _apply(HEAD_RULES, lines[:HEAD])
    _apply(TAIL_RULES, lines[HEAD:][-TAIL:])
    if title:
        _note_title(lines[: HEAD + 1], title)
    else:
        _note_headline(blocks[:HEAD])
    return [line.note for line in lines if line.note]


def _apply(rules: tuple[Rule, ...], lines: list[_Line]) -> None:
    for line in lines:
        if len(line.words) <= LONGEST_LINE:
            line.note = next((note for rule in rules if (note := rule(line.words))), None)


def _note_title(lines: list[_Line], title: str) -> None:
    """Know the line that is the stated title said again."""
    same = (line for line in lines if not line.note and fold(line.words) == fold(title))
    if line := next(same, None):
        line.note = Note("heading")


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


def _published(notes: list[Note], stated: Stated) -> tuple[Moment | None, list[str]]:
    """Choose the stated date, told more exactly where a line of the same day has the time."""
    found, doubts = _written_date(notes)
    if not stated.published:
        return found, doubts
    if not found or found.precision != "day":
        return stated.published, []
    if found.day != stated.published.day:
        return stated.published, [
            f"The file states {stated.published.isoformat()}; its text says {found.isoformat()}."
        ]
    return (stated.published if stated.published.time else found), []


def _written_date(notes: list[Note]) -> tuple[Moment | None, list[str]]:
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
