"""Hostile and malformed files through every door: each ends as it must, and no page breaks."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction

from tests import doors, heavy, hostile

ROOT = Path(__file__).parents[3]
MEGA = 1_000_000


def faults_through(door):
    """What is not as expected, for each file that goes through the door, one without the others."""
    faults = {}
    for file in hostile.FILES:
        with transaction.atomic():
            found = door(file.name, file.make())
            transaction.set_rollback(True)
        if wrong := found.faults(file):
            faults[file.name] = (wrong, found.said[:300])
    return faults


@pytest.fixture
def uncollected():
    """Nothing is collected meanwhile.

    A finalizer that happens to run at the bottom of a file that is nested too deeply cannot even
    be told of, and Python then reports that as a fault of its own.
    """
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.django_db
@pytest.mark.usefixtures("uncollected")
def test_by_command_every_hostile_file_ends_as_it_must(tmp_path):
    assert faults_through(lambda name, data: doors.by_command(tmp_path, name, data)) == {}


@pytest.mark.usefixtures("uncollected")
def test_by_upload_every_hostile_file_ends_as_it_must(as_admin):
    assert faults_through(lambda name, data: doors.by_upload(as_admin, name, data)) == {}


def test_heavy_files_go_through_in_time_and_in_little_memory(tmp_path):
    """One door beside each database of the suite, for this has a database of its own."""
    door = {"sqlite": "command", "postgres": "upload"}[os.environ["TEST_DATABASE"]]
    done = subprocess.run(
        [sys.executable, "-m", "tests.heavy", str(tmp_path), door],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    ended = [(line["name"], line["door"]) for line in lines]
    assert ended == list(heavy.rounds([file.name for file in hostile.HEAVY], door)), done.stderr
    assert [line for line in lines if line["faults"]] == []
    assert max(line["seconds"] for line in lines) <= 30
    assert max(line["peak"] for line in lines) <= 700 * MEGA
