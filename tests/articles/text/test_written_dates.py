"""The days that a text names."""

from datetime import date

import pytest

from articles.text.dates import find_dates
from tests import make

PRINTED = date(2022, 12, 24)


def told(text, printed=PRINTED):
    return [
        (text[row.start : row.end], [day.isoformat() for day in row.days], row.is_span)
        for row in find_dates(text, printed)
    ]


@pytest.mark.parametrize(
    ("text", "words", "days", "is_span"),
    [
        ("on December 3 and 7, 2022, talks", "December 3 and 7, 2022", "12-03 12-07", False),
        ("on 3 and 7 December 2022", "3 and 7 December 2022", "12-03 12-07", False),
        ("on December 3, 5 and 7", "December 3, 5 and 7", "12-03 12-05 12-07", False),
        ("on November 16-18, identical", "November 16-18", "11-16 11-18", True),
        ("from 10 to 14 November", "10 to 14 November", "11-10 11-14", True),
        (
            "between November 10 and November 14.",
            "November 10 and November 14",
            "11-10 11-14",
            True,
        ),
        ("between 10 and 14 November", "10 and 14 November", "11-10 11-14", True),
        ("December 3 and December 7", "December 3 and December 7", "12-03 12-07", False),
        ("the 9th of November, 2022", "9th of November, 2022", "11-09", False),
        ("on Nov. 9", "Nov. 9", "11-09", False),
        ("on 2022-11-09, he", "2022-11-09", "11-09", False),
    ],
)
def test_days_are_found_as_they_are_written(text, words, days, is_span):
    assert told(text) == [(words, [f"2022-{day}" for day in days.split()], is_span)]


def test_a_day_without_a_year_is_the_nearest_to_the_day_of_printing():
    assert told("on January 5") == [("January 5", ["2023-01-05"], False)]
    assert told("on July 5") == [("July 5", ["2022-07-05"], False)]


def test_a_span_over_the_new_year_takes_its_year_from_its_last_day():
    text = "from December 30 to January 2, 2023"
    assert told(text) == [("December 30 to January 2, 2023", ["2022-12-30", "2023-01-02"], True)]


def test_a_leap_day_stays_in_its_own_year():
    printed = date(2024, 3, 5)
    text = "from February 29 to March 2, 2023"
    assert told(text, printed) == [
        ("February 29 to March 2, 2023", ["2024-02-29", "2023-03-02"], True)
    ]


def test_where_no_day_of_printing_is_known_the_year_named_last_counts_and_none_is_guessed():
    assert told("on December 3", None) == []
    text = "On December 7, 2021, they met; on December 9 they parted."
    assert [days for _, days, _ in told(text, None)] == [["2021-12-07"], ["2021-12-09"]]


@pytest.mark.parametrize(
    "text",
    ["February 30", "in December 2022", "may 3 people", "December 12:20", "Room 7 Marchers", "3.5"],
)
def test_what_is_no_day_is_not_found(text):
    assert told(text) == []


def test_the_seeds_name_the_talks_with_two_days_in_each_way():
    found = {}
    for path in sorted(make.SEEDS.glob("*.txt")):
        text = path.read_text("utf-8")
        lists = [row for row in find_dates(text, PRINTED) if len(row.days) > 1 and not row.is_span]
        found[path.name[:3]] = [text[row.start : row.end] for row in lists]
    assert found == {
        "000": ["December 3 and 7, 2022"],
        "001": ["December 3 and 7, 2022"],
        "002": ["December 3 and 4"],
        "003": ["December 3 and 7, 2022"],
        "004": ["December 3 and 7, 2022"],
    }
