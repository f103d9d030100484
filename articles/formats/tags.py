"""Take a page apart into tags and text, and write it anew with nothing in it that can do harm.

A parser may take minutes over one tag with 200,000 attributes (libxml2 2.14 does). What is parsed
is therefore not the page but this: its tags with the few attributes that are read, and its text.
Scripts, styles, comments, declarations and entities of its own are gone. Source: the HTML
Standard, 13.2.5 Tokenization.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.formats.limits import Limits

_TOKEN = re.compile(
    r"""
    <!-- (?: -?> | .*? --!?> | .* )                       # a comment, to the end if never closed
  | < (?: [!?] | / (?! [a-zA-Z] ) ) [^>]*+ >?             # a declaration or an instruction
  | <(?P<end>/?) (?P<name>[a-zA-Z][^\s/>]*+)
    (?P<attributes> (?: [\s/]++ | [^\s/>][^\s/>=]*+ (?: \s*+ = \s*+
        (?: "[^"]*+ (?:"|\Z) | '[^']*+ (?:'|\Z) | [^\s>"'][^\s>]*+ )? )? )*+ ) (?: > | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*+) (?: \s*+ = \s*+ (?: "([^"]*+) (?:"|\Z) | '([^']*+) (?:'|\Z)
        | ([^\s>"'][^\s>]*+) )? )?""",
    re.VERBOSE,
)
_KEPT = frozenset(
    "class content datetime hidden href id itemprop lang name property pubdate rel role style"
    .split()
)  # fmt: skip
_UNSEEN = frozenset("script style iframe noembed noframes noscript xmp textarea".split())
_JSON_LD = "application/ld+json"


@dataclass(slots=True)
class Page:
    """A page written anew, and what its scripts of the kind JSON-LD hold."""

    markup: str
    json_ld: list[str] = field(default_factory=list)


def clean(source: str, limits: Limits) -> Page:
    """Write a page anew with its tags and text only. Unreadable if it has too many tags."""
    page = Page("")
    page.markup = "".join(_pieces(source, page.json_ld, limits))
    return page


def _pieces(source: str, json_ld: list[str], limits: Limits) -> Iterator[str]:
    at = elements = 0
    while match := _TOKEN.search(source, at):
        yield _text(source[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if match["end"]:
            yield f"</{name}>" if _is_plain(name) else ""
            continue
        elements += 1
        limits.refuse_more("elements", elements, "elements or more")
        attributes = _attributes(match["attributes"])
        if name in _UNSEEN:
            inside, at = _raw(source, at, name)
            if name == "script" and attributes.get("type", "").lower() == _JSON_LD:
                json_ld.append(inside)
        elif name == "title":
            inside, at = _raw(source, at, name)
            yield f"<title>{_text(inside)}"
        elif _is_plain(name):
            yield _start(name, attributes)
    yield _text(source[at:])


def _raw(source: str, at: int, name: str) -> tuple[str, int]:
    """Take what stands in an element whose text is no markup, and where its end tag begins."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.I).search(source, at)
    end = match.start() if match else len(source)
    return source[at:end], end


def _is_plain(name: str) -> bool:
    """Say whether HTML could know the element; those that a page makes up only hold others."""
    return name.isascii() and name.isalnum()


def _text(source: str) -> str:
    return source.replace("<", "&lt;").replace(">", "&gt;")


def _attributes(source: str) -> dict[str, str]:
    """Read those attributes that are kept, and the type; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        name = match[1].lower()
        if name in _KEPT or name == "type":
            found.setdefault(name, match[2] or match[3] or match[4] or "")
    return found


def _start(name: str, attributes: dict[str, str]) -> str:
    kept = (
        f' {key}="{html.escape(html.unescape(value))}"'
        for key, value in attributes.items()
        if key in _KEPT
    )
    return f"<{name}{''.join(kept)}>"
