"""Bring in the heaviest files by both doors, each in a process that may not have much memory.

`python -m tests.heavy FOLDER [command|upload|all]` keeps its database in FOLDER and prints one JSON
object for each file and door: what was not as expected, the seconds it took, the bytes of memory
at the most. "upload" takes those that weigh most on that door, "all" every file through both.
"""

import json
import os
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

ADDRESS_SPACE = 1 << 30
UPLOADED = {"50-mb-line.txt", "lines.txt", "cells.csv", "nested.html", "total.zip"}


def rounds(names, which):
    """Which file goes through which door, in order."""
    for name in names:
        if which in ("command", "all"):
            yield name, "command"
        if which == "all" or (which == "upload" and name in UPLOADED):
            yield name, "upload"


def main(folder, which):
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.LOGGING_CONFIG = None
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from tests import hostile, make

    make.person("admin", name="admin")
    connection.close()
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    files = {file.name: file for file in hostile.HEAVY}
    for name, door in rounds(files, which):
        child = os.fork()
        if child:
            os.waitpid(child, 0)
            continue
        try:
            print(json.dumps(measured(files[name], door, folder)), flush=True)
        finally:
            os._exit(0)


def measured(file, door, folder):
    data = file.make()
    expected = file
    if len(data) > 20_000_000:  # refused before it is read, in the words of the door
        expected = replace(file, words=("20,000,000",))
    begun = time.monotonic()
    found = through(door, file.name, data, folder)
    return {
        "name": file.name,
        "door": door,
        "faults": found.faults(expected),
        "said": found.said[:300],
        "seconds": time.monotonic() - begun,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def through(door, name, data, folder):
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.test import Client

    from tests import doors

    client = Client()
    client.force_login(get_user_model().objects.get(username="admin"))
    with transaction.atomic():
        if door == "command":
            found = doors.by_command(folder, name, data)
        else:
            found = doors.by_upload(client, name, data)
        transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    home = Path(sys.argv[1])
    os.environ |= {"FACTCHECK_VAR": str(home), "DATABASE_URL": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    main(home, sys.argv[2] if len(sys.argv) > 2 else "all")
