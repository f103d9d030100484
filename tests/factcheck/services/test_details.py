"""What is said of an article is corrected with a reason; its words are not."""

from datetime import date, time

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Article, Basis
from articles.search import passages_for
from articles.services import dating
from articles.text.dates import Moment, read_moment
from factcheck.services import details, sources
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
UNDATED = "For 5 days in a row, many groups have been picketing the mountain road."
DATED = " date 2023-01-03\n\nOn the 3rd day many groups were picketing the mountain road."


def correct(article, editor=None, reason="as printed", **changes):
    return details.edit_details(article=article, by=editor, reason=reason, **changes)


def inferred():
    """An article whose date was inferred."""
    article = make.article(UNDATED)
    make.article(DATED)
    sources.finish_run(run=sources.begin_run(by=None))
    article.refresh_from_db()
    assert article.published_basis == "inferred"
    return article


def test_each_detail_is_corrected_and_the_entry_has_before_and_after(editor):
    article, trend = make.article(), make.outlet("Trend")
    changes = {
        "title": "The road",
        "outlet": trend,
        "byline": "Nargiz Mammadli",
        "language": "en",
        "url": "https://example.org/road",
        "published": Moment(date(2022, 12, 24), "day", time(17, 39), 240),
    }
    text = article.revisions.get().text
    with new_entries() as entries:
        correct(article, editor, **changes)
    stored = Article.objects.get(pk=article.pk)
    assert {name: getattr(stored, name) for name in changes} == changes
    assert (stored.published_basis, stored.published_why) == ("editor", "as printed")
    [entry] = entries
    assert (entry.verb, entry.by, entry.reason) == ("edit details", editor, "as printed")
    assert (entry.model, entry.row) == ("articles.article", str(article.pk))
    assert (entry.before["outlet_id"], entry.after["outlet_id"]) == (None, trend.pk)
    assert (entry.before["published_on"], entry.after["published_on"]) == (None, "2022-12-24")
    assert (entry.before["title"], entry.after["title"]) == ("", "The road")
    assert stored.revisions.get().text == text


@pytest.mark.django_db
def test_a_corrected_title_finds_the_articles_passages():
    article = make.article("The road is open.\n")
    assert passages_for("corridor", 5) == []
    details.edit_details(article=article, title="The corridor", by=None, reason="It has one.")
    assert [found.article for found in passages_for("corridor", 5)] == [article.pk]


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_nothing_changes_without_a_reason(reason):
    article = make.article()
    with new_entries() as entries, pytest.raises(details.ReasonMissing, match="Say why"):
        correct(article, reason=reason, title="The road")
    assert entries == []
    assert Article.objects.get(pk=article.pk).title == ""


def test_what_is_so_already_needs_no_reason_and_has_no_entry():
    article = make.article(DATED)
    with new_entries() as entries:
        correct(article, reason="", title="", published=article.published)
    assert entries == []
    assert Article.objects.get(pk=article.pk).published_basis == "header"


@pytest.mark.parametrize(
    ("text", "precision"), [("2023", "year"), ("2023-02", "month"), ("2023-02-01", "day")]
)
def test_a_date_is_set_as_exactly_as_it_is_known(text, precision):
    article = correct(make.article(DATED), published=read_moment(text))
    stored = Article.objects.get(pk=article.pk)
    assert stored.published.isoformat() == text
    assert (stored.published_precision, stored.published_basis) == (precision, "editor")


def test_a_time_goes_with_its_day():
    article = correct(make.article(), published=read_moment("2023-01-11T17:39+04:00"))
    correct(article, published=read_moment("2023-01"))
    stored = Article.objects.get(pk=article.pk)
    assert (stored.published_time, stored.published_offset) == (None, None)


def test_a_date_that_is_not_known_is_cleared_and_never_inferred_again():
    article = inferred()
    correct(article, published=None, is_date_unknown=True)
    sources.finish_run(run=sources.begin_run(by=None))
    stored = Article.objects.get(pk=article.pk)
    assert (stored.published, stored.is_date_unknown, stored.published_why) == (None, True, "")
    correct(article, published=None, is_date_unknown=False)
    assert [found.article for found in dating.infer_dates()] == [article]


def test_an_inferred_date_is_set_as_it_is_and_stays_explained(editor):
    article = inferred()
    with new_entries() as entries:
        details.confirm_date(article=article, by=editor)
    stored = Article.objects.get(pk=article.pk)
    assert stored.published_basis == Basis.EDITOR
    assert (stored.published, stored.published_why) == (article.published, article.published_why)
    assert [(e.verb, e.by, e.reason) for e in entries] == [
        ("confirm date", editor, "set as it was inferred")
    ]
    with pytest.raises(details.NotInferred):
        details.confirm_date(article=article, by=editor)


def test_who_saw_older_details_is_told_and_overwrites_nothing():
    article = make.article()
    seen = article.version
    correct(article, title="First", seen=seen)
    with new_entries() as entries, pytest.raises(details.ChangedMeanwhile):
        correct(article, title="Second", seen=seen)
    with pytest.raises(details.ChangedMeanwhile):
        details.confirm_date(article=article, by=None, seen=seen)
    assert entries == []
    assert Article.objects.get(pk=article.pk).title == "First"


CHANGES = [
    {"title": "Other"},
    {"byline": "Nargiz Mammadli"},
    {"language": "az"},
    {"url": "https://example.org/"},
    {"readers_see": "passages"},
    {"published": read_moment("2023-01-03 12:00")},
    {"published": read_moment("2023-01")},
    {"published": None},
    {"published": None, "is_date_unknown": True},
]


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_every_detail_has_its_part_in_the_version(changes):
    article = make.article(DATED)
    assert correct(article, **changes).version != article.version


@pytest.mark.parametrize("how", ["stated in the file", "set by an editor"])
def test_a_revised_file_changes_the_words_alone(how):
    """What stands of an article stays, whether a rule read it or an editor set it."""
    head = "Outlet: Trend\nTitle: First title\nBy Nargiz Mammadli December 24, 2022\n\n"
    article = make.article(f"{head}The road is open.\n", name="road.txt")
    if how == "set by an editor":
        correct(
            article,
            title="Our title",
            outlet=make.outlet("Azernews"),
            byline="Fatima Hasanova",
            language="az",
            url="https://example.org/",
            published=None,
            is_date_unknown=True,
            readers_see="passages",
        )
    before = Article.objects.filter(pk=article.pk).values().get()
    run = sources.begin_run(by=None)
    head = "Outlet: Report\nTitle: New title\nBy Maria Zakharova December 25, 2022\n\n"
    with new_entries() as entries:
        revised = f"{head}The road is closed.\n".encode()
        sources.import_file(run=run, name="road.txt", data=revised, by=None)
        sources.finish_run(run=run)
    assert verbs(entries) == ["import revision"]
    assert article.revisions.count() == 2
    assert Article.objects.filter(pk=article.pk).values().get() == before


@pytest.mark.parametrize(("role", "opened"), [("editor", False), ("reviewer", True)])
def test_an_outlet_opens_a_text_only_where_a_reviewer_gives_it(role, opened):
    article = make.article("The road is open.\n", readers_see="")
    assert not article.is_open
    outlet = make.outlet("Trend")
    outlet.readers_see = "full"
    outlet.save()
    by = make.person(role)
    changed = details.edit_details(article=article, outlet=outlet, by=by, reason="It is theirs.")
    assert changed.is_open == opened
    assert Article.objects.open_to(AnonymousUser()).exists() == opened
