"""CSV: a header row that names the columns, then one article a row. Source: RFC 4180."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from articles.formats.draft import Reading, Unreadable
from articles.formats.encoding import decode
from articles.formats.limits import DEFAULT_LIMITS, Limits
from articles.formats.rows import COLUMNS, BadRow, Row, read_rows, unknown_columns

DELIMITERS = (",", ";", "\t")

# Python refuses cells of more than 131,072 characters, less than a long article has. The file's
# size bounds them here; this is set once, for it is one number for the whole process.
csv.field_size_limit(2**31 - 1)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> Reading:
    """Read the bytes of one .csv file. Rows are counted as in a spreadsheet: the header is row 1.

    Unreadable if it is no text, no delimiter yields a header with the column `text`, or no row is
    an article.
    """
    text, name = decode(data, encoding)
    text = text.removeprefix("\ufeff")
    header, delimiter = _header(text)
    reading = read_rows(_rows(text, header, delimiter), name, limits)
    return replace(reading, warnings=[*unknown_columns(header), *reading.warnings])


def _header(text: str) -> tuple[list[str], str]:
    """Find the delimiter that yields the most known columns; several that do so must agree."""
    headers = {delimiter: _names(text, delimiter) for delimiter in DELIMITERS}
    most = max(headers, key=lambda delimiter: len(set(headers[delimiter]) & set(COLUMNS)))
    header = headers[most]
    if "text" not in header:
        raise Unreadable(
            "Its first row does not name a column “text”. The columns are: "
            f"{', '.join(COLUMNS)}; between them stands a comma, a semicolon or a tab."
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise Unreadable(f"Its first row names “{twice[0][:40]}” twice. Rename one of the columns.")
    return header, most


def _names(text: str, delimiter: str) -> list[str]:
    try:
        first = next(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in first]


def _rows(text: str, header: list[str], delimiter: str) -> Iterator[tuple[int, Row | BadRow]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    next(reader)
    number, line = 1, reader.line_num
    while True:
        number, begins = number + 1, line + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, BadRow(f"{_fault(error)} It begins in line {begins} of the file.")
            line = reader.line_num
            continue
        line = reader.line_num
        if cells is None:
            return
        if any(cells):
            yield number, _row(cells, header, begins)


def _row(cells: list[str], header: list[str], begins: int) -> Row | BadRow:
    if len(cells) != len(header):
        return BadRow(
            f"It has {len(cells)} cells, the header {len(header)}. It begins in line {begins} of "
            "the file; cells that hold a delimiter or a line break stand in quotation marks."
        )
    return dict(zip(header, cells, strict=True))


def _fault(error: csv.Error) -> str:
    if "end of data" in str(error):
        return "A quotation mark is opened and never closed, so that all that follows is lost."
    return "After a cell in quotation marks stands something else. Write quotes in it twice."
