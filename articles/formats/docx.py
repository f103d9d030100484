"""Word documents (.docx): the paragraphs of the document's main part. Source: ECMA-376.

Read with zipfile and expat, part by part and within the limits. python-docx would unpack all parts
at once, and its paragraphs lack what stands in tables, text boxes and tracked changes.
"""

import datetime as dt
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from articles.formats.archive import opened, unpacked
from articles.formats.draft import Reading, Stated, Unreadable
from articles.formats.encoding import losses, refuse_what_is_no_text
from articles.formats.fields import one_line
from articles.formats.headers import draft
from articles.formats.limits import DEFAULT_LIMITS, Limits
from articles.formats.properties import Properties, fill_in

_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_WORD = ("wordprocessingml/2006/main", "wordprocessingml/main")  # as most write it, and strict
_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_GONE = frozenset({"del", "moveFrom", "Fallback"})  # deleted, moved, or the same once more
_NOTES = frozenset({"footnoteReference", "endnoteReference"})


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> Reading:
    """Read the bytes of one .docx file, which is one article; `encoding` has no effect on it.

    Tracked changes are read as accepted. Headers, footers, notes and comments are not read.
    Unreadable if it is no Word document, holds no text, or is beyond the limits.
    """
    with opened(data) as archive:
        body, about = _Body(limits), _About(limits)
        if _DOCUMENT not in archive.namelist():
            raise Unreadable(f"It is no Word document: {_DOCUMENT} is not in it.")
        _parse(archive, _DOCUMENT, body, limits)
        if _PROPERTIES in archive.namelist():
            _parse(archive, _PROPERTIES, about, limits)
    text = "\n\n".join(words for words in body.paragraphs if words)
    if not text:
        raise Unreadable("The document holds no text. Import one that holds an article.")
    refuse_what_is_no_text(text)
    stated = Stated(title=body.titles[0] if len(body.titles) == 1 else "")
    article = fill_in(draft(text, stated, limits=limits), about.properties())
    warnings = ["Its footnotes or endnotes were not read."] if body.has_notes else []
    return Reading([article], "", [*warnings, *losses(text)])


@dataclass(slots=True)
class _Elements:
    """Hears of each element that begins and ends, by its local name, and of text in it."""

    limits: Limits
    depth: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.limits.refuse_more("nesting", self.depth, "elements or more within one another")
        space, _, local = name.rpartition(" ")
        self.begin(local, space, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        space, _, local = name.rpartition(" ")
        self.finish(local, space)

    def begin(self, local: str, space: str, attributes: dict[str, str]) -> None: ...
    def finish(self, local: str, space: str) -> None: ...
    def text(self, words: str) -> None: ...


@dataclass(slots=True)
class _Body(_Elements):
    """Gathers paragraphs, also those in tables; one in a text box comes before the one around."""

    paragraphs: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    has_notes: bool = False
    _open: list[list[str]] = field(default_factory=list)
    _is_title: bool = False
    _in_text: bool = False
    _gone: int = 0  # how many elements deep we are in what is not shown

    def begin(self, local: str, space: str, attributes: dict[str, str]) -> None:
        if self._gone or local in _GONE:
            self._gone += 1
            return
        if not space.endswith(_WORD):
            return
        if local == "p":
            self._open.append([])
            self._is_title = False
        elif local == "pStyle":
            self._is_title = f"{space} val" in attributes and attributes[f"{space} val"] == "Title"
        elif local == "t":
            self._in_text = True
        elif local in _CHARACTERS:
            self._add(_CHARACTERS[local])
        self.has_notes |= local in _NOTES

    def finish(self, local: str, space: str) -> None:
        if self._gone:
            self._gone -= 1
        elif space.endswith(_WORD) and local == "t":
            self._in_text = False
        elif space.endswith(_WORD) and local == "p" and self._open:
            self._close("".join(self._open.pop()).strip())

    def text(self, words: str) -> None:
        if self._in_text and not self._gone:
            self._add(words)

    def _add(self, words: str) -> None:
        if self._open:
            self._open[-1].append(words)

    def _close(self, words: str) -> None:
        self.paragraphs.append(words)
        self.limits.refuse_more("paragraphs", len(self.paragraphs), "paragraphs or more")
        if self._is_title and words:
            self.titles.append(one_line(words))


@dataclass(slots=True)
class _About(_Elements):
    """Gathers the core properties."""

    found: dict[str, str] = field(default_factory=dict)
    _local: str = ""

    def begin(self, local: str, space: str, attributes: dict[str, str]) -> None:
        self._local = local

    def finish(self, local: str, space: str) -> None:
        self._local = ""

    def text(self, words: str) -> None:
        if self._local:
            self.found[self._local] = self.found.get(self._local, "") + words

    def properties(self) -> Properties:
        try:
            made = dt.date.fromisoformat(self.found.get("created", "")[:10])
        except ValueError:
            made = None
        title, author = self.found.get("title"), self.found.get("creator")
        return Properties(one_line(title), one_line(author), made)


def _parse(archive: ZipFile, part: str, elements: _Elements, limits: Limits) -> None:
    """Parse one part. A declaration of a document type, where entities are made, is refused."""
    data = unpacked(archive, archive.getinfo(part), limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = elements.start
    parser.EndElementHandler = elements.end
    parser.CharacterDataHandler = elements.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except Unreadable:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # also encodings that are none
        raise Unreadable(f"It is damaged: {part} is no XML ({error}).") from None


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("It declares entities of its own, which no Word document does.")
