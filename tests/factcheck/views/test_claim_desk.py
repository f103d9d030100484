"""A claim's desk page: what is proposed for it, why, and what an editor makes of it."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.models import ActorKind, Claim, Suggestion
from factcheck.queries import claim_desk
from factcheck.services import actors, evidence, placements, relations
from tests import make

pytestmark = pytest.mark.django_db
COPY = "Trucks of the peacekeepers passed the Lachin road on Monday morning, the ministry said."


@pytest.fixture
def claim():
    return make.claim("The Lachin road is open.")


def page_of(claim):
    return reverse("desk:claim", args=[claim.slug])


def proposed(client, claim, **asked):
    """What the page shows, in order, each as the words of its paragraph."""
    answer = client.get(page_of(claim), asked)
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", answer.text, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]*>", "", quote)).split()) for quote in quotes]


def dismiss(client, claim, words, **sent):
    found = [
        row for row in claim_desk.proposed_passages(claim).rows if words in row.paragraph.words
    ]
    address = reverse("desk:dismiss-passages", args=[claim.slug])
    keys = [row.pk for row in (found[0].paragraph, *found[0].copies)]
    return client.post(address, {"paragraph": keys, **sent}, follow=True)


def test_paragraphs_are_ranked_and_say_which_words_match(as_editor, claim):
    make.article("Lachin\n\nRain fell on the roads of the valley all through the night.\n")
    make.article("News\n\nOn Tuesday the Lachin roads were <b>opened</b>, they said.\n")
    assert proposed(as_editor, claim)[0].startswith("On Tuesday")
    text = as_editor.get(page_of(claim)).text
    assert "matches: <bdi>Lachin, road, open</bdi>" in " ".join(text.split())
    assert "the <b>Lachin</b> <b>roads</b> were &lt;b&gt;<b>opened</b>&lt;/b&gt;, they" in text


def test_other_spellings_of_an_actor_are_looked_for(as_editor, claim):
    place = actors.add_actor(name="Lachin", kind=ActorKind.PLACE, by=None)
    actors.add_alias(actor=place, name="Berdzor", by=None)
    make.article("News\n\nNobody was seen near Berdzor.\n")
    assert proposed(as_editor, claim) == ["Nobody was seen near Berdzor."]
    assert "matches: <bdi>Berdzor</bdi>" in as_editor.get(page_of(claim)).text


def test_a_paragraph_opens_at_its_likeliest_sentence(as_editor, claim):
    made = make.article("News\n\nRain fell. The Lachin road was open. Nobody left.\n")
    link = re.search(r'href="(/desk/articles/[^"]*start[^"]*)"', as_editor.get(page_of(claim)).text)
    opened = as_editor.get(unescape(link[1]))
    assert opened.context["article"] == made
    assert opened.context["exact"] == "The Lachin road was open."
    assert opened.context["chosen_claim"] == claim.slug
    assert opened.context["form"]["stance"].value() is None


def test_a_long_paragraph_is_cut_around_its_sentence(as_editor, claim):
    filler = "Nothing happened then. " * 200
    make.article(f"News\n\n{filler}The Lachin road was open. {filler}\n")
    (quote,) = proposed(as_editor, claim)
    assert "The Lachin road was open." in quote
    assert quote.startswith("… ")
    assert quote.endswith(" …")
    assert len(quote) < 1600


def test_a_sentence_without_end_is_cut(as_editor, claim):
    made = make.article(f"News\n\nThe road {'goes on and on ' * 300}\n")
    (quote,) = proposed(as_editor, claim)
    assert quote.endswith(" …")
    assert len(quote) < 1600
    start, end = made.revisions.get().paragraphs.values_list("start", "end").last()
    assert f"?start={start}&amp;end={end}&amp;" in as_editor.get(page_of(claim)).text


def test_copies_are_one_row(as_editor, claim):
    for before in ("", "It was late. ", "As was said before, "):
        make.article(f"News\n\n{before}{COPY}\n")
    assert len(proposed(as_editor, claim)) == 1
    text = as_editor.get(page_of(claim)).text
    assert "also in 2 articles" in text
    assert text.count("?start=") == 3


def test_what_is_linked_is_left_out_and_named_beside_its_copies(as_editor, claim):
    first, second = (make.article(f"News {n}\n\n{COPY}\n") for n in (1, 2))
    row = make.link(claim, make.words(first, "Trucks of the peacekeepers"))
    assert len(proposed(as_editor, claim)) == 1
    text = as_editor.get(page_of(claim)).text
    assert "A copy is linked already" in text
    assert f'href="/desk/articles/{first.pk}/?start' not in text
    make.link(claim, make.words(second, "the ministry said"))
    assert proposed(as_editor, claim) == []

    evidence.retire_evidence(evidence=row, editor=None)
    assert len(proposed(as_editor, claim)) == 1


def test_what_is_linked_in_an_older_text_is_left_out_where_it_stands_now(as_editor, claim):
    made = make.article(f"News\n\n{COPY}\n")
    make.link(claim, make.words(made, "passed the Lachin road"))
    make.revision(made, f"News\n\nIt rained.\n\n{COPY} Others said so too.\n")
    placements.place_waiting(by=None)
    assert proposed(as_editor, claim) == []
    assert len(proposed(as_editor, make.claim("Trucks passed the Lachin road."))) == 1


def test_three_of_one_article_come_first_and_the_others_on_asking(as_editor, claim):
    paragraphs = [f"On day{n} they{n} left{n} the road." for n in range(5)]
    made = make.article("\n\n".join(["News", *paragraphs]) + "\n")
    make.article("Other news\n\nAnother road.\n")
    assert len(proposed(as_editor, claim)) == 4
    text = as_editor.get(page_of(claim)).text
    assert f'<a href="?article={made.pk}">2 more from this article</a>' in text
    assert len(proposed(as_editor, claim, article=made.pk)) == 5


def test_twenty_come_first_and_the_others_on_the_next_page(as_editor, claim):
    for n in range(25):
        make.article(f"News\n\nRoad{n} leads to the road of day{n}.\n")
    assert len(proposed(as_editor, claim)) == 20
    assert len(proposed(as_editor, claim, page=2)) == 5
    answer = dismiss(as_editor, claim, "day24", page=2, next=1)
    assert answer.redirect_chain[-1][0].endswith("#paragraph-1")
    assert answer.context["page"].number == 2


def test_what_is_dismissed_goes_with_its_copies_and_can_be_taken_back(as_editor, claim):
    make.article(f"News\n\n{COPY}\n")
    make.article(f"News\n\nIt was late. {COPY}\n")
    make.article("News\n\nThe road again.\n")
    answer = dismiss(as_editor, claim, "Trucks")
    assert "Dismissed: “<bdi>" in answer.text
    assert proposed(as_editor, claim) == ["The road again."]
    assert len(proposed(as_editor, claim, dismissed="")) == 2

    keys = re.findall(r'name="suggestion" value="(\d+)"', answer.text)
    address = reverse("desk:take-back-dismissal", args=[claim.slug])
    answer = as_editor.post(address, {"suggestion": keys}, follow=True)
    assert "Taken back: it is proposed again." in answer.text
    assert len(proposed(as_editor, claim)) == 2
    answer = as_editor.post(address, {"suggestion": keys, "dismissed": "1"}, follow=True)
    assert "Nothing was changed." in answer.text
    assert "Nothing has been dismissed for this claim." in answer.text


def test_a_dismissal_of_another_claim_is_not_taken_back_here(as_editor, claim):
    make.article(f"News\n\n{COPY}\n")
    dismiss(as_editor, claim, "Trucks")
    other = make.claim("Something else holds.")
    address = reverse("desk:take-back-dismissal", args=[other.slug])
    as_editor.post(address, {"suggestion": Suggestion.objects.get().pk})
    assert Suggestion.objects.get().decision == "dismissed"


def test_an_address_names_only_what_can_be_taken_back_there(as_editor, claim):
    made = make.article(f"News\n\n{COPY}\n")
    quote = Suggestion.objects.create(
        kind="quote",
        key="quote",
        revision=made.revisions.get(),
        start=0,
        end=4,
        exact="News",
        decision="dismissed",
        decided_at=timezone.now(),
    )
    dismiss(as_editor, make.claim("Trucks passed."), "Trucks")
    done = f"{quote.pk}.{Suggestion.objects.latest('pk').pk}.x"
    for page in (page_of(claim), "/desk/twins/"):
        assert 'id="said"' not in as_editor.get(page, {"done": done}).text


def test_nearly_the_same_claim_is_offered_to_be_merged_or_told_apart(as_editor, claim):
    other = make.claim("The Lachin road is opened.")
    text = as_editor.get(page_of(claim)).text
    assert f'href="/claims/{claim.slug}/merge/?claim={other.slug}"' in text
    merging = as_editor.get(f"/claims/{claim.slug}/merge/?claim={other.slug}")
    assert merging.context["chosen_claim"] == other.slug

    address = reverse("desk:dismiss-twin", args=[claim.slug])
    answer = as_editor.post(address, {"other": other.slug}, follow=True)
    assert "These differ" in answer.text
    assert "Nearly the same claim" not in as_editor.get(page_of(other)).text
    assert "Differs from" in as_editor.get(page_of(other), {"dismissed": ""}).text


def test_all_pairs_that_are_alike_are_listed_until_they_are_told_apart(as_editor, claim):
    other = make.claim("The Lachin road is opened.")
    third = make.claim("The Lachin road is opening.")
    make.claim("Nobody counted the trucks.")
    relations.relate_claims(claim=claim, kind="refines", other=third, by=None)
    pairs = as_editor.get("/desk/twins/").context["pairs"]
    assert set(pairs) == {(claim, other), (other, third)}

    address = reverse("desk:dismiss-twin", args=[other.slug])
    answer = as_editor.post(address, {"other": claim.slug, "back": "twins"}, follow=True)
    assert answer.context["pairs"] == [(other, third)]
    sent = {"suggestion": Suggestion.objects.get().pk, "back": "twins"}
    answer = as_editor.post(
        reverse("desk:take-back-dismissal", args=[claim.slug]), sent, follow=True
    )
    assert len(answer.context["pairs"]) == 2


def test_it_is_said_where_not_all_claims_were_compared(as_editor, monkeypatch):
    for n in range(3):
        make.claim(f"The road is open {n}.")
    assert "were compared" not in as_editor.get("/desk/twins/").text
    monkeypatch.setattr(claim_desk, "MOST_COMPARED", 2)
    answer = as_editor.get("/desk/twins/")
    assert "Only the 2 claims that changed last were compared, of 3." in answer.text
    assert len(answer.context["pairs"]) == 1


def test_the_page_of_a_claim_leads_there_for_the_desk_alone(as_editor, as_reader, claim):
    assert page_of(claim) in as_editor.get(claim.get_absolute_url()).text
    assert page_of(claim) not in as_reader.get(claim.get_absolute_url()).text
    Claim.objects.update(state="withdrawn")
    assert page_of(claim) not in as_editor.get(claim.get_absolute_url()).text


def test_nothing_to_propose_is_said(as_editor, claim):
    assert "No passage waits" in as_editor.get(page_of(claim)).text
    assert "Nothing has been dismissed" in as_editor.get(page_of(claim), {"dismissed": ""}).text
