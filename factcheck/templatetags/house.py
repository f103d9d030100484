"""How this house writes days, stances, balances and names."""

from django import template
from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from factcheck.models import Stance
from factcheck.rules.balance import MEANING, Balance

register = template.Library()

HALF = 100  # the length of one side of the balance's bar
UNITS = 10  # articles that fit there at full width; more of them share it
TICK, GAP = HALF // UNITS, 2


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


def _zone(offset):
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return f" (UTC{'-' if offset < 0 else '+'}{hours:02}:{minutes:02})" if offset else " (UTC)"


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
        parts.append(f"{left} more")
    if len(parts) < 2:
        return parts[0] if parts else ""
    return format_html("{} and {}", format_html_join(", ", "{}", zip(parts[:-1])), parts[-1])


@register.simple_tag
def stance(value, word=""):
    """A stance as its word with its shape and colour; `word` says it in other words."""
    value = Stance(value)
    return format_html('<span class="stance {}">{}</span>', value, word or value.label.lower())


@register.simple_tag(takes_context=True)
def here(context, namespace):
    """Marks the link to the part of the site that the page belongs to; the address itself as page."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.namespace != namespace:
        return ""
    kind = "page" if match.url_name in ("list", "home") else "true"
    return mark_safe(f' aria-current="{kind}"')  # noqa: S308  (two words of our own)


@register.inclusion_tag("claims/_balance.html")
def balance_bar(supporting, contradicting):
    """Articles for and against, as two bars around one line and in words."""
    scale = max(UNITS, supporting, contradicting)
    return {
        "supporting": supporting,
        "contradicting": contradicting,
        "left": _bar(supporting, scale, -1),
        "right": _bar(contradicting, scale, 1),
    }


def _bar(count, scale, direction):
    """The pieces of one side as (x, width): one for each article while they can be told apart."""
    if scale > UNITS:
        pieces = [(GAP, HALF * count // scale)] if count else []
    else:
        pieces = [(GAP + TICK * n, TICK - GAP) for n in range(count)]
    return [(x if direction > 0 else -x - width, width) for x, width in pieces]
