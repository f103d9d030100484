"""Days in addresses."""

import re
from datetime import date

import pytest

from factcheck.rules.as_of import AsOf, Clock, read


def test_a_day_is_read_by_saying_unless_the_other_clock_is_named():
    assert read("2022-12-31") == AsOf(date(2022, 12, 31), Clock.SAYING)
    assert read("2022-12-31", "printing") == AsOf(date(2022, 12, 31), Clock.PRINTING)
    assert read("") is None


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [
        ("2022-02-30", "", "“2022-02-30” is no day. Write it as in 2022-12-31."),
        ("yesterday", "", "“yesterday” is no day. Write it as in 2022-12-31."),
        (
            "0001-01-01",
            "",
            "“0001-01-01” is too far away. Choose a day from 1500-01-01 to 9000-01-01.",
        ),
        (
            "9999-12-31",
            "",
            "“9999-12-31” is too far away. Choose a day from 1500-01-01 to 9000-01-01.",
        ),
        ("2022-12-31", "moon", "“moon” is no clock. Days are counted by saying or by printing."),
    ],
)
def test_what_is_no_day_is_told(day, clock, told):
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        read(day, clock)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        (date(2022, 12, 31), date(2022, 12, 1), date(2022, 1, 1)),
        (date(2022, 12, 30), date(2022, 11, 1), date(2021, 1, 1)),
        (date(2023, 1, 1), date(2022, 12, 1), date(2022, 1, 1)),
        (date(2024, 2, 29), date(2024, 2, 1), date(2023, 1, 1)),
    ],
)
def test_months_and_years_count_when_they_are_over(day, month, year):
    assert (AsOf(day).last_month, AsOf(day).last_year) == (month, year)
