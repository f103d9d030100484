"""An import that is killed leaves whole files only, and the next one brings in the rest."""

from tests.factcheck.commands.modules import told_by


def test_an_import_killed_at_any_moment_is_completed_by_the_next():
    found = told_by("tests.kills", "--files=60", "--kills=8")
    assert found["faults"] == []
    assert found["inside"] >= 2, found  # kills that met the import half way
