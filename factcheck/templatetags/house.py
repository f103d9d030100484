"""How this house writes days, stances, balances and names."""

from dataclasses import replace
from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from articles.models import Outcome
from factcheck import presenters
from factcheck.models import Stance
from factcheck.presenters import SEVERAL, naming_invisible
from factcheck.rules import countries
from factcheck.rules.balance import MEANING, Balance

register = template.Library()

UNITS = 7  # the articles that one side of a balance shows one by one; more of them share its length
TICK, GAP = 12, 2
LONGEST = UNITS * TICK - GAP


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
def meaning(value):
    """What the word for a balance says."""
    return MEANING[Balance(value)]


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
def balance_bar(supporting, contradicting):
    """Articles for and against, as two bars that meet at one line, and in words."""
    scale = max(UNITS, supporting, contradicting)
    return {"supporting": _bar(supporting, scale), "contradicting": _bar(contradicting, scale)}


def _bar(count, scale):
    """One side: its count, its pieces as (x, width), one for each article while they can be told
    apart, and their whole length."""
    if scale > UNITS:
        pieces = [(0, max(1, LONGEST * count // scale))] if count else []
    else:
        pieces = [(TICK * n, TICK - GAP) for n in range(count)]
    return {"count": count, "pieces": pieces, "length": sum(pieces[-1]) if pieces else 1}
