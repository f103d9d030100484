import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import Moment, read_moment


def written(text, **known):
    moment = read_moment(text, **known)
    return moment and moment.isoformat()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-01-02", "2023-01-02"),
        ("2023/01/02", "2023-01-02"),
        ("2023-01-02 12:20", "2023-01-02T12:20"),
        ("2023-01-11T17:39:00+04:00", "2023-01-11T17:39+04:00"),
        ("2023-01-11T17:39:05.123Z", "2023-01-11T17:39:05+00:00"),
        ("April 20, 2024 13:04", "2024-04-20T13:04"),
        ("December 24, 2022", "2022-12-24"),
        ("Dec. 24th, 2022 at 1:04 p.m.", "2022-12-24T13:04"),
        ("Dec 24 2022 - 12:04 AM", "2022-12-24T00:04"),
        ("11 January 2023 17:39 (UTC+04:00)", "2023-01-11T17:39+04:00"),
        ("11 January 2023 17:39 (UTC−4)", "2023-01-11T17:39-04:00"),
        ("Wed, 11 Jan 2023 17:39:00 +0430", "2023-01-11T17:39+04:30"),
        ("Wednesday 11 January 2023", "2023-01-11"),
        ("11 января 2023 г., 17:39 GMT", "2023-01-11T17:39+00:00"),
        ("1 марта 2020 года", "2020-03-01"),
        ("11 Yanvar 2023", "2023-01-11"),
        ("1 İyun 2023", "2023-06-01"),
        ("11 հունվարի 2023 թ.", "2023-01-11"),
        ("January 2023", "2023-01"),
        ("январь 2023", "2023-01"),
        ("2023-01", "2023-01"),
        ("2023", "2023"),
        ("24.12.2022", "2022-12-24"),
        ("12/24/2022", "2022-12-24"),
        ("04/04/2023", "2023-04-04"),
    ],
)
def test_what_is_written_clearly_is_read_exactly(text, iso):
    assert written(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-30",
        "29 February 2023",
        "2023-13",
        "03/04/2023",
        "13/14/2023",
        "31/02/2023",
        "24.12.22",
        "December 24, '22",
        "Thu, 11 Jan 2023",
        "Friday 2023",
        "January 2023 10:00",
        "2023-01-02 24:00",
        "2023-01-02 13:04 pm",
        "2023-01-02 12:20 +15:00",
        "2023-01-02 12:20 +04:75",
        "2023-01-02 12:20 EST",
        "12:20",
        "1066-10-14",
        "December 3 and 7, 2022",
        "November 16-18",
        "on 2023-01-02",
    ],
)
def test_what_is_impossible_or_can_mean_two_things_is_not_read(text):
    assert read_moment(text) is None


def test_a_day_without_its_year_is_read_only_where_the_year_is_known():
    assert read_moment("2 Jan. 12:20") is None
    assert written("2 Jan. 12:20", year=2023) == "2023-01-02T12:20"
    assert written("Jan. 2", year=2023) == "2023-01-02"
    assert read_moment("29 February", year=2023) is None


def test_a_known_year_does_not_replace_the_one_that_is_written():
    assert written("2 Jan. 2022", year=2023) == "2022-01-02"


@given(
    st.datetimes(dt.datetime(1500, 1, 1), dt.datetime(2199, 12, 31)).map(
        lambda at: at.replace(microsecond=0)
    ),
    st.none() | st.integers(-14 * 60, 14 * 60),
)
def test_a_moment_is_read_back_from_its_own_writing(at, offset):
    moment = Moment(at.date(), "day", at.time(), offset)
    assert read_moment(moment.isoformat()) == moment


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)))
def test_days_months_and_years_are_read_back_too(day):
    for precision in ("day", "month", "year"):
        moment = read_moment(Moment(day, precision).isoformat())
        assert moment
        assert moment.precision == precision
        assert moment.isoformat() == Moment(day, precision).isoformat()


@given(st.text(alphabet="0123456789-/.: TZ+janfebmrch,", max_size=25))
def test_nothing_makes_it_fall_over(text):
    read_moment(text, year=2023)


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        (Moment(dt.date(2024, 2, 29)), dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        (Moment(dt.date(2024, 2, 1), "month"), dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        (Moment(dt.date(2023, 1, 1), "year"), dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    ],
)
def test_a_moment_has_a_first_and_a_last_day(moment, first, last):
    assert moment.days == (first, last)
