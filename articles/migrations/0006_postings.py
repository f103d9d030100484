from itertools import batched

import django.db.models.deletion
from django.db import migrations, models

from articles.text.postings import Counted

INSERT = (
    "INSERT INTO articles_posting (article_id, term, paragraph_id, tf, title_tf, length) VALUES "
)


def index_articles(apps, schema_editor):
    """Index what is there, so that no search is silently empty until somebody runs a command."""
    Article = apps.get_model("articles", "Article")
    IndexedArticle = apps.get_model("articles", "IndexedArticle")
    for article in Article.objects.order_by("pk").iterator(chunk_size=500):
        revision = article.revisions.latest("number")
        bodies = revision.paragraphs.filter(kind="body")
        counted = Counted(article.title, {p.pk: revision.text[p.start : p.end] for p in bodies})
        for rows in batched(counted.postings(), 2000, strict=False):
            values = [value for row in rows for value in (article.pk, *row)]
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(INSERT + ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows)), values)
        IndexedArticle.objects.create(
            article=article,
            paragraphs=counted.paragraphs,
            paragraph_terms=counted.paragraph_terms,
            terms=counted.terms,
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_placements")]

    operations = [
        migrations.CreateModel(
            name="IndexedArticle",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="indexed",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("paragraphs", models.PositiveIntegerField()),
                ("paragraph_terms", models.PositiveIntegerField()),
                ("terms", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.CharField(max_length=40)),
                ("tf", models.PositiveIntegerField()),
                ("title_tf", models.PositiveIntegerField()),
                ("length", models.PositiveIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.paragraph",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["term", "article", "paragraph", "tf", "title_tf", "length"],
                        name="posting_by_term",
                    )
                ]
            },
        ),
        migrations.RunPython(index_articles, migrations.RunPython.noop),
    ]
