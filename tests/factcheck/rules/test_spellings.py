"""Names that are likely one name, and names that are not."""

import pytest

from factcheck.rules.spellings import Name, alike_in, skeleton, why_alike
from tests import make


def why(one, other):
    told = why_alike(Name.read(one), Name.read(other))
    assert bool(told) == bool(why_alike(Name.read(other), Name.read(one)))
    return told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dmitriy Peskov", "Dmitry Peskov"),
        ("Dmitriy Peskov", "Dmitri Peskov"),
        ("Dmitriy Peskov", "Dmitrii Peskov"),
        ("Dmitriy Peskov", "Дмитрий Песков"),
        ("Dmitriy Peskov", "D. Peskov"),
        ("Dmitriy Peskov", "Peskov, Dmitry"),
        ("Maria Zakharova", "Mariya Zakharova"),
        ("Maria Zakharova", "Maria Zaharova"),
        ("Maria Zakharova", "Мария Захарова"),
        ("Maria Zakharova", "M. Zakharova"),
        ("Ilham Aliyev", "Ilham Aliev"),
        ("Ilham Aliyev", "İlham Əliyev"),
        ("Ilham Aliyev", "Ilham Aliyeff"),
        ("Nikol Pashinyan", "Nikol Pashinian"),
        ("Nikol Pashinyan", "Nikol Pachinyan"),
        ("Anastasia Lavrina", "Anastasiya Lavrina"),
        ("Khankendi", "Khankandi"),
        ("Khankendi", "Hankendi"),
        ("Lachin-Khankendi road", "Lachin-Khankandi road"),
        ("Damirli", "Demirli"),
        ("Gizilbulagh", "Gizilbulag"),
        ("Yerevan", "Erevan"),
        ("Caliber.Az", "Caliber Az"),
        ("the Red Cross", "Red Cross"),
        ("AzerGold CJSC", "Azergold CJSC"),
        ("Vallex Group", "Valex Group"),
        ("Government of Azerbaijan", "Government of Azerbaidjan"),
    ],
)
def test_spellings_of_one_name_are_seen(one, other):
    assert why(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stepanakert", "Khankendi"),
        ("Ilham Aliyev", "Heydar Aliyev"),
        ("H. Aliyev", "Ilham Aliyev"),
        ("Ilham Aliyev", "Ilham Aliyeva"),
        ("Aliyev", "Ilham Aliyev"),
        ("I. A.", "I. B."),
        ("I. A.", "Ilham A."),
        ("D. Peskov", "Dmitriy P."),
        ("Maria Zakharova", "Mario Zakharov"),
        ("Russian peacekeeping contingent", "Russian peacekeeping command"),
        ("Government of Armenia", "Government of Azerbaijan"),
        ("Ministry of Economy", "Ministry of Ecology"),
        ("Ministry of Economy", "Economy Ministry"),
        ("Armenian authorities", "Azerbaijani authorities"),
        ("Azerbaijani media", "Azerbaijani protesters"),
        ("Russian Foreign Ministry", "Russian Community"),
        ("Lachin road", "Lachin highway"),
        ("Base Metals", "Base Metals company"),
        ("Brigade 1026", "Brigade 1027"),
        ("Khankendi", ""),
        ("!?", "?!"),
    ],
)
def test_names_that_are_two_are_left_apart(one, other):
    assert why(one, other) == ""


def test_the_reason_names_the_words():
    assert why("Dmitriy Peskov", "Dmitry Peskov") == (
        "“Dmitriy” and “Dmitry” may be one name, spelled in two ways"
    )
    assert why("D. Peskov", "Dmitriy Peskov") == (
        "“D” and “Dmitriy”: the one may be the initial of the other"
    )
    assert "differ by one letter" in why("Pashinyan", "Pachinyan")
    assert why("THE RED CROSS", "Red Cross") == "they are the same words"


def test_of_the_seeds_names_none_is_taken_for_another_actors():
    names = [
        (actor["name"], Name.read(spelling))
        for actor in make.seed_claims()["actors"]
        for spelling in [actor["name"], *actor["aliases"]]
    ]
    assert list(alike_in(names)) == []
    more = [*names, ("new", Name.read("Dmitry Peskov")), ("new", Name.read("Khankandy"))]
    found = {(more[a][0], more[b][0]) for a, b, _ in alike_in(more)}
    assert found == {("Dmitriy Peskov", "new"), ("Khankendi", "new")}


@pytest.mark.parametrize(
    ("word", "bones"),
    [
        ("Dmitriy", "dmitri"),
        ("Əliyev", "aliav"),
        ("Захарова", "zaharova"),
        ("", ""),
        ("Q42", "q42"),
    ],
)
def test_a_skeleton_is_what_spellings_share(word, bones):
    assert skeleton(word) == bones
