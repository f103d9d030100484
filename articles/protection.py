"""Triggers that keep insert-only tables as they are, on SQLite and PostgreSQL alike.

A model that sets `insert_only = True` is protected by the migration operation `InsertOnly`. On
SQLite any later change of a table rebuilds it and silently drops its triggers: repeat the operation
after such a migration. `manage.py check --database default` reports a trigger that is missing.
"""

from django.db.migrations.operations.base import Operation

REFUSED = "rows of {table} are never changed or removed"
# Tables of which only these columns never change; a person decides on the others.
KEPT = {
    "articles_placement": 'id, passage_id, revision_id, state, start, "end", placed_at',
}


def insert_only_sql(table, vendor):
    """The statements that make `table` refuse UPDATE, DELETE and, on PostgreSQL, TRUNCATE."""
    refused = REFUSED.format(table=table)
    columns = f" OF {KEPT[table]}" if table in KEPT else ""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb}"
            f" BEFORE {verb}{columns if verb == 'update' else ''} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{refused}'); END"
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE integrity_constraint_violation USING MESSAGE = '{refused}'; END $$",
        *(
            f"CREATE TRIGGER {table}_no_{verb}"
            f" BEFORE {verb}{columns if verb == 'update' else ''} ON {table}"
            f" FOR EACH {'STATEMENT' if verb == 'truncate' else 'ROW'}"
            f" EXECUTE FUNCTION {table}_refuse()"
            for verb in ("update", "delete", "truncate")
        ),
    ]


def exact_words_sql(vendor):
    """The statements that make a passage refuse words that do not stand in its revision.

    Both databases count code points in `substr` and `length`, as Python does.
    """
    stored = (
        "substr((SELECT text FROM articles_revision WHERE id = NEW.revision_id),"
        " NEW.start + 1, length(NEW.exact))"
    )
    too_few = 'length(NEW.exact) <> NEW."end" - NEW.start'
    if vendor == "sqlite":
        return [
            "CREATE TRIGGER articles_passage_exact BEFORE INSERT ON articles_passage"
            f" WHEN {stored} IS NOT NEW.exact OR {too_few}"
            " BEGIN SELECT RAISE(ABORT, 'a passage must hold the exact words of its revision'); END"
        ]
    return [
        "CREATE OR REPLACE FUNCTION articles_passage_check() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF {stored} IS DISTINCT FROM NEW.exact OR {too_few} THEN"
        " RAISE integrity_constraint_violation"
        " USING MESSAGE = 'a passage must hold the exact words of its revision';"
        " END IF; RETURN NEW; END $$",
        "CREATE TRIGGER articles_passage_exact BEFORE INSERT ON articles_passage"
        " FOR EACH ROW EXECUTE FUNCTION articles_passage_check()",
    ]


def true_placement_sql(vendor):
    """The statements that make a placement refuse what cannot be.

    Its revision is a later one of the same article, its places lie in that revision's text, and
    where it is exact the passage's words stand there.
    """
    faults = {
        "true": "NOT EXISTS (SELECT 1 FROM articles_passage p"
        " JOIN articles_revision its ON its.id = p.revision_id"
        " JOIN articles_revision later ON later.article_id = its.article_id"
        " AND later.number > its.number"
        " WHERE p.id = NEW.passage_id AND later.id = NEW.revision_id"
        " AND (NEW.state <> 'exact' OR p.exact ="
        ' substr(later.text, NEW.start + 1, NEW."end" - NEW.start))'
        ' AND coalesce(NEW."end", 0) <= length(later.text)'
        " AND coalesce(NEW.chosen_end, 0) <= length(later.text))",
        "chosen": "coalesce(NEW.chosen_end, 0) > length("
        "(SELECT text FROM articles_revision WHERE id = NEW.revision_id))",
    }
    events = {"true": "INSERT", "chosen": "UPDATE OF chosen_end"}
    table, refused = "articles_placement", "a placement must be true of a later revision"
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_{name} BEFORE {events[name]} ON {table} WHEN {fault}"
            f" BEGIN SELECT RAISE(ABORT, '{refused}'); END"
            for name, fault in faults.items()
        ]
    return [
        statement
        for name, fault in faults.items()
        for statement in (
            f"CREATE OR REPLACE FUNCTION {table}_check_{name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN IF {fault} THEN RAISE integrity_constraint_violation"
            f" USING MESSAGE = '{refused}'; END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {table}_{name} BEFORE {events[name]} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_check_{name}()",
        )
    ]


# What a table refuses besides: the names of its triggers, and the statements that make them.
BESIDES = {
    "articles_passage": (["articles_passage_exact"], exact_words_sql),
    "articles_placement": (
        ["articles_placement_true", "articles_placement_chosen"],
        true_placement_sql,
    ),
}


def protecting_sql(table, vendor):
    """All statements that protect `table`."""
    besides = BESIDES[table][1](vendor) if table in BESIDES else []
    return insert_only_sql(table, vendor) + besides


def expected_triggers(models, vendor):
    """The (table, trigger) pairs that must exist for these models."""
    tables = [model._meta.db_table for model in models if getattr(model, "insert_only", False)]
    verbs = ["update", "delete", *(["truncate"] if vendor == "postgresql" else [])]
    pairs = {(table, f"{table}_no_{verb}") for table in tables for verb in verbs}
    return pairs | {(t, name) for t in tables if t in BESIDES for name in BESIDES[t][0]}


def existing_triggers(connection):
    """The (table, trigger) pairs that the database has."""
    query = (
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return set(cursor.fetchall())


class InsertOnly(Operation):
    """Migration operation: protect the table of `model_name`, which sets `insert_only = True`."""

    reversible = True

    def __init__(self, model_name):
        self.model_name = model_name

    def state_forwards(self, app_label, state):
        """The state of the models does not change."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        vendor = schema_editor.connection.vendor
        for statement in protecting_sql(model._meta.db_table, vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        unprotect(schema_editor.connection, [table])

    def describe(self):
        return f"Refuse changes of the rows of {self.model_name}"


def unprotect(connection, tables):
    """Drop the triggers of these tables: for migrations backwards, and tests that must forge."""
    with connection.cursor() as cursor:
        for table, trigger in sorted(existing_triggers(connection)):
            if table in tables:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {trigger}{on}")


def protect(connection, models):
    """Make the triggers of these models that are missing."""
    missing = expected_triggers(models, connection.vendor) - existing_triggers(connection)
    with connection.cursor() as cursor:
        for table in sorted({table for table, _ in missing}):
            unprotect(connection, [table])
            for statement in protecting_sql(table, connection.vendor):
                cursor.execute(statement)
