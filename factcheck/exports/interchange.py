"""Claims as one document in the format "factcheck-claims/1" (docs/interchange.md)."""

from factcheck import queries
from factcheck.models import Question
from factcheck.queries import topic_desk
from factcheck.rules import shape


def claims_document():
    """All that stands: actors, topics, questions, claims with live evidence and relations."""
    return {
        "format": shape.FORMAT,
        "actors": [_actor(row) for row in queries.actors_for_export()],
        "topics": [_topic(*row) for row in topic_desk.topics_for_export()],
        "questions": [
            {"key": q.key, "topic": q.topic.slug, "text": q.text, "slot": q.slot}
            for q in Question.objects.select_related("topic").order_by("pk")
        ],
        "claims": [_claim(row) for row in queries.claims_for_export()],
    }


def _actor(actor):
    row = {
        "name": actor.name,
        "kind": actor.kind,
        "aliases": [alias.name for alias in sorted(actor.aliases.all(), key=lambda a: a.pk)],
        "description": actor.description,
    }
    if actor.wikidata_id:
        row["wikidata_id"] = actor.wikidata_id
    if roles := sorted(actor.roles.all(), key=lambda role: role.pk):
        row["roles"] = [
            {"title": r.title, "from": _day(r.holds_from), "to": _day(r.holds_to)} for r in roles
        ]
    return row


def _topic(topic, sides, terms):
    row = {"slug": topic.slug, "name": topic.name}
    if sides:
        row["sides"] = [
            {"label": side.label, "outlets": outlets, "actors": actors}
            for side, outlets, actors in sides
        ]
    if terms:
        row["terms"] = [
            {"words": t.phrase, "claim": _standing_key(t.claim), "note": t.note} for t in terms
        ]
    return row


def _standing_key(claim):
    """The key of a claim, or of the one that it was merged into."""
    return (claim.merged_into or claim).key if claim else None


def _claim(claim):
    return {
        "key": claim.key,
        "proposition": claim.proposition,
        "topic": claim.topic.slug,
        "question": claim.question.key if claim.question else None,
        "state": claim.state,
        "holds_from": _day(claim.holds_from),
        "holds_to": _day(claim.holds_to),
        "evidence": [_evidence(row) for row in claim.evidence.all()],
        "relations": [_relation(row) for row in claim.relations_out.all()],
    }


def _evidence(row):
    passage = row.passage
    item = {
        "source": passage.revision.article.source_name,
        "exact": passage.exact,
        "start": passage.start,
        "stance": row.stance,
        "speaker": row.speaker.name if row.speaker else None,
        "directness": row.directness,
        "asserted_on": _day(row.asserted_on),
        "note": row.note,
    }
    if hops := row.hops.all():
        item["via"] = [
            {
                "actor": hop.actor.name if hop.actor else None,
                "said_on": _day(hop.said_on),
                "directness": hop.directness,
            }
            for hop in hops
        ]
    return item


def _relation(row):
    return {
        "kind": row.kind,
        "claim": row.b.key,
        "difference": row.difference,
        "status": row.status,
        "resolution": row.resolution,
        "note": row.note,
    }


def _day(day):
    return day.isoformat() if day else None
