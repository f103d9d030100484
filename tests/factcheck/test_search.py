"""Claims and actors are found by words, in whatever spelling."""

import pytest

from factcheck import search
from factcheck.models import ActorKind, Claim
from factcheck.services import actors
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def spellings():
    for name, kind, *aliases in (
        ("Khankendi", ActorKind.PLACE, "Khankandi"),
        ("Lachin-Khankendi road", ActorKind.PLACE, "Lachin road", "Lachin highway"),
        ("International Committee of the Red Cross", ActorKind.ORGANIZATION, "ICRC", "Red Cross"),
        ("Caliber.Az", ActorKind.MEDIA),
        ("Maria Zakharova", ActorKind.PERSON, "Zakharova", "Захарова"),
    ):
        actor = actors.add_actor(name=name, kind=kind, by=None)
        for alias in aliases:
            actors.add_alias(actor=actor, name=alias, by=None)


def matching(query):
    return {claim.proposition for claim in search.matching(Claim.objects.all(), query)}


@pytest.mark.parametrize(
    ("query", "proposition"),
    [
        ("khankandi", "Trucks left Khankendi."),
        ("Khankendi trucks", "Trucks left Khankandi."),
        ("red cross", "The ICRC was there."),
        ("ICRC", "The Red Cross was there."),
        ("was ICRC", "The International Committee of the Red Cross was there."),
        ("Lachin highway", "The Lachin-Khankendi road is open."),
        ("Lachin-Khankendi road", "The Lachin highway is open."),
        ("lachin road open", "The Lachin highway is open."),
        ("Захарова", "Maria Zakharova said so."),
        ("caliber.az", "As Caliber.Az reported."),
    ],
)
def test_either_spelling_finds_the_other(spellings, query, proposition):
    make.claim(proposition)
    make.claim("Something else holds.")
    assert matching(query) == {proposition}


def test_the_spellings_of_each_actor_that_a_text_names_stand_together(spellings):
    found = search.spellings_in("Zakharova spoke of the Lachin highway.")
    assert found == [
        ["Lachin-Khankendi road", "Lachin highway", "Lachin road"],
        ["Maria Zakharova", "Zakharova", "Захарова"],
    ]
    assert search.spellings_in("Nobody spoke.") == search.spellings_in("") == []


def test_all_words_must_be_there(spellings):
    make.claim("Trucks left Khankendi.")
    assert matching("trucks arrived khankandi") == set()


def test_one_word_may_belong_to_several_actors():
    """What is found does not hang on which of them is met first."""
    for name, alias in (("Baku", "Government"), ("Bank", "Baku")):
        actor = actors.add_actor(name=name, kind=ActorKind.ORGANIZATION, by=None)
        actors.add_alias(actor=actor, name=alias, by=None)
    for proposition in ("The government rose.", "The bank rose.", "Baku rose."):
        make.claim(proposition)
    assert len(matching("baku rose")) == 3


def test_the_likeliest_claim_comes_first():
    for proposition in ("The road is closed.", "The road is open.", "The road to Baku is long."):
        make.claim(proposition)
    found = search.likeliest(Claim.objects.all(), "road is open")
    assert found[0].proposition == "The road is open."
    near = search.likeliest(Claim.objects.all(), "open rode")  # no claim holds both
    assert near[0].proposition == "The road is open."


def test_where_nothing_is_typed_the_chosen_words_choose():
    make.claim("The monitoring failed.")
    make.claim("Traffic is unhindered.")
    found = search.likeliest(Claim.objects.all(), "", "Vehicles pass unhindered along the road.")
    assert found[0].proposition == "Traffic is unhindered."
    assert len(search.likeliest(Claim.objects.all(), "", "", limit=1)) == 1


def test_near_twins_say_nearly_the_same():
    make.claim("The road is open to vehicles.")
    make.claim("The monitoring did not take place.")
    found = search.near_twins(Claim.objects.all(), "The roads is open to vehicles")
    assert [claim.proposition for claim in found] == ["The road is open to vehicles."]
    assert search.near_twins(Claim.objects.all(), "The weather was fine that day.") == []
    assert search.near_twins(Claim.objects.all(), "Open road") == []


def test_actors_are_found_by_any_spelling_and_those_that_begin_so_come_first(spellings):
    make.actor("Ann Zakharova-Smith")
    names = [actor.name for actor in search.actors_named("ZAKHAR")]
    assert names == ["Ann Zakharova-Smith", "Maria Zakharova"]
    assert [a.name for a in search.actors_named("захарова")] == ["Maria Zakharova"]
    assert [a.name for a in search.actors_named("cross")] == [
        "International Committee of the Red Cross"
    ]
    assert search.actors_named("nobody") == []


def test_a_place_is_never_offered_as_a_speaker(spellings):
    assert search.actors_named("khankendi") == []
    assert "Khankendi" not in {actor.name for actor in search.actors_named("")}
    assert search.actors_by_slug("khankendi") == []
    assert "Khankendi" not in {a.name for a in search.actors_in("Zakharova was in Khankendi.")}


def test_the_actors_that_a_text_names_are_offered(spellings):
    named = search.actors_in("“Unacceptable,” ZAKHAROVA told the Red Cross.")
    assert {actor.name for actor in named} == {
        "Maria Zakharova",
        "International Committee of the Red Cross",
    }
    assert len(search.actors_in("Nobody is named.", limit=2)) == 2


@pytest.mark.parametrize("text", ["", "\0", "x" * 60_000, "\ud800", "%" * 100, "a " * 5_000])
def test_no_words_break_a_search(spellings, text):
    make.claim("The road is open.")
    rows = Claim.objects.all()
    list(search.matching(rows, text))
    search.likeliest(rows, text[:500], text[:2000])
    search.near_twins(rows, text[:500])
    search.actors_named(text.replace("\0", "").replace("\ud800", "")[:200])
    search.actors_in(text)
