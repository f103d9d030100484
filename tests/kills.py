"""Kill an import at random moments, run it again, and look for what is lost, doubled or half there.

`python -m tests.kills [--files 500] [--kills 100] [--postgres] [--seed 1]` prints one JSON object.
Each round begins with an empty database, kills the command with SIGKILL at a random moment of the
time that the whole import takes, and lets a second run finish. A run that ended before it was
killed does not count.
"""

import argparse
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests import pg_plugin

TEXT = "Words of article {n}.\n\nThe road is open, say some of {n}.\n\nIt is not, say others.\n"
PARAGRAPHS = 3


def main(files, kills, seed, database):
    """The faults of all rounds, and how many files were in when the run was killed."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="factcheck-kills-") as folder:
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        for n in range(files):
            (inbox / f"{n}.txt").write_text(TEXT.format(n=n))
        database.make_template()
        database.begin_anew()
        begun = time.monotonic()
        assert import_in_child(inbox) == 0
        whole = time.monotonic() - begun
        faults, reached = [], []
        while len(reached) < kills:
            database.begin_anew()
            begun = time.monotonic()
            if import_in_child(inbox, kill_after=chance.uniform(0, whole)) == 0:
                whole = min(whole, time.monotonic() - begun)  # it had ended before; try again
                continue
            reached.append(in_child(lambda: len(articles())))
            faults += in_child(faults_when_killed)
            if import_in_child(inbox) != 0:
                faults.append("the second run did not end well")
            faults += in_child(lambda: faults_at_the_end(files))
    inside = sum(0 < count < files for count in reached)
    return {"kills": kills, "inside": inside, "reached": reached, "faults": faults}


def import_in_child(inbox, kill_after=None):
    """Run the command in a process of its own; its exit status, -9 where it was killed."""
    from django.core.management import call_command

    child = os.fork()
    if not child:
        status = 1
        try:
            call_command("import_articles", inbox, stdout=io.StringIO(), stderr=io.StringIO())
            status = 0
        finally:
            os._exit(status)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def in_child(look):
    """What `look` finds, in a process of its own, so that this one has no connection to fork."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(theirs, "w") as out:
            out.write(json.dumps(look()))
            out.flush()
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as found:
        said = found.read()
    assert os.waitpid(child, 0)[1] == 0
    return json.loads(said)


def articles():
    from articles.models import Article

    return list(Article.objects.values_list("source_name", flat=True))


def faults_when_killed():
    """What is half there: rows of one file that are not all there, or not in the ledger."""
    from articles.models import Article, ImportItem, IndexedArticle, Original, Revision
    from factcheck.models import Entry

    items = ImportItem.objects.filter(outcome="created")
    counts = {
        "articles": Article.objects.count(),
        "originals": Original.objects.count(),
        "revisions": Revision.objects.count(),
        "revisions with all paragraphs": revisions_in_full(),
        "indexed articles": IndexedArticle.objects.count(),
        "items": items.count(),
        "items with a revision": items.filter(revisions__number=1).count(),
        "entries": Entry.objects.filter(verb="import article").count(),
    }
    return [] if len(set(counts.values())) == 1 else [f"half there: {counts}"]


def faults_at_the_end(files):
    from django.core.management import call_command

    from articles.models import Article, ImportItem

    faults = faults_when_killed()
    if sorted(articles()) != sorted(f"{n}.txt" for n in range(files)):
        faults.append(f"{Article.objects.count()} articles of {files} files")
    created = ImportItem.objects.filter(outcome="created").values_list("path", flat=True)
    if sorted(created) != sorted(f"{n}.txt" for n in range(files)):
        faults.append("a file was created twice or never")
    call_command("verify_ledger", stdout=io.StringIO())
    return faults


def revisions_in_full():
    from django.db.models import Count

    from articles.models import Revision

    counted = Revision.objects.annotate(parts=Count("paragraphs"))
    return counted.filter(parts=PARAGRAPHS).count()


class Sqlite:
    """A file that is copied."""

    def __init__(self, folder):
        self.file, self.template = folder / "factcheck.sqlite3", folder / "template.sqlite3"
        os.environ |= {"FACTCHECK_VAR": str(folder), "DATABASE_URL": ""}

    def make_template(self):
        in_child(migrate)
        shutil.copy(self.file, self.template)

    def begin_anew(self):
        for left in self.file.parent.glob(f"{self.file.name}*"):
            left.unlink()
        shutil.copy(self.template, self.file)


class Postgres:
    """A database that is made of a template."""

    def __init__(self, url, folder):
        self.url = url
        os.environ |= {"FACTCHECK_VAR": str(folder), "DATABASE_URL": url}
        pg_plugin.make_database(url)

    def run(self, *statements):
        import psycopg2

        connection = psycopg2.connect(self.url, dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def make_template(self):
        in_child(migrate)
        self.run("CREATE DATABASE template TEMPLATE factcheck")

    def begin_anew(self):
        self.run(
            "DROP DATABASE factcheck WITH (FORCE)", "CREATE DATABASE factcheck TEMPLATE template"
        )


def migrate():
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


@contextmanager
def chosen_database(postgres):
    with tempfile.TemporaryDirectory(prefix="factcheck-kills-db-") as folder:
        if not postgres:
            yield Sqlite(Path(folder))
            return
        with pg_plugin.postgres() as (url, _):
            yield Postgres(url, Path(folder))


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=500)
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--postgres", action="store_true")
    given = asked.parse_args()
    with chosen_database(given.postgres) as database:
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        import django

        django.setup()
        found = main(given.files, given.kills, given.seed, database)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.exit(1 if found["faults"] else 0)
