import importlib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from articles.models import IndexedArticle, Paragraph, Posting
from articles.search import passages_for
from articles.services.indexing import MOST_ROWS, index_articles
from articles.services.ingest import ingest, try_ingest
from tests import make
from tests.columns import stored

pytestmark = pytest.mark.django_db
migration = importlib.import_module("articles.migrations.0006_postings")


def words_found(words):
    found = Paragraph.objects.in_bulk(hit.paragraph for hit in passages_for(words, 50))
    return sorted(p.revision.text[p.start : p.end] for p in found.values())


def index():
    postings = Posting.objects.order_by("article", "paragraph", "term")
    return (
        list(postings.values("term", "article", "paragraph", "tf", "title_tf", "length")),
        list(IndexedArticle.objects.order_by("pk").values()),
    )


def test_an_article_can_be_searched_as_soon_as_it_is_imported():
    make.article("The road is open.\n\nTraffic resumed at dawn.\n")
    assert words_found("resume") == ["Traffic resumed at dawn."]


def test_a_new_revision_takes_the_place_of_the_old_words():
    make.article("The road is open.\n\nThe bridge stands.\n", name="a.txt")
    make.article("The road is closed.\n", name="other.txt")
    ingest(name="a.txt", data=b"The road is shut.\n\nA tunnel stands.\n")

    assert words_found("road open bridge") == ["The road is closed.", "The road is shut."]
    assert IndexedArticle.objects.count() == 2


def test_the_old_words_imported_again_do_not_come_back():
    make.article("The road is open.\n", name="a.txt")
    ingest(name="a.txt", data=b"The road is shut.\n")
    ingest(name="a.txt", data=b"The road is open.\n")
    assert words_found("road") == ["The road is shut."]


def test_what_is_only_tried_is_not_indexed():
    try_ingest(name="a.txt", data=b"The road is open.\n")
    assert index() == ([], [])


def test_header_lines_boilerplate_and_headings_are_not_found(seed_articles):
    kinds = {
        Paragraph.objects.get(pk=hit.paragraph).kind
        for hit in passages_for("newsroom logo date Twitter read more Lachin road", 1000)
    }
    assert kinds == {"body"}


def test_an_article_without_prose_is_known_but_never_found():
    stored(title="Road", text="None\n\nFollow us on Twitter")
    assert IndexedArticle.objects.count() == 1
    assert [hit.words for hit in passages_for("Twitter", 5)] == []


def test_a_corrected_title_counts_once_the_article_is_indexed_again():
    article = stored(title="Bridge", text="Traffic resumed.")
    article.title = "Tunnel"
    article.save()
    index_articles(pks=[article.pk])
    assert words_found("bridge") == []
    assert words_found("tunnel") == ["Traffic resumed."]


def test_more_postings_than_one_statement_takes_are_all_there():
    many = MOST_ROWS * 2 + 1
    make.article("\n\n".join(f"word{n} word{n + 1}" for n in range(0, many, 2)))
    assert Posting.objects.count() == many + 1
    assert words_found(f"word{many}") == [f"word{many - 1} word{many}"]


def test_the_command_and_the_migration_make_what_the_import_made(seed_articles, capsys):
    made = index()
    assert made[0]
    assert len(made[1]) == 5

    Posting.objects.filter(term__lt="m").delete()
    call_command("index_articles")
    assert capsys.readouterr().out == "5 articles can be searched.\n"
    assert index() == made

    Posting.objects.all().delete()
    IndexedArticle.objects.all().delete()
    migration.index_articles(apps, connection.schema_editor())
    assert index() == made
