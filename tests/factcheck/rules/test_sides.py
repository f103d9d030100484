"""Whose outlets carry what a side says, and which side an outlet has."""

import pytest

from factcheck.rules.sides import become, carried_only_by_others, nearest_side


@pytest.mark.parametrize(
    ("claimants", "carriers", "is_marked"),
    [
        ({"A"}, {"B"}, True),
        ({"A"}, {"B", "C"}, True),
        ({"A", "C"}, {"B"}, True),
        ({"A"}, {"A"}, False),
        ({"A"}, {"A", "B"}, False),
        ({"A", "B"}, {"B"}, False),
        (set(), {"B"}, False),
        ({"A"}, set(), False),
        (set(), set(), False),
    ],
)
def test_only_others_carry_what_has_no_outlet_of_its_own_side(claimants, carriers, is_marked):
    assert carried_only_by_others(claimants, carriers) is is_marked


def test_an_outlet_has_the_side_of_its_nearest_owner():
    owners = {"paper": "house", "house": "state"}
    assert nearest_side("paper", {"state": "A"}, owners) == "A"
    assert nearest_side("paper", {"state": "A", "house": "B"}, owners) == "B"
    assert nearest_side("paper", {"state": "A", "paper": "C"}, owners) == "C"
    assert nearest_side("state", {"paper": "A"}, owners) is None


def test_outlets_that_own_one_another_have_no_end_and_no_side():
    assert nearest_side("a", {}, {"a": "b", "b": "a"}) is None


def test_what_was_merged_twice_is_what_it_became_at_last():
    assert [become(key, {1: 2, 2: 3}) for key in (1, 2, 3, 4)] == [3, 3, 3, 4]
