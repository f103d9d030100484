"""Contradictions that are proposed, and what is not proposed again."""

from datetime import date

import pytest

from factcheck.models import ClaimRelation, Entry
from factcheck.services import contradictions, relations
from tests import make

pytestmark = pytest.mark.django_db


def propose():
    """The pairs that are newly proposed, by their words, and in what they differ."""
    rows = contradictions.propose(by=None)
    assert {row.status for row in rows} <= {"suggested"}
    return [(str(row.a), str(row.b), row.difference) for row in rows]


def both_sides(open_, shut, speaker=None, words="The road is open."):
    passage = make.passage(words)
    make.link(open_, passage, speaker=speaker)
    make.link(shut, passage, "contradicts", speaker=speaker)
    return passage


def test_of_the_seeds_one_more_pair_is_likely_and_it_is_proposed_as_they_come_in(seeds):
    rows = ClaimRelation.objects.filter(status="suggested")
    assert [(row.a.key, row.b.key) for row in rows] == [("c02", "c05")]
    assert propose() == []
    keys = {f"c{n}" for n in range(14, 19)}
    assert not ClaimRelation.objects.filter(a__key__in=keys, b__key__in=keys).exists()


def test_words_that_support_one_claim_and_contradict_another_propose_it():
    one, other = make.claim("The road is open."), make.claim("The road is shut.")
    both_sides(one, other)
    assert propose() == [("The road is open.", "The road is shut.", "")]
    assert ClaimRelation.objects.get().note == (
        "Proposed by the program: 1 passage supports one and contradicts the other."
    )
    assert Entry.objects.get(verb="relate claims").by is None
    assert propose() == []


def test_two_speakers_of_one_passage_propose_nothing():
    one, other = make.claim("The road is open."), make.claim("The road is shut.")
    passage = make.passage("The road is open.")
    make.link(one, passage, speaker=make.actor())
    make.link(other, passage, "contradicts")
    assert propose() == []


def test_where_as_many_articles_take_the_same_side_on_both_nothing_is_proposed():
    one, other = make.claim("The visit failed."), make.claim("The visit failed for the rain.")
    both_sides(one, other)
    article = make.article("The visit failed.\n\nIt was the rain.\n")
    make.link(one, make.words(article, "The visit failed."))
    make.link(other, make.words(article, "It was the rain."))
    assert propose() == []


def test_the_same_words_with_another_number_or_date_propose_it():
    make.claim("The talks took place on 3 and 7 December 2022.")
    make.claim("The talks took place on 3 and 4 December 2022.")
    make.claim("Eight trucks went to Lachin.")
    make.claim("Nine trucks went to Lachin.")
    assert [difference for _, _, difference in propose()] == ["date_number", "date_number"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The rally is in its 13th day.", "The rally is in its 22nd day."),
        ("Eight trucks went to Lachin.", "Nine buses went to Lachin."),
        ("Eight trucks went to Lachin.", "To Lachin went eight trucks."),
        ("It was 8.", "It was 9."),
    ],
)
def test_what_does_not_say_the_same_otherwise_or_counts_days_is_not_proposed(one, other):
    make.claim(one), make.claim(other)
    assert propose() == []


def test_claims_that_hold_on_no_common_day_are_never_proposed():
    words = "{} trucks stand on the road near Shusha."
    one = make.claim(words.format("Eight"), holds_to=date(2022, 12, 24))
    other = make.claim(words.format("Nine"), holds_from=date(2022, 12, 25))
    both_sides(one, other)
    assert propose() == []


@pytest.mark.parametrize("status", ["dismissed", "open"])
def test_what_stands_already_is_not_proposed_again_whatever_was_made_of_it(status, editor):
    one, other = make.claim(), make.claim()
    both_sides(one, other)
    relations.relate_claims(claim=other, kind="contradicts", other=one, status=status, by=editor)
    assert propose() == []


def test_what_the_desk_related_in_another_way_is_not_proposed(editor):
    one, other = make.claim(), make.claim()
    both_sides(one, other)
    relations.relate_claims(claim=other, kind="refines", other=one, by=editor)
    assert propose() == []


def test_the_desk_finds_what_is_proposed_in_its_queue_and_readers_find_nothing(client, editor):
    one, other = make.claim("The road is open."), make.claim("The road is shut.")
    both_sides(one, other)
    propose()
    assert "The road is shut" not in client.get(one.get_absolute_url()).text
    client.force_login(editor)
    assert "The road is shut" in client.get("/desk/?kind=contradictions").text
