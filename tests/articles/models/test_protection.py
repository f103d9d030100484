"""Insert-only tables refuse every change, and a passage holds the words of its revision."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from articles.models import Original, Paragraph, Passage, Placement, Revision
from articles.protection import (
    existing_triggers,
    expected_triggers,
    insert_only_sql,
    protect,
    unprotect,
)
from factcheck.models import AttributionHop, Entry, Stance
from tests import make

pytestmark = pytest.mark.django_db
INSERT_ONLY = [Original, Revision, Paragraph, Passage, Placement, AttributionHop, Entry]
HARD = "a\N{MUSICAL SYMBOL G CLEF}e\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}“ё”\nz"


@pytest.fixture
def rows():
    """At least one row of each insert-only table."""
    speaker, passage = make.actor(), make.passage("Road.")
    make.link(make.claim(), passage, Stance.SUPPORTS, hops=[AttributionHop(actor=speaker)])
    make.revision(passage.revision.article, "Another road.\n")


def refused(write):
    with pytest.raises(DatabaseError, match="are never changed or removed"), transaction.atomic():
        write()


def execute(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_the_insert_only_tables_are_these():
    marked = {model for model in apps.get_models() if getattr(model, "insert_only", False)}
    assert marked == set(INSERT_ONLY)


@pytest.mark.parametrize("model", INSERT_ONLY)
def test_rows_are_neither_changed_nor_removed(rows, model):
    before = list(model.objects.values_list())
    assert before
    field = next(f for f in model._meta.concrete_fields if not f.primary_key)
    table = connection.ops.quote_name(model._meta.db_table)

    refused(
        lambda: model.objects.update(
            **{field.attname: getattr(model.objects.first(), field.attname)}
        )
    )
    refused(lambda: model.objects.first().save(force_update=True))
    refused(lambda: model.objects.all()._raw_delete(model.objects.db))
    refused(lambda: execute(f"DELETE FROM {table}"))
    assert list(model.objects.values_list()) == before


@pytest.mark.parametrize("model", INSERT_ONLY)
def test_tables_are_not_emptied_at_once_nor_rows_replaced(rows, model):
    """PostgreSQL knows TRUNCATE, SQLite INSERT OR REPLACE; each passes other triggers by."""
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused(lambda: execute(f"TRUNCATE {table} CASCADE"))
    else:
        refused(lambda: execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))
    assert model.objects.exists()


@pytest.mark.parametrize("model", INSERT_ONLY)
def test_an_upsert_changes_nothing(rows, model):
    key = model._meta.pk.name
    field = next(f for f in model._meta.concrete_fields if not f.primary_key)
    refused(
        lambda: model.objects.bulk_create(
            [model.objects.first()],
            update_conflicts=True,
            unique_fields=[key],
            update_fields=[field.name],
        )
    )


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (0, 2, "a\N{MUSICAL SYMBOL G CLEF} "),  # a space more
        (0, 2, "a"),  # half of what the offsets say
        (0, 2, "A\N{MUSICAL SYMBOL G CLEF}"),  # another case
        (1, 3, "e\N{COMBINING ACUTE ACCENT}"),  # counted in UTF-16 units
        (2, 4, "\N{LATIN SMALL LETTER E WITH ACUTE}"),  # composed
        (2, 3, "e\N{COMBINING ACUTE ACCENT}"),  # the mark is a code point of its own
        (4, 5, " "),  # a plain space for the no-break space
        (5, 8, '"ё"'),  # straight quotes for curly ones
        (6, 7, "е\N{COMBINING DIAERESIS}"),  # taken apart
        (8, 10, "\r\nz"),  # line ends of a form
        (9, 11, "z"),  # the end lies beyond the text
        (40, 41, "z"),
        (0, 1, ""),
    ],
)
def test_a_passage_with_other_words_is_refused(start, end, exact):
    revision = make.article(HARD).revisions.get()
    with pytest.raises(IntegrityError, match="exact words"), transaction.atomic():
        Passage.objects.create(revision=revision, start=start, end=end, exact=exact)


@pytest.mark.parametrize("start", range(len(HARD)))
def test_a_passage_with_its_words_is_kept(start):
    revision = make.article(HARD).revisions.get()
    for end in range(start + 1, len(HARD) + 1):
        made = Passage.objects.create(
            revision=revision, start=start, end=end, exact=HARD[start:end]
        )
        assert Passage.objects.get(pk=made.pk).exact == HARD[start:end]


def test_every_trigger_is_there():
    expected = expected_triggers(apps.get_models(), connection.vendor)
    verbs = 3 if connection.vendor == "postgresql" else 2
    assert len(expected) == len(INSERT_ONLY) * verbs + 3
    assert expected <= existing_triggers(connection)


def all_triggers():
    """Every trigger of both databases; those that this one does not have stay out of the test."""
    for model in INSERT_ONLY:
        for verb in ("update", "delete", "truncate"):
            yield model._meta.db_table, f"{model._meta.db_table}_no_{verb}"
    yield "articles_passage", "articles_passage_exact"
    yield "articles_placement", "articles_placement_true"
    yield "articles_placement", "articles_placement_chosen"


def test_the_check_names_each_trigger_that_is_missing():
    for table, trigger in sorted(set(all_triggers()) & existing_triggers(connection)):
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        execute(f"DROP TRIGGER {trigger}{on}")
        with pytest.raises(CommandError, match=f"trigger {trigger} on {table} is missing"):
            call_command("check", databases=["default"], stderr=StringIO())
        protect(connection, INSERT_ONLY)
        assert (table, trigger) in existing_triggers(connection)
    call_command("check", databases=["default"], stderr=StringIO())


def test_the_check_is_silent_before_the_tables_exist():
    execute("DROP TABLE factcheck_attributionhop")
    call_command("check", databases=["default"], stderr=StringIO())


def test_triggers_step_aside_and_come_back(rows):
    unprotect(connection, ["factcheck_entry"])
    Entry.objects.update(reason="forged")
    protect(connection, INSERT_ONLY)
    refused(lambda: Entry.objects.update(reason="again"))


def test_each_database_gets_its_own_statements():
    assert len(insert_only_sql("t", "sqlite")) == 2
    assert "TRUNCATE" in " ".join(insert_only_sql("t", "postgresql")).upper()
