from django.core.management import call_command
from django.db import migrations

from articles.protection import InsertOnly


def make_roles(apps, schema_editor):
    """One group for each role; what each may do is said in factcheck.permissions."""
    group = apps.get_model("auth", "Group")
    for name in ("editor", "reviewer", "admin"):
        group.objects.get_or_create(name=name)


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        InsertOnly("AttributionHop"),
        InsertOnly("Entry"),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
