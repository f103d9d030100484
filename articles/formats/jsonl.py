"""JSON Lines: one JSON object a line, one article an object. Source: jsonlines.org."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from articles.formats.draft import Reading
from articles.formats.encoding import decode
from articles.formats.limits import DEFAULT_LIMITS, Limits
from articles.formats.rows import COLUMNS, BadRow, Row, read_rows, unknown_columns

type _Object = dict[str, Any]


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> Reading:
    """Read the bytes of one .jsonl file. A row's number is its line's; blank lines count.

    Unreadable if it is no text or no line is an article.
    """
    text, name = decode(data, encoding)
    keys: set[str] = set()
    reading = read_rows(_rows(text, keys), name, limits)
    return replace(reading, warnings=[*unknown_columns(keys), *reading.warnings])


def _rows(text: str, keys: set[str]) -> Iterator[tuple[int, Row | BadRow]]:
    """Give each line's columns or what is wrong with it; note all keys that were met."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _row(line, keys)


def _row(line: str, keys: set[str]) -> Row | BadRow:
    try:
        found = json.loads(line, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        return BadRow(f"It is not JSON: {error.msg} at character {error.colno}.")
    except RecursionError:
        return BadRow("It is not read: its values are nested too deep.")
    except ValueError as error:
        return BadRow(f"It is not JSON: {error}.")
    if not isinstance(found, dict):
        return BadRow('It is no JSON object; one looks like {"text": "…", "title": "…"}.')
    keys.update(found)
    return _columns(found)


def _columns(found: _Object) -> Row | BadRow:
    row = {}
    for name in COLUMNS:
        value = found.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            return BadRow(f"“{name}” is not a text in quotation marks.")
        if not _is_whole(value):
            return BadRow(f"“{name}” holds half of a surrogate pair, which is no character.")
        row[name] = value
    return row


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _is_whole(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
