"""What the database itself refuses, whoever writes."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    ImportItem,
    ImportRun,
    Original,
    Outlet,
    Paragraph,
    Passage,
    Revision,
)
from tests import make

pytestmark = pytest.mark.django_db
DAY, CLOCK = date(2022, 12, 24), time(17, 39)
DATED = {"published_on": DAY, "published_precision": "day", "published_basis": "header"}


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def new_article(**fields):
    return Article.objects.create(source_name="a.txt", opening="", **fields)


def test_an_outlet_does_not_own_itself():
    outlet = Outlet.objects.create(name="Trend", slug="trend")
    refused(lambda: Outlet.objects.filter(pk=outlet.pk).update(owner=outlet))
    other = Outlet.objects.create(name="Azernews", slug="azernews", owner=outlet)
    assert other.owner == outlet


def test_an_outlet_is_not_merged_into_itself():
    outlet = Outlet.objects.create(name="Trend", slug="trend")
    refused(lambda: Outlet.objects.filter(pk=outlet.pk).update(merged_into=outlet))


def test_what_readers_see_is_one_of_the_rules_there_are():
    refused(lambda: Outlet.objects.create(name="Trend", slug="trend", readers_see=""))
    refused(lambda: Outlet.objects.create(name="Trend", slug="trend", readers_see="half"))
    refused(lambda: new_article(readers_see="half"))
    assert Outlet.objects.create(name="Trend", slug="trend").readers_see == "passages"
    assert new_article().readers_see == ""


def test_two_outlets_never_share_an_address():
    Outlet.objects.create(name="Trend", slug="trend")
    refused(lambda: Outlet.objects.create(name="Trends", slug="trend"))


@pytest.mark.parametrize(
    "fields",
    [
        {"published_on": DAY},
        {"published_on": DAY, "published_precision": "day"},
        {"published_on": DAY, "published_basis": "header"},
        {"published_on": DAY, "published_precision": "unknown", "published_basis": "header"},
        DATED | {"published_precision": "hour"},
        DATED | {"published_basis": "guess"},
        {"published_precision": "day", "published_basis": "header"},
        {"published_basis": "inferred"},
        DATED | {"published_precision": "month", "published_time": CLOCK},
        {"published_time": CLOCK},
        DATED | {"published_offset": 240},
        DATED | {"published_time": CLOCK, "published_offset": 1081},
        DATED | {"published_time": CLOCK, "published_offset": -1081},
        {"updated_time": CLOCK},
        {"published_precision": "day", "published_basis": "editor"},
    ],
)
def test_a_date_has_its_precision_and_its_basis_or_is_not_there(fields):
    refused(lambda: new_article(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"published_basis": "editor"},
        DATED,
        DATED | {"published_precision": "month", "published_basis": "inferred"},
        DATED | {"published_time": CLOCK, "published_offset": -1080},
        {"updated_on": DAY, "updated_time": CLOCK},
    ],
)
def test_a_date_that_says_what_it_is_is_kept(fields):
    assert new_article(**fields).pk


def test_a_source_is_one_article():
    new_article()
    refused(new_article)


def test_a_revision_has_its_number_and_its_text_alone():
    revision = make.article().revisions.get()

    def again(**fields):
        return Revision.objects.create(
            article=revision.article,
            text="x",
            original=revision.original,
            encoding="utf-8",
            **fields,
        )

    refused(lambda: again(number=1, sha256="0" * 64))
    refused(lambda: again(number=2, sha256=revision.sha256))
    assert again(number=2, sha256="0" * 64).pk


def test_the_same_bytes_are_kept_once():
    original = make.article().revisions.get().original
    refused(lambda: Original.objects.create(sha256=original.sha256, content=b"x"))


@pytest.mark.parametrize(
    "fields",
    [
        {"position": 1},
        {"start": 3, "end": 3},
        {"start": 4, "end": 3},
        {"start": -1},
        {"position": -1},
        {"kind": "prose"},
    ],
)
def test_a_paragraph_has_one_place_and_some_words(fields):
    revision = make.article().revisions.get()
    sound = {"position": 9, "start": 0, "end": 3, "kind": "body"}
    refused(lambda: Paragraph.objects.create(revision=revision, **sound | fields))
    assert Paragraph.objects.create(revision=revision, **sound).pk


def test_a_passage_is_kept_once():
    passage = make.passage("The road is open.")
    refused(
        lambda: Passage.objects.create(
            revision=passage.revision, start=passage.start, end=passage.end, exact=passage.exact
        )
    )


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 3), (-1, 3)])
def test_a_passage_is_not_empty(start, end):
    revision = make.article().revisions.get()
    refused(lambda: Passage.objects.create(revision=revision, start=start, end=end, exact=""))


def test_a_run_ends_one_way():
    now = timezone.now()
    refused(lambda: ImportRun.objects.create(finished_at=now, discarded_at=now))
    assert ImportRun.objects.create(finished_at=now).pk


def test_a_file_stands_once_in_a_run_and_has_a_known_outcome():
    run = ImportRun.objects.create()
    ImportItem.objects.create(run=run, path="a.txt")
    refused(lambda: ImportItem.objects.create(run=run, path="a.txt"))
    refused(lambda: ImportItem.objects.create(run=run, path="b.txt", outcome="lost"))
    assert ImportItem.objects.create(run=ImportRun.objects.create(), path="a.txt").pk
