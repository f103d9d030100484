"""Where an actor, or an article, stands on both sides, each in a fixed number of SQL queries."""

from dataclasses import dataclass

from articles.models import Article
from factcheck import stands
from factcheck.models import Claim, ClaimRelation, Evidence, Finding, FindingStatus
from factcheck.rules import opposed, quoted
from factcheck.rules.findings import keys

MOST_SHOWN = 20


@dataclass
class Conflict:
    """Two rows of evidence that contradict each other, the earlier first, and the `claims`."""

    rows: tuple[Evidence, Evidence]
    claims: list[Claim]


def at_odds(actor, evidence, user):
    """What of an actor's `evidence`, as its page shows it, contradicts itself; the oldest first.

    Computed from what `user` may see. What the desk dismissed as a finding is left out.
    """
    known = {row.pk: row for row in evidence}
    visible = Evidence.objects.live().visible_to(user).filter(speaker=actor)
    claims = {row.claim.key: row.claim for row in evidence}
    related = ClaimRelation.objects.filter(a__key__in=claims, b__key__in=claims)
    found = opposed.of_speakers(stands.taken(visible), stands.rivals(related))
    named = {key: row for row in found for key, _ in keys([opposed.noticed(row)])}
    dismissed = set(
        Finding.objects.filter(key__in=named, status=FindingStatus.DISMISSED).values_list(
            "key", flat=True
        )
    )
    return [
        Conflict(
            (known[row.one.key], known[row.other.key]),
            [claims[key] for key in sorted({key for pair in row.claims for key in pair})],
        )
        for key, row in named.items()
        if key not in dismissed
    ][:MOST_SHOWN]


def requoted(actor, user):
    """The findings that an utterance of the actor is quoted in two wordings, the last first.

    Readers are shown those of which they may read both texts; nobody what the desk dismissed.
    """
    seen = Article.objects.open_to(user)
    rows = Finding.objects.standing().filter(
        actor=actor,
        check_name=quoted.CHECK,
        revision__article__in=seen,
        other__article__in=seen,
    )
    rows = rows.exclude(status=FindingStatus.DISMISSED).order_by("-pk")
    related = ("revision__article__outlet", "other__article__outlet")
    return list(rows.select_related(*related).defer("revision__text", "other__text")[:MOST_SHOWN])


@dataclass(frozen=True)
class Flags:
    """Whether one article (`internal`), or one actor (`self`), takes both sides of a relation."""

    internal: bool
    self: bool


def flags_of(relations, user, as_of=None):
    """The Flags of relations, by their keys, computed from what `user` may see; three queries.

    Of the evidence what was there by `as_of`, if it is given. Only relations of which a person says
    that the claims contradict each other have any.
    """
    pks = [relation.pk for relation in relations]
    rows = ClaimRelation.objects.filter(pk__in=pks)
    pairs = {
        tuple(sorted(claims)): pk
        for pk, *claims in rows.conflicting().values_list("pk", "a__key", "b__key")
    }
    claims = {claim for pair in pairs for claim in pair}
    evidence = Evidence.objects.live().known(as_of).visible_to(user)
    found = stands.taken(evidence.filter(claim__key__in=claims))
    internal = _flagged(opposed.within_articles(found, list(pairs)))
    by_self = _flagged(opposed.of_speakers(found, list(pairs)))
    return {pk: Flags(pair in internal, pair in by_self) for pair, pk in pairs.items()}


def _flagged(found):
    return {pair for row in found for pair in row.claims}
