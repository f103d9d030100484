"""What a page states of its article: JSON-LD, then meta elements, then visible elements.

Each field has its own rule; the first source that states it plainly is taken. Two dates of
publication that disagree leave the field empty, with a warning. Sources: schema.org/Article,
ogp.me, the HTML Standard (4.2.4, 4.2.5, 4.5.14).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from articles.formats.draft import Stated
from articles.formats.fields import ADDRESS, LANGUAGE, one_line
from articles.formats.json_ld import LinkedArticle, linked_article
from articles.formats.properties import plausible_title
from articles.text.dates import Moment, read_moment
from articles.text.terms import fold

_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLETS = ("og:site_name", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "publish-date",
    "pubdate",
    "date",
)
_UPDATED = ("article:modified_time", "datemodified", "dcterms.modified", "og:updated_time")
_LANGUAGES = ("og:locale", "dc.language", "content-language")
_BETWEEN = re.compile(r"\s+(?:[|–—·:/-]|::|»)\s+")


@dataclass(frozen=True, slots=True)
class _Page:
    tree: HtmlElement
    metas: dict[str, list[str]]
    linked: LinkedArticle


def metadata(tree: HtmlElement, json_ld: list[str]) -> Stated:
    """Read what a page states of its article. What it does not state plainly is empty."""
    page = _Page(tree, _metas(tree), linked_article(json_ld, _canonical(tree)))
    outlet = _first([page.linked.publisher, *_named(page, _OUTLETS)])
    published, doubts = _published(page)
    return Stated(
        title=_title(page, outlet),
        byline=_byline(page),
        outlet=outlet,
        language=_language(page),
        url=_url(page),
        published=published,
        updated=_first_moment(
            [page.linked.updated, *_named(page, _UPDATED), *_times(page, "dateModified")]
        ),
        warnings=[*page.linked.warnings, *doubts],
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Gather the contents of meta elements by their property, name or itemprop."""
    metas = defaultdict(list)
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if key := meta.get(attribute):
                metas[key.strip().lower()].append(one_line(meta.get("content")))
    return metas


def _named(page: _Page, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in page.metas.get(name, ())]


def _title(page: _Page, outlet: str) -> str:
    """Take the headline, else the page's only main heading, else its title without the outlet."""
    headings = [one_line("".join(h1.itertext())) for h1 in page.tree.iter("h1")]
    words = [heading for heading in headings if heading]
    stated = [page.linked.headline, *_named(page, _TITLES), *(words if len(words) == 1 else [])]
    stated += [one_line(title.text) for title in page.tree.iterfind("head/title")]
    return _first(_without_outlet(title, outlet) for title in stated if plausible_title(title))


def _without_outlet(title: str, outlet: str) -> str:
    *_, last = [None, *_BETWEEN.finditer(title)]
    if last and outlet and fold(title[last.end() :]) == fold(outlet):
        return title[: last.start()]
    return title


def _byline(page: _Page) -> str:
    """Take the authors' names, one after the other; an address is no name."""
    stated = [", ".join(page.linked.authors)]
    names = [name for name in _named(page, _AUTHORS) if not ADDRESS.match(name)]
    byline = _first([*stated, *names])
    return re.sub(r"^by\s+", "", byline, flags=re.I)


def _language(page: _Page) -> str:
    root = [page.tree.get("lang", "")]
    for value in (page.linked.language, *root, *_named(page, _LANGUAGES)):
        code = value.strip().replace("_", "-")
        code = code[:3].lower() + code[3:]
        if LANGUAGE.fullmatch(code):
            return code
    return ""


def _canonical(tree: HtmlElement) -> str:
    links = (
        link for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()
    )
    return _first(link.get("href", "").strip() for link in links)


def _url(page: _Page) -> str:
    stated = [_canonical(page.tree), page.linked.url, *_named(page, ["og:url"])]
    return _first(url for url in stated if ADDRESS.fullmatch(url))


def _published(page: _Page) -> tuple[Moment | None, list[str]]:
    """Take the date of JSON-LD and the meta elements, which must agree; else that of <time>."""
    stated = [page.linked.published, *_named(page, _PUBLISHED)]
    moments = [moment for value in stated if (moment := read_moment(value))]
    unread = [value for value in stated if value and not read_moment(value)]
    doubts = [
        f"The page states “{value[:40]}”, which was not understood as a date."
        for value in unread[:1]
    ]
    if not moments:
        moments = [m for value in _times(page, "datePublished") if (m := read_moment(value))]
    if not moments:
        return None, doubts
    other = next((moment for moment in moments if not _same_day(moments[0], moment)), None)
    if other:
        return None, [
            f"The page states two dates, {moments[0].isoformat()} and {other.isoformat()}."
        ]
    return next((moment for moment in moments if moment.time), moments[0]), []


def _same_day(one: Moment, other: Moment) -> bool:
    """Say whether two moments may be one: they are the same instant, or on the same day."""
    if one.day == other.day:
        return True
    instants = [_instant(moment) for moment in (one, other)]
    return None not in instants and instants[0] == instants[1]


def _instant(moment: Moment) -> float | None:
    if moment.time is None or moment.offset is None:
        return None
    minutes = moment.time.hour * 60 + moment.time.minute - moment.offset
    return moment.day.toordinal() * 1440 + minutes


def _times(page: _Page, itemprop: str) -> list[str]:
    """List the dates of <time>: of those marked so, else (of publication) of those in the article.

    Unmarked ones count only where all of them give one day.
    """
    times = list(page.tree.iter("time"))
    marked = [time for time in times if itemprop in time.get("itemprop", "").split()]
    if itemprop == "datePublished":
        marked = marked or [time for time in times if "pubdate" in time.attrib]
    if marked or itemprop != "datePublished":
        return [one_line(time.get("datetime")) for time in marked]
    inside = [t for t in times if any(a.tag in ("article", "main") for a in t.iterancestors())]
    values = [one_line(time.get("datetime")) for time in inside or times]
    days = {moment.day for value in values if (moment := read_moment(value))}
    return values if len(days) == 1 else []


def _first_moment(values: Iterable[str]) -> Moment | None:
    return next((moment for value in values if (moment := read_moment(value))), None)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
