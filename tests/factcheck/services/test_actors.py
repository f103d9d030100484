"""Actors, their spellings, topics and questions, each with its entry."""

import pytest
from django.db import IntegrityError, transaction

from factcheck.models import Actor, ActorAlias
from factcheck.services import actors
from tests import make
from tests.factcheck.services.entries import new_entries

pytestmark = pytest.mark.django_db


def test_each_new_row_has_one_entry(editor):
    with new_entries() as entries:
        actor = actors.add_actor(
            name="Maria Zakharova", kind="person", description="spokeswoman", by=editor, reason="r"
        )
        alias = actors.add_alias(actor=actor, name="Zakharova", by=editor, reason="r")
        topic = actors.add_topic(name="Roads", by=editor, reason="r")
        question = actors.add_question(
            topic=topic, key="q", text="Open?", slot="yes_no", by=editor, reason="r"
        )
    assert [(e.verb, e.model, e.row) for e in entries] == [
        ("add actor", "factcheck.actor", str(actor.pk)),
        ("add alias", "factcheck.actoralias", str(alias.pk)),
        ("add topic", "factcheck.topic", str(topic.pk)),
        ("add question", "factcheck.question", str(question.pk)),
    ]
    assert {(e.by, e.before, e.reason) for e in entries} == {(editor, None, "r")}
    assert entries[0].after["description"] == "spokeswoman"


@pytest.mark.parametrize(
    ("name", "slug", "folded"),
    [
        ("Maria Zakharova", "maria-zakharova", "maria zakharova"),
        ("Мария Захарова", "мария-захарова", "мария захарова"),
        ("Əliyev", "əliyev", "əliyev"),
        ("!?", "actor", "!?"),
        ("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 60, None, None),
    ],
)
def test_a_name_gives_its_address_and_how_it_is_compared(name, slug, folded):
    actor = actors.add_actor(name=name, kind="person", by=None)
    assert actor.slug == slug or (slug is None and 0 < len(actor.slug) <= 220)
    assert actor.folded == folded or (folded is None and len(actor.folded) == 400)


def test_names_that_share_an_address_get_two():
    make.actor("Ann-Lee")
    assert make.actor("Ann Lee").slug == "ann-lee-2"


def test_a_topic_may_bring_its_address():
    assert (
        actors.add_topic(name="Status of the road", slug="road-status", by=None).slug
        == "road-status"
    )
    assert actors.add_topic(name="Road status", by=None).slug == "road-status-2"


def test_an_alias_again_changes_nothing():
    actor = make.actor()
    first = actors.add_alias(actor=actor, name="Zakharova", by=None)
    with new_entries() as entries:
        assert actors.add_alias(actor=actor, name="Zakharova", by=None) == first
    assert (entries, ActorAlias.objects.count()) == ([], 1)


def test_a_name_that_is_taken_leaves_no_entry():
    make.actor()
    with new_entries() as entries, pytest.raises(IntegrityError), transaction.atomic():
        actors.add_actor(name="Maria Zakharova", kind="person", by=None)
    assert (entries, Actor.objects.count()) == ([], 1)
