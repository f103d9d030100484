"""The sides of a topic, who is given which, and the words that are watched in it."""

import pytest
from django.db import IntegrityError, transaction

from factcheck.models import ActorKind, Entry, Membership, Side, Term
from factcheck.queries.sides import Sides
from factcheck.services import actor_merges, loaded_terms, outlets, sides, topics, undo
from factcheck.services.topic_rows import CannotEdit, ChangedMeanwhile
from factcheck.services.topics import Given, SideTold, TermTold
from tests import make
from tests.factcheck.services.entries import new_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(db):
    return make.topic()


def side_of(topic, holder):
    """The label of the side that an outlet or actor has, or None."""
    found = Sides({topic.pk})
    of = found.of_outlet if hasattr(holder, "owner") else found.of_actor
    side = of(topic.pk, holder.pk)
    return side and side.label


def last(verb):
    return Entry.objects.filter(verb=verb).latest("number")


def test_each_change_has_its_entry(topic, editor):
    outlet, way = make.outlet("Azernews"), {"by": editor, "reason": "so"}
    with new_entries() as entries:
        one = sides.add_side(topic=topic, label="North", **way)
        two = sides.add_side(topic=topic, label="South", **way)
        sides.give_side(topic=topic, side=one, outlet=outlet, **way)
        sides.give_side(topic=topic, side=two, outlet=outlet, **way)
        sides.give_side(topic=topic, side=two, outlet=outlet, **way)
        sides.take_side(topic=topic, outlet=outlet, **way)
        sides.edit_side(side=one, label="West", **way)
        sides.retire_side(side=one, **way)
    verbs = ["add side", "add side", "give side", "give side", "take off side"]
    assert [entry.verb for entry in entries] == [*verbs, "edit side", "retire side"]
    assert {(entry.by, entry.reason) for entry in entries} == {(editor, "so")}
    assert (one.position, two.position) == (1, 2)


def test_a_side_that_is_taken_off_is_nobodys_until_it_is_restored(topic, editor):
    actor = make.actor()
    side = make.side(topic, "North", actor)
    sides.retire_side(side=side, by=editor)
    assert side_of(topic, actor) is None
    undo.undo(entry=last("retire side"), by=editor)
    assert side_of(topic, actor) == "North"


def test_two_sides_are_not_called_the_same(topic):
    make.side(topic, "North")
    with pytest.raises(CannotEdit, match="called “north” already"):
        sides.add_side(topic=topic, label="north", by=None)
    make.side(make.topic("Another"), "North")


def test_what_cannot_have_a_side_is_not_given_one(topic):
    side, elsewhere = make.side(topic, "North"), make.side(make.topic("Another"), "South")
    place = make.actor("Khankendi", ActorKind.PLACE)
    merged = actor_merges.merge_actors(
        actor=make.actor("Mariya Zakharova"), into=make.actor(), by=None, reason="one woman"
    )
    sides.retire_side(side=(gone := make.side(topic, "West")), by=None)
    for given, actor, why in (
        (side, place, "places take no side"),
        (side, merged, "merged into “Maria Zakharova”"),
        (elsewhere, make.actor(), "a side of another topic"),
        (gone, make.actor(), "was taken off"),
    ):
        with pytest.raises(CannotEdit, match=why):
            sides.give_side(topic=topic, side=given, actor=actor, by=None)
    assert not Membership.objects.exists()


@pytest.mark.parametrize("kind", ["outlet", "actor"])
def test_a_merged_one_gives_its_side_to_what_it_became_and_has_it_again_when_parted(topic, kind):
    one, other = (getattr(make, kind)(name) for name in ("Old name", "New name"))
    make.side(topic, "North", one)
    module = {"outlet": outlets, "actor": actor_merges}[kind]
    merge, part = (getattr(module, name) for name in (f"merge_{kind}s", f"part_{kind}"))
    merge(**{kind: one, "into": other}, by=None, reason="one")
    assert side_of(topic, other) == "North"
    own = sides.add_side(topic=topic, label="South", by=None)
    sides.give_side(topic=topic, side=own, **{kind: other}, by=None)
    assert side_of(topic, other) == "South"

    part(**{kind: one}, by=None, reason="two")
    assert (side_of(topic, one), side_of(topic, other)) == ("North", "South")


def test_what_was_merged_loses_its_side_with_what_it_became(topic):
    one, other = make.outlet("Old name"), make.outlet("New name")
    make.side(topic, "North", one, other)
    outlets.merge_outlets(outlet=one, into=other, by=None, reason="one")
    sides.take_side(topic=topic, outlet=other, by=None)
    assert side_of(topic, other) is None


