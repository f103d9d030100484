"""What reading a file yields: articles as understood, nothing saved."""

from dataclasses import dataclass, field
from typing import Literal

from articles.text.dates import Moment

type Kind = Literal["body", "heading", "header", "boilerplate"]
type Basis = Literal["header", "text", ""]


class Unreadable(ValueError):
    """The bytes hold no article that can be read; the message names the fault and the way out."""


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
class ArticleDraft:
    """One article as it was understood. What was not found or is not sure is empty.

    `text` is the source's text, changed only in its line ends ("\\n"). `published_basis` says where
    `published` was read: in a header ("header") or in the prose ("text"). `warnings` are
    sentences for the person who imports: what is missing, and why.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds: its articles, the codec that decoded it, and warnings on the file."""

    articles: list[ArticleDraft]
    encoding: str
    warnings: list[str] = field(default_factory=list)
