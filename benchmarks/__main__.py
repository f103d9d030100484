"""Ratios measured in one run, because machines are noisy: our door against the bare limit.

`python -m benchmarks [SECTION …] [--database sqlite|postgres]`: each database is made for this run
and removed afterwards.
"""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import warnings
from contextlib import contextmanager

SECTIONS = ("pages", "desk", "marks", "beside", "placement", "reuse", "imports")
DATABASES = ("sqlite", "postgres")


def main(sections, databases):
    for database in databases:
        sys.stdout.write(f"== {database}\n")
        sys.stdout.flush()
        with made(database) as environment:
            command = [sys.executable, "-m", "benchmarks", "--here", *sections]
            subprocess.run(command, env=os.environ | environment, check=True)


@contextmanager
def made(database):
    """The environment of a database of our own."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        environment = {
            "FACTCHECK_VAR": folder,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        }
        if database == "sqlite":
            yield environment
            return
        from tests import pg_plugin

        with pg_plugin.postgres() as (url, _):
            pg_plugin.make_database(url)
            yield environment | {"DATABASE_URL": url}


def measure(sections):
    """Run these sections on the database of the environment and print what they measure."""
    import django
    from django.core.management import call_command

    django.setup()
    warnings.filterwarnings("ignore", "No directory at")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    for section in sections:
        for name, value, unit in importlib.import_module(f"benchmarks.{section}").measure():
            sys.stdout.write(f"{name:58} {value:10.2f} {unit}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m benchmarks")
    asked.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    asked.add_argument("--database", choices=DATABASES)
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    wanted = given.sections or SECTIONS
    if given.here:
        measure(wanted)
    else:
        main(wanted, [given.database] if given.database else DATABASES)
