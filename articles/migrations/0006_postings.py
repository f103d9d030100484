import django.db.models.deletion
from django.db import migrations, models

from articles.text.postings import Counted


def index_articles(apps, schema_editor):
    """Index what is there, so that no search is silently empty until somebody runs a command."""
    Article, Posting, IndexedArticle = (
        apps.get_model("articles", name) for name in ("Article", "Posting", "IndexedArticle")
    )
    for article in Article.objects.order_by("pk").iterator(chunk_size=500):
        revision = article.revisions.latest("number")
        bodies = revision.paragraphs.filter(kind="body")
        counted = Counted(article.title, {p.pk: revision.text[p.start : p.end] for p in bodies})
        Posting.objects.bulk_create(
            (
                Posting(
                    term=p.term,
                    article=article,
                    paragraph_id=p.paragraph,
                    tf=p.tf,
                    title_tf=p.title_tf,
                    length=p.length,
                )
                for p in counted.postings()
            ),
            batch_size=2000,
        )
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
