"""Two people's changes of the same thing, joined field by field."""

import pytest

from factcheck.rules.merging import merged

BASE = {"words": "open", "topic": 1, "from": None}


@pytest.mark.parametrize(
    ("theirs", "mine", "values", "changed", "both"),
    [
        ({}, {}, {}, [], []),
        ({"words": "shut"}, {}, {"words": "shut"}, ["words"], []),
        ({}, {"topic": 2}, {"topic": 2}, [], []),
        ({"words": "shut"}, {"topic": 2}, {"words": "shut", "topic": 2}, ["words"], []),
        ({"words": "shut"}, {"words": "blocked"}, {"words": "blocked"}, ["words"], ["words"]),
        ({"words": "shut"}, {"words": "shut"}, {"words": "shut"}, ["words"], []),
        ({"from": 3}, {"from": 4, "topic": 2}, {"from": 4, "topic": 2}, ["from"], ["from"]),
    ],
)
def test_each_field_is_as_the_one_who_changed_it_has_it(theirs, mine, values, changed, both):
    found = merged(BASE, BASE | theirs, BASE | mine)
    assert found == (BASE | values, changed, both)
