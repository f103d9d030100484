"""The blocks of a page (paragraphs, headings, cells), with their words as a browser shows them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from articles.formats.limits import Limits
from articles.text.segments import paragraphs

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "audio canvas datalist head map math meter object progress select svg template video".split()
)
_AROUND = frozenset("aside button footer form nav".split())
_ROLES = frozenset("banner complementary contentinfo navigation search".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\n\r\f]+")  # what HTML calls white space; a no-break space is none
_BREAK = "\0"  # stands for <br> until white space is collapsed; no page holds one


@dataclass(slots=True)
class Block:
    """One paragraph of a page. `around`: it stands in what surrounds articles (menus, footers)."""

    words: str
    element: HtmlElement
    around: bool


def blocks(tree: HtmlElement, limits: Limits) -> list[Block]:
    """List the blocks that a page shows, in order.

    White space is collapsed as CSS does ("white-space: normal"), <br> is a line break, two of them
    part paragraphs; no-break spaces and all other characters stay. Hidden elements and controls
    are left out. Unreadable if elements are nested deeper than the limits let them be.
    """
    walk = _Walk(limits)
    walk.enter(tree, _Place(tree, around=False, depth=1))
    return walk.found


@dataclass(frozen=True, slots=True)
class _Place:
    block: HtmlElement
    around: bool
    depth: int
    is_pre: bool = False


@dataclass(slots=True)
class _Walk:
    limits: Limits
    found: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def enter(self, element: HtmlElement, place: _Place) -> None:
        self.limits.refuse_more("nesting", place.depth, "elements or more within one another")
        tag = element.tag
        if tag == "br":
            self.parts.append(_BREAK)
        if tag in _UNSEEN or _is_hidden(element):
            return
        inside = _Place(
            element if tag in _BLOCKS else place.block,
            place.around or tag in _AROUND or element.get("role") in _ROLES,
            place.depth + 1,
            place.is_pre or tag == "pre",
        )
        if tag in _BLOCKS:
            self.end_block(place)
        self.add(element.text, inside)
        for child in element:
            self.enter(child, inside)
            self.add(child.tail, inside)
        if tag in _BLOCKS:
            self.end_block(inside)

    def add(self, words: str | None, place: _Place) -> None:
        if words:
            self.parts.append(words.replace("\n", _BREAK) if place.is_pre else words)

    def end_block(self, place: _Place) -> None:
        words = rendered(self.parts)
        self.parts.clear()
        self.found += [
            Block(words[start:end], place.block, place.around) for start, end in paragraphs(words)
        ]


def rendered(parts: Iterable[str]) -> str:
    """Collapse white space as a browser does."""
    lines = _SPACE.sub(" ", "".join(parts)).split(_BREAK)
    return "\n".join(line.strip(" ") for line in lines)


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))
