"""How this house writes days, stances, evidence states and names."""

from dataclasses import replace
from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from articles.models import Outcome
from factcheck import presenters
from factcheck.models import Stance
from factcheck.presenters import SEVERAL, naming_invisible
from factcheck.queries import unnamed_outlet
from factcheck.rules import countries
from factcheck.rules.evidence_state import MEANING, EvidenceState

register = template.Library()

UNITS = 7  # the articles that one side of the bars shows one by one; more of them share its length
TICK, GAP = 12, 2
LONGEST = UNITS * TICK - GAP
JOINED_BY = {
    "article": "one article",
    "text": "the same text",
    "copy": "copied paragraphs",
    "house": "one publisher",
    "speaker": "the words of one speaker",
}


@register.filter
def moment(value):
    """A Moment, no more exactly than it is known: “11 January 2023, 17:39 (UTC+04:00)”."""
    if value is None:
        return "no date"
    day = value.day
    words = {"day": f"{day.day} ", "month": "", "year": ""}[value.precision]
    words += str(day.year) if value.precision == "year" else f"{MONTHS[day.month]} {day.year}"
    if value.time is not None:
        words += f", {value.time:%H:%M}{_zone(value.offset)}"
    return words


@register.filter
def day(value):
    """A Moment without its time of day."""
    return moment(value and replace(value, time=None))


@register.filter
def age(since):
    """How long ago it was, in its largest unit: “3 days”."""
    if timezone.now() - since < timedelta(minutes=1):
        return "less than a minute"
    return timesince(since, depth=1)


def _zone(offset):
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return f" (UTC{'-' if offset < 0 else '+'}{hours:02}:{minutes:02})" if offset else " (UTC)"


@register.filter
def outcome(value):
    """What became of a file, or would: "new revision" for "revised"."""
    return Outcome(value).label


@register.filter
def country(code):
    """A country by its name."""
    return countries.country(code)


@register.filter
def unhidden(value):
    """A name or title for the desk, with its invisible characters named."""
    return naming_invisible(str(value))


@register.filter
def letter(side):
    """What one of two articles side by side is called."""
    return "AB"[side]


@register.filter
def shared(pair):
    """How much wording two paragraphs share."""
    told = {"auto": "a copy with changes", "review": "some words shared"}
    return "word for word" if pair.is_same else told[pair.tier]


@register.filter
def state_label(value):
    """The word for an evidence state."""
    return EvidenceState(value).label


@register.filter
def meaning(value):
    """What the word for an evidence state says."""
    return MEANING[EvidenceState(value)]


@register.filter
def joined_by(reason):
    """Why articles are counted as one, in a few words."""
    return JOINED_BY[reason]


@register.filter
def cited(articles):
    """Links to articles as a sentence lists them, each by its outlet and day."""
    links = [
        format_html('<a href="{}"><bdi>{}</bdi></a>', article.get_absolute_url(), _cite(article))
        for article in articles
    ]
    if len(links) < 2:
        return links[0] if links else ""
    return format_html("{} and {}", format_html_join(", ", "{}", zip(links[:-1])), links[-1])


def _cite(article):
    if article.outlet and article.published:
        return f"{article.outlet}, {date_format(article.published_on, 'j F Y')}"
    return article.outlet or unnamed_outlet(article.byline, article.published_on)


@register.filter
def whose(row):
    """Whose words a piece of evidence gives: its speaker's, or the outlet's or article's own."""
    article = row.passage.revision.article
    return row.speaker or article.outlet or unnamed_outlet(article.byline, article.published_on)


@register.filter
def names(values, most=4):
    """Names as a sentence lists them, each kept apart from its surroundings in any script.

    After `most` of them the others are counted.
    """
    values = list(values or [])
    shown = values if len(values) <= most + 1 else values[:most]
    parts = [format_html("<bdi>{}</bdi>", value) for value in shown]
    if left := len(values) - len(shown):
        parts.append(format_html("{} more", left))
    if len(parts) < 2:
        return parts[0] if parts else ""
    return format_html("{} and {}", format_html_join(", ", "{}", zip(parts[:-1])), parts[-1])


@register.filter
def role(held):
    """A role with its days."""
    return presenters.role(held)


@register.filter
def by_passage(rows):
    """Evidence gathered by its passage, in the order in which the passages come first.

    Each gathering has its `rows`, their `passage` and the class of its mark.
    """
    gathered = {}
    for row in rows:
        gathered.setdefault(row.passage_id, []).append(row)
    return [
        {
            "rows": rows,
            "passage": rows[0].passage,
            "mark": rows[0].stance if len({row.stance for row in rows}) == 1 else SEVERAL,
        }
        for rows in gathered.values()
    ]


@register.simple_tag
def stance(value, word=""):
    """A stance as its word with its shape and colour; `word` says it in other words."""
    value = Stance(value)
    return format_html('<span class="stance {}">{}</span>', value, word or value.label.lower())


@register.simple_tag(takes_context=True)
def here(context, namespace):
    """Marks the link to the part of the site that the page belongs to."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.namespace != namespace:
        return ""
    kind = "page" if match.url_name in ("list", "home") else "true"
    return format_html(' aria-current="{}"', kind)


@register.inclusion_tag("claims/_balance.html")
def balance_bar(supporting, supporting_origins, contradicting, contradicting_origins):
    """Articles and their origins for and against, as two bars that meet at one line, in words."""
    scale = max(UNITS, supporting, contradicting)
    return {
        "supporting": _bar(supporting, supporting_origins, scale),
        "contradicting": _bar(contradicting, contradicting_origins, scale),
    }


def _bar(articles, origins, scale):
    """One side: its numbers, its pieces as (x, width) and their whole length.

    There is a piece for each article while they can be told apart; those of `origins` are solid,
    and the `copies`, which add no origin, are not.
    """
    if scale > UNITS:
        solid = max(1, LONGEST * origins // scale) if origins else 0
        length = max(solid, LONGEST * articles // scale)
        pieces = [(0, solid)] if solid else []
        copies = [(solid, length - solid)] if length > solid else []
    else:
        pieces = [(TICK * n, TICK - GAP) for n in range(origins)]
        copies = [(TICK * n, TICK - GAP) for n in range(origins, articles)]
    length = sum((pieces + copies)[-1]) if articles else 1
    return {
        "articles": articles,
        "origins": origins,
        "pieces": pieces,
        "copies": copies,
        "length": length,
    }
