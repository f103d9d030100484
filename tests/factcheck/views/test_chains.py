"""The way of the words: one line wherever evidence is shown, and filtered by its end."""

import re
from datetime import date

import pytest

from factcheck.models import AttributionHop, Claim, Directness
from factcheck.services.evidence import correct_evidence
from tests import make

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
