"""Editors at work at once lose nothing, on a server of several processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_editors_who_link_and_reword_at_once_lose_nothing():
    on_postgres = ["--postgres"] * (os.environ["TEST_DATABASE"] == "postgres")
    done = subprocess.run(
        [sys.executable, "-m", "tests.crowd", "--links=8", "--races=6", *on_postgres],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert (found["links"], found["answers"], found["races"]) == (64, {"302": 64}, 6)
    assert found["lost"] == []
    assert found["faults"] == []
