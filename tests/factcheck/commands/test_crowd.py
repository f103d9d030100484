"""Editors at work at once lose nothing, on a server of several processes."""

from tests.factcheck.commands.modules import told_by


def test_editors_who_link_and_reword_at_once_lose_nothing():
    found = told_by("tests.crowd", "--links=8", "--races=6")
    assert (found["links"], found["answers"], found["races"]) == (64, {"302": 64}, 6)
    assert found["lost"] == []
    assert found["faults"] == []
