"""A claim with its evidence as one JSON object (docs/interchange.md)."""

from factcheck.models import RelationKind


def claim_object(page, address):
    """What a claim's page shows, as `queries.claim_page` gives it.

    `origin` is the same number for evidence of one origin; `address` makes paths whole.
    """
    claim, as_of = page["claim"], page["as_of"]
    numbers = {
        row.pk: origin["number"]
        for side in page["sides"]
        for origin in side["origins"]
        for row in origin["evidence"]
    }
    rows = [row for side in page["sides"] for row in side["evidence"]]
    return _what(claim, address) | {
        "as_of": {"day": _day(as_of.day), "by": as_of.clock.value} if as_of else None,
        "evidence_state": page["evidence_state"].value,
        "tally": {side["stance"].value: _tally(side) for side in page["sides"]},
        "verdict": None,
        "evidence": [_said(row, address) | {"origin": numbers[row.pk]} for row in rows],
        "relations": [_relation(rival, claim) for rival in page["rivals"] if rival.relation],
    }


def claim_summary(claim, address):
    """What the list of claims tells of one: no evidence, and counts as they are kept with it."""
    return _what(claim, address) | {
        "evidence_state": claim.evidence_state,
        "tally": {
            "supports": {"articles": claim.supporting, "origins": claim.supporting_origins},
            "contradicts": {
                "articles": claim.contradicting,
                "origins": claim.contradicting_origins,
            },
            "mentions": {"articles": claim.mentioning},
        },
        "verdict": None,
    }


def evidence_object(row, address):
    """A row of evidence by itself: what its claim's object says of it, without the origin."""
    return {
        "id": row.pk,
        "claim": row.claim.slug,
        "passage": row.passage_id,
        "article": row.passage.revision.article_id,
        "actor": row.speaker.slug if row.speaker else None,
    } | _said(row, address)


def _what(claim, address):
    return {
        "slug": claim.slug,
        "url": address(claim.get_absolute_url()),
        "proposition": claim.proposition,
        "topic": claim.topic.slug,
        "question": claim.question.key if claim.question else None,
        "state": claim.state,
        "holds_from": _day(claim.holds_from),
        "holds_to": _day(claim.holds_to),
        "changed_at": claim.changed_at.isoformat(),
    }


def _tally(side):
    return {
        "evidence": len(side["evidence"]),
        "articles": side["articles"],
        "origins": len(side["origins"]),
    }


def _said(row, address):
    article = row.passage.revision.article
    return {
        "stance": row.stance,
        "speaker": row.speaker.name if row.speaker else None,
        "directness": row.directness,
        "exact": row.passage.exact,
        "url": address(row.passage.get_absolute_url()),
        "source": article.source_name,
        "outlet": article.outlet.name if article.outlet else None,
        "published_on": _day(article.published_on),
        "asserted_on": _day(row.asserted_on),
        "via": [
            {
                "actor": hop.actor.name if hop.actor else None,
                "said_on": _day(hop.said_on),
                "directness": hop.directness,
            }
            for hop in row.hops.all()
        ],
    }


def _relation(rival, claim):
    """How the claim stands to a rival, as the page shows it.

    `inverse`: it is the other claim that entails, refines or supersedes this one. `internal`: one
    article takes both sides; `self`: one actor does.
    """
    relation = rival.relation
    is_mutual = relation.kind == RelationKind.CONTRADICTS
    return {
        "kind": relation.kind,
        "inverse": not is_mutual and relation.b_id == claim.pk,
        "difference": relation.difference,
        "status": relation.status,
        "resolution": relation.resolution,
        "internal": bool(rival.flags and rival.flags.internal),
        "self": bool(rival.flags and rival.flags.self),
        "claim": rival.slug,
    }


def _day(day):
    return day.isoformat() if day else None
