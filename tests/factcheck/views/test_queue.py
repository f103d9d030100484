"""The queue of the desk: what waits, whose it is, and the way through it."""

import re
from html import unescape

import pytest

from factcheck.models import Assignment, Claim, ClaimRelation, Entry, State, Suggestion
from factcheck.queries import queue
from factcheck.services import claims, relations, suggestions
from factcheck.services import placements as places
from factcheck.services import queue as services
from factcheck.services.quotes import propose_quotes
from tests import make
from tests.factcheck.views.people import reader as reader_account

QUOTE = "“The road is open,” Maria Zakharova said on Monday.\n\nNothing else was said.\n"


@pytest.fixture
def editor(db):
    return make.person("editor")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def waiting(user, kind, who=queue.ANYONE):
    return list(queue.waiting(queue.KINDS[kind], user, who))


def counted(user):
    return {row["kind"].name: row["count"] for row in queue.counts(user)}


def links(response):
    """Where the items of the list lead."""
    titles = re.findall(r'class="title"\s+href="([^"]+)"', response.content.decode())
    return [unescape(address) for address in titles]


def test_every_kind_counts_what_waits_and_nothing_else(editor):
    article = make.article(QUOTE)
    draft, sent, other = make.claim(state="draft"), make.claim(state="draft"), make.claim()
    claims.send_for_review(claim=sent, by=editor)
    relations.relate_claims(claim=sent, kind="contradicts", other=other, by=editor)
    relations.relate_claims(claim=draft, kind="refines", other=other, by=editor)
    make.link(other, make.words(article, "Nothing else was said."))
    make.revision(article, QUOTE.replace("Nothing else", "Little else"))

    assert counted(editor) == {
        "review": 1,
        "placements": 1,
        "findings": 0,
        "quotes": 1,
        "copies": 0,
        "contradictions": 1,
        "articles": 1,
        "drafts": 1,
    }
    assert waiting(editor, "drafts") == [draft]
    assert waiting(editor, "review") == [sent]
    assert [row.article for row in waiting(editor, "articles")] == [article]


def test_what_was_decided_no_longer_waits(editor):
    article = make.article(QUOTE)
    make.link(make.claim(), make.words(article, "Nothing else was said."))
    newest = make.revision(article, QUOTE.replace("Nothing else", "Little else"))
    first, second = make.claim(), make.claim(state="draft")
    relation = relations.relate_claims(claim=first, kind="contradicts", other=second, by=editor)
    assert counted(editor)["contradictions"] == 1

    services.read_through(revision=newest, by=editor)
    for quote in Suggestion.objects.waiting():
        suggestions.dismiss(suggestion=quote, by=editor)
    for row in waiting(editor, "placements"):
        places.accept_placement(placement=row, by=editor)
    relations.relate_claims(
        claim=relation.a,
        kind="contradicts",
        other=relation.b,
        status="resolved",
        resolution="scope_differs",
        by=editor,
    )
    claims.publish_claim(claim=second, by=editor)
    assert set(counted(editor).values()) == {0}


def test_a_newer_text_of_an_article_waits_anew(editor):
    article = make.article()
    services.read_through(revision=article.revisions.get(), by=editor)
    assert waiting(editor, "articles") == []

    newest = make.revision(article, "The road is shut.\n")
    assert waiting(editor, "articles") == [newest]


def test_a_quote_of_an_earlier_text_does_not_wait(editor):
    article = make.article(QUOTE)
    propose_quotes(revision=article.revisions.get(), by=None)
    assert len(waiting(editor, "quotes")) == 1
    make.revision(article, "Nothing was said.\n")
    assert waiting(editor, "quotes") == []


def test_reading_through_leads_to_the_next_article_and_can_be_taken_back(desk, editor):
    first, second = make.article(), make.article("Other words.\n")
    page = desk.get(links(desk.get("/desk/?kind=articles&who=nobody"))[0])
    assert "1 of 2" in re.sub(r"\s+", " ", page.content.decode())
    address = f"/desk/articles/{first.pk}/read/?queue=articles&who=nobody"

    answer = desk.post(address, {"read": "through"})
    assert answer.url == f"/desk/articles/{second.pk}/?queue=articles&who=nobody"
    back = desk.get(answer.url).content.decode()
    assert "1 of 1" in re.sub(r"\s+", " ", back)

    desk.post(address, {"read": "again"})
    assert [row.article for row in waiting(editor, "articles")] == [first, second]
    assert Entry.objects.filter(verb="take reading back").count() == 1


def test_after_the_last_article_comes_the_list(desk):
    only = make.article()
    answer = desk.post(f"/desk/articles/{only.pk}/read/?queue=articles", {"read": "through"})
    assert answer.url == "/desk/?kind=articles&who=anyone"


def test_reading_through_twice_is_one_reading(desk):
    article = make.article()
    for _ in range(2):
        desk.post(f"/desk/articles/{article.pk}/read/", {"read": "through"})
    assert article.revisions.get().readings.count() == 1


@pytest.mark.parametrize("kind", queue.KINDS)
def test_everything_that_waits_leads_to_a_page_with_its_place_in_the_queue(desk, kind, editor):
    make.seeds()
    for row in Claim.objects.order_by("pk")[:2]:
        Claim.objects.filter(pk=row.pk).update(state=State.DRAFT)
    sent = Claim.objects.order_by("-pk")[:2]
    Claim.objects.filter(pk__in=[row.pk for row in sent]).update(state=State.IN_REVIEW)
    ClaimRelation.objects.filter(kind="contradicts").update(status="open", resolution="")
    article = make.seed("003")
    make.revision(article, article.revisions.get().text.replace(" the ", " this "))
    make.revision(make.seed("004"), "It was Friday, 24 December 2022.\n")

    addresses = links(desk.get(f"/desk/?kind={kind}"))
    assert len(addresses) > 1
    first = desk.get(addresses[0]).content.decode()
    assert f"1 of {len(addresses)}" in re.sub(r"\s+", " ", first)
    following = unescape(re.search(r'<a href="([^"]+)" rel="next"', first)[1])
    assert following == addresses[1]


