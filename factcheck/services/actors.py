"""Actors with their other spellings and roles; topics and questions."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.text import slugs, terms
from factcheck.models import Actor, ActorAlias, ActorKind, ActorRole, Entry, Question, Topic
from factcheck.services import ledger

RESERVED = {"pick"}  # an address of the desk, where actors are chosen


class ChangedMeanwhile(Exception):
    """Somebody else changed an actor since it was read."""

    def __init__(self, actor):
        super().__init__(f"“{actor}” was changed by somebody else meanwhile.")


class CannotEdit(Exception):
    """An actor was asked to become what it cannot be."""


@dataclass(frozen=True)
class RoleTold:
    """A role as it shall be; `pk` names the one that it was, a blank title takes that one away."""

    title: str
    holds_from: date | None = None
    holds_to: date | None = None
    pk: int | None = None


@transaction.atomic
def add_actor(*, name, kind, description="", wikidata_id="", by, reason=""):
    """A new actor; its slug comes from the name."""
    actor = Actor.objects.create(
        name=name,
        slug=_free_slug(Actor, name, "actor"),
        kind=kind,
        description=description,
        wikidata_id=wikidata_id,
        folded=folded(name),
    )
    ledger.record(by, "add actor", row=actor, after=ledger.snapshot(actor), reason=reason)
    return actor


@transaction.atomic
def add_alias(*, actor, name, by, reason=""):
    """Another spelling of `actor`; one that it has already changes nothing."""
    ledger.lock()
    alias, is_new = ActorAlias.objects.get_or_create(
        actor=actor, name=name, retired_at=None, defaults={"folded": folded(name)}
    )
    if is_new:
        ledger.record(by, "add alias", row=alias, after=ledger.snapshot(alias), reason=reason)
    return alias


@transaction.atomic
def retire_alias(*, alias, by, reason=""):
    """Take a spelling off its actor; the row stays."""
    return _retire(alias, "retire alias", by, reason)


@transaction.atomic
def add_role(*, actor, title, holds_from=None, holds_to=None, by, reason=""):
    """What `actor` was or is; the same title from the same day again changes nothing."""
    ledger.lock()
    told = {"title": title, "holds_from": holds_from}
    if standing := actor.roles.live().filter(**told).first():
        return standing
    role = ActorRole.objects.create(actor=actor, folded=folded(title), holds_to=holds_to, **told)
    ledger.record(by, "add role", row=role, after=ledger.snapshot(role), reason=reason)
    return role


def roles_ever_told(actor):
    """Each role that `actor` was ever said to have, as (title, first day), retired ones too."""
    keys = [str(pk) for pk in actor.roles.values_list("pk", flat=True)]
    entries = Entry.objects.filter(model=ActorRole._meta.label_lower, row__in=keys)
    told = [entry.after for entry in entries if entry.after]
    return {
        (row["title"], row["holds_from"] and date.fromisoformat(row["holds_from"])) for row in told
    }


@transaction.atomic
def edit_actor(*, actor, by, reason="", seen="", added=(), removed=(), roles=(), **changes):
    """Change `name`, `kind`, `description` or `wikidata_id`, spellings and roles; or none of it.

    `added` are names, `removed` are keys of ActorAlias, `roles` are RoleTold; what is not named
    there stays. CannotEdit where the actor was merged, the name or a role is taken, or a place
    would have spoken; ChangedMeanwhile where it is not the version that was `seen`.
    """
    actor = locked(actor)
    if actor.merged_into:
        raise CannotEdit(f"“{actor}” was merged into “{actor.current}”. Edit that actor.")
    if seen and seen != actor.version:
        raise ChangedMeanwhile(actor)
    changes = {name: value for name, value in changes.items() if getattr(actor, name) != value}
    _check(actor, changes)
    if changes:
        before = ledger.snapshot(actor)
        for name, value in changes.items():
            setattr(actor, name, value)
        actor.folded = folded(actor.name)
        save(actor, by, "edit actor", before, reason)
    for alias in actor.aliases.live().filter(pk__in=removed).order_by("pk"):
        retire_alias(alias=alias, by=by, reason=reason)
    for name in added:
        if name != actor.name:
            add_alias(actor=actor, name=name, by=by, reason=reason)
    for told in roles:
        _tell_role(actor, told, by, reason)
    return actor


def _check(actor, changes):
    name = changes.get("name", actor.name)
    if Actor.objects.filter(name=name).exclude(pk=actor.pk).exists():
        raise CannotEdit(f"Another actor is called “{name}”. If they are one, merge them.")
    if changes.get("kind") == ActorKind.PLACE and actor.evidence.live().exists():
        raise CannotEdit(f"Words of “{actor}” are linked to claims, and a place never speaks.")


def _tell_role(actor, told, by, reason):
    role = actor.roles.live().filter(pk=told.pk).first() if told.pk else None
    if not told.title:
        return role and _retire(role, "retire role", by, reason)
    others = actor.roles.live().filter(title=told.title, holds_from=told.holds_from)
    if others.exclude(pk=told.pk).exists():
        since = f"from {told.holds_from}" if told.holds_from else "without a first day"
        raise CannotEdit(f"The role “{told.title}” {since} is there twice. Keep one of the two.")
    days = {"holds_from": told.holds_from, "holds_to": told.holds_to}
    if role is None:
        return add_role(actor=actor, title=told.title, by=by, reason=reason, **days)
    if (role.title, role.holds_from, role.holds_to) == (told.title, *days.values()):
        return role
    before = ledger.snapshot(role)
    role.title, role.folded = told.title, folded(told.title)
    role.holds_from, role.holds_to = days.values()
    return save(role, by, "edit role", before, reason)


def _retire(row, verb, by, reason):
    ledger.lock()
    row.refresh_from_db()
    if row.retired_at:
        return row
    before = ledger.snapshot(row)
    row.retired_at = timezone.now()
    return save(row, by, verb, before, reason)


def save(row, by, verb, before, reason):
    """Store an actor, a spelling or a role that was changed, with the entry of the change."""
    row.save()
    after = ledger.snapshot(row)
    ledger.record(by, verb, row=row, before=before, after=after, reason=reason)
    return row


def locked(actor):
    """The actor as it stands now, and as it stays until this transaction ends."""
    ledger.lock()
    return Actor.objects.select_for_update().get(pk=actor.pk)


@transaction.atomic
def add_topic(*, name, slug="", by, reason=""):
    """A new topic."""
    topic = Topic.objects.create(name=name, slug=slug or _free_slug(Topic, name, "topic"))
    ledger.record(by, "add topic", row=topic, after=ledger.snapshot(topic), reason=reason)
    return topic


@transaction.atomic
def add_question(*, topic, key, text, slot, by, reason=""):
    """A new question on `topic`."""
    ledger.lock()
    question = Question.objects.create(topic=topic, key=key, text=text, slot=slot)
    after = ledger.snapshot(question)
    ledger.record(by, "add question", row=question, after=after, reason=reason)
    return question


@transaction.atomic
def actor_named(name, *, kind, by):
    """The actor of that name, or the one that it became; made where there is none."""
    ledger.lock()
    actor = Actor.objects.filter(name=name).first()
    return actor.current if actor else add_actor(name=name, kind=kind, by=by)


@transaction.atomic
def topic_named(name, *, by):
    """The topic of that name, made where there is none."""
    ledger.lock()
    return Topic.objects.filter(name=name).first() or add_topic(name=name, by=by)


def folded(name):
    """A name as it is compared; cut, for compatibility forms may unfold to many letters."""
    return terms.fold(name)[:400]


def _free_slug(model, name, fallback):
    ledger.lock()
    stem = slugify(name, allow_unicode=True)[:90].strip("-_") or fallback
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= RESERVED
    return slugs.free(stem, taken)
