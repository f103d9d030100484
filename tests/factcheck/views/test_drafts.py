"""For readers a claim that is not published is not there: by address, in lists, counts or words."""

import re
from itertools import product

import pytest
from django.urls import reverse

from articles.models import Passage
from articles.services.passages import mark_passage
from factcheck.models import Slot
from factcheck.services import actors, claims, evidence, relations
from tests import make
from tests.factcheck.views.people import client_of
from tests.factcheck.views.world import TEXT, walk

ADDRESSES = ["detail", "history", "edit", "step", "merge", "relate"]
SECRETS = ("zebra", "quagga", "okapi", "giraffe", "ibex", "kudu")


@pytest.fixture
def hide(world):
    """Adds a draft, or a claim in review, that touches everything that readers see."""

    def hide(state):
        shown = world.claims["published"]
        topic = actors.add_topic(name="The zebra affair", by=None)
        question = actors.add_question(
            topic=world.topic, key="quagga", text="Where is the quagga?", slot=Slot.PLACE, by=None
        )
        revision = world.article.revisions.first()
        passage = mark_passage(revision=revision, start=0, end=len("The road is open"), by=None)
        hidden = [
            make.claim("The okapi was bought.", state=state, topic=topic),
            make.claim("The okapi was sold.", state=state, topic=world.topic, question=question),
            make.claim("The okapi is gone.", state=state, question=shown.question),
        ]
        for claim in hidden:
            make.link(claim, passage, speaker=make.actor("Gerald Giraffe"), note="ibex")
            make.link(claim, world.passages["published"], speaker=world.actor)
            relations.relate_claims(
                claim=claim, kind="contradicts", other=shown, note="kudu", by=None
            )
            evidence.retire_evidence(evidence=claim.evidence.last(), editor=None)
        return hidden

    return hide