def test_things_are_assigned_to_a_person_or_nobody(desk, editor):
    other = make.person("reviewer", name="reviewer")
    first, second, third = (make.claim(state="draft") for _ in range(3))
    asked = {"kind": "drafts", "who": "anyone", "item": [first.pk, second.pk]}

    answer = desk.post("/desk/assign/", asked | {"to": other.pk})
    assert answer.url == f"/desk/?kind=drafts&who=anyone#item-{first.pk}"
    assert waiting(other, "drafts", queue.MINE) == [first, second]
    assert waiting(other, "drafts", queue.NOBODY) == [third]
    assert "reviewer" in desk.get("/desk/?kind=drafts").content.decode()

    desk.post("/desk/assign/", asked | {"item": [first.pk], "to": editor.pk})
    desk.post("/desk/assign/", asked | {"item": [second.pk], "to": ""})
    assert waiting(editor, "drafts", queue.MINE) == [first]
    assert waiting(editor, "drafts", queue.NOBODY) == [second, third]
    held = [(row.to.username, row.ended_at is None) for row in Assignment.objects.order_by("pk")]
    assert held == [("reviewer", False), ("reviewer", False), (editor.username, True)]


def test_an_assignment_holds_for_all_that_waits_of_an_article(desk, editor):
    propose_quotes(revision=make.article(QUOTE).revisions.get(), by=None)
    [row] = waiting(editor, "quotes")
    desk.post("/desk/assign/", {"kind": "quotes", "item": row.pk, "to": editor.pk})
    assert waiting(editor, "articles", queue.MINE) == [row]


def test_what_no_longer_waits_is_not_assigned(desk, editor):
    claim = make.claim()
    asked = {"kind": "drafts", "item": claim.pk, "to": editor.pk}
    page = desk.post("/desk/assign/", asked, follow=True).content.decode()
    assert "That no longer waits. Nothing was changed." in page
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"item": "x"},
        {"item": "9" * 30},
        {"item": []},
        {"to": "999"},
        {"to": "nobody"},
    ],
)
def test_nonsense_is_not_assigned(desk, editor, asked):
    claim = make.claim(state="draft")
    given = {"kind": "drafts", "item": claim.pk, "to": editor.pk} | asked
    assert desk.post("/desk/assign/", given).status_code == 302
    assert not Assignment.objects.exists()


def test_a_reader_is_nobody_to_assign_to(desk):
    reader = reader_account()
    claim = make.claim(state="draft")
    desk.post("/desk/assign/", {"kind": "drafts", "item": claim.pk, "to": reader.pk})
    assert not Assignment.objects.exists()


def test_the_day_counts_what_was_done_by_oneself_and_by_all(desk, editor):
    other = make.person("editor")
    make.link(make.claim(by=editor), make.passage("The road is open."), editor=editor)
    make.link(make.claim(by=other), make.passage("The road is closed."), editor=other)
    make.link(make.claim(), make.passage("The road is gone."))

    today = queue.done_today(editor)
    assert {row["what"]: (row["mine"], row["all"]) for row in today["kinds"]} == {
        "linked": (1, 2),
        "claims written": (1, 2),
    }
    page = re.sub(r"\s+", " ", desk.get("/desk/").content.decode())
    assert "<b>2</b> by you, <b>4</b> by the desk" in page


def test_the_desk_opens_where_something_waits(desk):
    make.claim(state="draft")
    assert '<h2 id="kind">Draft claims</h2>' in desk.get("/desk/").content.decode()


def test_a_readers_page_shows_no_queue(client, db):
    claim = make.claim()
    page = client.get(f"{claim.get_absolute_url()}?queue=drafts").content.decode()
    assert "queue-bar" not in page


def test_what_no_longer_waits_says_so_and_leads_on(desk, editor):
    first, second = make.claim(state="draft"), make.claim(state="draft")
    claims.publish_claim(claim=first, by=editor)
    page = desk.get(f"{first.get_absolute_url()}?queue=drafts").content.decode()
    assert "this one no longer waits; 1 does" in re.sub(r"\s+", " ", page)
    assert f'href="{second.get_absolute_url()}?queue=drafts' in page


def test_a_step_keeps_the_way_through_the_queue(desk):
    claim = make.claim(state="draft")
    address = claim.get_absolute_url()
    answer = desk.post(f"{address}step/?queue=drafts&who=mine", {"step": "review"})
    assert answer.url == f"{address}?queue=drafts&who=mine"


def test_a_merge_keeps_the_way_through_the_queue(desk):
    into, claim, after = (make.claim(state="draft") for _ in range(3))
    page = desk.get(f"{claim.get_absolute_url()}?queue=drafts&who=anyone").text
    [merge] = re.findall(r'href="([^"]+/merge/[^"]*)"', page)
    page = desk.post(unescape(merge), {"claim": into.slug}, follow=True).text
    assert f"Merged “<bdi>{claim}</bdi>” into this claim." in page
    assert "this one no longer waits; 2 do" in re.sub(r"\s+", " ", page)
    [following] = re.findall(r'href="([^"]+)" rel="next"', page)
    assert unescape(following).startswith(f"{after.get_absolute_url()}?")
