"""Claims × actors and claims × outlets, in every order."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from factcheck.matrices import TOLD, Arranged
from factcheck.models import Claim, Stance, State, Topic
from factcheck.queries.matrices import actors_matrix, outlets_matrix
from factcheck.services import actor_merges, actors, claims, evidence, outlets
from tests import make

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


def arranged(query="", gather=actors_matrix, user=READER, topic="roads"):
    return Arranged(gather(Topic.objects.get(slug=topic), user), QueryDict(query))


def rows(table):
    """The table in words: {claim: {column: cell}}, blanks left out."""
    head, *lines = table.table(lambda claim: claim.slug)
    names = head[len(TOLD) :]
    return {
        line[0]: {n: cell for n, cell in zip(names, line[len(TOLD) :], strict=True) if cell}
        for line in lines
    }


def names(table):
    return [column.name for column in table.columns]


def wordings(table):
    return [claim.proposition for claim in table.claims]


def say(claim, actor, stance=Stance.SUPPORTS, outlet=None):
    words = f"Words number {next(make.numbers)}"
    passage = make.passage(words)
    article = passage.revision.article
    article.outlet = outlet
    article.save()
    return make.link(claim, passage, stance, speaker=actor and make.actor(actor))


def test_the_seeds_actors_and_their_stances(seeds):
    table = rows(arranged(topic="road-status"))
    functioning = Claim.objects.get(key="c03").proposition
    assert table[functioning] == {"Maria Zakharova": "supports 1; contradicts 1"}
    assert table[Claim.objects.get(key="c02").proposition] == {
        "Government of Armenia": "supports 1",
        "Government of Azerbaijan": "contradicts 1",
        "Ilham Aliyev": "contradicts 1",
        "Nikol Pashinyan": "supports 1",
    }
    assert table[Claim.objects.get(key="c12").proposition] == {}


def test_the_seeds_outlets_with_whom_they_quote(seeds):
    table = arranged(gather=outlets_matrix, topic="road-status")
    claim = next(claim for claim in table.claims if claim.key == "c02")
    assert rows(table)[claim.proposition] == {
        "Azernews": "supports 2; contradicts 2",
        "an article by Nargiz Mammadli": "contradicts 1; mentions 1",
    }
    azernews = next(column for column in table.columns if column.name == "Azernews")
    supports, contradicts = table.matrix.cell(claim, azernews)
    assert set(supports.who) == {"Government of Armenia", "Nikol Pashinyan"}
    assert set(contradicts.who) == {"own words", "Ilham Aliyev"}


def test_every_article_that_names_no_outlet_has_a_column_of_its_own():
    claim = make.claim()
    for _ in range(2):
        say(claim, None)
    table = arranged(gather=outlets_matrix)
    assert names(table) == ["an undated article", "an undated article"]
    assert len({column.key for column in table.columns}) == 2


def test_a_merged_actor_and_a_merged_outlet_speak_under_what_they_became():
    claim, old, new = make.claim(), make.outlet("Old News"), make.outlet("New News")
    say(claim, "Dmitry Peskov", outlet=old)
    say(claim, "Dmitriy Peskov", outlet=new)
    actor_merges.merge_actors(
        actor=make.actor("Dmitry Peskov"), into=make.actor("Dmitriy Peskov"), by=None, reason="one"
    )
    outlets.merge_outlets(outlet=old, into=new, by=None, reason="one")
    assert rows(arranged()) == {str(claim): {"Dmitriy Peskov": "supports 2"}}
    assert rows(arranged(gather=outlets_matrix)) == {str(claim): {"New News": "supports 2"}}


def test_what_is_not_public_or_was_taken_back_stands_in_no_readers_matrix(editor):
    shown, draft, withdrawn, merged = make.claim(), make.claim(), make.claim(), make.claim()
    for claim in (shown, draft, withdrawn, merged):
        say(claim, f"Speaker {claim.pk}")
    say(draft, "Somebody else")
    evidence.retire_evidence(evidence=say(shown, "Nobody any more"), editor=None)
    Claim.objects.filter(pk=draft.pk).update(state=State.DRAFT)
    claims.withdraw_claim(claim=withdrawn, by=None, reason="so")
    claims.merge_claims(claim=merged, into=shown, by=None, reason="so")
    said_of_merged = f"Speaker {merged.pk}"
    assert set(names(arranged())) == {f"Speaker {shown.pk}", said_of_merged}
    assert wordings(arranged()) == [str(shown)]
    seen = arranged(user=editor)
    assert set(wordings(seen)) == {str(shown), str(draft)}
    assert "Somebody else" in names(seen)


@pytest.fixture
def roads():
    """Three claims, of which two answer a question; Ann speaks of one, Bob of three, Cyd of two."""
    topic = make.topic()
    question = actors.add_question(topic=topic, key="q", text="Open?", slot="yes_no", by=None)
    answer = {"topic": topic, "question": question}
    a_open = make.claim("Open it is.", key="open", **answer)
    shut = make.claim("Shut it is.", key="shut", **answer)
    cold = make.claim("Cold it is.", key="cold", topic=topic)
    say(a_open, "Ann")
    for claim in (a_open, shut, cold):
        say(claim, "Bob", Stance.CONTRADICTS)
    say(shut, "cyd")
    say(shut, "cyd", Stance.CONTRADICTS)
    say(cold, "cyd", Stance.MENTIONS)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Bob", "cyd", "Ann"]),
        ("sort=claims", ["Bob", "cyd", "Ann"]),
        ("sort=name", ["Ann", "Bob", "cyd"]),
        ("sort=on.open-it-is", ["Ann", "Bob", "cyd"]),
        ("sort=on.shut-it-is", ["cyd", "Bob", "Ann"]),
        ("sort=on.cold-it-is", ["Bob", "cyd", "Ann"]),
        ("sort=open-it-is", ["Bob", "cyd", "Ann"]),
    ],
)
def test_columns_stand_in_the_order_asked_for(roads, asked, expected):
    assert names(arranged(asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Open", "Shut", "Cold"]),
        ("order=question", ["Open", "Shut", "Cold"]),
        ("order=wording", ["Cold", "Open", "Shut"]),
        ("order=by.ann", ["Open", "Cold", "Shut"]),
        ("order=by.cyd", ["Shut", "Cold", "Open"]),
        ("order=by.nobody", ["Open", "Shut", "Cold"]),
    ],
)
def test_claims_stand_in_the_order_asked_for(roads, asked, expected):
    assert [words.split()[0] for words in wordings(arranged(asked))] == expected


def test_an_order_that_there_is_not_is_told(roads):
    assert arranged("sort=on.nothing&order=wording").unknown == ["on.nothing"]
    assert arranged("sort=name&order=").unknown == []


def test_by_question_answers_stand_together_ranked(roads):
    claim = Claim.objects.get(key="open")
    for n in range(2):
        say(claim, f"Guest {n}", Stance.CONTRADICTS)
    assert [words.split()[0] for words in wordings(arranged())] == ["Shut", "Open", "Cold"]


def test_every_order_can_be_said_in_words(roads):
    table = arranged("sort=on.open-it-is&order=by.bob")
    assert (table.sort.about, table.order.about) == ("Open it is.", "Bob")
    assert all(order.rule.endswith(".") for order in [*table.sorts, *table.orders])
    assert [choice["is_chosen"] for choice in table.choices("sort")] == [False, False, True]
