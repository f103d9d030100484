"""The numbers of a text that count something."""

import pytest

from articles.text.numbers import find_numbers


def told(text):
    return [(text[row.start : row.end], row.value, row.what) for row in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("eight Kamaz trucks", ("eight", 8, "kamaz")),
        ("about four hundred trucks", ("four hundred", 400, "trucks")),
        ("1,200 people", ("1,200", 1200, "people")),
        ("2.5 million tons", ("2.5 million", 2_500_000, "tons")),
        ("12 percent of it", ("12 percent", 12, "%")),
        ("twenty-two of them", ("twenty-two", 22, "of")),
    ],
)
def test_a_number_is_found_with_what_it_counts(text, found):
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        ",".join(["111"] * 1000),
        "at 12:20",
        "the 13th day",
        "731-AB",
        "$50",
        "2022-12-03",
        "a truck",
        "someone",
        "tent",
    ],
)
def test_what_counts_nothing_is_not_found(text):
    assert told(text) == []
