"""Sides and watched words: on the pages of readers, and at the desk."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.models import Article, ReadersSee
from factcheck.models import Actor, Claim, Entry, Term, Topic
from factcheck.queries import loaded_words
from factcheck.services import loaded_terms, sides
from tests import make
from tests.factcheck.views.markup import Page, sent_by
from tests.factcheck.views.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(seeds):
    return Topic.objects.get(slug="road-status")


@pytest.fixture
def desk(editor):
    return signed_in(editor)


def address(topic):
    return reverse("desk:topic", args=[topic.slug])


def form(client, topic, **changes):
    """What the desk's page about a topic would send, with these changes."""
    return sent_by(client.get(address(topic)), "topic") | changes


def words_of(answer):
    """What stands on the page, its tags and white space aside."""
    main = answer.text.partition('<main id="main"')[2].partition("</main>")[0]
    words = " ".join(unescape(re.sub("<[^>]*>", " ", main)).split())
    return re.sub(r"([(“]) | ([).,;:”])", r"\1\2", words)


def test_readers_see_outlets_by_side_and_the_side_that_has_none(client, road):
    assert "Outlets by side" not in client.get(road.get_absolute_url()).text
    make.seed_sides(road.slug)
    shown = words_of(client.get(road.get_absolute_url()))
    assert "Azerbaijan 1 outlet, 2 articles Azernews" in shown
    assert "Armenia 0 outlets, 0 articles none 0" in shown
    assert "No side given 0 outlets, 2 articles no outlet named" in shown


def test_what_only_the_other_side_carries_says_so_in_lists_and_on_its_page(client, road):
    make.seed_sides(road.slug)
    claim = Claim.objects.get(key="c02")
    for place in ("/claims/", "/claims/?topic=road-status", road.get_absolute_url()):
        listed = client.get(place).text
        assert listed.count("carried only by the other side") == 1, place
        assert f'href="{claim.get_absolute_url()}#carried"' in listed
    shown = words_of(client.get(claim.get_absolute_url()))
    assert "Nikol Pashinyan and Government of Armenia (Armenia)." in shown
    assert "Azernews (Azerbaijan), 11 January 2023" in shown
    assert "Left aside, without a side: no outlet named, 24 December 2022." in shown
    assert "not whether they are true" in shown


def test_a_topic_counts_its_watched_words_by_article(client, road):
    answer = client.get(road.get_absolute_url())
    shown = words_of(answer)
    assert "“Lachin corridor” 3 places in 1 article: 2 between quotation marks, 1 outside" in shown
    assert "presupposes: The Lachin road is blocked" in shown
    used = answer.context["used"]
    told = {row.article.source_name[:3]: [count.all for _, count in row.by_term] for row in used}
    assert told == {
        "002": [0, 0, 0, 0, 0],
        "001": [3, 0, 0, 0, 1],
        "004": [0, 0, 1, 0, 1],
        "000": [0, 1, 1, 1, 0],
    }
    assert list(told) == ["002", "001", "004", "000"]


def test_each_count_opens_to_its_places(client, road):
    place = reverse("topics:words", args=[road.slug])
    corridor = Term.objects.get(phrase="Lachin corridor")
    article = make.seed("001")
    link = f"{place}?term={corridor.pk}&amp;article={article.pk}"
    assert link in client.get(road.get_absolute_url()).text
    shown = client.get(f"{place}?term={corridor.pk}&article={article.pk}")
    assert shown.text.count("<mark>Lachin corridor</mark>") == 3
    assert "unblocking" not in words_of(shown)
    assert client.get(place).text.count("<mark>") == 9


@pytest.mark.parametrize("query", ["term=x", "article=9999999", "page=77", "term=" + "9" * 30])
def test_an_address_that_names_nothing_still_answers(client, road, query):
    assert client.get(f"{reverse('topics:words', args=[road.slug])}?{query}").status_code == 200


def test_a_term_that_is_not_there_is_not_found(client, road):
    gone = Term.objects.get(phrase="blockage")
    loaded_terms.retire_term(term=gone, by=None)
    place = reverse("topics:words", args=[road.slug])
    assert client.get(f"{place}?term={gone.pk}").status_code == 404
    assert "blockage" not in words_of(client.get(road.get_absolute_url()))


def test_the_words_of_a_closed_article_are_counted_and_not_shown(client, desk, road):
    Article.objects.update(readers_see=ReadersSee.PASSAGES)
    place = reverse("topics:words", args=[road.slug])
    shown = client.get(place)
    assert "<mark>" not in shown.text
    assert "“Lachin corridor”: 3 places, 2 between quotation marks" in words_of(shown)
    assert "the places are counted and not shown" in words_of(shown)
    assert desk.get(place).text.count("<mark>") == 9


def test_many_articles_are_shown_in_part_and_counted_in_full(client, road, monkeypatch):
    monkeypatch.setattr(loaded_words, "MOST_SHOWN", 1)
    shown = words_of(client.get(road.get_absolute_url()))
    assert "How often they stand in 4 articles, oldest first (the first 1 are shown" in shown
    assert "“blockade” 2 places in 2 articles" in shown


