"""Sides and watched words come in and go out with their topic."""

import pytest

from articles.models import Outlet
from factcheck.exports.interchange import claims_document
from factcheck.models import Actor, Entry, Topic
from factcheck.rules.shape import FORMAT, faults
from factcheck.services import actor_merges, claims, loaded_terms, outlets, sides
from factcheck.services.interchange import Refused, import_claims
from tests import make

pytestmark = pytest.mark.django_db
SIDES = [
    {"label": "North", "outlets": ["Azernews", "Trend"], "actors": ["Maria Zakharova"]},
    {"label": "South", "outlets": [], "actors": []},
]
TERMS = [
    {"words": "blockade", "claim": "c1", "note": "Says that it is closed."},
    {"words": "so-called", "claim": None, "note": ""},
]


def document(**topic):
    return {
        "format": FORMAT,
        "actors": [
            {"name": "Maria Zakharova", "kind": "person"},
            {"name": "Khankendi", "kind": "place"},
        ],
        "topics": [{"slug": "roads", "name": "Roads", "sides": SIDES, "terms": TERMS} | topic],
        "claims": [{"key": "c1", "proposition": "The road is closed.", "topic": "roads"}],
    }


def exported():
    [topic] = claims_document()["topics"]
    return topic


def test_what_comes_in_goes_out_the_same_and_is_counted():
    make.outlet("Azernews")
    added = import_claims(document(), name="claims.json")
    assert exported() == document()["topics"][0]
    counted = {name: added[name] for name in ("outlets", "sides", "sides given", "terms")}
    assert counted == {"outlets": 1, "sides": 2, "sides given": 3, "terms": 2}
    assert Entry.objects.get(verb="add outlet").reason == "imported from claims.json"
    assert import_claims(document(), name="again") == {}


def test_a_topic_without_sides_and_terms_says_nothing_of_them():
    import_claims(document(sides=None, terms=[]), name="f")
    assert list(exported()) == ["slug", "name"]


def test_an_outlet_is_known_by_its_name_in_any_case_and_by_its_old_one():
    trend = make.outlet("TREND")
    old = outlets.merge_outlets(
        outlet=make.outlet("Azernews"), into=make.outlet("AZERNEWS.az"), by=None, reason="renamed"
    )
    import_claims(document(), name="f")
    assert Outlet.objects.count() == 3
    assert exported()["sides"][0]["outlets"] == ["AZERNEWS.az", trend.name]
    assert old.merged_into.name == "AZERNEWS.az"


def test_what_editors_made_of_it_stands_after_a_second_import():
    import_claims(document(), name="f")
    topic, actor = Topic.objects.get(), Actor.objects.get(name="Maria Zakharova")
    north, south = topic.sides.live()
    sides.edit_side(side=north, label="North-West", by=None)
    sides.retire_side(side=south, by=None)
    sides.take_side(topic=topic, actor=actor, by=None)
    so_called = topic.terms.get(phrase="so-called")
    loaded_terms.retire_term(term=so_called, by=None)
    blockade = topic.terms.get(phrase="blockade")
    told = {"phrase": "closed road", "claim": None, "note": ""}
    loaded_terms.edit_term(term=blockade, **told, by=None)
    before = exported()
    assert import_claims(document(), name="again") == {}
    assert exported() == before


def test_what_was_merged_goes_out_as_what_it_became():
    import_claims(document(), name="f")
    into = make.actor("Zakharova")
    actor = Actor.objects.get(name="Maria Zakharova")
    actor_merges.merge_actors(actor=actor, into=into, by=None, reason="one woman")
    other = make.claim("The road is shut.", topic=Topic.objects.get(), key="c2")
    closed = Topic.objects.get().claims.get(key="c1")
    claims.merge_claims(claim=closed, into=other, by=None, reason="same")
    assert exported()["sides"][0]["actors"] == ["Zakharova"]
    assert exported()["terms"][0]["claim"] == "c2"
    assert import_claims(document(), name="again") == {}


@pytest.mark.parametrize(
    ("topic", "message"),
    [
        (
            {"sides": [{"label": "North", "actors": ["Maria Zakharowa"]}]},
            "topic roads, side 1 (“North”): no actor is called “Maria Zakharowa”. Add it under"
            " “actors”, or did you mean “Maria Zakharova”?",
        ),
        (
            {"sides": [{"label": "North", "actors": ["Khankendi"]}]},
            "side 1 (“North”): “Khankendi” is a place, and places take no side.",
        ),
        (
            {"sides": [{"label": "North"}, {"label": "north"}]},
            "side 2 (“north”): side 1 is called so already. Keep one of the two.",
        ),
        (
            {"sides": [SIDES[0], {"label": "South", "outlets": ["trend"]}]},
            "side 2 (“South”): “trend” is on another side of this topic already.",
        ),
        (
            {"sides": [{"label": "North", "outlets": ["…"]}]},
            "side 1 (“North”): the outlet “…” has no letter and no digit. Name another.",
        ),
        (
            {"terms": [{"words": "blockade", "claim": "c11"}]},
            "topic roads, term 1 (“blockade”): no claim is called “c11”. Add it, or did you mean",
        ),
        (
            {"terms": [*TERMS, {"words": "Blockades"}]},
            "term 3 (“Blockades”): term 1 finds the same. Keep one of the two.",
        ),
        ({"terms": [{"words": "…"}]}, "term 1 (“…”): these words have no letter and no digit."),
    ],
)
def test_a_fault_names_its_place_and_the_way_out_and_nothing_is_saved(topic, message):
    with pytest.raises(Refused, match=r"claims\.json") as refused:
        import_claims(document(**topic), name="claims.json")
    assert message in str(refused.value)
    assert not Topic.objects.exists()
    assert not Outlet.objects.exists()


@pytest.mark.parametrize(
    ("topic", "place", "message"),
    [
        ({"sides": {}}, "topic 1 (roads)", "“sides” must be a list, not an object."),
        ({"sides": [{"label": ""}]}, "topic 1 (roads), side 1 ()", "“label” is missing."),
        (
            {"sides": [{"label": "N", "outlets": "Trend"}]},
            "topic 1 (roads), side 1 (N)",
            "“outlets” must be a list of names, not text.",
        ),
        (
            {"terms": [{"words": "x" * 101}]},
            f"topic 1 (roads), term 1 ({'x' * 101})",
            "“words” has 101 characters; at most 100 are kept.",
        ),
    ],
)
def test_the_shape_is_looked_at_first(topic, place, message):
    assert list(faults(document(**topic))) == [(place, message)]