def test_an_outlet_has_the_side_of_its_owner_unless_it_has_its_own(topic):
    owner, paper = make.outlet("House"), make.outlet("Paper")
    outlets.edit_outlet(outlet=paper, owner=owner, by=None, reason="so")
    north = make.side(topic, "North", owner)
    assert side_of(topic, paper) == "North"
    make.side(topic, "South", paper)
    assert side_of(topic, paper) == "South"
    sides.give_side(topic=topic, side=north, outlet=paper, by=None)
    assert side_of(topic, paper) == "North"


def test_a_term_that_finds_the_same_is_refused(topic):
    term = loaded_terms.add_term(topic=topic, phrase="blockade", by=None)
    with pytest.raises(CannotEdit, match="“Blockades” finds the same as “blockade”"):
        loaded_terms.add_term(topic=topic, phrase="Blockades", by=None)
    with pytest.raises(CannotEdit, match="no letter and no digit"):
        loaded_terms.add_term(topic=topic, phrase="“…”", by=None)
    loaded_terms.retire_term(term=term, by=None)
    loaded_terms.add_term(topic=topic, phrase="blockades", by=None)
    with pytest.raises(CannotEdit, match="taken off meanwhile"):
        loaded_terms.edit_term(term=term, phrase="corridor", claim=None, note="", by=None)


def test_all_of_a_topic_is_arranged_or_none_of_it(topic, editor):
    side, actor = make.side(topic, "North"), make.actor()
    told = {
        "sides": [SideTold("South"), SideTold("North-West", 1, side.pk)],
        "given": [Given(actor, side)],
        "terms": [TermTold("blockade"), TermTold("blockades")],
    }
    before = topic.version
    with pytest.raises(CannotEdit, match="finds the same"), transaction.atomic():
        topics.arrange_topic(topic=topic, by=editor, **told)
    assert topic.version == before
    told["terms"].pop()
    topics.arrange_topic(topic=topic, by=editor, seen=before, **told)
    assert [s.label for s in topic.sides.live()] == ["North-West", "South"]
    assert side_of(topic, actor) == "North-West"
    assert [term.phrase for term in topic.terms.live()] == ["blockade"]


def test_labels_and_words_may_change_places(topic):
    one, two = make.side(topic, "North"), make.side(topic, "South")
    term = loaded_terms.add_term(topic=topic, phrase="blockade", by=None)
    topics.arrange_topic(
        topic=topic,
        by=None,
        sides=[SideTold("North", None, two.pk), SideTold("", None, one.pk)],
        terms=[TermTold("blockades"), TermTold("", pk=term.pk)],
    )
    assert [side.label for side in topic.sides.live()] == ["North"]
    assert [term.phrase for term in topic.terms.live()] == ["blockades"]


def test_of_two_editors_the_second_is_told(topic, editor):
    seen = topic.version
    make.side(topic, "North", make.actor())
    with pytest.raises(ChangedMeanwhile):
        topics.arrange_topic(topic=topic, by=editor, seen=seen, sides=[SideTold("South")])
    seen = topic.version
    into = make.actor("Another")
    actor_merges.merge_actors(actor=make.actor(), into=into, by=None, reason="one")
    with pytest.raises(ChangedMeanwhile):
        topics.arrange_topic(topic=topic, by=editor, seen=seen, given=[Given(into, None)])


def test_what_was_changed_since_is_not_undone(topic, editor):
    side = sides.add_side(topic=topic, label="North", by=editor)
    entry = last("add side")
    sides.edit_side(side=side, label="South", by=None)
    with pytest.raises(undo.CannotUndo, match="changed by somebody else meanwhile"):
        undo.undo(entry=entry, by=editor)
    sides.retire_side(side=side, by=editor)
    sides.add_side(topic=topic, label="South", by=None)
    with pytest.raises(undo.CannotUndo, match="called “South” already"):
        undo.undo(entry=last("retire side"), by=editor)


def refused(**row):
    model = row.pop("model")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**row)


def test_the_database_refuses_what_cannot_be(topic):
    actor, outlet = make.actor(), make.outlet("Azernews")
    side = make.side(topic, "North", actor, outlet)
    held = {"model": Membership, "topic": topic, "side": side}
    refused(**held)
    refused(**held, actor=make.actor("X"), outlet=make.outlet("X"))
    refused(**held, actor=actor)
    refused(**held, outlet=outlet)
    refused(model=Side, topic=topic, label="North", position=2)
    refused(model=Side, topic=topic, label="", position=2)
    refused(model=Side, topic=topic, label="South", position=0)
    loaded_terms.add_term(topic=topic, phrase="blockade", by=None)
    refused(model=Term, topic=topic, phrase="blockades", stems="blockad")
    refused(model=Term, topic=topic, phrase="", stems="x")
    refused(model=Term, topic=topic, phrase="x", stems="")
