"""What reading a file yields: articles as understood, nothing saved."""

from dataclasses import dataclass, field
from typing import Literal

from articles.text.dates import Moment

type Kind = Literal["body", "heading", "header", "boilerplate"]
type Basis = Literal["header", "text", "editor", ""]
type RejectedRow = tuple[int, str]  # the row's number and why it was refused


class Unreadable(ValueError):
    """The bytes hold no article that can be read; the message names the fault and the way out.

    `rejected_rows` says of a table why none of its rows could be read.
    """

    def __init__(self, message: str, rejected_rows: list[RejectedRow] | None = None):
        super().__init__(message)
        self.rejected_rows = rejected_rows or []


class UnknownEncoding(Unreadable):
    """The bytes are text in an encoding that nothing states, so that a person has to choose it."""


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """One paragraph, [start, end) in code points of the article's text.

    `kind`: "body" is the article's prose, "heading" its title, "header" lines that only give date,
    byline and so on, "boilerplate" what the site put around it. All of them stay in the text.
    """

    start: int
    end: int
    kind: Kind = "body"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file states of its article beside the text: a page's metadata, the columns of a row.

    What it does not state is empty. `warnings` say what was stated but not taken, and why.
    """

    title: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""
    published: Moment | None = None
    updated: Moment | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One article as it was understood. What was not found or is not sure is empty.

    `text` is the source's text, changed only in its line ends ("\\n") and, in pages, in white space
    that no reader sees. `published_basis` says where `published` was read: in a header, a page's
    metadata or a column ("header") or in the prose ("text"), or that a person gave it before the
    import ("editor"). `source_name` is what the article is
    known by from now on; `choose.read` sees to it that it is never empty. `warnings` are sentences
    for the person who imports: what is missing, and why.
    """

    text: str
    paragraphs: list[ParagraphDraft]
    title: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""
    published: Moment | None = None
    published_basis: Basis = ""
    updated: Moment | None = None
    warnings: list[str] = field(default_factory=list)
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds: its articles, the codec that decoded it, and warnings on the file.

    `encoding` is empty for files that hold their text in a form of their own (.pdf, .docx).
    `rejected_rows` are those of a table that could not be read; they do not stop the others.
    """

    articles: list[ArticleDraft]
    encoding: str
    warnings: list[str] = field(default_factory=list)
    rejected_rows: list[RejectedRow] = field(default_factory=list)
