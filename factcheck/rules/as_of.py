"""Days on which the evidence is looked at as it stood then."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Clock(StrEnum):
    """By which day a piece of evidence was there."""

    SAYING = "saying"
    PRINTING = "printing"

    @property
    def label(self):
        return {"saying": "the day it was said", "printing": "the day it was printed"}[self.value]


EARLIEST, LATEST = date(1500, 1, 1), date(9000, 1, 1)
MEANING = (
    "By saying, words count from the day on which they were said, and where that is not known from"
    " the day on which they were printed; by printing from the latter alone. Words of which neither"
    " day is known do not count."
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was there at the end of `day`, by one of the two clocks."""

    day: date
    clock: Clock = Clock.SAYING

    @property
    def last_month(self) -> date:
        """The first day of the last month that was over by then."""
        tomorrow = self.day + timedelta(days=1)
        return (tomorrow.replace(day=1) - timedelta(days=1)).replace(day=1)

    @property
    def last_year(self) -> date:
        """The first day of the last year that was over by then."""
        tomorrow = self.day + timedelta(days=1)
        return (tomorrow.replace(month=1, day=1) - timedelta(days=1)).replace(month=1, day=1)


def read(day: str, clock: str = "") -> AsOf | None:
    """What an address asks for; None where no day is named. ValueError tells what is wrong."""
    if not day:
        return None
    try:
        at = date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"“{day}” is no day. Write it as in 2022-12-31.") from None
    if not EARLIEST <= at <= LATEST:
        raise ValueError(f"“{day}” is too far away. Choose a day from {EARLIEST} to {LATEST}.")
    if clock not in ("", *Clock):
        raise ValueError(f"“{clock}” is no clock. Days are counted by saying or by printing.")
    return AsOf(at, Clock(clock or Clock.SAYING))
