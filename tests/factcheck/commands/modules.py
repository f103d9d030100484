"""Programs of the tests' own that are run as modules, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def told_by(module, *arguments):
    """The JSON object that a module prints, on the database under test."""
    on_postgres = ["--postgres"] * (os.environ["TEST_DATABASE"] == "postgres")
    command = [sys.executable, "-m", module, *arguments, *on_postgres]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)
