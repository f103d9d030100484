"""The page of a question: its answers in their order, and what all sides agree on."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Article
from factcheck.models import Claim, Stance, State
from factcheck.queries.questions import question_page, questions_for, rows_of
from factcheck.queries.topics import topic_page
from factcheck.services import actors, claims
from tests import make

pytestmark = pytest.mark.django_db
READER = AnonymousUser()
MONITORING = "why-did-the-monitoring-fail"


def page_of(key, user=READER):
    page = question_page(questions_for(user).get(key=key), user)
    return page | {"rows": rows_of(page, page["columns"])}


def answers(page):
    return [place.answer.key for place in page["answers"]]


def agreed(page):
    return {item["claim"].key: item["supporting"] for item in page["agreed"]}


@pytest.fixture
def question():
    return actors.add_question(
        topic=make.topic(), key="open", text="Is it open?", slot="yes_no", by=None
    )


def answer(question, proposition, state=State.PUBLISHED):
    return make.claim(
        proposition, key=proposition, topic=question.topic, question=question, state=state
    )


def printing(**stances):
    """An article in which each claim of that key is supported ("+") or contradicted ("-")."""
    words = {"+": Stance.SUPPORTS, "-": Stance.CONTRADICTS, "o": Stance.MENTIONS}
    passage = make.passage(f"Article {next(make.numbers)}")
    for key, sign in stances.items():
        make.link(Claim.objects.get(key=key), passage, words[sign])
    return passage.revision.article


def test_the_seeds_three_answers_by_five_articles(seeds):
    page = page_of(MONITORING)
    assert answers(page) == ["c28", "c27", "c26"]
    sources = [column["article"].source_name[:3] for column in page["columns"]]
    assert sources == ["002", "001", "004", "000", "003"]  # by day; 000 is of 12 January
    table = {
        place.answer.key: [[mark.stance for mark in cell] for _, cell in cells]
        for place, cells in page["rows"]
    }
    yes, no, said, nothing = ["supports"], ["contradicts"], ["mentions"], []
    assert table == {
        "c28": [yes, said, yes, no, said],
        "c27": [nothing, yes, no, no, yes],
        "c26": [yes, no, no, yes, no],
    }


def test_on_the_seeds_all_agree_that_it_did_not_take_place(seeds):
    page = page_of(MONITORING)
    [item] = page["agreed"]
    assert item["claim"].proposition == "The planned monitoring did not take place."
    assert (item["supporting"], page["taking_sides"], item["silent"]) == (5, 5, [])


def test_one_source_alone_is_no_agreement(seeds):
    assert agreed(page_of("is-the-road-open")) == {}  # only 002 says that the Russians blocked it


def test_one_new_link_moves_the_ranking(seeds):
    claim = Claim.objects.get(key="c27")
    make.link(claim, make.words(make.seed("002"), "monitoring"), Stance.CONTRADICTS)
    assert answers(page_of(MONITORING)) == ["c28", "c26", "c27"]
    [question] = topic_page(claim.topic, READER)["questions"]
    assert [claim.key for claim in question["answers"]] == ["c28", "c26", "c27"]


def test_the_speakers_are_named_in_the_cell(seeds):
    page = page_of("is-the-road-open")
    said = {
        (place.answer.key, column["article"].source_name[:3]): [(m.stance, m.who) for m in cell]
        for place, cells in page["rows"]
        for column, cell in cells
    }
    assert said["c02", "002"] == [
        ("contradicts", ["Government of Azerbaijan"]),
        ("mentions", ["own words"]),
    ]
    assert said["c01", "004"] == [
        ("supports", ["Azerbaijani media"]),
        ("contradicts", ["Nikol Pashinyan"]),
    ]


def test_one_article_against_it_ends_an_agreement(question):
    for words in ("Yes", "No"):
        answer(question, words)
    make.claim("Somebody looked", key="looked", topic=question.topic)
    printing(Yes="+", looked="+")
    printing(No="+", looked="+")
    assert agreed(page_of("open")) == {"looked": 2}
    printing(looked="-")
    assert agreed(page_of("open")) == {}


def test_claims_of_other_topics_and_other_answers_are_not_agreed_on(question):
    for words in ("Yes", "No", "Neither"):
        answer(question, words)
    make.claim("Somebody looked", key="looked", topic=make.topic("Mines"))
    for _ in range(2):
        printing(Yes="+", looked="+", Neither="+")
        printing(No="+", looked="+", Neither="+")
    assert agreed(page_of("open")) == {}


def test_articles_that_take_a_side_and_do_not_say_it_are_named(question):
    for words in ("Yes", "No"):
        answer(question, words)
    make.claim("Somebody looked", key="looked", topic=question.topic)
    printing(Yes="+", looked="+")
    printing(No="+", looked="+")
    silent = printing(Yes="+")
    printing(Yes="o")
    [item] = page_of("open")["agreed"]
    assert [column["article"] for column in item["silent"]] == [silent]


def test_a_question_that_no_visible_claim_answers_is_not_there(question, editor):
    draft = answer(question, "Yes", state=State.DRAFT)
    assert not questions_for(READER).exists()
    assert answers(page_of("open", editor)) == [draft.key]
    gone = answer(question, "No")
    claims.withdraw_claim(claim=gone, by=None, reason="so")
    assert not questions_for(READER).exists()


def test_a_draft_is_no_answer_and_no_agreement_for_readers(question, editor):
    for words in ("Yes", "No"):
        answer(question, words)
    answer(question, "Perhaps", state=State.DRAFT)
    make.claim("Somebody looked", key="looked", topic=question.topic, state=State.DRAFT)
    only_draft = printing(Perhaps="+")
    for words in ("Yes", "No"):
        printing(**{words: "+", "looked": "+"})
    page = page_of("open")
    assert (answers(page), agreed(page)) == (["No", "Yes"], {})
    assert only_draft not in [column["article"] for column in page["columns"]]
    page = page_of("open", editor)
    assert (answers(page), agreed(page)) == (["No", "Perhaps", "Yes"], {})  # one side says nothing
    make.link(Claim.objects.get(key="looked"), make.words(only_draft, "Article"))
    assert agreed(page_of("open", editor)) == {"looked": 3}


def test_answers_without_evidence_stand_last_and_have_no_place(question):
    for words in ("Yes", "No", "Perhaps"):
        answer(question, words)
    printing(Perhaps="-")
    page = page_of("open")
    assert [(p.answer.key, p.number) for p in page["answers"]] == [
        ("Perhaps", 1),
        ("No", None),
        ("Yes", None),
    ]


def test_articles_without_a_day_stand_last_and_those_without_a_name_say_their_day(question):
    answer(question, "Yes")
    undated, dated = printing(Yes="+"), printing(Yes="+")
    day = {"published_on": "2023-01-02", "published_precision": "day", "published_basis": "editor"}
    Article.objects.filter(pk=dated.pk).update(**day)
    first, last = page_of("open")["columns"]
    assert (first["article"], first["name"]) == (dated, "an article of 2 January 2023")
    assert (last["article"], last["name"]) == (undated, "an undated article")
    assert (first["day"], last["day"]) == (None, None)
