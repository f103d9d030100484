"""Claims and actors are found by words, in whatever spelling."""

from datetime import date

import pytest

from articles.text.dates import Moment
from factcheck import search
from factcheck.models import ActorKind, Claim
from factcheck.services import actor_merges, actors
from factcheck.services.actors import RoleTold
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


PASHINYAN, ANNA = "Nikol Pashinyan", "Anna"


@pytest.fixture
def ministers(db):
    title = "Prime Minister of Armenia"
    for name, first, last in [
        (ANNA, date(2016, 9, 13), date(2018, 4, 17)),
        (PASHINYAN, date(2018, 5, 8), None),
    ]:
        actors.add_role(
            actor=make.actor(name), title=title, holds_from=first, holds_to=last, by=None
        )


@pytest.mark.parametrize(
    ("moment", "meant"),
    [
        (Moment(date(2022, 12, 12)), PASHINYAN),
        (Moment(date(2017, 1, 1), "year"), ANNA),
        (Moment(date(2016, 9, 12)), None),
        (Moment(date(2018, 4, 17)), ANNA),
        (Moment(date(2018, 5, 1)), None),  # nobody of whom we know
        (Moment(date(2018, 5, 1), "month"), None),  # only from the eighth
        (Moment(date(2018, 1, 1), "year"), None),  # both
        (None, None),
    ],
)
def test_a_role_means_who_held_it_on_the_day(ministers, moment, meant):
    told = ["Armenian prime minister", "Armenia's Prime Minister", "Prime minister"]
    called = search.actors_called(told, moment)
    assert {name: str(actor) for name, actor in called.items()} == (
        dict.fromkeys(told[:2], meant) if meant else {}
    )
    found = search.actors_in("So said the prime minister of Armenia.", moment)
    assert ([str(actor) for actor in found] == [meant]) is bool(meant)


def test_a_role_whose_first_day_is_not_known_means_nobody(db):
    title = "Prime Minister of Armenia"
    role = actors.add_role(actor=make.actor(PASHINYAN), title=title, by=None)
    moment = Moment(date(2022, 12, 12))
    assert search.actors_called([title], moment) == {}
    told = [RoleTold(title, date(2018, 5, 8), pk=role.pk)]
    actors.edit_actor(actor=role.actor, by=None, roles=told)
    assert search.actors_called([title], moment) == {title: role.actor}


def test_a_role_of_two_at_once_or_of_nobody_any_more_means_nobody(ministers):
    moment = Moment(date(2022, 12, 12))
    other = actors.add_role(actor=make.actor("Bob"), title="Prime minister of Armenia", by=None)
    assert search.actors_called(["Armenian prime minister"], moment) == {}
    actors.edit_actor(actor=other.actor, by=None, roles=[RoleTold("", pk=other.pk)])
    assert search.actors_called(["Armenian prime minister"], moment)
    actor_merges.merge_actors(
        actor=other.actor, into=make.actor(PASHINYAN), by=None, reason="a test"
    )
    assert [str(actor) for actor in search.actors_named("minister of arm")] == [
        ANNA,
        PASHINYAN,
    ]


def test_a_merged_actor_is_found_as_the_other(spellings):
    actor, into = make.actor("Mariya Zakharova"), make.actor("Maria Zakharova")
    actor_merges.merge_actors(actor=actor, into=into, by=None, reason="one woman")
    assert search.actors_named("mariya") == [into]
    assert search.actors_called(["Mariya Zakharova"]) == {"Mariya Zakharova": into}
    assert search.actors_in("Mariya Zakharova spoke.") == [into]
    assert search.actors_by_slug(actor.slug) == []


def test_a_spelling_that_was_taken_away_finds_nothing(spellings):
    place = make.actor("Khankendi")
    actors.retire_alias(alias=place.aliases.get(), by=None)
    make.claim("Trucks left Khankendi.")
    assert matching("khankandi") == set()
    assert search.spellings_in("Trucks left Khankendi.") == [["Khankendi"]]
