"""Uploads: files kept until they are confirmed; meanwhile people look at what was read of them."""

from django.db import transaction

from articles.formats import charsets, choose, encoding
from articles.formats.draft import Unreadable
from articles.models import ImportItem, Outcome
from articles.models.imports import LONGEST_PATH
from articles.services import ingest
from factcheck.services import ledger, sources

PROPOSED = 4  # encodings


@transaction.atomic
def stage_upload(*, files, by):
    """Keep uploaded files, given as (name, bytes), until they are confirmed: nothing is imported.

    The files in an archive are kept one by one; what is refused of it stands in an item of its own.
    """
    run = sources.begin_run(by=by)
    for name, data in files:
        _stage(run, name, data)
    return run


def _stage(run, name, data):
    refused = []
    try:
        for member, content in choose.members(name, data, ingest.limits()):
            if isinstance(content, Unreadable):
                refused.append(f"{member}: {content}")
            elif len(member) > LONGEST_PATH:
                refused.append(f"{member[:LONGEST_PATH]}…: Its path is too long. Rename it.")
            else:
                sha256 = ingest.sha256_of(content)
                ImportItem.objects.create(run=run, path=member, sha256=sha256, staged=content)
    except Unreadable as error:
        _refuse(run, name, data, str(error), refused)
    else:
        if refused:
            told = "1 file" if len(refused) == 1 else f"{len(refused)} files"
            _refuse(run, name, data, f"{told} in it cannot be taken.", refused)


def _refuse(run, name, data, message, warnings):
    """Report an archive, or what is wrong with some of its files; there is nothing to bring in."""
    done = ingest.Ingested(name, ingest.sha256_of(data), message=message, warnings=warnings)
    ImportItem.objects.create(run=run, path=name, sha256=done.sha256, reading=_reading(done))


def read_upload(*, run):
    """Read the files of an upload that nobody has read yet; say of each what it would become."""
    unread = run.items.filter(outcome=Outcome.WAITING, reading__isnull=True)
    for pk in list(unread.values_list("pk", flat=True)):
        _read(unread.filter(pk=pk).first())


def _read(item):
    if item is None:
        return  # somebody else was faster
    data = bytes(item.staged)
    decided = ingest.Decided(item.chosen_encoding)
    done = ingest.try_ingest(name=item.path, data=data, decided=decided)
    earlier = item.run.items.filter(sha256=item.sha256, pk__lt=item.pk)
    same = earlier.values_list("path", flat=True).first()
    if same and done.created:
        done.outcome, done.created = Outcome.UNCHANGED, []
        done.message = f"The same bytes as {same}, which comes first."
    if done.outcome == Outcome.UNCHANGED and done.encoding not in ("", *encoding.STATED):
        item.chosen_encoding = done.encoding  # somebody chose it, and may think again
    if done.undecided or item.chosen_encoding:
        item.proposals = [
            {"encoding": p.encoding, "lines": p.first_lines, "likeliness": p.likeliness}
            for p in charsets.proposals(data, PROPOSED)
        ]
    item.reading = _reading(done)
    item.save(update_fields=["reading", "proposals", "chosen_encoding"])


def _reading(done):
    """What is kept of an Ingested whose rows are not there."""
    articles = zip(done.revisions, done.lengths, strict=True)
    return {
        "outcome": str(done.outcome),
        "encoding": done.encoding,
        "message": done.message,
        "warnings": done.warnings,
        "rejected_rows": done.rejected_rows,
        "articles": [_article(revision, length, done) for revision, length in articles],
    }


def _article(revision, paragraphs, done):
    article = revision.article
    is_known = revision not in done.created or revision.number > 1
    return {
        "article": article.pk if is_known else None,
        "revision": revision.number,
        "source_name": article.source_name,
        "opening": article.opening,
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else "",
        "byline": article.byline,
        "language": article.language,
        "url": article.url,
        "published": article.published.isoformat() if article.published else "",
        "published_basis": article.published_basis,
        "updated": article.updated.isoformat() if article.updated else "",
        "paragraphs": paragraphs,
    }


def first_draft(item):
    """The first article of a file that waits, read again for its words; None where none is read."""
    if item.staged is None:
        return None
    try:
        encoding = item.chosen_encoding or None
        reading = choose.read(
            item.path, bytes(item.staged), limits=ingest.limits(), encoding=encoding
        )
    except Unreadable:
        return None
    return reading.articles[0] if reading.articles else None


@transaction.atomic
def choose_encoding(*, item, name):
    """Read a file anew in the encoding that a person chose. RunClosed once it was confirmed."""
    item = _open(item)
    item.chosen_encoding, item.left_out = name, False
    item.save(update_fields=["chosen_encoding", "left_out"])
    _read(item)
    return item


@transaction.atomic
def correct(*, item, source_name, details):
    """Keep the details that a person gave an article of the file, where they are not as read."""
    item = _open(item)
    [article] = [row for row in item.reading["articles"] if row["source_name"] == source_name]
    changed = {name: value for name, value in details.items() if value != article[name]}
    item.corrections.pop(source_name, None)
    if changed:
        item.corrections[source_name] = changed
    item.save(update_fields=["corrections"])
    return item


@transaction.atomic
def leave_out(*, item, left_out):
    """Leave a file out of the import, or take it in again."""
    item = _open(item)
    item.left_out = left_out
    item.save(update_fields=["left_out"])
    return item


def _open(item):
    """The item as it stands now, of a run that waits to be confirmed."""
    ledger.lock()
    run = sources.waiting(item.run)
    if run.confirmed_at:
        raise sources.RunClosed(run)
    return run.items.get(pk=item.pk)
