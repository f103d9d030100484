"""The way of the words: one line wherever evidence is shown, and filtered by its end."""

import re
from datetime import date

import pytest

from factcheck.models import Actor, AttributionHop, Claim, Directness, Evidence
from factcheck.services.evidence import correct_evidence
from tests import make
from tests.factcheck.views.markup import sent_by

LINE = ["Nargiz Mammadli", "Caliber.Az, 30 November 2022", "unnamed source, narration"]


@pytest.fixture
def row(db):
    """Words with a chain, in an article that names its writer and no outlet."""
    article = make.article("Eight trucks were seen on the road.\n")
    article.byline = "Nargiz Mammadli"
    article.save()
    return make.link(
        make.claim("Eight trucks were on the road."),
        make.words(article, "Eight trucks were seen"),
        speaker=make.actor("Maria Zakharova"),
        hops=[
            AttributionHop(actor=make.actor("Caliber.Az"), said_on=date(2022, 11, 30)),
            AttributionHop(actor=None, directness=Directness.NARRATION),
        ],
    )


def places(row):
    return {
        "the claim": row.claim.get_absolute_url(),
        "the actor": row.speaker.get_absolute_url(),
        "the article": row.passage.revision.article.get_absolute_url(),
        "the desk": f"/desk/articles/{row.passage.revision.article_id}/",
    }


def lines(answer):
    """The items of each list that is called “Via”, in words."""
    found = []
    for _, _, rest in (part.partition('aria-label="Via"') for part in answer.text.split("<ol")):
        if rest:
            items = rest.partition("</ol>")[0].split("<li>")[1:]
            found.append([" ".join(re.sub("<[^>]*>", "", item).split()) for item in items])
    return found


def test_the_chain_is_one_line_from_the_article_inwards_wherever_evidence_is_shown(row, as_editor):
    for name, place in places(row).items():
        answer = as_editor.get(place)
        assert lines(answer) == [LINE], name
        assert f'href="{make.actor("Caliber.Az").get_absolute_url()}"' in answer.text, name
        assert answer.text.count("ends with an unnamed source") == 1, name


def test_a_line_begins_with_the_outlet_where_one_is_named(row, anonymous):
    article = row.passage.revision.article
    article.outlet = make.outlet("Trend")
    article.save()
    assert lines(anonymous.get(row.claim.get_absolute_url()))[0][0] == "Trend"


def test_words_without_a_chain_have_no_line(row, anonymous):
    correct_evidence(evidence=row, editor=None, reason="misread", hops=[])
    answer = anonymous.get(row.claim.get_absolute_url())
    assert lines(answer) == []
    assert "ends with an unnamed source" not in answer.text


def test_the_history_shows_how_a_chain_was_changed(row, anonymous, editor):
    correct_evidence(
        evidence=row, editor=editor, reason="misread", hops=[AttributionHop(actor=None)]
    )
    answer = anonymous.get(f"{row.claim.get_absolute_url()}history/")
    assert (
        '<del dir="auto">Caliber.Az, 30 November 2022 › unnamed source, narration</del>'
        ' → <ins dir="auto">unnamed source</ins>'
    ) in answer.text


def test_the_demo_shows_a_chain(seeds, anonymous):
    answer = anonymous.get(Claim.objects.get(key="c30").get_absolute_url())
    assert lines(answer) == [["Nargiz Mammadli", "Caliber.Az, 30 November 2022"]]


def test_the_list_of_claims_offers_what_ends_with_an_unnamed_source(seeds, anonymous):
    answer = anonymous.get("/claims/")
    assert "?attribution=unnamed" in answer.text
    answer = anonymous.get("/claims/?attribution=unnamed")
    assert [claim.key for claim in answer.context["page"]] == ["c31"]
    assert "Attribution: ends with an unnamed source" in answer.text


@pytest.fixture
def desk(db):
    """The desk of an article of 24 December 2022, and the form in which words of it are chosen."""
    article = make.article("Eight trucks were seen on the road.\n")
    article.published_on, article.published_precision = date(2022, 12, 24), "day"
    article.published_basis = "header"
    article.save()
    make.claim("Eight trucks were on the road.", key="trucks")
    make.actor("Caliber.Az")
    return f"/desk/articles/{article.pk}/"


TYPED = {
    "start": "0",
    "end": "12",
    "exact": "Eight trucks",
    "stance": "mentions",
    "directness": "narration",
    "note": "Half a thou",
    "q": "trucks",
    "asserted_on": "2022-",
    "proposition": "A claim that is being writ",
    "step-0-who": "Caliber.Az",
    "step-0-said_on": "2022-11-30",
    "step-1-is_unnamed": "on",
}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "by script"])
def test_a_step_is_added_in_the_panel_and_all_that_was_typed_stays(desk, as_editor, headers):
    typed = TYPED | {"step-1-who": "", "chain": "add"}
    answer = as_editor.post(f"{desk}link/", typed, headers=headers)
    assert answer.status_code == 200
    form = sent_by(answer, "link-form")
    assert {name: form.get(name) for name in TYPED} == TYPED
    assert len(answer.context["chain"].forms) == 3
    assert ("<html" in answer.text) == (not headers)
    assert not Evidence.objects.exists()


def test_words_are_linked_with_their_chain_and_its_new_actor(desk, as_editor):
    claim = Claim.objects.get(key="trucks")
    told = TYPED | {"asserted_on": "", "proposition": "", "claim": claim.slug}
    told |= {"step-1-is_unnamed": "", "step-1-who": "Report", "step-1-kind": "media"}
    told |= {"step-2-who": ""}
    answer = as_editor.post(f"{desk}link/", told)
    assert answer.status_code == 302
    hops = Evidence.objects.get().hops.values_list("actor__name", "said_on")
    assert list(hops) == [("Caliber.Az", date(2022, 11, 30)), ("Report", None)]


def test_a_chain_that_cannot_be_is_refused_in_the_panel(desk, as_editor):
    claim = Claim.objects.get(key="trucks")
    told = TYPED | {"asserted_on": "", "proposition": "", "claim": claim.slug}
    told |= {"step-0-said_on": "2022-12-25", "step-1-who": "Report", "step-1-is_unnamed": ""}
    answer = as_editor.post(f"{desk}link/", told)
    assert answer.status_code == 422
    assert "Step 1: This is after 24 December 2022" in answer.text
    assert "Step 2: No actor is called “Report”." in answer.text
    assert sent_by(answer, "link-form")["step-0-said_on"] == "2022-12-25"
    assert not Evidence.objects.exists()
    assert not Actor.objects.filter(name="Report").exists()


def test_a_chain_stays_while_claims_are_searched_without_scripts(desk, as_editor):
    answer = as_editor.get(desk, TYPED | {"step-1-who": ""})
    form = sent_by(answer, "link-form")
    assert (form["step-0-who"], form["step-0-said_on"]) == ("Caliber.Az", "2022-11-30")
    assert form["step-1-is_unnamed"] == "on"
