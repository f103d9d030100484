"""Actors merged into one another, and parted again."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from articles.models import Passage, Placement
from factcheck.models import ActorAlias, ActorKind, ActorRole, AttributionHop, Entry, Evidence
from factcheck.services import actors, ledger, moving
from factcheck.services.tallies import recount

MERGED = "merge actor"
WITH = ("claim", "passage", "speaker", "editor")


class ReasonMissing(Exception):
    """Actors were about to become one, or two again, without a reason."""

    def __init__(self):
        super().__init__("Say why. The reason is kept beside the change.")


class CannotMerge(Exception):
    """Two actors were asked to become one, or two again, that cannot."""


@transaction.atomic
def merge_actors(*, actor, into, by, reason):
    """Make `actor` one with `into`: evidence, steps on the way of evidence, spellings and roles.

    Evidence is retired and linked anew as the other's; where both spoke in the same words, the
    other's stands. The old name becomes a spelling, the old address leads to the other. The entry
    of the merge names what moved, so that the merge can be taken back.
    """
    actor, into = actors.locked(actor), actors.locked(into)
    _check(actor, into)
    if not reason.strip():
        raise ReasonMissing
    moved = {"evidence": _give(actor, into, by, reason)}
    moved |= _move_names(actor, into, by, reason)
    before = ledger.snapshot(actor)
    actor.merged_into = into
    actor.save()
    after = ledger.snapshot(actor) | {"moved": moved}
    ledger.record(by, MERGED, row=actor, before=before, after=after, reason=reason)
    return actor


def _check(actor, into):
    if actor == into:
        raise CannotMerge("An actor cannot be merged into itself. Choose the other actor.")
    for row in (actor, into):
        if row.merged_into:
            raise CannotMerge(f"“{row}” was merged already. Choose “{row.current}”.")
    if (actor.kind == ActorKind.PLACE) != (into.kind == ActorKind.PLACE):
        raise CannotMerge(
            "One of the two is a place, and places do not speak. Change its kind first."
        )


def _give(actor, into, by, reason):
    """Link what `actor` says as what `into` says: [[the old row, the new one or None]]."""
    rows = Evidence.objects.live().filter(Q(speaker=actor) | Q(hops__actor=actor))
    moved, claims = [], {}
    for row in rows.select_related(*WITH).distinct().order_by("pk"):
        speaker = into if row.speaker_id == actor.pk else row.speaker
        hops = [_hop(hop, into if hop.actor_id == actor.pk else hop.actor) for hop in _hops(row)]
        made = moving.retell(evidence=row, speaker=speaker, hops=hops, by=by, reason=reason)
        moved.append([row.pk, made and made.pk])
        claims[row.claim_id] = row.claim
    recount(*claims.values())
    return moved


def _move_names(actor, into, by, reason):
    """Move the spellings and roles that `into` has not; the old name is a spelling from now on."""
    known = {into.name, *into.aliases.live().values_list("name", flat=True)}
    aliases = list(actor.aliases.live().exclude(name__in=known).order_by("pk"))
    held = {(role.title, role.holds_from) for role in into.roles.live()}
    roles = [role for role in actor.held() if (role.title, role.holds_from) not in held]
    for row in (*aliases, *roles):
        _move(row, into, by, reason)
    name = None
    if actor.name not in known | {alias.name for alias in aliases}:
        name = actors.add_alias(actor=into, name=actor.name, by=by, reason=reason)
    return {
        "aliases": [alias.pk for alias in aliases],
        "roles": [role.pk for role in roles],
        "name": name and name.pk,
    }


@transaction.atomic
def part_actor(*, actor, by, reason):
    """Take the merge of `actor` back: it gets again what moved then, as it stands now.

    Evidence that was retired since stays retired; what was linked, written or given to another
    actor since stays where it is.
    """
    actor = actors.locked(actor)
    into = actor.merged_into
    if into is None:
        raise CannotMerge(f"“{actor}” is not merged into another actor.")
    if into.merged_into:
        raise CannotMerge(
            f"“{into}” was itself merged into “{into.merged_into}”. Take that back first."
        )
    if not reason.strip():
        raise ReasonMissing
    entries = Entry.objects.filter(model="factcheck.actor", row=str(actor.pk), verb=MERGED)
    moved = (entries.latest("number").after or {})["moved"]
    before = ledger.snapshot(actor)
    actor.merged_into = None
    actors.save(actor, by, "part actor", before, reason)
    _move_names_back(actor, into, moved, by, reason)
    rows = Evidence.objects.select_related(*WITH).in_bulk([old for old, _ in moved["evidence"]])
    claims = {}
    for old, made in moved["evidence"]:
        _give_back(rows[old], made, actor, into, by, reason)
        claims[rows[old].claim_id] = rows[old].claim
    recount(*claims.values())
    return actor


def _move_names_back(actor, into, moved, by, reason):
    for rows in (
        ActorAlias.objects.filter(pk__in=moved["aliases"], actor=into),
        ActorRole.objects.filter(pk__in=moved["roles"], actor=into),
    ):
        for row in rows.order_by("pk"):
            _move(row, actor, by, reason)
    for alias in into.aliases.live().filter(pk=moved["name"]):
        actors.retire_alias(alias=alias, by=by, reason=reason)


def _give_back(old, made, actor, into, by, reason):
    """Link as `actor`'s again what became of its row `old`, which the row `made` took the place of.

    Where there was none, for `into` had its own row, that one stays beside.
    """
    while old.claim.merged_into:
        old.claim = old.claim.merged_into
    was_speaker = old.speaker_id == actor.pk
    holder = into if was_speaker else old.speaker and old.speaker.current
    standing = _same_words(old, holder, since=made or 0)
    if standing is None:
        return
    row, hops = (standing, _back(standing, old, actor, into)) if made else (old, _copies(old))
    moving.retell(
        evidence=row,
        speaker=actor if was_speaker else holder,
        hops=hops,
        by=by,
        reason=reason,
        is_retired=bool(made),
    )


def _same_words(old, holder, since):
    """The live row of `holder` on the claim and the words of `old`, be it in a newer text."""
    placed = Placement.objects.standing().with_place().filter(passage=old.passage)
    there = placed.filter(
        revision=OuterRef("revision"), at=OuterRef("start"), until=OuterRef("end")
    )
    same = Passage.objects.filter(Exists(there)).values("pk")
    rows = old.claim.evidence.live().filter(speaker=holder, pk__gte=since)
    rows = rows.filter(Q(passage=old.passage_id) | Q(passage__in=same))
    return rows.select_related(*WITH).order_by("pk").last()


def _back(standing, old, actor, into):
    """The hops of `standing`, those that were `actor`'s in `old` again `actor`'s."""
    his = {hop.position for hop in _hops(old) if hop.actor_id == actor.pk}
    return [
        _hop(hop, actor if hop.position in his and hop.actor_id == into.pk else hop.actor)
        for hop in _hops(standing)
    ]


def _copies(row):
    return [_hop(hop, hop.actor) for hop in _hops(row)]


def _hops(row):
    return row.hops.select_related("actor").order_by("position")


def _hop(hop, actor):
    return AttributionHop(actor=actor, said_on=hop.said_on, directness=hop.directness)


def _move(row, actor, by, reason):
    before = ledger.snapshot(row)
    row.actor = actor
    actors.save(
        row, by, f"move {'role' if isinstance(row, ActorRole) else 'alias'}", before, reason
    )
