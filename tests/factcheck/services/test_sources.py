"""Files are brought in one by one, looked at first where they were uploaded."""

import pytest
from django.db import transaction

from articles.models import Article, ImportItem, ImportRun, Outcome
from articles.services.ingest import ingest, sha256_of
from factcheck.services import sources, uploads
from tests import make
from tests.factcheck.services.entries import new_entries, verbs
from tests.factcheck.services.test_ledger import in_threads

GOOD, BAD, OTHER = b"The road is open.\n", b"", b"Other words.\n"
FILES = [("good.txt", GOOD), ("bad.txt", BAD), ("other.txt", OTHER)]


def outcomes(run):
    return dict(run.items.values_list("path", "outcome"))


@pytest.mark.django_db
def test_a_bad_file_is_reported_and_the_others_go_in(admin):
    run = sources.begin_run(by=admin)
    with new_entries() as entries:
        for name, data in FILES:
            sources.import_file(run=run, name=name, data=data, by=admin)
    assert outcomes(run) == {"good.txt": "created", "bad.txt": "rejected", "other.txt": "created"}
    assert set(Article.objects.values_list("source_name", flat=True)) == {"good.txt", "other.txt"}
    assert "The file is empty" in run.items.get(path="bad.txt").message
    assert [(e.verb, e.by, e.model) for e in entries] == [
        ("import article", admin, "articles.revision")
    ] * 2


@pytest.mark.django_db
def test_an_item_keeps_what_was_read_and_leads_to_its_revisions():
    run = sources.begin_run(by=None)
    item = sources.import_file(run=run, name="good.txt", data=GOOD, by=None)
    stored = ImportItem.objects.get(pk=item.pk)
    assert (stored.sha256, stored.encoding, stored.staged) == (sha256_of(GOOD), "utf-8", None)
    assert stored.warnings[-1] == "No outlet is named."
    assert stored.revisions.get().article.source_name == "good.txt"


@pytest.mark.django_db
def test_the_ledger_keeps_the_hash_of_a_text_and_not_the_text(admin):
    with new_entries() as entries:
        run = sources.begin_run(by=admin)
        for data in (GOOD, OTHER, GOOD):
            sources.import_file(run=sources.begin_run(by=admin), name="a.txt", data=data, by=admin)
    assert run.items.count() == 0
    assert verbs(entries) == ["import article", "import revision"]
    assert [entry.after["sha256"] for entry in entries] == [sha256_of(GOOD), sha256_of(OTHER)]
    assert not any("text" in entry.after for entry in entries)


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_reported_too():
    run = sources.begin_run(by=None)
    item = sources.refuse_file(run=run, name="gone.txt", message="It cannot be read.")
    assert (item.outcome, item.message) == (Outcome.REJECTED, "It cannot be read.")


@pytest.mark.django_db
def test_an_upload_waits_and_nothing_is_imported(admin):
    with new_entries() as entries:
        run = uploads.stage_upload(files=FILES, by=admin)
    assert (run.by, run.is_waiting, entries) == (admin, True, [])
    assert set(outcomes(run).values()) == {Outcome.WAITING}
    assert [bytes(item.staged) for item in run.items.all()] == [GOOD, BAD, OTHER]
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_confirming_brings_the_files_in_and_lets_the_bytes_go(admin, editor):
    run = make.staged(FILES, by=admin)
    with new_entries() as entries:
        run = make.confirmed(run, by=editor)
    assert outcomes(run) == {"good.txt": "created", "bad.txt": "rejected", "other.txt": "created"}
    assert run.finished_at
    assert not run.is_waiting
    assert not run.items.exclude(staged=None).exists()
    assert not run.items.filter(done_at=None).exists()
    assert [(e.verb, e.by) for e in entries] == [("import article", editor)] * 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("import", "import", "was imported already"),
        ("import", "discard", "was imported already"),
        ("confirm", "confirm", "is being imported"),
        ("confirm", "discard", "is being imported"),
        ("discard", "import", "was discarded already"),
        ("discard", "discard", "was discarded already"),
    ],
)
@pytest.mark.parametrize("stale", [True, False])
def test_an_import_ends_once(admin, first, second, message, stale):
    def end(run, how):
        if how == "discard":
            return sources.discard_run(run=run)
        if how == "confirm":
            return sources.confirm_run(run=run, by=admin)
        return make.confirmed(run, by=admin)

    run = make.staged(FILES, by=admin)
    end(ImportRun.objects.get(pk=run.pk) if stale else run, first)
    ended = ImportRun.objects.get(pk=run.pk)
    with pytest.raises(sources.RunClosed, match=message):
        end(run if stale else ended, second)
    again = ImportRun.objects.get(pk=run.pk)
    assert (again.finished_at, again.discarded_at) == (ended.finished_at, ended.discarded_at)


@pytest.mark.django_db
def test_discarding_imports_nothing_and_lets_the_bytes_go(admin):
    run = sources.discard_run(run=make.staged(FILES, by=admin))
    assert run.discarded_at
    assert not Article.objects.exists()
    assert not run.items.exclude(staged=None).exists()


@pytest.mark.django_db
def test_confirming_goes_on_after_a_crash(admin, monkeypatch):
    """What was in stays in, the file that broke is whole or not there, the rest waits."""
    run = sources.confirm_run(run=make.staged(FILES, by=admin), by=admin)

    def crash(*, name, **fields):
        done = ingest(name=name, **fields)
        if name == "other.txt":
            raise MemoryError
        return done

    monkeypatch.setattr(sources.ingest, "ingest", crash)
    with pytest.raises(MemoryError):
        sources.import_confirmed(run=run)
    assert outcomes(run) == {"good.txt": "created", "bad.txt": "rejected", "other.txt": "waiting"}
    assert Article.objects.get().source_name == "good.txt"
    assert ImportRun.objects.get().is_waiting

    monkeypatch.undo()
    with new_entries() as entries:
        sources.import_confirmed(run=run)
    assert outcomes(run)["other.txt"] == "created"
    assert verbs(entries) == ["import article"]


@pytest.mark.django_db
def test_an_entry_that_cannot_be_written_takes_its_file_back(admin, monkeypatch):
    run = sources.begin_run(by=admin)
    monkeypatch.setattr(sources.ledger, "record", lambda *args, **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sources.import_file(run=run, name="good.txt", data=GOOD, by=admin)
    assert not Article.objects.exists()
    assert not run.items.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_bring_each_file_in_once():
    files = [(f"{n}.txt", f"Words number {n}.\n".encode()) for n in range(12)]
    run = make.staged(files)
    raised = in_threads(*[lambda: sources.confirm_run(run=run, by=None)] * 2)
    assert [type(error) for error in raised] == [sources.RunClosed]
    assert in_threads(*[lambda: sources.import_confirmed(run=run)] * 2) == []
    assert set(outcomes(run).values()) == {Outcome.CREATED}
    assert Article.objects.count() == 12


@pytest.mark.django_db
def test_the_seeds_go_in_as_five_articles():
    make.seed_articles()
    run = ImportRun.objects.get()
    assert (run.items.count(), run.finished_at is not None) == (5, True)
    assert set(outcomes(run).values()) == {Outcome.CREATED}
