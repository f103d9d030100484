"""Files become articles and revisions, all of a file or nothing."""

import hashlib

import pytest

from articles.models import Article, Original, Outcome, Outlet, Paragraph, Revision
from articles.services import ingest as module
from articles.services.ingest import ingest, outlet_named, try_ingest
from tests import make

pytestmark = pytest.mark.django_db
TEXT = b"The road is open.\n\nThe road is closed.\n"
TABLES = (Article, Original, Outlet, Paragraph, Revision)


def counts():
    return {model.__name__: model.objects.count() for model in TABLES}


def paragraph(prefix, position):
    revision = make.seed(prefix).revisions.get()
    found = revision.paragraphs.get(position=position)
    return revision.text[found.start : found.end]


@pytest.mark.parametrize(
    ("prefix", "published", "basis", "updated", "byline", "outlet"),
    [
        ("000", "2023-01-12", "inferred", None, "", "Azernews"),
        ("001", "2023-01-02T12:20", "header", None, "", None),
        ("002", "2022-12-24", "header", "2024-04-20T13:04", "Nargiz Mammadli", None),
        ("003", "2023-02-01", "header", None, "", "Trend"),
        ("004", "2023-01-11T17:39+04:00", "header", None, "Fatima Hasanova", "Azernews"),
    ],
)
def test_the_seeds_say_when_where_and_by_whom(
    seed_articles, prefix, published, basis, updated, byline, outlet
):
    article = make.seed(prefix)
    assert article.published.isoformat() == published
    assert article.published_precision == "day"
    assert article.published_basis == basis
    assert (article.updated and article.updated.isoformat()) == updated
    assert article.byline == byline
    assert (article.outlet and article.outlet.name) == outlet


def test_the_seeds_are_stored_byte_for_byte(seed_articles):
    for path in make.SEEDS.glob("*.txt"):
        revision = Article.objects.get(source_name=path.name).revisions.get()
        assert revision.number == 1
        assert bytes(revision.original.content) == path.read_bytes()
        assert revision.text.encode() == path.read_bytes()
        assert revision.sha256 == revision.original.sha256
        assert revision.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_seeds_have_their_paragraphs(seed_articles):
    numbers = {f"00{n}": make.seed(f"00{n}").revisions.get().paragraphs.count() for n in range(5)}
    assert numbers == {"000": 15, "001": 13, "002": 17, "003": 7, "004": 11}
    boilerplate = [
        p.revision.text[p.start : p.end]
        for p in Paragraph.objects.filter(kind="boilerplate").select_related("revision")
    ]
    assert sorted(boilerplate) == [
        "---",
        "Fatima Hasanova Read more",
        "Follow us on Twitter @AzerNewsAz",
        "Newsroom logo",
        "None",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [(("001", 6), ("003", 5)), (("001", 7), ("003", 6)), (("000", 6), ("004", 5))],
)
def test_paragraphs_that_were_copied_stand_where_they_are_said_to_stand(seed_articles, one, other):
    assert paragraph(*one) == paragraph(*other)


def test_paragraphs_with_other_words_are_not_the_same(seed_articles):
    assert paragraph("001", 8) != paragraph("003", 7)
    assert "but also prevented" in paragraph("001", 8)
    assert "and prevented" in paragraph("003", 7)


def test_an_article_without_a_title_is_listed_by_its_first_words(seed_articles):
    opening = make.seed("000").opening
    assert opening.startswith("For 32 days in a row, representatives of Azerbaijani")
    assert opening.endswith("…")
    assert len(opening) <= module.OPENING_LENGTH + 1
    assert str(make.seed("000")) == opening
    assert str(make.seed("002")).startswith("Azerbaijani Activists Continue")


def test_importing_again_adds_nothing(seed_articles):
    before = counts()
    for path in make.SEEDS.glob("*.txt"):
        done = ingest(name=path.name, data=path.read_bytes())
        assert (done.outcome, done.created, done.message) == (Outcome.UNCHANGED, [], "")
        assert done.revisions == [Article.objects.get(source_name=path.name).revisions.get()]
    assert counts() == before


def test_other_words_under_the_same_name_are_a_new_revision():
    first = ingest(name="a.txt", data=TEXT)
    second = ingest(name="a.txt", data=TEXT + b"\nAnd more.\n")
    assert (first.outcome, second.outcome) == (Outcome.CREATED, Outcome.REVISED)
    article = Article.objects.get()
    assert [(r.number, r.paragraphs.count()) for r in article.revisions.all()] == [(1, 2), (2, 3)]
    assert second.created == [article.revisions.get(number=2)]


def test_an_older_text_again_is_unchanged():
    ingest(name="a.txt", data=TEXT)
    ingest(name="a.txt", data=b"Other words.\n")
    before = counts()
    assert ingest(name="a.txt", data=TEXT).outcome == Outcome.UNCHANGED
    assert counts() == before


def test_the_same_bytes_under_another_name_are_unchanged_and_say_where_they_are():
    ingest(name="a.txt", data=TEXT)
    before = counts()
    done = ingest(name="b.txt", data=TEXT)
    assert done.outcome == Outcome.UNCHANGED
    assert done.message == "The same bytes are stored as a.txt."
    assert counts() == before


