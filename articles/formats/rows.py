"""Tables of articles: one row is one article. What .csv and .jsonl files have in common.

The columns are `text` (needed), `title`, `url`, `outlet`, `byline`, `language`, `published_on`,
`updated_on` and `source_name`; see docs/formats.md.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from articles.formats.draft import ArticleDraft, Reading, RejectedRow, Stated, Unreadable
from articles.formats.encoding import losses, refuse_what_is_no_text
from articles.formats.fields import ADDRESS, LANGUAGE, one_line
from articles.formats.headers import draft
from articles.formats.limits import Limits
from articles.text.dates import Moment, read_moment

COLUMNS = "text title url outlet byline language published_on updated_on source_name".split()
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST_NAME = 500  # characters that an article can be known by
_TOLD = 3  # rejected rows that the message tells of, where none is left

type Row = dict[str, str]  # the columns that have a value


class BadRow(ValueError):
    """This row is no article; the message says why. The others are read."""


def read_rows(rows: Iterable[tuple[int, Row | BadRow]], encoding: str, limits: Limits) -> Reading:
    """Read numbered rows, each alone: one that cannot be read does not stop the others.

    A row is known by its `source_name`, else by its `url`, else by its number ("#3"), which
    `choose.read` puts behind the file's name. Unreadable if no row is an article.
    """
    articles: dict[str, ArticleDraft] = {}
    rejected: list[RejectedRow] = []
    warnings: list[str] = []
    for number, row in rows:
        limits.refuse_more("rows", len(articles) + len(rejected) + 1, "rows or more")
        try:
            article = _article(number, row, limits)
            if article.source_name in articles:
                raise BadRow(f"Another row is called “{article.source_name}” too. Rename one.")
        except (BadRow, Unreadable) as error:
            rejected.append((number, str(error)))
        else:
            articles[article.source_name] = article
            warnings += [f"Row {number}: {loss}" for loss in losses(article.text)]
    if not articles:
        raise Unreadable(_nothing_left(rejected), rejected)
    return Reading(list(articles.values()), encoding, warnings, rejected)


def unknown_columns(names: Iterable[str]) -> list[str]:
    """Warn of the columns that are not read."""
    unknown = sorted(set(names) - set(COLUMNS))
    if not unknown:
        return []
    shown = ", ".join(f"“{name[:40]}”" for name in unknown[:10])
    return [f"Not read: {shown}. These are: {', '.join(COLUMNS)}."]


def _article(number: int, row: Row | BadRow, limits: Limits) -> ArticleDraft:
    if isinstance(row, BadRow):
        raise row
    if not row.get("text", "").strip():
        raise BadRow("It has no text.")
    text = row["text"].replace("\r\n", "\n").replace("\r", "\n")
    refuse_what_is_no_text(text)
    fields = {name: _field(name, row.get(name, "")) for name in COLUMNS if name != "text"}
    stated = Stated(
        title=fields["title"],
        byline=fields["byline"],
        outlet=fields["outlet"],
        language=_shaped(LANGUAGE, "language", fields, "a code such as en or pt-BR"),
        url=_shaped(ADDRESS, "url", fields, "an address that begins with https://"),
        published=_moment("published_on", fields),
        updated=_moment("updated_on", fields),
    )
    article = draft(text, stated, limits=limits)
    return replace(article, source_name=_source_name(number, fields))


def _source_name(number: int, fields: Row) -> str:
    name, address = fields["source_name"], fields["url"]
    if len(name) > _LONGEST_NAME:
        raise BadRow(
            f"“source_name” has {len(name):,} characters; at most {_LONGEST_NAME} can be kept."
        )
    return name or (address if len(address) <= _LONGEST_NAME else "") or f"#{number}"


def _field(name: str, value: str) -> str:
    """Take a value on one line, without white space at its ends."""
    line = one_line(value)
    if match := _CONTROL.search(line):
        raise BadRow(f"“{name}” holds a control character (U+{ord(match[0]):04X}).")
    return line


def _shaped(shape: re.Pattern[str], name: str, fields: Row, wanted: str) -> str:
    value = fields[name]
    if value and not shape.fullmatch(value):
        raise BadRow(f"“{name}” is “{value[:40]}”, not {wanted}.")
    return value


def _moment(name: str, fields: Row) -> Moment | None:
    value = fields[name]
    moment = read_moment(value) if value else None
    if value and not moment:
        raise BadRow(
            f"“{name}” is “{value[:40]}”, which was not understood as a date. Write 2023-01-11, "
            "2023-01-11T17:39+04:00 or leave it empty."
        )
    return moment


def _nothing_left(rejected: list[RejectedRow]) -> str:
    if not rejected:
        return "It has no rows. Import a file that holds an article."
    told = " ".join(f"Row {number}: {message}" for number, message in rejected[:_TOLD])
    return f"None of its {len(rejected)} rows could be read. {told}"
