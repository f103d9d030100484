"""Paragraphs of different articles that share wording, found as they come in."""

import json
from io import StringIO
from itertools import count, pairwise
from random import Random
from string import ascii_lowercase

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from articles.models import Fingerprint, Paragraph, ReuseLink, Tier
from articles.services.reuse import MOST_ARTICLES, find_copies
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "Previously, following the talks a group of experts was going to begin its monitoring."
numbers = count(1)
COPIES = {  # as the seeds hold them: article, paragraph
    ("001", 6, "003", 5),
    ("001", 7, "003", 6),
    ("001", 8, "003", 7),
    ("000", 6, "004", 5),
    ("000", 8, "004", 4),
    ("000", 7, "004", 3),
}


def article(*paragraphs):
    """An article of these paragraphs and one that no other has."""
    return make.article("\n\n".join([*paragraphs, f"Number {next(numbers)} ends."]) + "\n")


def pairs(links):
    return {
        (
            link.a.revision.article.source_name[:3],
            link.a.position,
            link.b.revision.article.source_name[:3],
            link.b.position,
        )
        for link in links
    }


def test_the_seeds_hold_six_copies_and_the_background_of_the_talks_waits_for_a_person(seeds):
    assert pairs(ReuseLink.objects.filter(tier=Tier.AUTO)) == COPIES
    waiting = pairs(ReuseLink.objects.filter(tier=Tier.REVIEW))
    talks = {("000", 14), ("001", 6), ("002", 11), ("004", 8), ("003", 5)}
    assert {(a, n) for a, n, _, _ in waiting} | {(b, n) for _, _, b, n in waiting} >= talks


def test_a_paragraph_is_held_against_other_articles_alone(db):
    first = article(WORDS, "Something else stands here.", WORDS)
    assert not ReuseLink.objects.exists()
    second = article("Quite another beginning stands here.", WORDS)
    link = ReuseLink.objects.get()
    assert (link.a.revision.article, link.b.revision.article) == (first, second)
    assert (link.a.position, link.b.position) == (1, 2)
    assert (link.containment, link.run, link.tier) == (1.0, 14, "auto")


def test_an_older_text_is_not_held_against_a_newer_one_of_its_article(db):
    first = article(WORDS)
    make.revision(first, f"{WORDS}\n\nMore was said.\n")
    assert not ReuseLink.objects.exists()
    article(WORDS)
    numbers = {link.a.revision.number for link in ReuseLink.objects.all()}
    assert numbers == {1, 2}
    assert {link.a.revision.number for link in ReuseLink.objects.in_newest()} == {2}


def test_looking_again_finds_nothing_new(db):
    first = article(WORDS)
    article(WORDS)
    counts = Fingerprint.objects.count(), ReuseLink.objects.count()
    assert find_copies(revision=first.revisions.get()) == []
    assert (Fingerprint.objects.count(), ReuseLink.objects.count()) == counts


def test_a_copy_of_what_stands_everywhere_is_joined_to_the_first(db):
    first, *_ = [article(f"Number {n} begins so.", WORDS) for n in range(MOST_ARTICLES + 1)]
    last = article("The last one begins so.", WORDS)
    link = ReuseLink.objects.latest("pk")
    assert [link.a.revision.article, link.b.revision.article] == [first, last]
    assert ReuseLink.objects.filter(b=link.b).count() == 1


def test_a_saying_that_stands_everywhere_is_no_trace(db):
    chance = Random(1)
    saying = "as the old saying of the mountains goes"
    for n in range(MOST_ARTICLES + 2):
        own = chance.choices(ascii_lowercase, k=60)
        last = article(" ".join(a + b + a * (n % 3) for a, b in pairwise(own)) + f" {saying}.")
    assert ReuseLink.objects.filter(tier=Tier.REVIEW).exists()
    assert ReuseLink.objects.filter(b__revision__article=last).count() == 0


def test_a_text_that_repeats_itself_is_held_against_another_once(db):
    article(*[WORDS] * 300)
    article(*[WORDS] * 300)
    assert ReuseLink.objects.count() == 1


def test_headings_and_boilerplate_are_no_evidence(db):
    first, second = article(WORDS), article(WORDS, "Follow us on Twitter @AzerNewsAz")
    article("Other words stand at the beginning.", "Follow us on Twitter @AzerNewsAz")
    assert pairs(ReuseLink.objects.all()) == {(first.source_name[:3], 1, second.source_name[:3], 1)}


def test_a_person_has_the_last_word_on_what_counts_as_a_copy(db, editor):
    article(WORDS)
    article(WORDS)
    rows = ReuseLink.objects.all()
    assert rows.copies().count() == 1
    now = rows.get().a.revision.imported_at
    rows.update(decision="rejected", decided_at=now)
    assert rows.copies().count() == 0
    rows.update(tier=Tier.REVIEW, decision="confirmed")
    assert rows.copies().count() == 1
    rows.update(decision="", decided_at=None)
    assert rows.copies().count() == 0


@pytest.mark.parametrize(
    "wrong",
    [{"tier": "sure"}, {"decision": "confirmed"}, {"decision": "perhaps"}, {"swapped": True}],
)
def test_the_database_refuses_what_cannot_be(db, wrong):
    article(WORDS)
    article("Nothing of that is said here at all.")
    a, b = Paragraph.objects.order_by("pk")[:2]
    if wrong.pop("swapped", False):
        a, b = b, a
    told = {"a": a, "b": b, "containment": 1.0, "run": 5, "tier": "auto"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReuseLink.objects.create(**told | wrong)


def test_the_command_looks_at_what_was_imported_before_and_tells_all(seeds):
    ReuseLink.objects.all().delete()
    Fingerprint.objects.all().delete()
    out = StringIO()
    call_command("find_reuse", "--json", stdout=out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    found = {
        (
            row["a"]["source"][:3],
            row["a"]["paragraph"],
            row["b"]["source"][:3],
            row["b"]["paragraph"],
        )
        for row in rows
        if row["tier"] == "auto"
    }
    assert found == COPIES
    out = StringIO()
    call_command("find_reuse", stdout=out)
    assert out.getvalue().startswith("6 pairs of paragraphs copy each other; of ")


def test_an_article_page_says_where_its_paragraphs_also_stand_oldest_first(client, seeds):
    page = " ".join(client.get(make.seed("001").get_absolute_url()).text.split())
    assert page.count("This paragraph also stands in") == 3
    assert "Trend</bdi>, 1 February 2023</a>" in page
    assert page.count("1 February 2023</a>, with changes") == 1
    assert "side by side" not in page


def test_copies_are_told_oldest_first_and_those_without_date_last(client, db):
    first = article(WORDS)
    for day in (None, "2023-02-01", "2022-12-24"):
        other = article(WORDS)
        other.published_on, other.published_precision = day, "day" if day else "unknown"
        other.published_basis = "editor" if day else ""
        other.save()
    _, page = client.get(first.get_absolute_url()).text.split("This paragraph also stands in")
    places = [page.index(words) for words in ("24 December 2022", "1 February 2023", "no date")]
    assert places == sorted(places)


def test_a_copy_in_an_older_text_is_not_told(client, db):
    first, other = article(WORDS), article(WORDS)
    assert "This paragraph also stands in" in client.get(first.get_absolute_url()).text
    make.revision(other, "Nothing of it stands here any more.\n")
    assert "This paragraph also stands in" not in client.get(first.get_absolute_url()).text
