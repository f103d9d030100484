"""Sources: files brought in, with their run, their report and their entries."""

from django.db import transaction
from django.utils import timezone

from articles.models import ImportItem, ImportRun, Outcome, Revision
from articles.services import dating, ingest
from factcheck.services import findings, ledger, looking, placements, quotes

LEFT_OUT = "It was left out before the import."


class RunClosed(Exception):
    """An import was confirmed or discarded a second time."""

    def __init__(self, run):
        if run.finished_at or run.discarded_at:
            done = "was imported already" if run.finished_at else "was discarded already"
        else:
            done = "is being imported"
        super().__init__(f"{run} {done}.")


class EncodingsUndecided(Exception):
    """An upload was confirmed before somebody chose how to read all of its files."""

    def __init__(self, files):
        told = "1 file waits" if files == 1 else f"{files} files wait"
        super().__init__(f"{told} for an encoding. Choose one for each, or leave the file out.")


@transaction.atomic
def begin_run(*, by):
    return ImportRun.objects.create(by=by)


@transaction.atomic
def import_file(*, run, name, data, by):
    """Bring in one file and its ImportItem, all or nothing."""
    item = ImportItem(run=run, path=name)
    return _bring_in(item, data, by)


@transaction.atomic
def refuse_file(*, run, name, message):
    """Report a file that could not even be read from the disk."""
    item = ImportItem(run=run, path=name)
    _reject(item, message)
    return item


@transaction.atomic
def finish_run(*, run):
    """Close a run; what came in may date articles that had no date, and not fit what was there.

    RunClosed where it is over.
    """
    run = waiting(run)
    for inferred in dating.infer_dates():
        before = ledger.snapshot(inferred.article)
        article = dating.set_inferred_date(inferred)
        after = ledger.snapshot(article)
        ledger.record(
            None, "infer date", row=article, before=before, after=after, reason=inferred.why
        )
    new = Revision.objects.filter(
        import_items__run=run, import_items__outcome__in=[Outcome.CREATED, Outcome.REVISED]
    )
    if kinds := looking.concerned(new.distinct()):
        findings.look(by=None, kinds=kinds)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return run


@transaction.atomic
def confirm_run(*, run, by):
    """Say that what waits in `run` shall be brought in, by `import_confirmed`.

    RunClosed where that was said before; EncodingsUndecided where nobody said how to read a file.
    """
    run = waiting(run)
    if run.confirmed_at:
        raise RunClosed(run)
    if undecided := sum(item.is_undecided for item in run.items.defer("staged")):
        raise EncodingsUndecided(undecided)
    run.confirmed_at, run.confirmed_by = timezone.now(), by
    run.save(update_fields=["confirmed_at", "confirmed_by"])
    return run


def import_confirmed(*, run):
    """Bring in the files that wait in a confirmed run, each in a transaction of its own.

    What was done before a crash stays done: called again, it goes on with the rest.
    """
    files = run.items.filter(outcome=Outcome.WAITING).values_list("pk", flat=True)
    try:
        for pk in list(files):
            _bring_in_staged(run, pk)
        finish_run(run=run)
    except RunClosed:
        pass  # somebody else, who went on with it too, was faster


@transaction.atomic
def discard_run(*, run):
    """Give up an upload that waits; its staged bytes go. RunClosed once it was confirmed."""
    run = waiting(run)
    if run.confirmed_at or run.items.exclude(outcome=Outcome.WAITING).exists():
        raise RunClosed(run)
    run.items.update(staged=None)
    run.discarded_at = timezone.now()
    run.save(update_fields=["discarded_at"])
    return run


def waiting(run):
    """The run as it stands now, locked; RunClosed where it was confirmed or discarded."""
    ledger.lock()
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.is_waiting:
        raise RunClosed(run)
    return run


@transaction.atomic
def _bring_in_staged(run, pk):
    """Bring in one file, unless somebody else who went on with the run was faster."""
    run = waiting(run)
    item = run.items.get(pk=pk)
    if item.outcome != Outcome.WAITING:
        return
    if item.left_out:
        _reject(item, LEFT_OUT)
    elif item.staged is None:
        _reject(item, item.reading["message"], item.reading["warnings"])
    else:
        decided = ingest.Decided(item.chosen_encoding, item.corrections)
        _bring_in(item, bytes(item.staged), run.confirmed_by, decided)


def _reject(item, message, warnings=()):
    item.outcome, item.message, item.warnings = Outcome.REJECTED, message, list(warnings)
    item.staged, item.done_at = None, timezone.now()
    item.save()


def _bring_in(item, data, by, decided=ingest.NOTHING_DECIDED):
    ledger.lock()  # before any row, so that two imports cannot wait for each other
    done = ingest.ingest(name=item.path, data=data, by=by, decided=decided)
    item.sha256, item.outcome, item.encoding = done.sha256, done.outcome, done.encoding
    item.message, item.warnings, item.staged = done.message, done.warnings, None
    item.rejected_rows, item.done_at = done.rejected_rows, timezone.now()
    item.save()
    item.revisions.set(done.revisions)
    for revision in done.created:
        after = ledger.snapshot(revision)
        del after["text"]  # the words stand in the revision, under their sha256
        if is_first := revision.number == 1:
            after["article"] = ledger.snapshot(revision.article)
        verb = "import article" if is_first else "import revision"
        ledger.record(by, verb, row=revision, after=after)
        if not is_first:
            placements.place_revision(revision=revision, by=by)
        quotes.propose_quotes(revision=revision, by=by)
    return item
