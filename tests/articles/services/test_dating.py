from datetime import date

import pytest

from articles.models import Article
from articles.services import dating
from factcheck.models import Entry
from tests import make

COUNTED = (
    "For 5 days in a row, representatives of many groups have been picketing the mountain road."
)
DATED = " date 2023-01-03 3 January 2023\n\nOn the 3rd day groups were picketing the mountain road."


def test_the_undated_seed_gets_the_date_that_its_day_count_implies(seeds):
    article = make.seed("000")
    assert (article.published.isoformat(), article.published_basis) == ("2023-01-12", "inferred")
    assert "“For 32 days in a row”" in article.published_why
    assert "2022-12-12" in article.published_why
    entry = Entry.objects.get(verb="infer date")
    assert (entry.row, entry.reason) == (str(article.pk), article.published_why)
    assert entry.before["published_on"] is None
    assert entry.after["published_on"] == "2023-01-12"


@pytest.mark.django_db
def test_a_day_count_is_counted_from_the_first_day_that_another_article_gives():
    undated, _ = make.article(COUNTED), make.article(DATED)
    [inferred] = dating.infer_dates()
    assert (inferred.article, inferred.day) == (undated, date(2023, 1, 5))
    assert Article.objects.get(pk=undated.pk).published_on is None  # nothing is saved yet


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        "On the 3rd day groups were picketing the mountain road.",
        " date 2023-01-03 3 January 2023\n\nOn the 3rd day ships loaded grain in the harbour.",
        " date 2023-01-03 3 January 2023\n\nFor over 3 days groups picketed the mountain road.",
    ],
    ids=["undated itself", "about something else", "no exact count"],
)
def test_where_there_is_a_doubt_no_date_is_inferred(other):
    make.article(COUNTED)
    make.article(other)
    assert dating.infer_dates() == []


@pytest.mark.django_db
def test_articles_that_disagree_on_the_first_day_date_nothing():
    make.article(COUNTED)
    make.article(DATED)
    make.article(DATED.replace("3rd", "2nd"))
    assert dating.infer_dates() == []


@pytest.mark.django_db
def test_an_inferred_date_dates_no_other_article():
    undated = make.article(COUNTED)
    dated = make.article(DATED)
    dated.published_basis = "inferred"
    dated.save()
    assert dating.infer_dates() == []
    assert undated.published is None


@pytest.mark.django_db
def test_where_an_editor_says_that_the_date_is_not_known_none_is_inferred():
    make.article(COUNTED)
    make.article(DATED)
    assert len(dating.infer_dates()) == 1
    Article.objects.filter(published_on=None).update(published_basis="editor")
    assert dating.infer_dates() == []
