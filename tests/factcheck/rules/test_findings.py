"""Passages whose words are not where they were."""

from datetime import date

import pytest

from factcheck.rules.findings import Moved, in_words, lost_passages


@pytest.mark.parametrize(
    ("state", "severity"), [("lost", "red"), ("changed", "amber"), ("ambiguous", "amber")]
)
def test_lost_words_are_red_and_changed_ones_amber(state, severity):
    span = (None, None) if state == "lost" else (3, 9)
    [noticed] = lost_passages([Moved("c1", "a.txt", "It is open.", state, *span)])
    assert (noticed.severity, noticed.claim, noticed.source) == (severity, "c1", "a.txt")
    assert (noticed.start, noticed.end, noticed.expected) == (*span, "It is open.")


def test_days_are_written_out():
    assert in_words(date(2022, 12, 3)) == "3 December 2022"
