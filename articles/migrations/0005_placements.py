import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_outlet_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("exact", "the same words in the same place"),
                            ("changed", "changed"),
                            ("lost", "gone"),
                            ("ambiguous", "not clear"),
                        ],
                        max_length=9,
                    ),
                ),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                ("placed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "accepted"),
                            ("moved", "moved by hand"),
                            ("carried", "carried over"),
                            ("retired", "retired"),
                        ],
                        max_length=8,
                    ),
                ),
                ("chosen_start", models.PositiveIntegerField(null=True)),
                ("chosen_end", models.PositiveIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["sha256"], name="revision_by_words"),
        ),
        migrations.AddField(
            model_name="placement",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="passage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="placements",
                to="articles.passage",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="placements",
                to="articles.revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                fields=("passage", "revision"), name="passage_placed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("end__isnull", False),
                            ("start__isnull", False),
                            ("start__lt", models.F("end")),
                        ),
                        ("state__in", ["exact", "changed", "ambiguous"]),
                    ),
                    models.Q(("end", None), ("start", None), ("state__in", ["lost", "ambiguous"])),
                    _connector="OR",
                ),
                name="placement_has_its_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("chosen_end", None), ("chosen_start", None)),
                        ("decided_at", None),
                        ("decided_by", None),
                        ("decision", ""),
                    ),
                    models.Q(
                        models.Q(("chosen_end", None), ("chosen_start", None)),
                        models.Q(("state", "exact"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decision", "retired"),
                    ),
                    models.Q(
                        models.Q(
                            ("chosen_end__isnull", False),
                            ("chosen_start__isnull", False),
                            ("chosen_start__lt", models.F("chosen_end")),
                        ),
                        models.Q(("state", "exact"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decision__in", ["accepted", "moved", "carried"]),
                    ),
                    _connector="OR",
                ),
                name="placement_decided_whole",
            ),
        ),
        InsertOnly("Placement"),
    ]
