"""Actors, their other spellings, and topics."""

from django.db import transaction
from django.utils.text import slugify

from articles.text import slugs, terms
from factcheck.models import Actor, ActorAlias, Question, Topic
from factcheck.services import ledger


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
        actor=actor, name=name, defaults={"folded": folded(name)}
    )
    if is_new:
        ledger.record(by, "add alias", row=alias, after=ledger.snapshot(alias), reason=reason)
    return alias


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
    """The actor of that name, made where there is none."""
    ledger.lock()
    return Actor.objects.filter(name=name).first() or add_actor(name=name, kind=kind, by=by)


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
    return slugs.free(stem, taken)
