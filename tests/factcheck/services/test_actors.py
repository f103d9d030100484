"""Actors, their spellings, topics and questions, each with its entry."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from factcheck.models import Actor, ActorAlias, ActorRole
from factcheck.services import actors
from factcheck.services.actors import RoleTold
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

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


def test_an_edit_changes_names_spellings_and_roles_at_once(editor):
    actor = make.actor("Nikol Pashinyan")
    gone = actors.add_alias(actor=actor, name="N.P.", by=None)
    role = actors.add_role(actor=actor, title="Member of Parliament", by=None)
    old = actors.add_role(actor=actor, title="Journalist", by=None)
    with new_entries() as entries:
        actors.edit_actor(
            actor=actor,
            by=editor,
            reason="register",
            seen=actor.version,
            wikidata_id="Q713750",
            added=["Pashinyan", "Nikol Pashinyan"],
            removed=[gone.pk],
            roles=[
                RoleTold("Member of Parliament", date(2012, 5, 31), date(2018, 5, 8), role.pk),
                RoleTold("", pk=old.pk),
                RoleTold("Prime Minister of Armenia", date(2018, 5, 8)),
            ],
        )
    assert verbs(entries) == [
        "edit actor",
        "retire alias",
        "add alias",
        "edit role",
        "retire role",
        "add role",
    ]
    assert {(entry.by, entry.reason) for entry in entries} == {(editor, "register")}
    assert [alias.name for alias in actor.aliases.live()] == ["Pashinyan"]
    assert [(str(r), r.holds_from, r.holds_to) for r in actor.held()] == [
        ("Member of Parliament", date(2012, 5, 31), date(2018, 5, 8)),
        ("Prime Minister of Armenia", date(2018, 5, 8), None),
    ]
    assert ActorAlias.objects.get(pk=gone.pk).retired_at
    assert ActorRole.objects.get(pk=old.pk).retired_at


def test_an_edit_of_an_older_version_is_refused_and_nothing_of_it_is_kept():
    actor = make.actor()
    seen = actor.version
    actors.add_role(actor=actor, title="Spokeswoman", by=None)
    with new_entries() as entries, pytest.raises(actors.ChangedMeanwhile):
        actors.edit_actor(actor=actor, by=None, seen=seen, name="Other", added=["Third"])
    assert entries == []


def test_the_same_again_writes_nothing():
    actor = make.actor()
    alias = actors.add_alias(actor=actor, name="Zakharova", by=None)
    role = actors.add_role(actor=actor, title="Spokeswoman", by=None)
    told = RoleTold("Spokeswoman", pk=role.pk)
    with new_entries() as entries:
        actors.edit_actor(actor=actor, by=None, name=actor.name, added=["Zakharova"], roles=[told])
        actors.add_role(actor=actor, title="Spokeswoman", by=None)
    assert entries == []
    actors.retire_alias(alias=alias, by=None)
    with new_entries() as entries:
        actors.retire_alias(alias=alias, by=None)
    assert entries == []


def test_a_spelling_that_was_taken_away_may_be_given_again():
    actor = make.actor()
    alias = actors.add_alias(actor=actor, name="Zakharova", by=None)
    actors.retire_alias(alias=alias, by=None)
    assert actors.add_alias(actor=actor, name="Zakharova", by=None) != alias
    assert actor.aliases.live().count() == 1


def test_what_an_actor_cannot_become_is_refused():
    actor, other = make.actor("Ilham Aliyev"), make.actor("Nikol Pashinyan")
    make.link(make.claim(), make.passage("Yes."), speaker=actor)
    actors.add_role(actor=actor, title="President", holds_from=date(2003, 10, 31), by=None)
    for fault, changes in [
        ("Another actor is called", {"name": other.name}),
        ("a place never speaks", {"kind": "place"}),
        ("is there twice", {"roles": [RoleTold("President", date(2003, 10, 31))]}),
    ]:
        with pytest.raises(actors.CannotEdit, match=fault):
            actors.edit_actor(actor=actor, by=None, **changes)
    assert actors.edit_actor(actor=other, by=None, kind="place").kind == "place"


def test_an_actor_never_has_the_address_of_a_page_of_the_desk():
    assert make.actor("Pick").slug == "pick-2"