@pytest.mark.parametrize("subject", ["anonymous", "reader"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_by_its_address_a_hidden_claim_is_a_missing_one(world, subject, method):
    ask = getattr(client_of(subject), method)
    for state, name in product(["draft", "in_review"], ADDRESSES):
        slug = world.claims[state].slug
        hidden, missing = (
            ask(reverse(f"claims:{name}", args=[words]), {"step": "publish"})
            for words in (slug, "not-there")
        )
        assert hidden.status_code == missing.status_code, name
        assert body(hidden).replace(slug, "not-there") == body(missing), name
        headers = {key: value.replace(slug, "not-there") for key, value in hidden.headers.items()}
        assert headers == dict(missing.headers), name


@pytest.mark.parametrize("subject", ["anonymous", "reader"])
def test_a_passage_on_hidden_claims_alone_is_a_missing_one(world, subject):
    client = client_of(subject)
    hidden = client.get(world.passages["draft"].get_absolute_url())
    missing = client.get("/passages/999999/")
    assert (hidden.status_code, body(hidden)) == (404, body(missing))


def test_an_actor_and_a_topic_of_hidden_claims_alone_are_missing_ones(anonymous, hide):
    topic = hide("draft")[0].topic
    for row in (topic, make.actor("Gerald Giraffe")):
        hidden = anonymous.get(row.get_absolute_url())
        missing = anonymous.get(row.get_absolute_url().replace(row.slug, "not-there"))
        assert (hidden.status_code, hidden.content) == (404, missing.content)


@pytest.mark.parametrize("subject", ["anonymous", "reader"])
@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_hidden_claims_do_not_change_a_byte_of_what_readers_see(world, hide, subject, state):
    client = client_of(subject)
    before = pages_of(client)
    assert before[world.article.get_absolute_url()]
    assert before["/claims/?q=okapi"]
    hide(state)
    after = pages_of(client)
    changed = {place for place in before | after if before.get(place) != after.get(place)}
    assert changed == set()


def pages_of(client):
    """Every page from the front page on, and some searches, by their bytes; tokens taken out."""
    searches = ["", "?q=okapi", "?q=The+road", "?q=giraffe", "?order=words", "?order=changed"]
    starts = ["/", *(f"/claims/{search}" for search in searches)]
    pages = walk(client, starts)
    return {place: body(answer) for place, answer in pages.items()}


def body(answer):
    """The whole page; the token of a form is another each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", answer.text)


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_a_filter_does_not_know_what_stands_in_hidden_claims_alone(world, hide, anonymous, state):
    hidden = hide(state)[0]
    actor = make.actor("Gerald Giraffe")
    for name, real in (("topic", hidden.topic.slug), ("actor", actor.slug)):
        asked = anonymous.get("/claims/", {name: real})
        missing = anonymous.get("/claims/", {name: "not-there"})
        assert asked.text.replace(real, "not-there") == missing.text
        assert asked.context["total"] == missing.context["total"]


def test_the_desk_sees_them_with_their_state(hide, as_editor):
    hide("in_review")
    found = as_editor.get("/claims/?q=okapi")
    assert found.context["total"] == 3
    assert found.text.count('<span class="tag in_review">in review</span>') == 3


def test_no_page_for_readers_holds_a_word_of_them(hide, anonymous):
    hide("draft")
    for place, answer in walk(anonymous, ["/", "/accounts/login/"]).items():
        found = [word for word in SECRETS if word in answer.text.lower()]
        assert found == [], place


def test_a_search_for_their_words_finds_what_a_search_for_none_does(hide, anonymous):
    hide("draft")
    for word in SECRETS:
        page, nothing = (anonymous.get("/claims/", {"q": q}) for q in (word, "xylophone"))
        assert page.text.replace(word, "xylophone") == nothing.text


def test_no_mark_in_an_article_stands_for_a_hidden_claim(world, hide, anonymous, as_editor):
    hide("draft")
    passage = Passage.objects.get(exact="The road is open")
    place = world.article.revisions.first().get_absolute_url()
    assert f'data-passages="{passage.pk}"' in as_editor.get(place).text
    page = anonymous.get(f"{place}?passage={passage.pk}").text
    assert "<mark" not in page
    assert f"passage-{passage.pk}" not in page
    assert "The road is open, says one ministry." in page


@pytest.mark.parametrize("name", ["pick-claim", "twins", "pick-actor"])
def test_what_searches_while_one_types_is_for_the_desk(hide, anonymous, as_reader, name):
    hide("draft")
    asked = {"q": "okapi", "proposition": "The okapi was bought", "who": "Giraffe"}
    place = reverse(f"desk:{name}")
    assert anonymous.get(place, asked)["Location"].startswith("/accounts/login/")
    assert as_reader.get(place, asked).status_code == 403
    by_script = anonymous.get(place, asked, headers={"HX-Request": "true"})
    assert by_script["HX-Redirect"].startswith("/accounts/login/")
    assert by_script.content == b""


def test_a_draft_that_was_merged_away_stays_hidden(world, hide, anonymous):
    hidden = hide("draft")[0]
    claims.merge_claims(claim=hidden, into=world.claims["published"], by=None)
    for place, answer in walk(anonymous, ["/"]).items():
        assert "okapi was bought" not in answer.text, place
    assert anonymous.get(hidden.get_absolute_url()).status_code == 404


def test_a_claim_that_is_published_is_there_at_once(world, anonymous):
    draft = world.claims["draft"]
    assert draft.proposition not in anonymous.get("/claims/").text
    claims.publish_claim(claim=draft, by=None)
    assert anonymous.get(draft.get_absolute_url()).status_code == 200
    assert draft.proposition in anonymous.get("/claims/").text
    assert anonymous.get(world.passages["draft"].get_absolute_url()).status_code == 302


def test_the_notes_of_the_desk_are_not_for_readers(world, anonymous, as_editor):
    claim = world.claims["published"]
    make.link(claim, make.passage("More words"), note="Call the ibex.")
    relations.relate_claims(
        claim=claim, kind="refines", other=world.claims["withdrawn"], note="Ask the kudu.", by=None
    )
    for word in ("Call the ibex.", "Ask the kudu."):
        assert word in as_editor.get(reverse("claims:history", args=[claim.slug])).text
    for place, answer in walk(anonymous, ["/"]).items():
        assert "ibex" not in answer.text, place
        assert "kudu" not in answer.text, place


def test_article_text_is_public_whatever_the_desk_makes_of_it(world, hide, anonymous):
    hide("draft")
    shown = anonymous.get(world.article.revisions.first().get_absolute_url()).text
    for paragraph in TEXT.strip().split("\n\n"):
        assert paragraph in shown
