"""Proposed quotes at the desk: shown beside their words, linked, dismissed, and back again."""

import pytest
from django.urls import reverse

from factcheck.models import Actor, Evidence, Suggestion
from factcheck.services import sources, suggestions
from tests import make
from tests.factcheck.views.test_desk import HTMX, said

TEXT = """Dmitriy Peskov said that the road is open.

"We want peace," Maria Zakharova said.
"""


@pytest.fixture
def article(db):
    make.actor("Maria Zakharova")
    run = sources.begin_run(by=None)
    sources.import_file(run=run, name="talks.txt", data=TEXT.encode(), by=None)
    return Suggestion.objects.first().revision.article


@pytest.fixture
def quote(article):
    return Suggestion.objects.get(exact='"We want peace,"')


def desk(article):
    return reverse("desk:article", args=[article.pk])


def form_of(client, article, quote, **changes):
    """What the form holds that “Link” opens, as a browser would send it."""
    page = client.get(desk(article))
    row = next(row for row in page.context["proposals"] if row.pk == quote.pk)
    given = {name: value for name, value in row.params.items() if value is not None}
    opened = client.get(desk(article), given)
    form = opened.context["form"]
    assert opened.context["exact"] == quote.exact
    names = ("start", "end", "exact", "proposal", "directness", "speaker", "new_speaker")
    return {name: form[name].value() or "" for name in names} | changes


def test_quotes_stand_beside_their_paragraphs_with_their_counts(as_editor, article):
    page = as_editor.get(desk(article))
    beside = [[p.exact for p in row["proposals"]] for row in page.context["rows"]]
    assert beside == [["the road is open"], ['"We want peace,"']]
    assert "2 quotes proposed" in page.text
    assert "not known as an actor yet" in page.text
    assert 'href="/actors/maria-zakharova/"' in page.text
    assert "2 quotes to look at" in as_editor.get("/desk/articles/").text


def test_linking_fills_the_form_in_and_takes_the_quote(as_editor, editor, article, quote):
    claim = make.claim()
    data = form_of(as_editor, article, quote, claim=claim.slug, stance="supports")
    assert (data["speaker"], data["directness"]) == ("maria-zakharova", "direct_quote")
    answer = as_editor.post(reverse("desk:link", args=[article.pk]), data, headers=HTMX)
    row = Evidence.objects.get()
    assert (row.claim, row.speaker.name, row.passage.exact) == (
        claim,
        "Maria Zakharova",
        quote.exact,
    )
    quote.refresh_from_db()
    assert (quote.decision, quote.evidence, quote.decided_by) == ("taken", row, editor)
    undo = reverse("desk:take-back-proposal", args=[quote.pk])
    assert f'hx-post="{undo}"' in answer.text
    assert "1 quote proposed" in answer.text

    answer = as_editor.post(undo, headers=HTMX)
    assert "proposed again" in said(answer)
    assert "2 quotes proposed" in answer.text
    row.refresh_from_db()
    assert row.retired_at


def test_a_new_speaker_is_made_only_once_the_editor_says_what_it_is(as_editor, article):
    quote = Suggestion.objects.get(exact="the road is open")
    data = form_of(as_editor, article, quote, claim=make.claim().slug, stance="supports")
    assert (data["speaker"], data["new_speaker"]) == ("", "Dmitriy Peskov")
    address = reverse("desk:link", args=[article.pk])
    refused = as_editor.post(address, data | {"new_speaker_kind": ""})
    assert refused.status_code == 422
    assert "Say what kind of actor the new speaker is." in refused.text
    assert f'name="proposal" value="{quote.pk}"' in refused.text
    assert not Actor.objects.filter(name="Dmitriy Peskov").exists()

    assert as_editor.post(address, data | {"new_speaker_kind": "person"}).status_code == 302
    assert Evidence.objects.get().speaker.name == "Dmitriy Peskov"
    quote.refresh_from_db()
    assert quote.decision == "taken"


def test_a_link_of_other_words_takes_no_quote(as_editor, article, quote):
    data = form_of(as_editor, article, quote, claim=make.claim().slug, stance="supports")
    other = {"start": 0, "end": 14, "exact": "Dmitriy Peskov"}
    as_editor.post(reverse("desk:link", args=[article.pk]), data | other)
    assert Evidence.objects.get().passage.exact == "Dmitriy Peskov"
    assert Suggestion.objects.waiting().count() == 2


def test_a_dismissed_quote_goes_and_can_be_proposed_again(as_editor, article, quote):
    answer = as_editor.post(reverse("desk:dismiss-proposal", args=[quote.pk]), headers=HTMX)
    assert "Dismissed: &quot;We want peace,&quot;" in said(answer)
    undo = reverse("desk:take-back-proposal", args=[quote.pk])
    assert answer.text.count(f'hx-post="{undo}"') == 2  # beside what was said, and in the list
    assert "1 dismissed" in answer.text
    answer = as_editor.post(undo, follow=True)
    assert answer.redirect_chain == [(desk(article), 302)]
    assert "2 quotes proposed" in answer.text


@pytest.mark.parametrize("name", ["dismiss-proposal", "take-back-proposal"])
def test_who_comes_too_late_is_told(as_editor, editor, article, quote, name):
    if name == "dismiss-proposal":
        suggestions.dismiss(suggestion=quote, by=editor)
    answer = as_editor.post(reverse(f"desk:{name}", args=[quote.pk]), headers=HTMX)
    assert "already" in said(answer)


def test_a_quote_of_an_older_text_leads_to_the_newest(as_editor, article, quote):
    make.revision(article, "Nobody says anything now.\n")
    answer = as_editor.post(reverse("desk:dismiss-proposal", args=[quote.pk]), headers=HTMX)
    assert "Nobody says anything now." in answer.text
    quote.refresh_from_db()
    assert quote.decision == "dismissed"
