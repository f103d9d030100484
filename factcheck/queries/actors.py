"""What the desk's pages about actors need, each in a fixed number of SQL queries."""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.text import terms
from factcheck import search
from factcheck.models import (
    Actor,
    ActorAlias,
    ActorKind,
    ActorRole,
    AttributionHop,
    Distinction,
    Entry,
    Evidence,
)
from factcheck.queries import named
from factcheck.queries.proposals import quotes_in_newest
from factcheck.rules import proposals, spellings

NEWEST_ENTRIES = 20
MOST_SHOWN = 30
FIRST_CLAIMS = 10


@dataclass
class Alike:
    """A spelling that may be one of `actor`: the name of the actor `other`, or of quotes."""

    actor: Actor
    spelling: str
    why: str
    other: Actor | None = None
    quotes: int = 0
    next: str = ""

    @property
    def key(self):
        """Names it on a page."""
        return proposals.spelling_key(self.actor.slug, self.spelling)[:16]


def actor_list(query="", kind=""):
    """The actors that stand, by name, each with how much evidence gives its words."""
    actors = with_evidence_count(Actor.objects.standing())
    if wanted := terms.fold(query):
        alias = ActorAlias.objects.live().filter(folded__contains=wanted).values("actor")
        role = ActorRole.objects.live().filter(folded__contains=wanted).values("actor")
        actors = actors.filter(Q(folded__contains=wanted) | Q(pk__in=alias) | Q(pk__in=role))
    if kind in ActorKind.values:
        actors = actors.filter(kind=kind)
    return actors.with_aliases().order_by("name", "pk")


def with_evidence_count(actors):
    """Annotate `evidence_count`: the live evidence that gives an actor's words."""
    live = Evidence.objects.live().filter(speaker=OuterRef("pk")).order_by()
    counted = live.values("speaker").annotate(n=Count("pk")).values("n")
    return actors.annotate(
        evidence_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )


def actor_desk_page(actor):
    """What stands of an actor, what was merged into it, and the changes so far."""
    rows = {
        "factcheck.actor": [actor.pk],
        "factcheck.actoralias": actor.aliases.values_list("pk", flat=True),
        "factcheck.actorrole": actor.roles.values_list("pk", flat=True),
    }
    about = Q(pk__in=[])
    for model, keys in rows.items():
        about |= Q(model=model, row__in=[str(pk) for pk in keys])
    entries = list(Entry.objects.filter(about).order_by("-number")[:NEWEST_ENTRIES])
    return {
        "actor": actor,
        "evidence_count": actor.evidence.live().count(),
        "hop_count": _hops(actor).count(),
        "merged": list(actor.merged.annotate(gone=Count("merged")).order_by("name", "pk")),
        "entries": entries,
        "names": named(entries, ("merged_into_id", "actor_id"), Actor.objects.all()),
    }


def merge_preview(actor, into):
    """What merging `actor` into `into` moves, and what of it `into` has already."""
    evidence = actor.evidence.live()
    twin = into.evidence.live().filter(claim=OuterRef("claim"), passage=OuterRef("passage"))
    claims = evidence.order_by("claim__folded").values_list("claim__proposition", "claim__slug")
    return {
        "evidence": evidence.count(),
        "shared": evidence.filter(Exists(twin)).count(),
        "hops": _hops(actor).count(),
        "claims": list(claims.distinct()[:FIRST_CLAIMS]),
        "aliases": [alias.name for alias in actor.aliases.live()],
        "roles": list(actor.held()),
    }


def _hops(actor):
    return AttributionHop.objects.filter(actor=actor, evidence__retired_at=None)


def spelling_proposals():
    """What may be one, by its spelling: names of quotes that wait, then actors; and how many."""
    actors = list(with_evidence_count(Actor.objects.standing()).with_aliases().order_by("pk"))
    apart = list(Distinction.objects.standing().values_list("actor", "other", "spelling"))
    known = [
        (actor, name == actor.name, name, spellings.Name.read(name))
        for actor in actors
        for name in [actor.name, *(alias.name for alias in actor.aliases.all())]
    ]
    found = [*_of_quotes(known, {(a, name) for a, _, name in apart if name})]
    found += _of_actors(known, {(a, b) for a, b, _ in apart if b})
    shown = found[:MOST_SHOWN]
    for row, after in pairwise(shown):
        row.next = after.key
    return {"alike": shown, "alike_count": len(found)}


def _of_actors(known, apart):
    """Pairs of actors, the one with less evidence to be merged into the other."""
    met = {}
    for a, b, why in spellings.alike_in([(row[0].pk, row[3]) for row in known]):
        (one, one_named, _, _), (other, other_named, _, _) = known[a], known[b]
        pair = tuple(sorted((one.pk, other.pk)))
        is_mixed = (one.kind == ActorKind.PLACE) != (other.kind == ActorKind.PLACE)
        # Two that share a nickname are not therefore one: the name of one must be in it.
        if pair in met or pair in apart or is_mixed or not (one_named or other_named):
            continue
        into, actor = sorted((one, other), key=lambda row: (-row.evidence_count, row.pk))
        met[pair] = Alike(into, actor.name, why, other=actor)
    return sorted(met.values(), key=lambda row: (row.actor.name, row.spelling))


def _of_quotes(known, apart):
    """Speakers of quotes that wait who are not known, beside actors of nearly that name."""
    counted = quotes_in_newest().waiting().exclude(speaker_name="").order_by()
    rows = dict(counted.values_list("speaker_name").annotate(n=Count("pk")))
    called = search.actors_called(rows)
    names = [(name, spellings.Name.read(name)) for name in rows if name not in called]
    speakers = [row for row in known if row[0].kind != ActorKind.PLACE]
    blocks = {}
    for actor, _, _, name in speakers:
        blocks.setdefault(name.block, []).append((actor, name))
    met = {}
    for told, name in names:
        for actor, spelling in blocks.get(name.block, ()):
            key = (actor.pk, told)
            if key in met or key in apart:
                continue
            if why := spellings.why_alike(name, spelling):
                met[key] = Alike(actor, told, why, quotes=rows[told])
    return sorted(met.values(), key=lambda row: (-row.quotes, row.spelling, row.actor.name))