def test_other_line_ends_are_the_same_text_however_often_they_come():
    ingest(name="a.txt", data=TEXT)
    before = counts()
    windows = TEXT.replace(b"\n", b"\r\n")
    assert [ingest(name="a.txt", data=windows).outcome for _ in range(3)] == ["unchanged"] * 3
    assert counts() == before


def test_a_mark_of_byte_order_is_not_a_word():
    done = ingest(name="a.txt", data=b"\xef\xbb\xbf" + TEXT)
    assert (done.encoding, done.created[0].text) == ("utf-8-sig", TEXT.decode())


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "The file is empty"),
        ("a.txt", b" \n\n", "white space only"),
        ("a.txt", "Дорога".encode("cp1251") * 20, "It is not UTF-8"),
        ("a.txt", b"%PDF-1.7 words", "It is a PDF"),
        ("a.txt", b"words\0words", "NUL"),
        ("a.xyz", TEXT, "Files that end in .xyz cannot be read"),
        ("a", TEXT, "Files without an ending"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(name, data, message):
    done = ingest(name=name, data=data)
    assert done.outcome == Outcome.REJECTED
    assert message in done.message
    assert not any(counts().values())


def test_a_file_that_is_too_large_is_refused(settings):
    settings.MAX_IMPORT_BYTES = len(TEXT) - 1
    assert "the limit for one file is 38" in ingest(name="a.txt", data=TEXT).message
    settings.MAX_IMPORT_BYTES = len(TEXT)
    assert ingest(name="a.txt", data=TEXT).outcome == Outcome.CREATED


def test_nothing_of_a_file_is_kept_when_something_fails(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Paragraph.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        ingest(name="a.txt", data=b"Outlet: Trend\n\n" + TEXT)
    assert not any(counts().values())


def test_trying_saves_nothing_and_says_what_would_be():
    would = try_ingest(name="a.txt", data=b"Outlet: Trend\n\n" + TEXT)
    assert would.outcome == Outcome.CREATED
    assert would.revisions[0].article.outlet.name == "Trend"
    assert not any(counts().values())


def test_a_header_that_is_too_long_is_left_out_and_said():
    long = f"Title: {'x' * 600}\nOutlet: {'y' * 201}\nLanguage: en\n\nThe road is open, they say.\n"
    done = ingest(name="a.txt", data=long.encode())
    article = done.created[0].article
    assert (article.title, article.outlet, article.language) == ("", None, "en")
    assert "The title has 600 characters and was left out; at most 500 are kept." in done.warnings
    assert "The outlet has 201 characters and was left out; at most 200 are kept." in done.warnings
    assert done.created[0].text == long


@pytest.mark.parametrize("name", module.LONGEST)
def test_the_limits_of_a_header_are_those_of_the_columns(name):
    column = Outlet.name.field if name == "outlet" else getattr(Article, name).field
    assert column.max_length == module.LONGEST[name]


def test_an_article_keeps_its_facts_when_a_new_text_comes():
    ingest(name="a.txt", data=b"Outlet: Trend\n\n" + TEXT)
    ingest(name="a.txt", data=b"Outlet: Azernews\n\n" + TEXT)
    assert str(Article.objects.get().outlet) == "Trend"


def test_who_imported_is_kept(admin):
    assert ingest(name="a.txt", data=TEXT, by=admin).created[0].imported_by == admin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trend", "TREND"),
        ("Azernews", "AzerNews"),
        ("Ведомости", "ВЕДОМОСТИ"),
        ("Straße", "STRASSE"),
        ("Radio-Free", "radio-free"),
    ],
)
def test_an_outlet_is_known_in_capitals_or_not(one, other):
    assert outlet_named(other) == outlet_named(one)
    assert Outlet.objects.get().name == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trend", "Тrend"),  # a Cyrillic T
        ("Azernews", "Аzernews"),  # a Cyrillic A
        ("Azer News", "Azer-News"),
        ("Trend", "Trends"),
        ("Café", "Cafe"),
        ("!", "?"),
    ],
)
def test_an_outlet_that_only_looks_alike_is_another(one, other):
    first, second = outlet_named(one), outlet_named(other)
    assert first != second
    assert first.slug != second.slug
    assert (outlet_named(one), outlet_named(other)) == (first, second)


def test_an_outlet_is_known_by_its_name_whatever_its_address():
    Outlet.objects.create(name="Trend", slug="trend-news-agency")
    assert outlet_named("trend").slug == "trend-news-agency"


def test_the_name_of_a_merged_outlet_stands_for_what_it_became():
    old, middle, new = (outlet_named(name) for name in ("Old News", "Later News", "New News"))
    for outlet, into in ((old, middle), (middle, new)):
        outlet.merged_into = into
        outlet.save()
    assert outlet_named("old news") == new
    another = Outlet.objects.create(name="Old News", slug="old-news-2")
    assert outlet_named("Old News") == another
