"""What readers are told of the origins of a claim's evidence."""

from articles.models import Outlet, ReuseLink
from factcheck.models import Actor
from factcheck.rules.origins import Reason

REASONS_SHOWN = 20  # of one origin; what holds hundreds of articles together is not read one by one


def told(origins, evidence):
    """The origins of these rows of evidence, each with all that a page says of it.

    A list of {number, evidence, articles, reasons, joins, unshown}; `reasons` are the kinds of its
    joins. A join has its `reason`, the `articles` that it holds together and what it is `about`: an
    Outlet, an Actor, a ReuseLink or None.
    """
    rows = {row.pk: row for row in evidence}
    shown = [join for origin in origins for join in origin.joins[:REASONS_SHOWN]]
    named = _named(shown, rows)
    return [
        {
            "number": origin.number,
            "evidence": [rows[key] for key in origin.pieces],
            "articles": _articles(origin.pieces, rows),
            "reasons": list(dict.fromkeys(join.reason.value for join in origin.joins)),
            "joins": [
                {
                    "reason": join.reason.value,
                    "articles": _articles(join.pieces, rows),
                    "about": named.get((join.reason, join.about)),
                }
                for join in origin.joins[:REASONS_SHOWN]
            ],
            "unshown": max(0, len(origin.joins) - REASONS_SHOWN),
        }
        for origin in origins
    ]


def _articles(keys, rows):
    articles = (rows[key].passage.revision.article for key in keys)
    return list({article.pk: article for article in articles}.values())


def _named(joins, rows):
    """What the joins are about, as {(reason, key): row}; one query for each kind of reason."""
    about = {reason: {join.about for join in joins if join.reason == reason} for reason in Reason}
    named = {(Reason.HOUSE, pk): row for pk, row in _by_key(Outlet, about[Reason.HOUSE])}
    named |= {(Reason.SPEAKER, pk): row for pk, row in _by_key(Actor, about[Reason.SPEAKER])}
    sides = [{pair[side] for pair in about[Reason.COPY]} for side in (0, 1)]
    links = ReuseLink.objects.copies().filter(a__in=sides[0], b__in=sides[1])
    return named | {(Reason.COPY, (link.a_id, link.b_id)): link for link in links}


def _by_key(model, keys):
    return model.objects.in_bulk(keys).items() if keys else ()
