"""The origins of claims, as the database holds what joins their evidence."""

import random
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ReuseDecision, ReuseLink, Tier
from factcheck.models import Claim, Evidence, Stance
from factcheck.origins import origins_of
from factcheck.services import (
    actor_merges,
    claims,
    copies,
    details,
    evidence,
    outlets,
)
from factcheck.services.tallies import recount_all, tallies
from tests import make

pytestmark = pytest.mark.django_db
# What the seeds hold before a person confirmed anything: articles and origins, for and against.
SEEDS = {
    "c20": ((4, 2), (1, 1), "contested"),  # talks on 3 and 7 December
    "c21": ((1, 1), (4, 2), "contested"),  # talks on 3 and 4 December
    "c25": ((5, 3), (0, 0), "corroborated"),  # the monitoring did not take place
    "c27": ((2, 1), (2, 1), "contested"),  # it was actively prevented
    "c32": ((2, 1), (0, 0), "single_origin"),  # a UN mission needs the consent of both
}
WORDS = "Previously, following the talks a group of experts was going to begin its monitoring."


def told(key):
    claim = Claim.objects.get(key=key)
    return (
        (claim.supporting, claim.supporting_origins),
        (claim.contradicting, claim.contradicting_origins),
        claim.evidence_state,
    )


def grouped(claim):
    """The articles of each origin, by the beginning of their names."""
    rows = Evidence.objects.select_related("passage__revision__article").in_bulk()
    return [
        {rows[key].passage.revision.article.source_name[:3] for key in origin.pieces}
        for origin in origins_of(claim.evidence.live())[claim.pk]
    ]


def is_right(*rows):
    """Whether the stored tallies are what counting anew from all rows gives."""
    rows = rows or tuple(Claim.objects.all())
    counted = tallies(rows)
    for claim in rows:
        claim.refresh_from_db()
        if {field: getattr(claim, field) for field in claim.computed} != counted[claim.pk]:
            return False
    return True


def test_the_seeds_stand_on_as_many_origins_as_they_have(seeds):
    assert {key: told(key) for key in SEEDS} == SEEDS
    assert grouped(Claim.objects.get(key="c20")) == [{"001", "003"}, {"004", "000"}, {"002"}]
    assert grouped(Claim.objects.get(key="c32")) == [{"004", "000"}]
    assert Claim.objects.get(key="c32").evidence.live().count() == 5


def test_confirming_a_pair_joins_origins_at_once_and_taking_it_back_parts_them(seeds, editor):
    waiting = ReuseLink.objects.filter(tier=Tier.REVIEW)
    talks = [row for row in waiting if {row.a.position, row.b.position} == {14, 6}]
    [link] = [row for row in talks if "000" in row.a.revision.article.source_name[:3]]
    assert told("c20")[0] == (4, 2)
    copies.decide(link=link, decision=ReuseDecision.CONFIRMED, by=editor)
    assert told("c20") == ((4, 1), (1, 1), "contested")
    assert is_right()
    copies.take_back(link=link, by=editor)
    assert {key: told(key) for key in SEEDS} == SEEDS
    assert is_right()


def test_contesting_a_copy_parts_origins_and_taking_that_back_joins_them(seeds, editor):
    for link in ReuseLink.objects.filter(tier=Tier.AUTO):
        copies.decide(link=link, decision=ReuseDecision.REJECTED, by=editor)
    assert told("c27")[0] == (2, 2)
    assert told("c25") == ((5, 4), (0, 0), "corroborated")
    for link in ReuseLink.objects.filter(tier=Tier.AUTO):
        copies.take_back(link=link, by=editor)
    assert {key: told(key) for key in SEEDS} == SEEDS


def test_a_repeated_paragraph_counts_as_the_one_that_it_repeats():
    first = make.article(f"{WORDS}\n\nOne.\n\n{WORDS}\n")
    second = make.article(f"Another beginning.\n\n{WORDS}\n")
    claim = make.claim()
    repeated = first.revisions.get().text.rindex("experts")
    make.link(claim, make.words(second, "experts"))
    make.link(
        claim,
        make.mark_passage(
            revision=first.revisions.get(), start=repeated, end=repeated + len("experts"), by=None
        ),
    )
    assert told(claim.key) == ((2, 1), (0, 0), "single_origin")


def test_the_same_text_under_another_name_is_no_other_origin():
    text = "Road closed\n\nThe road is closed, they said on Monday.\n"
    claim = make.claim()
    for same in (text, "\ufeff" + text):
        make.link(claim, make.words(make.article(same), "Road closed"))  # a heading has no copies
    assert told(claim.key) == ((2, 1), (0, 0), "single_origin")


def test_owners_join_what_they_own_through_others_and_merges(editor):
    names = ("Azernews", "Trend", "Caliber.Az", "Azeri Times")
    azernews, trend, caliber, azeri = (make.outlet(name) for name in names)
    claim = make.claim()
    for number, outlet in enumerate((azernews, trend, caliber)):
        article = make.article(f"Words of {number}.\n", outlet=outlet)
        make.link(claim, make.words(article, "Words"))
    assert told(claim.key)[0] == (3, 3)
    outlets.edit_outlet(outlet=trend, owner=azeri, by=editor, reason="bought")
    outlets.edit_outlet(outlet=azeri, owner=azernews, by=editor, reason="bought")
    assert told(claim.key)[0] == (3, 2)
    assert is_right(claim)
    outlets.merge_outlets(outlet=caliber, into=azeri, by=editor, reason="one")
    assert told(claim.key)[0] == (3, 1)
    outlets.part_outlet(outlet=caliber, by=editor, reason="two")
    assert told(claim.key)[0] == (3, 2)
    outlets.edit_outlet(outlet=azeri, owner=None, by=editor, reason="sold")
    assert told(claim.key)[0] == (3, 3)
    assert is_right(claim)


