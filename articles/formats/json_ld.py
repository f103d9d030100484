"""Articles as JSON-LD describes them. Source: schema.org/Article."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.formats.fields import ADDRESS, one_line

_KINDS = ("Article", "BlogPosting")
_MOST_OBJECTS = 1_000  # looked at in one page


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What the page's JSON-LD says of its article; what it does not say is empty."""

    headline: str = ""
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    url: str = ""
    warnings: list[str] = field(default_factory=list)


def linked_article(scripts: list[str], address: str) -> LinkedArticle:
    """Read the one article that the scripts describe, or that of several which has the address."""
    articles: list[dict[str, Any]] = []
    warnings = []
    for script in scripts:
        try:
            articles += [
                found for found in _objects(json.loads(script, strict=False)) if _is_article(found)
            ]
        except (ValueError, RecursionError):
            warnings.append("The page's JSON-LD cannot be read.")
    if len(articles) > 1:
        articles = [found for found in articles if address and _url(found) == address][:1]
        if not articles:
            warnings.append("The page's JSON-LD describes several articles; none was taken.")
    if not articles:
        return LinkedArticle(warnings=warnings)
    [found] = articles
    return LinkedArticle(
        headline=_text(found.get("headline")),
        authors=_names(found.get("author")),
        publisher=", ".join(_names(found.get("publisher"))),
        published=_text(found.get("datePublished")),
        updated=_text(found.get("dateModified")),
        language=_language(found.get("inLanguage")),
        url=_url(found),
        warnings=warnings,
    )


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    """List the objects of lists and graphs; what lies deeper in them describes something else."""
    queue = [found]
    for item in queue:
        if isinstance(item, dict):
            yield item
            queue += [item["@graph"]] if "@graph" in item else []
        elif isinstance(item, list):
            queue += item[:_MOST_OBJECTS]
        if len(queue) > _MOST_OBJECTS:
            return


def _is_article(found: dict[str, Any]) -> bool:
    kinds = found.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_KINDS) for kind in listed)


def _names(value: Any) -> list[str]:
    """List the names of people or bodies, which are texts or objects with a name."""
    listed = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in listed]
    return [name for name in names if name and not ADDRESS.match(name)]


def _language(value: Any) -> str:
    if isinstance(value, dict):
        return _text(value.get("alternateName")) or _text(value.get("name"))
    return _text(value[0] if isinstance(value, list) and value else value)


def _url(found: dict[str, Any]) -> str:
    page = found.get("mainEntityOfPage")
    return _text(found.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page)


def _text(value: Any) -> str:
    """Take a text on one line. Sites write entities into JSON-LD too, where they mean nothing."""
    return one_line(html.unescape(value)) if isinstance(value, str) else ""
