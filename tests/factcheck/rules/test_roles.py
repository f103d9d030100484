"""The same role in other words; and roles that say too little to mean anybody."""

import pytest

from factcheck.rules.countries import ADJECTIVES, COUNTRIES
from factcheck.rules.roles import key, named_in


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Prime Minister of Armenia", "the prime minister of Armenia"),
        ("Prime Minister of Armenia", "Armenian Prime Minister"),
        ("Prime Minister of Armenia", "Armenia's prime minister"),
        ("Prime Minister of Armenia", "Armenia’s prime minister"),
        ("President of Azerbaijan", "Azerbaijani President"),
        ("President of Turkey", "Turkish president"),
        ("President of the United States", "U.S. president"),
        ("President of the United States", "US president"),
        ("Prime Minister of the United Kingdom", "British prime minister"),
        ("President of South Africa", "the South African president"),
        ("Kremlin spokesman", "Kremlin spokesperson"),
        ("Spokeswoman of the Russian Foreign Ministry", "Russian Foreign Ministry spokesman"),
        ("Spokeswoman of the Foreign Ministry of Russia", "Russian Foreign Ministry spokeswoman"),
    ],
)
def test_a_role_is_the_same_in_other_words(title, told):
    assert key(title) == key(told) != ()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Prime Minister of Armenia", "former Armenian prime minister"),
        ("Prime Minister of Armenia", "Armenian deputy prime minister"),
        ("Prime Minister of Armenia", "Prime Minister of Azerbaijan"),
        ("President of Niger", "Nigerian president"),
        ("President of the Republic of the Congo", "President of the Congo"),
        ("Minister of Foreign Affairs of Armenia", "Armenian foreign ministry"),
    ],
)
def test_another_role_is_another(title, told):
    assert key(title) != key(told)


@pytest.mark.parametrize("title", ["", "Prime Minister", "the president", "press secretary", "¡!"])
def test_a_role_of_nobody_in_particular_means_nobody(title):
    assert key(title) == ()


def test_roles_are_found_in_a_text():
    keys = {key("Prime Minister of Armenia"), key("Prime Minister of Georgia"), key("Kremlin aide")}
    text = "Asked, the Armenian prime minister’s office was silent; so was Kremlin."
    assert named_in(text, keys) == {key("Prime Minister of Armenia")}
    assert named_in("He told us: president of the States.", {key("US president")}) == set()
    assert named_in(text, []) == set()


def test_each_adjective_is_of_a_country_there_is():
    assert set(ADJECTIVES.values()) <= set(COUNTRIES)
    assert ADJECTIVES["south korean"] == "KR"