def test_another_outlet_of_an_article_is_another_origin(editor):
    azernews = make.outlet("Azernews")
    articles = [make.article(f"Words of {n}.\n", outlet=azernews) for n in range(2)]
    claim = make.claim()
    for article in articles:
        make.link(claim, make.words(article, "Words"))
    assert told(claim.key)[0] == (2, 1)
    before = claim.changed_at
    details.edit_details(
        article=articles[0], outlet=make.outlet("Trend"), by=editor, reason="it says so"
    )
    assert told(claim.key) == ((2, 2), (0, 0), "corroborated")
    claim.refresh_from_db()
    assert claim.changed_at > before


def test_merged_actors_are_one_origin(editor):
    a, b = make.actor("Maria Zakharova"), make.actor("Zakharova, M.")
    claim = make.claim()
    make.link(claim, make.passage("It is open."), Stance.SUPPORTS, a)
    make.link(claim, make.passage("It is not closed."), Stance.SUPPORTS, b)
    assert told(claim.key)[0] == (2, 2)
    actor_merges.merge_actors(actor=b, into=a, by=editor, reason="one")
    assert told(claim.key)[0] == (2, 1)
    actor_merges.part_actor(actor=b, by=editor, reason="two")
    assert told(claim.key)[0] == (2, 2)
    assert is_right(claim)


def test_counting_all_anew_mends_what_was_wrong_and_touches_nothing_else(seeds):
    before = dict(Claim.objects.values_list("key", "changed_at"))
    Claim.objects.filter(key="c20").update(supporting_origins=9, evidence_state="none")
    assert recount_all(Claim.objects.all()) == 1
    assert told("c20") == SEEDS["c20"]
    changed = {
        key for key, at in Claim.objects.values_list("key", "changed_at") if at != before[key]
    }
    assert changed == {"c20"}
    assert recount_all(Claim.objects.all()) == 0


def test_the_command_tells_how_many_counts_were_wrong(seeds):
    Claim.objects.filter(key__in=["c20", "c21"]).update(contradicting_origins=7)
    told_first, told_then = StringIO(), StringIO()
    call_command("recount_claims", stdout=told_first)
    call_command("recount_claims", stdout=told_then)
    assert told_first.getvalue() == "2 of 24 claims had other counts. Now they are right.\n"
    assert told_then.getvalue() == "The counts of all 24 claims are right.\n"


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_counts_are_those_of_counting_anew(seeds, editor, seed):
    chance = random.Random(seed)
    for _ in range(40):
        chance.choice(DEEDS)(chance, editor)
    assert is_right()


def _link(chance, by):
    claim = chance.choice(Claim.objects.listed())
    passage = chance.choice(Evidence.objects.select_related("passage")).passage
    speaker = chance.choice([None, *(row.speaker for row in Evidence.objects.live()[:20])])
    make.link(claim, passage, chance.choice(Stance.values), speaker, editor=by)


def _retire(chance, by):
    row = chance.choice(Evidence.objects.live().filter(claim__merged_into=None))
    evidence.retire_evidence(evidence=row, editor=by)


def _judge_copies(chance, by):
    link = chance.choice(ReuseLink.objects.all())
    if link.decision:
        copies.take_back(link=link, by=by)
    else:
        copies.decide(link=link, decision=chance.choice(ReuseDecision.values), by=by)


def _give_outlet(chance, by):
    article = chance.choice(ReuseLink.objects.all()).a.revision.article
    outlet = make.outlet(chance.choice(["Azernews", "Trend", "Caliber.Az"]))
    details.edit_details(article=article, outlet=outlet, by=by, reason="it says so")


def _own(chance, by):
    azernews, trend = make.outlet("Azernews"), make.outlet("Trend")
    owner = chance.choice([None, trend])
    outlets.edit_outlet(outlet=azernews, owner=owner, by=by, reason="bought or sold")


def _merge(chance, by):
    standing = list(Claim.objects.listed())
    if len(standing) > 15:
        claim, into = chance.sample(standing, 2)
        claims.merge_claims(claim=claim, into=into, by=by, reason="the same")


DEEDS = (_link, _link, _link, _retire, _judge_copies, _judge_copies, _give_outlet, _own, _merge)


def test_a_thousand_pieces_of_evidence_cost_the_queries_of_two():
    claim, second, last = make.claim(), make.passage("It opened."), make.passage("It closed.")
    make.link(claim, make.passage("It is open."))
    with CaptureQueriesContext(connection) as two:
        make.link(claim, second)
        recount_all(Claim.objects.all())
    _fill(claim, articles=50, passages=20)
    with CaptureQueriesContext(connection) as thousand:
        make.link(claim, last)
        recount_all(Claim.objects.all())
    told = Claim.objects.get(pk=claim.pk)
    assert (told.supporting, told.supporting_origins) == (53, 3 + 1)  # fifty copies are one
    assert len(thousand) == len(two)


def _fill(claim, articles, passages):
    """Link words of so many copies of one paragraph."""
    words = " ".join(f"word{n}" for n in range(passages))
    for number in range(articles):
        revision = make.article(f"Number {number} begins.\n\n{words}\n").revisions.get()
        for n in range(passages):
            start = revision.text.index(f"word{n}")
            passage = make.mark_passage(revision=revision, start=start, end=start + 5, by=None)
            Evidence.objects.create(
                claim=claim, passage=passage, stance=Stance.SUPPORTS, directness="narration"
            )
