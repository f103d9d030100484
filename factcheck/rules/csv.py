"""Tables as CSV files that spreadsheets open without harm."""

import csv
from collections.abc import Iterable
from io import StringIO

# What makes a spreadsheet take a cell for a formula; the wide forms are what East Asian keyboards
# write for = + - @. Source: OWASP, "CSV Injection".
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
BOM = "\ufeff"


def document(rows: Iterable[Iterable[object]]) -> bytes:
    """Write rows as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows UTF-8.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    file = StringIO()
    csv.writer(file).writerows([[cell(value) for value in row] for row in rows])
    return (BOM + file.getvalue()).encode()


def cell(value: object) -> str:
    """A value as words that are no formula."""
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA) else words
