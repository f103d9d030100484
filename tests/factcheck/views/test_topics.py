"""The pages of topics, their questions and their matrices, and the same as CSV."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from factcheck.models import Claim, Stance
from factcheck.services import actors
from factcheck.views import paging
from tests import make
from tests.factcheck.views.markup import Page

QUESTION = "/topics/monitoring-failure/questions/why-did-the-monitoring-fail/"
ACTORS, OUTLETS = "/topics/road-status/actors/", "/topics/road-status/outlets/"


def read(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def links(answer):
    return {given["href"] for tag, given in Page(answer.text).tags if tag == "a"}


def in_order(answer, *words):
    """Whether these words stand in the page, and in this order."""
    places = [answer.text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.fixture
def question(db):
    return actors.add_question(
        topic=make.topic(), key="open", text="Is it open?", slot="yes_no", by=None
    )


def test_what_all_sides_agree_on_stands_above_the_answers(anonymous, seeds):
    answer = anonymous.get(QUESTION)
    keys = ("c25", "c28", "c27", "c26")
    ordered = [Claim.objects.get(key=key).proposition for key in keys]
    assert in_order(answer, "What all sides agree on", *ordered)
    said = " ".join(answer.text.split())
    assert "all 5 articles that take a side, contradicted in none. It rests on 3 origins." in said
    assert "An answer that fewer independent origins contradict stands before" in answer.text


def test_a_question_is_reached_from_its_topic_and_its_claims(anonymous, seeds):
    for page in ("/topics/monitoring-failure/", Claim.objects.get(key="c26").get_absolute_url()):
        assert QUESTION in links(anonymous.get(page)), page


def test_a_topic_leads_to_its_matrices(anonymous, seeds):
    assert {ACTORS, OUTLETS} <= links(anonymous.get("/topics/road-status/"))


def test_a_question_under_another_topic_is_not_there(anonymous, seeds):
    assert anonymous.get(QUESTION.replace("monitoring-failure", "talks")).status_code == 404


def test_cells_lead_to_the_evidence_on_the_claims_page(anonymous, seeds):
    claim = Claim.objects.get(key="c03")
    for row in claim.evidence.filter(speaker__name="Maria Zakharova"):
        place = f"{claim.get_absolute_url()}#evidence-{row.pk}"
        assert place in links(anonymous.get(ACTORS))
        assert f'id="evidence-{row.pk}"' in anonymous.get(claim.get_absolute_url()).text


def test_a_matrix_is_a_table_with_heads_for_rows_and_columns(anonymous, seeds):
    for address in (ACTORS, OUTLETS, QUESTION):
        tags = Page(anonymous.get(address).text).tags
        roles = {
            (tag, given.get("role")) for tag, given in tags if tag in ("table", "tr", "th", "td")
        }
        scopes = {given.get("scope") for tag, given in tags if tag == "th"}
        assert all(role for _, role in roles), address
        assert {"col", "row"} <= scopes, address


def test_one_answer_is_not_ranked(anonymous, question):
    claim = make.claim("It is open.", topic=question.topic, question=question)
    page = question.get_absolute_url()
    empty = anonymous.get(page)
    assert "One answer was found" in empty.text
    assert "No passage has been linked to this answer yet." in empty.text
    make.link(claim, make.passage("Open."))
    answer = anonymous.get(page)
    assert "<table" in answer.text
    assert "origins contradict" not in answer.text
    assert 'class="place"' not in answer.text
    assert "origins contradict" not in anonymous.get("/topics/roads/").text


def test_answers_of_one_weight_share_their_place(anonymous, question):
    for n in range(2):
        claim = make.claim(f"Answer {n}.", topic=question.topic, question=question)
        make.link(claim, make.passage(f"Words {n}."))
    assert anonymous.get(question.get_absolute_url()).text.count("<small>shared</small>") == 2


def test_very_many_articles_are_shown_some_at_a_time(anonymous, seeds, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COLUMNS", 4)
    first, last = anonymous.get(QUESTION), anonymous.get(QUESTION, {"across": 2})
    assert "Page 1 of 2" in first.text
    assert (first.text.count("<bdi>Trend</bdi>"), last.text.count("<bdi>Trend</bdi>")) == (0, 1)
    assert "all 5 articles that take a side" in " ".join(last.text.split())


def test_a_topic_where_nobody_speaks_says_so(anonymous, db):
    make.claim()
    assert "No words of an actor" in anonymous.get("/topics/roads/actors/").text
    assert "No article has been linked" in anonymous.get("/topics/roads/outlets/").text


def test_a_topic_without_questions_shows_its_claims(anonymous, db):
    claim = make.claim()
    make.link(claim, make.passage("Words."), speaker=make.actor())
    assert str(claim) in anonymous.get("/topics/roads/").text
    answer = anonymous.get("/topics/roads/actors/")
    assert str(claim) in answer.text
    assert "answer no question" not in answer.text


def test_an_order_that_there_is_not_is_told_and_the_usual_one_is_taken(anonymous, seeds):
    answer = anonymous.get(ACTORS, {"sort": "on.<b>", "order": "by.not-there"})
    assert answer.status_code == 200
    assert "There is no order “<bdi>on.&lt;b&gt;</bdi>” here" in answer.text
    assert "by.not-there" in answer.text


def test_the_chosen_order_stands_in_the_address_and_in_words(anonymous, seeds):
    claim = Claim.objects.get(key="c02")
    [link] = {link for link in links(anonymous.get(ACTORS)) if f"on.{claim.slug}" in link}
    answer = anonymous.get(ACTORS + link.partition("#")[0])
    assert f"By what stands beside “<bdi>{claim}</bdi>”: support first" in answer.text
    heads = ("Government of Armenia", "Nikol Pashinyan", "Ilham Aliyev", "Maria Zakharova")
    assert in_order(answer, *(f"<bdi>{name}</bdi></a>" for name in heads))


def test_the_file_has_the_order_of_the_page(anonymous, seeds):
    answer = anonymous.get("/topics/road-status/actors.csv", {"sort": "name", "order": "wording"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="road-status-actors.csv"'
    head, *lines = read(answer)
    assert head[:4] == ["claim", "address", "state", "question"]
    assert head[4:7] == ["evidence state", "origins for", "origins against"]
    assert head[7:] == sorted(head[7:], key=str.casefold)
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    first = dict(zip(head, lines[0], strict=True))
    claim = Claim.objects.get(proposition=first["claim"])
    assert first["address"] == f"http://testserver{claim.get_absolute_url()}"
    assert (first["question"], first["Nikol Pashinyan"]) == (
        "Is the Lachin road open?",
        "contradicts 1",
    )
    assert [first[name] for name in head[4:7]] == ["contested", "2", "2"]


def test_a_draft_is_in_the_file_for_the_desk_alone(anonymous, as_editor):
    make.claim("This is public.")
    make.link(
        make.claim("This is not.", state="draft"), make.passage("Words."), speaker=make.actor()
    )
    for kind in ("actors", "outlets"):
        address = reverse(f"topics:{kind}-csv", args=["roads"])
        assert read(anonymous.get(address))[1:] == [
            [
                *("This is public.", "http://testserver/claims/this-is-public/", "published", ""),
                *("none", "0", "0"),
            ]
        ]
        assert "This is not." in as_editor.get(address).text


def test_no_cell_of_the_file_begins_a_formula(anonymous, db):
    claim = make.claim("=HYPERLINK(1)")
    make.link(claim, make.passage("Words."), speaker=make.actor("@SUM(1)"))
    head, line = read(anonymous.get("/topics/roads/actors.csv"))
    assert (head[-1], line[0], line[-1]) == ("'@SUM(1)", "'=HYPERLINK(1)", "supports 1")


def test_a_large_matrix_is_shown_page_by_page_and_its_file_is_whole(anonymous, db, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COLUMNS", 2)
    for n in range(31):
        claim = make.claim(f"Claim {n:02} holds.")
        make.link(claim, make.passage(f"Words {n}."), Stance.SUPPORTS, make.actor(f"Actor {n % 3}"))
    first = anonymous.get("/topics/roads/actors/")
    assert "31 claims × 3 actors" in first.text
    assert {"?page=2", "?across=2"} <= links(first)
    last = anonymous.get("/topics/roads/actors/", {"page": 2, "across": 2})
    assert "Claim 30 holds." in last.text
    assert "Claim 29 holds." not in last.text
    assert "Actor 2" in last.text
    assert len(read(anonymous.get("/topics/roads/actors.csv?page=2&across=2"))) == 32