def test_readers_are_told_of_no_claim_that_is_not_public(client, desk, road):
    draft = make.claim("Nobody knows this yet.", state="draft", topic=road)
    loaded_terms.add_term(topic=road, phrase="humanitarian", claim=draft, by=None)
    assert "Nobody knows" not in client.get(road.get_absolute_url()).text
    assert "Nobody knows" in desk.get(road.get_absolute_url()).text


def test_a_claim_names_the_words_that_presuppose_it(client, road):
    claim = Claim.objects.get(key="c02")
    shown = words_of(client.get(claim.get_absolute_url()))
    assert "“blockade” “blockage” “unblock”" in shown
    assert "presuppose" not in words_of(client.get(Claim.objects.get(key="c20").get_absolute_url()))


def test_sides_are_made_given_and_shown_without_scripts(client, desk, road):
    sent = form(desk, road) | {
        "side-0-label": " Azerbaijan ",
        "side-1-label": "Armenia",
        "reason": "so",
    }
    assert desk.post(address(road), sent).status_code == 302
    north, south = road.sides.live()
    assert (north.label, north.position, south.label, south.position) == (
        "Azerbaijan",
        1,
        "Armenia",
        2,
    )
    pashinyan = Actor.objects.get(name="Nikol Pashinyan")
    outlet = make.seed("004").outlet
    given = {f"actor-{pashinyan.pk}": south.pk, f"outlet-{outlet.pk}": north.pk}
    assert desk.post(address(road), form(desk, road, **given)).status_code == 302
    assert "carried only by the other side" in client.get("/claims/").text
    assert {e.reason for e in Entry.objects.filter(verb="add side")} == {"so"}
    desk.post(address(road), form(desk, road, **{f"actor-{pashinyan.pk}": ""}))
    assert "carried only by the other side" not in client.get("/claims/").text


def test_a_side_whose_label_is_emptied_goes_and_nobody_is_asked_of_its_members(desk, road):
    make.seed_sides(road.slug)
    answer = desk.post(address(road), form(desk, road, **{"side-0-label": ""}))
    assert answer.status_code == 302
    assert [side.label for side in road.sides.live()] == ["Armenia"]


def test_terms_are_added_changed_and_taken_off(desk, road):
    claim = Claim.objects.get(key="c01")
    sent = form(desk, road) | {
        "term-0-phrase": "corridor of  peace",
        "term-1-phrase": "",
        "term-5-phrase": "humanitarian",
        "term-5-claim": str(claim),
        "term-5-note": "Whose?",
    }
    assert desk.post(address(road), sent).status_code == 302
    told = [(t.phrase, t.claim and t.claim.key, t.note) for t in road.terms.live()]
    assert told[0][0] == "corridor of peace"
    assert told[1:] == [
        ("blockade", "c02", ""),
        ("blockage", "c02", ""),
        ("unblock", "c02", "Says that something is blocked."),
        ("humanitarian", "c01", "Whose?"),
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"term-5-phrase": "x", "term-5-claim": "No such claim."}, "No claim reads so. Choose one"),
        ({"term-5-note": "Lost?"}, "Write the words that are meant."),
        ({"term-5-phrase": "“…”"}, "no letter and no digit"),
        ({"term-5-phrase": "blockades"}, "“blockades” finds the same as “blockade”"),
        ({"side-0-label": "x" * 61}, "at most 60 characters"),
        ({"side-0-label": "North", "side-1-label": "north"}, "“north” already"),
        ({"side-0-label": "North", "side-0-position": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_says_the_way_out(desk, road, changes, message):
    before = road.version
    sent = form(desk, road) | {"reason": "Typed at length."} | changes
    answer = desk.post(address(road), sent)
    assert answer.status_code == 422
    assert message in words_of(answer)
    page = Page(answer.text)
    values = [given.get("value") for _, given in page.tags]
    assert {"Typed at length.", *changes.values()} <= set(values)
    assert Topic.objects.get(pk=road.pk).version == before


def test_of_two_editors_at_once_the_second_sees_what_stands(desk, road):
    sent = form(desk, road, **{"side-0-label": "East"})
    make.side(road, "West")
    answer = desk.post(address(road), sent)
    assert answer.status_code == 422
    assert "changed by somebody else meanwhile" in words_of(answer)
    assert "Sides is now: West" in words_of(answer)
    assert 'value="East"' in answer.text


def test_each_change_stands_below_the_form_and_among_the_last_actions(desk, road):
    desk.post(address(road), form(desk, road, **{"side-0-label": "East"}))
    [side] = road.sides.live()
    actor = Actor.objects.get(name="Nikol Pashinyan")
    desk.post(address(road), form(desk, road, **{f"actor-{actor.pk}": side.pk}))
    assert "give side" in words_of(desk.get(address(road)))
    assert "actor Nikol Pashinyan" in words_of(desk.get(address(road)))
    shown = words_of(desk.get(reverse("desk:actions")))
    assert "give side" in shown
    assert "Nikol Pashinyan: East" in shown
    desk.post(reverse("desk:undo", args=[Entry.objects.latest("number").number]))
    assert sides.Membership.objects.get().side is None


def test_readers_are_offered_no_tools(client, desk, road):
    assert address(road) not in client.get(road.get_absolute_url()).text
    assert address(road) in desk.get(road.get_absolute_url()).text
