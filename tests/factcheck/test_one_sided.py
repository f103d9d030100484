"""Claims that only the other side carries, and outlets by side, on the seeds."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Outlet
from factcheck.models import Actor, Claim, Evidence, Stance, Topic
from factcheck.queries import claim_page, claims_for, with_voices
from factcheck.queries.sides import articles_on, mark_carried, outlets_by_side
from factcheck.rules.as_of import AsOf, Clock
from factcheck.services import evidence, outlets, sides
from tests import make

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


def marked():
    claims = mark_carried(list(Claim.objects.order_by("pk")))
    return [claim.key for claim in claims if claim.is_carried_by_others]


def road():
    return Topic.objects.get(slug="road-status")


def table(topic):
    rows = outlets_by_side(topic, articles_on(topic, READER))
    return [
        (str(row["side"]), [(str(o), len(a)) for o, a in row["outlets"]], len(row["unnamed"]))
        for row in rows
    ]


def test_without_sides_nothing_is_marked(seeds, django_assert_num_queries):
    claims = list(Claim.objects.all())
    with django_assert_num_queries(1):
        mark_carried(claims)
    assert marked() == []
    assert table(road()) == []


def test_what_armenia_says_reaches_us_through_the_other_side_alone(seeds):
    make.seed_sides("road-status", "intent")
    assert marked() == ["c02", "c06"]


def test_sides_hold_in_their_own_topic_only(seeds):
    make.seed_sides("intent")
    assert marked() == ["c06"]


def test_a_topic_counts_the_outlets_of_each_side_the_missing_ones_too(seeds):
    make.seed_sides("road-status")
    assert table(road()) == [
        ("Azerbaijan", [("Azernews", 2)], 0),
        ("Armenia", [], 0),
        ("None", [], 2),
    ]


def test_one_article_of_their_own_side_takes_the_mark_off(seeds):
    make.seed_sides("road-status")
    armenian = make.outlet("Hetq")
    sides.give_side(topic=road(), side=road().sides.get(label="Armenia"), outlet=armenian, by=None)
    passage = make.passage("The road is closed.")
    article = passage.revision.article
    article.outlet = armenian
    article.save()
    row = make.link(Claim.objects.get(key="c02"), passage, Stance.MENTIONS)
    assert marked() == []
    evidence.retire_evidence(evidence=row, editor=None)
    assert marked() == ["c02"]


def test_an_outlet_that_says_so_itself_is_a_claimant(seeds):
    make.seed_sides("road-status")
    claim = Claim.objects.get(key="c02")
    make.link(claim, make.words(make.seed("004"), "Follow us on Twitter"))
    assert marked() == []


def test_claimants_without_a_side_are_left_aside(seeds):
    make.seed_sides("road-status")
    claim = Claim.objects.get(key="c02")
    words = make.words(make.seed("004"), "Follow us on Twitter")
    make.link(claim, words, speaker=Actor.objects.get(name="Maria Zakharova"))
    assert marked() == ["c02"]
    for name in ("Nikol Pashinyan", "Government of Armenia"):
        sides.take_side(topic=road(), actor=Actor.objects.get(name=name), by=None)
    assert marked() == []


def test_the_owners_side_counts_for_what_it_owns(seeds):
    make.seed_sides("road-status")
    azernews, owner = Outlet.objects.get(name="Azernews"), make.outlet("Owner")
    sides.take_side(topic=road(), outlet=azernews, by=None)
    assert marked() == []
    outlets.edit_outlet(outlet=azernews, owner=owner, by=None, reason="so")
    side = road().sides.get(label="Azerbaijan")
    sides.give_side(topic=road(), side=side, outlet=owner, by=None)
    assert marked() == ["c02"]
    assert table(road())[0] == ("Azerbaijan", [("Azernews", 2)], 0)


def test_a_claims_page_names_whom_it_counts(seeds):
    make.seed_sides("road-status")
    told = claim_page(Claim.objects.get(key="c02"), READER)["carried"]
    said = [(str(side), sorted(map(str, who))) for side, who in told["say"]]
    assert said == [("Armenia", ["Government of Armenia", "Nikol Pashinyan"])]
    carry = [(str(outlet), str(side), len(articles)) for outlet, side, articles in told["carry"]]
    assert carry == [("Azernews", "Azerbaijan", 2)]
    assert told["aside"] == [make.seed("002")]
    assert claim_page(Claim.objects.get(key="c01"), READER)["carried"] is None


def test_lists_and_pages_agree(seeds):
    make.seed_sides("road-status", "intent", "protest-demands", "un-mission")
    listed = with_voices(claims_for(READER))
    assert {claim.key for claim in listed if claim.is_carried_by_others} == {
        claim.key for claim in Claim.objects.all() if claim_page(claim, READER)["carried"]
    }


def test_a_day_knows_only_what_was_there_by_then(seeds):
    make.seed_sides("road-status")
    claim = Claim.objects.get(key="c02")
    said, printed = (AsOf(date(2022, 12, 31), clock) for clock in Clock)
    assert mark_carried([claim], said)[0].is_carried_by_others
    assert not mark_carried([claim], printed)[0].is_carried_by_others
    assert claim_page(claim, READER, said)["carried"]["aside"] == [make.seed("002")]
    assert claim_page(claim, READER, printed)["carried"] is None
    assert list(articles_on(road(), READER, printed)) == [make.seed("002")]


def test_readers_count_no_articles_of_drafts(seeds):
    make.seed_sides("road-status")
    draft = make.claim(state="draft", topic=road())
    words = make.words(make.seed("003"), "peaceful protest")
    make.link(draft, words)
    assert table(road())[0] == ("Azerbaijan", [("Azernews", 2)], 0)
    assert Evidence.objects.filter(claim=draft).exists()
