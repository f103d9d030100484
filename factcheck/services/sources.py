"""Sources: files brought in, with their run, their report and their entries."""

from django.db import transaction
from django.utils import timezone

from articles.models import ImportItem, ImportRun, Outcome
from articles.services import dating, ingest
from factcheck.services import ledger, placements


class RunClosed(Exception):
    """An import was confirmed or discarded a second time."""

    def __init__(self, run):
        if run.finished_at or run.discarded_at:
            done = "was imported already" if run.finished_at else "was discarded already"
        else:
            done = "is being imported"
        super().__init__(f"{run} {done}.")


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
    return ImportItem.objects.create(run=run, path=name, outcome=Outcome.REJECTED, message=message)


@transaction.atomic
def finish_run(*, run):
    """Close a run; what came in may date articles that had no date. RunClosed where it is over."""
    run = _waiting(run)
    for inferred in dating.infer_dates():
        before = ledger.snapshot(inferred.article)
        article = dating.set_inferred_date(inferred)
        after = ledger.snapshot(article)
        ledger.record(
            None, "infer date", row=article, before=before, after=after, reason=inferred.why
        )
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return run


@transaction.atomic
def stage_upload(*, files, by):
    """Keep uploaded files, as (name, bytes), until they are confirmed: nothing is imported yet."""
    run = begin_run(by=by)
    for name, data in files:
        ImportItem.objects.create(run=run, path=name, sha256=ingest.sha256_of(data), staged=data)
    return run


def preview(item):
    """What importing a staged file would do, as an Ingested; nothing is saved."""
    return ingest.try_ingest(name=item.path, data=bytes(item.staged))


def confirm_run(*, run, by):
    """Bring in the files that wait in `run`, each in a transaction of its own.

    What was done before a crash stays done: confirming again goes on with the rest.
    """
    waiting = run.items.filter(outcome=Outcome.WAITING).values_list("pk", flat=True)
    for pk in list(waiting):
        _bring_in_staged(run, pk, by)
    return finish_run(run=run)


@transaction.atomic
def discard_run(*, run):
    """Give up an upload that waits; its staged bytes go. RunClosed once a file of it is in."""
    run = _waiting(run)
    if run.items.exclude(outcome=Outcome.WAITING).exists():
        raise RunClosed(run)
    run.items.update(staged=None)
    run.discarded_at = timezone.now()
    run.save(update_fields=["discarded_at"])
    return run


def _waiting(run):
    """The run as it stands now, locked; RunClosed where it was confirmed or discarded."""
    ledger.lock()
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.is_waiting:
        raise RunClosed(run)
    return run


@transaction.atomic
def _bring_in_staged(run, pk, by):
    """Bring in one file, unless somebody else who confirmed the run was faster."""
    item = _waiting(run).items.get(pk=pk)
    if item.outcome == Outcome.WAITING:
        _bring_in(item, bytes(item.staged), by)


def _bring_in(item, data, by):
    ledger.lock()  # before any row, so that two imports cannot wait for each other
    done = ingest.ingest(name=item.path, data=data, by=by)
    item.sha256, item.outcome, item.encoding = done.sha256, done.outcome, done.encoding
    item.message, item.warnings, item.staged = done.message, done.warnings, None
    item.rejected_rows = done.rejected_rows
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
    return item
