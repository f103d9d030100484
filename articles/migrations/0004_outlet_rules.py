import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_import_preview"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="article",
            name="article_date_has_precision_and_basis",
        ),
        migrations.AddField(
            model_name="article",
            name="readers_see",
            field=models.CharField(
                blank=True,
                choices=[("full", "the full text"), ("passages", "the passages only")],
                help_text="Blank: as its outlet says",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="outlet",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="articles.outlet",
            ),
        ),
        migrations.AddField(
            model_name="outlet",
            name="readers_see",
            field=models.CharField(
                choices=[("full", "the full text"), ("passages", "the passages only")],
                default="passages",
                help_text="Of its articles",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_basis__in", ["", "editor"]),
                        ("published_on", None),
                        ("published_precision", "unknown"),
                    ),
                    models.Q(
                        ("published_on__isnull", False),
                        ("published_precision__in", ["day", "month", "year"]),
                        ("published_basis__in", ["header", "text", "inferred", "editor"]),
                    ),
                    _connector="OR",
                ),
                name="article_date_has_precision_and_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("readers_see__in", ["", "full", "passages"])),
                name="article_readers_see_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outlet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="outlet_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="outlet",
            constraint=models.CheckConstraint(
                condition=models.Q(("readers_see__in", ["full", "passages"])),
                name="outlet_readers_see_known",
            ),
        ),
    ]
