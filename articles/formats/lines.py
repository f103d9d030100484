"""Rules that read one line of an article's head or foot.

Each takes a line's words and notes what the line is and says, or passes (None) where it is not
sure. Nothing here knows where the line stands.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.formats.countries import COUNTRY_CODES
from articles.formats.draft import Kind
from articles.text.dates import Moment, read_moment


@dataclass(frozen=True, slots=True)
class Note:
    """What one line is, and what it says about its article."""

    kind: Kind
    title: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""
    published: Moment | None = None
    updated: Moment | None = None
    warning: str = ""


type Rule = Callable[[str], Note | None]

_STATED = re.compile(
    r"(?:publication date|date|published|posted)(?: on)?(?P<colon>\s*:)?\s+(?P<rest>.+)", re.I
)
_UPDATED = re.compile(
    r"(?:last |date )?(?:updated?|modified)(?: on)?(?P<colon>\s*:)?\s+(?P<rest>.+)", re.I
)
_ISO_SHAPE = re.compile(r"\d{4}-\d\d-\d\d\b")
_LABELLED = re.compile(r"(title|headline|author|byline|outlet|publisher|language)\s*:\s*(.+)", re.I)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_ADDRESS = re.compile(r"(?:(?:url|link|source)\s*:?\s*)?(https?://\S+)", re.I)
_READ_MORE = re.compile(r"(?:(?P<name>.+?)\s+)?read more\W*", re.I)
_FURNITURE = re.compile(
    r"none|null|n/a|nan|undefined|advertisement|share|print|subscribe|(?:\w+ ){1,3}logo|[\W_]+",
    re.I,
)
_FOLLOW_US = re.compile(r"(?:follow|find|join|like) us (?:on|in|at)\b.{0,80}", re.I)
_HANDLE = re.compile(r"@(?P<name>[A-Z]\w*[a-z0-9])(?P<country>[A-Z][a-z])\b")
_REPORTS = re.compile(
    r", (?P<outlet>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}) (?:reports|informs)\.$"
)
_PARTICLES = frozenset("and de der van von al el bin ibn oglu oğlu qizi qızı".split())
_BETWEEN = " ,|·•-–—"


def stated_date(words: str) -> Note | None:
    """Read "date 2023-01-02 2 Jan. 12:20" and "Published: January 11, 2023".

    Prose may follow a date of digits ("date 2023-02-01 BAKU, Azerbaijan, …"): the line stays body.
    """
    match = _STATED.fullmatch(words)
    if not match:
        return None
    if moment := read_moment(match["rest"]):
        return Note("header", published=moment)
    first, _, more = match["rest"].partition(" ")
    day = read_moment(first)
    if day and day.precision == "day":
        return _day_and_more(day, more.strip())
    if match["colon"] or _ISO_SHAPE.match(first):
        return _not_understood(match["rest"])
    return None


def update(words: str) -> Note | None:
    """Read "Last update: April 20, 2024 13:04", which never is the date of publication."""
    match = _UPDATED.fullmatch(words)
    if not match:
        return None
    if moment := read_moment(match["rest"]):
        return Note("header", updated=moment)
    return _not_understood(match["rest"]) if match["colon"] else None


def bare_date(words: str) -> Note | None:
    """Read a line that is one day and nothing else: "January 11, 2023, 17:39"."""
    moment = read_moment(words)
    return Note("header", published=moment) if moment and moment.precision == "day" else None


def by_line(words: str) -> Note | None:
    """Read "By Nargiz Mammadli December 24, 2022" and "By Nargiz Mammadli"."""
    by, *parts = words.split()
    if by not in ("By", "BY") or len(parts) > 12:
        return None
    for cut in range(1, len(parts)):
        moment = read_moment(" ".join(parts[cut:]).lstrip(_BETWEEN))
        name = " ".join(parts[:cut]).rstrip(_BETWEEN)
        if moment and moment.precision == "day" and _is_name(name):
            return Note("header", byline=name, published=moment)
    name = " ".join(parts)
    return Note("header", byline=name) if _is_name(name) else None


def read_more(words: str) -> Note | None:
    """Read "Fatima Hasanova Read more": a link to the author's page, or to no one's."""
    match = _READ_MORE.fullmatch(words)
    if not match:
        return None
    name = match["name"] or ""
    return Note("boilerplate", byline=name if " " in name and _is_name(name) else "")


def labelled(words: str) -> Note | None:
    """Read lines that say themselves what they are: "Title: …", "Author: …", "Language: en"."""
    match = _LABELLED.fullmatch(words)
    if not match:
        return None
    label, value = match[1].lower(), match[2]
    if label in ("title", "headline"):
        return Note("heading", title=value)
    if label in ("author", "byline"):
        return Note("header", byline=value) if _is_name(value) else None
    if label == "language":
        return Note("header", language=value) if _LANGUAGE.fullmatch(value) else None
    return Note("header", outlet=value)


def address(words: str) -> Note | None:
    """Read a line that is one web address, with or without "Source:" before it."""
    match = _ADDRESS.fullmatch(words)
    return Note("header", url=match[1]) if match else None


def furniture(words: str) -> Note | None:
    """Know what pages leave behind: "Newsroom logo", "None" (an empty field), "---"."""
    return Note("boilerplate") if _FURNITURE.fullmatch(words) else None


def follow_us(words: str) -> Note | None:
    """Read "Follow us on Twitter @AzerNewsAz": a handle in CamelCase before a country's code."""
    if not _FOLLOW_US.fullmatch(words):
        return None
    handle = _HANDLE.search(words)
    known = handle and handle["country"].upper() in COUNTRY_CODES
    return Note("boilerplate", outlet=handle["name"] if handle and known else "")


def reporting_outlet(words: str) -> Note | None:
    """Read the end of an opening paragraph: "…, Azernews reports."."""
    match = _REPORTS.search(words)
    return Note("body", outlet=match["outlet"]) if match else None


HEAD_RULES: tuple[Rule, ...] = (
    stated_date,
    update,
    bare_date,
    by_line,
    read_more,
    labelled,
    address,
    furniture,
    follow_us,
)
TAIL_RULES: tuple[Rule, ...] = (read_more, address, furniture, follow_us)


def _day_and_more(day: Moment, more: str) -> Note:
    """Take the same day said again with its time; a second day makes both doubtful."""
    again = read_moment(more, year=day.day.year)
    if again is None:
        return Note("body" if len(more.split()) > 8 else "header", published=day)
    if again.day != day.day:
        return Note("header", warning=two_dates(day, again))
    return Note("header", published=again if again.time else day)


def two_dates(one: Moment, other: Moment) -> str:
    """Say why the date of publication was left empty."""
    return f"The header gives two dates, {one.isoformat()} and {other.isoformat()}."


def _not_understood(rest: str) -> Note:
    kind: Kind = "body" if len(rest.split()) > 8 else "header"
    shown = rest if len(rest) <= 40 else f"{rest[:40]}…"
    return Note(kind, warning=f"“{shown}” was not understood as a date.")


def _is_name(words: str) -> bool:
    """Say whether the words could be one or several people's names, or an agency's."""
    parts = words.replace(",", " ").split()
    fits = (part[0].isupper() or part in _PARTICLES for part in parts)
    return 0 < len(parts) <= 8 and not re.search(r"[\d:!?]", words) and all(fits)
