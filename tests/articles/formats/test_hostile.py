import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import hostile

ROOT = Path(__file__).parents[3]
KILO = 1_000


def test_there_are_many_hostile_files_each_with_a_name_of_its_own():
    names = Counter(file.name for file in [*hostile.FILES, *hostile.HEAVY])
    assert sum(names.values()) >= 150
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("file", hostile.FILES, ids=lambda file: ascii(file.name)[:60])
def test_a_hostile_file_has_the_outcome_that_it_must_have(file):
    found = hostile.outcome_of(file.name, file.make())
    assert found.faults(file) == [], found


def test_heavy_files_are_read_or_refused_in_time_and_in_little_memory():
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["name"] for line in lines] == [file.name for file in hostile.HEAVY]
    assert [line for line in lines if line["faults"]] == []
    assert max(line["seconds"] for line in lines) <= 30
    assert max(line["peak"] for line in lines) <= 700 * KILO * KILO
