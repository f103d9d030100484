"""What the checks find in the five articles with their claims, and nothing else."""

from collections import Counter

import pytest

from factcheck.models import Finding
from factcheck.services import findings

pytestmark = pytest.mark.django_db


def source(revision):
    return revision.article.source_name[:3]


def told(check):
    """The findings of a check by their articles: (where it is told, against which)."""
    rows = Finding.objects.standing().filter(check_name=check)
    return {(source(row.revision), source(row.other)): row for row in rows}


def words(row):
    """Both passages in question, as they stand in their texts."""
    return (
        row.revision.text[row.start : row.end],
        row.other.text[row.other_start : row.other_end],
    )


def test_as_the_seeds_come_in_all_is_found_that_the_checks_find_at_all(seeds):
    assert Counter(Finding.objects.values_list("check_name", "severity")) == {
        ("weekday", "amber"): 1,
        ("date or number mismatch", "amber"): 1,
        ("quoted differently", "amber"): 1,
        ("copy drift", "info"): 2,
        ("internal contradiction", "amber"): 2,
        ("self-contradiction", "amber"): 1,
    }
    assert findings.look(by=None) == (0, 0)


def test_one_date_is_in_conflict_between_articles(seeds):
    row = told("date or number mismatch")["002", "001"]
    assert words(row) == ("December 3 and 4", "December 3 and 7, 2022")
    assert [row.expected, row.found] == ["3 and 7 December 2022", "December 3 and 4"]
    assert all(name in row.why for name in ("000_", "001_", "002_", "003_", "004_"))


def test_zakharova_is_quoted_in_two_wordings_and_nobody_else(seeds):
    row = told("quoted differently")["000", "001"]
    assert str(row.actor) == "Maria Zakharova"
    assert [said[1:20] for said in words(row)] == ["The public attacks ", "We consider any pub"]


def test_what_was_copied_with_other_words_is_good_to_know(seeds):
    row = told("copy drift")["003", "001"]
    assert (row.expected, row.found) == ("but also", "and")
    assert words(row) == ("and", "but also")


def test_one_article_is_at_odds_with_itself_on_the_demands_and_on_the_cause(seeds):
    rows = Finding.objects.filter(check_name="internal contradiction")
    assert {row.claim.key for row in rows} == {"c26", "c37"}
    row = rows.get(claim__key="c37")
    assert (source(row.revision), row.actor) == ("002", None)
    assert words(row) == (
        "The activists demanded that Russian peacekeepers ensure the appropriate use of the Lachin"
        " road in line with humanitarian purposes.",
        "Their demands centered solely around ecological concerns",
    )


def test_zakharova_is_at_odds_with_herself_and_nobody_else(seeds):
    row = told("self-contradiction")["000", "001"]
    assert (str(row.actor), row.claim.key) == ("Maria Zakharova", "c03")
    assert "of 2 January 2023 gives as a direct quote supports" in row.why
    assert "gives as a paraphrase in the words of Azernews contradicts" in row.why
    assert "humanitarian convoys pass freely" in words(row)[0]
    assert "restoring the full-functioning" in words(row)[1]
