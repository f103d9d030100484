"""PDF files: their words by lines and pages. Source: ISO 32000-1, by way of pypdf."""

import io
import logging
import time
from collections.abc import Callable
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import PyPdfError

from articles.formats.draft import Reading, Unreadable
from articles.formats.encoding import losses, refuse_what_is_no_text
from articles.formats.fields import one_line
from articles.formats.headers import draft
from articles.formats.limits import DEFAULT_LIMITS, Limits
from articles.formats.pdf_lines import Line, joined
from articles.formats.properties import Properties, fill_in

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each fault that it works around

_OTHER_WAY = "Export the article as text and import that."
_MOST_NUMBERS = 10  # of pages, in a message


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> Reading:
    """Read the bytes of one .pdf file, which is one article; `encoding` has no effect on it.

    Unreadable if it is no PDF, is encrypted, holds no text (a scan), or is beyond the limits.
    """
    try:
        with apply_configuration(
            zlib_maximum_output_length=limits.stream_bytes,
            lzw_maximum_output_length=limits.stream_bytes,
            run_length_maximum_output_length=limits.stream_bytes,
            array_based_stream_maximum_output_length=limits.stream_bytes,
            stream_parsing_work_maximum_count=limits.stream_bytes // 10,
        ):
            pages, properties = _opened(data, limits)
    except Unreadable:
        raise
    except (PyPdfError, RecursionError) as error:  # the latter of objects nested without end
        words = one_line(str(error))[:200]
        raise Unreadable(f"It is no PDF that can be read ({words}). {_OTHER_WAY}") from error
    text = joined(pages)
    if not text.strip():
        raise Unreadable(
            f"Its {len(pages)} pages hold no text, only pictures if anything: it may be a scan. "
            "Have its text recognised (OCR), and import that."
        )
    refuse_what_is_no_text(text)
    article = fill_in(draft(text, limits=limits), properties)
    return Reading([article], "", [*_silent(pages), *_hyphens(text), *losses(text)])


def _opened(data: bytes, limits: Limits) -> tuple[list[list[Line]], Properties]:
    in_time = _clock(limits)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Unreadable("It is encrypted. Save it without a password and import it again.")
    limits.refuse_more("pages", reader.get_num_pages(), "pages")
    pages = [_lines(page, in_time) for page in reader.pages]
    return pages, _properties(reader)


def _clock(limits: Limits) -> Callable[..., None]:
    """Make the check that ends what takes too long: a small file can ask for endless work."""
    end = time.monotonic() + limits.reading_seconds

    def in_time(*_: Any) -> None:
        if time.monotonic() > end:
            raise Unreadable(
                f"Reading it takes longer than the limit (reading_seconds) of "
                f"{limits.reading_seconds}. {_OTHER_WAY}"
            )

    return in_time


def _lines(page: PageObject, in_time: Callable[..., None]) -> list[Line]:
    """Take a page's lines in the order in which it writes them, each with its height on it."""
    lines = [Line()]

    def note(words: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:
        first, *more = words.split("\n")
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        lines[-1].add(first, height, abs(size * inner[3] * outer[3]))
        lines.extend(Line(part) for part in more)

    in_time()
    page.extract_text(visitor_operand_before=in_time, visitor_text=note)
    return [line for line in lines if line.words.strip()]


def _properties(reader: PdfReader) -> Properties:
    found = reader.metadata
    if not found:
        return Properties()
    try:
        made = found.creation_date
    except ValueError:
        made = None
    title, author = one_line(found.title), one_line(found.author)
    return Properties(title, author, made.date() if made else None)


def _silent(pages: list[list[Line]]) -> list[str]:
    numbers = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if not numbers:
        return []
    more = ", …" if len(numbers) > _MOST_NUMBERS else ""
    return [f"No text is on these of its pages: {', '.join(numbers[:_MOST_NUMBERS])}{more}."]


def _hyphens(text: str) -> list[str]:
    parted = text.count("-\n")
    return [f"{parted} lines end in a hyphen; they were left as they are."] if parted else []
