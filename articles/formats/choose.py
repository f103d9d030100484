"""Choose how to read a file by its name's ending."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from articles.formats import archive, csv, docx, jsonl, plain
from articles.formats.draft import ArticleDraft, Reading, Unreadable
from articles.formats.encoding import WAY_OUT
from articles.formats.limits import DEFAULT_LIMITS, Limits

type Reader = Callable[[bytes, Limits, str | None], Reading]


def _read_html(data: bytes, limits: Limits, encoding: str | None) -> Reading:
    from articles.formats import html  # with the first page, for trafilatura takes its time to load

    return html.read(data, limits, encoding)


def _read_pdf(data: bytes, limits: Limits, encoding: str | None) -> Reading:
    from articles.formats import pdf  # with the first PDF, for pypdf takes its time to load

    return pdf.read(data, limits, encoding)


READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": jsonl.read,
    ".csv": csv.read,
    ".pdf": _read_pdf,
    ".docx": docx.read,
}
ARCHIVES = (".zip",)
ENDINGS = (*READERS, *ARCHIVES)  # of all files that an import can take
SAID = ("title", "byline", "outlet", "language", "url")
NO_TEXT = re.compile(r"[\0\ud800-\udfff]")
MAX_BYTES = DEFAULT_LIMITS.file_bytes


def read(
    name: str,
    data: bytes,
    max_bytes: int | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    encoding: str | None = None,
) -> Reading:
    """Read a file's bytes in the way that its name's ending (in capitals or not) asks for.

    `encoding` is one that a person chose from `encoding.proposals`. `max_bytes`, where it is given,
    is the limit `file_bytes`. Every article of the reading has its `source_name`: its own or its
    address in a table, else the file's name, with "#" and the row's number in a table.

    Unreadable if the ending is not known, the file is beyond a limit, or its reader refuses it;
    UnknownEncoding where a choice of `encoding` may help. Archives are opened by `members`.
    """
    limits = replace(limits, file_bytes=max_bytes) if max_bytes is not None else limits
    ending = _ending(name)
    if ending in ARCHIVES:
        raise Unreadable("It is an archive in an archive, which is not opened. Unpack it first.")
    if ending not in READERS:
        what = f"Files that end in {ending}" if ending else "Files without an ending"
        raise Unreadable(f"{what} cannot be read. These can: {', '.join(ENDINGS)}.")
    _refuse_large(data, limits)
    reading = READERS[ending](data, limits, encoding)
    articles = [_sound(_named(article, name)) for article in reading.articles]
    known_as = Counter(article.source_name for article in articles)
    if twins := [name for name, times in known_as.items() if times > 1]:
        raise Unreadable(
            f"Two of its articles would be known as “{twins[0]}”. Give each its own source_name."
        )
    return replace(reading, articles=articles)


def members(
    name: str, data: bytes, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Give the files that a file stands for: itself, or an archive's members one after the other.

    Each is a name to `read` it under ("archive.zip/member.txt") and its bytes, or why it is
    refused. Unreadable if the archive as a whole cannot be opened.
    """
    if _ending(name) not in ARCHIVES:
        yield name, data
        return
    _refuse_large(data, limits)
    yield from archive.members(name, data, limits)


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _refuse_large(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        raise Unreadable(
            f"It has {len(data):,} bytes; the limit for one file is {limits.file_bytes:,} "
            "(file_bytes). Split the file, or have the limit raised."
        )


def _sound(article: ArticleDraft) -> ArticleDraft:
    """Leave out of what is said of an article what no database keeps as text."""
    broken = [name for name in SAID if NO_TEXT.search(getattr(article, name))]
    if NO_TEXT.search(article.text) or NO_TEXT.search(article.source_name):
        raise Unreadable(
            f"It holds a NUL or half of a surrogate pair: no text has those. {WAY_OUT}"
        )
    told = [f"The {name} holds characters that are no text and was left out." for name in broken]
    changes: dict[str, Any] = dict.fromkeys(broken, "")
    return replace(article, **changes, warnings=[*article.warnings, *told])


def _named(article: ArticleDraft, name: str) -> ArticleDraft:
    known_as = article.source_name
    return replace(article, source_name=name + known_as if known_as[:1] in ("", "#") else known_as)
