"""An import that is killed leaves whole files only, and the next one brings in the rest."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_an_import_killed_at_any_moment_is_completed_by_the_next():
    on_postgres = ["--postgres"] * (os.environ["TEST_DATABASE"] == "postgres")
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills", "--files=60", "--kills=8", *on_postgres],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert found["inside"] >= 2, found  # kills that met the import half way
