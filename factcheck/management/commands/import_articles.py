"""Bring articles in from files and folders."""

import json
import os
import stat
import sys
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from articles.formats.choose import ENDINGS
from articles.models import Outcome
from articles.models.imports import LONGEST_PATH
from articles.services.ingest import try_ingest
from factcheck import presenters, queries
from factcheck.services import sources

# A pipe without a writer must not make us wait, and a file must not become a link meanwhile.
SAFELY = os.O_NONBLOCK | os.O_NOFOLLOW


class Command(BaseCommand):
    help = "Import articles from files or folders; what is known already stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and report, save nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write JSON Lines to FILE")

    def handle(self, *, paths, dry_run, report, **options):
        files = self._once([file for path in paths for file in self._files(path)])
        with _opened(report) as written:
            rows = self._try(files) if dry_run else self._import(files)
            for row in rows:
                written.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._say(rows, dry_run)
        if any(row["outcome"] == Outcome.REJECTED for row in rows):
            sys.exit(1)

    def _files(self, path):
        """(name, path) of each file; the name within its folder is its name from now on."""
        if not os.path.lexists(path):
            raise CommandError(f"{path}: there is no such file or folder.", returncode=2)
        if not path.is_dir():
            return [(path.name, path)]
        closed = []  # folders that cannot be looked into are reported like files
        walked = path.walk(on_error=lambda error: closed.append(Path(error.filename)))
        inside = sorted(folder / name for folder, _, names in walked for name in names)
        readable = [p for p in inside if p.suffix.lower() in ENDINGS]
        if left := len(inside) - len(readable):
            kinds, files = ", ".join(ENDINGS), "file was" if left == 1 else "files were"
            self.stderr.write(f"{path}: {left} other {files} left alone: only {kinds} are read.")
        return [(p.relative_to(path).as_posix(), p) for p in [*closed, *readable]]

    def _once(self, files):
        """Each file once. A name is an article's for good, so two files of one name are refused."""
        taken = {}
        for name, path in files:
            other = taken.setdefault(name, path)
            if other.resolve() != path.resolve():
                raise CommandError(
                    f"{other} and {path} would both be called “{name}”. Import them from a folder"
                    " above both, or rename one.",
                    returncode=2,
                )
        return list(taken.items())

    def _try(self, files):
        rows = []
        for name, path in self._track(files):
            name, data, fault = _read(name, path)
            if fault:
                rows.append(presenters.refused_row(name, fault))
            else:
                done = try_ingest(name=name, data=data)
                rows.append(presenters.import_row(done, saved=False))
        return rows

    def _import(self, files):
        run = sources.begin_run(by=None)
        for name, path in self._track(files):
            name, data, fault = _read(name, path)
            if fault:
                sources.refuse_file(run=run, name=name, message=fault)
            else:
                sources.import_file(run=run, name=name, data=data, by=None)
        sources.finish_run(run=run)
        return [presenters.import_row(item) for item in queries.import_items(run)]

    def _track(self, files):
        console = Console(stderr=True)
        hidden = not console.is_terminal
        return track(files, description="Reading", console=console, disable=hidden)

    def _say(self, rows, dry_run):
        for row in rows:
            if row["outcome"] == Outcome.REJECTED:
                self.stderr.write(f"{row['path']}: {row['message']}")
        counts = {
            outcome.label: sum(row["outcome"] == outcome for row in rows)
            for outcome in Outcome
            if outcome != Outcome.WAITING
        }
        told = ", ".join(f"{count} {label}" for label, count in counts.items())
        self.stdout.write(f"{len(rows)} files: {told}." + " Nothing was saved." * dry_run)


def _opened(report):
    """The report, open before anything is imported, for a wrong name should cost nothing."""
    try:
        return report.open("w", encoding="utf-8") if report else StringIO()
    except OSError as error:
        raise CommandError(f"{report}: {error.strerror}.", returncode=2) from error


def _read(name, path):
    """(name, bytes, fault in words) of a file; bytes or fault is empty."""
    printable = name.encode(errors="backslashreplace").decode()
    if printable != name:
        return printable[:LONGEST_PATH], b"", "Its name is not UTF-8. Rename it."
    if len(name) > LONGEST_PATH:
        return (
            name[:LONGEST_PATH],
            b"",
            f"Its path has more than {LONGEST_PATH} characters. Shorten it.",
        )
    try:
        return name, *_bytes_or_fault(path)
    except OSError as error:
        return name, b"", f"It cannot be read: {error.strerror}."


def _bytes_or_fault(path):
    """The bytes of a regular file. A link, a pipe or a device is never read: it may never end."""
    limit = settings.MAX_IMPORT_BYTES
    if path.is_symlink():
        return b"", "It is a link. Import what it leads to."
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | SAFELY)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return b"", "It is not a regular file."
        data = file.read(limit + 1)
    if len(data) > limit:
        more = "Split it, or raise FACTCHECK_MAX_IMPORT_BYTES."
        return b"", f"It has more than {limit:,} bytes, the most that are read. {more}"
    return data, ""
