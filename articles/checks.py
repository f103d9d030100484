"""Faults of a database that a start should not pass over."""

from django.apps import apps
from django.core import checks
from django.db import connections

from articles.protection import existing_triggers, expected_triggers


@checks.register(checks.Tags.database)
def insert_only_tables_are_protected(databases, **kwargs):
    """One error for each trigger that the database lacks; none before the tables exist."""
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        tables = set(connection.introspection.table_names())
        expected = expected_triggers(apps.get_models(), connection.vendor)
        missing = expected - existing_triggers(connection)
        errors += [
            checks.Error(
                f"The trigger {trigger} on {table} is missing, so its rows could be changed.",
                hint="Restore the database, or repeat the InsertOnly operation of its migration.",
                id="articles.E001",
            )
            for table, trigger in sorted(missing)
            if table in tables
        ]
    return errors
