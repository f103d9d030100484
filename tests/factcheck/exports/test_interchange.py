"""The document of all claims; that it comes back without loss is shown with the import."""

from datetime import date

import pytest

from factcheck.exports.interchange import claims_document
from factcheck.models import AttributionHop, Stance
from factcheck.services import actors, evidence, relations
from tests import make

pytestmark = pytest.mark.django_db


def pieces(document):
    return [piece for claim in document["claims"] for piece in claim["evidence"]]


def test_the_seeds_go_out_as_they_came_in(seeds):
    given, exported = make.seed_claims(), claims_document()
    assert [claim["key"] for claim in exported["claims"]] == [c["key"] for c in given["claims"]]
    assert len(pieces(exported)) == 77
    for one, other in zip(pieces(given), pieces(exported), strict=True):
        assert one == {name: other[name] for name in one}
    for name in ("actors", "topics", "questions"):
        assert exported[name] == given[name]


def test_every_quote_stands_where_the_document_says(seeds):
    for piece in pieces(claims_document()):
        text = make.seed(piece["source"][:3]).revisions.get().text
        assert text.startswith(piece["exact"], piece["start"])


def test_drafts_go_out_and_retired_evidence_does_not():
    claim = make.claim(state="draft")
    evidence.retire_evidence(evidence=make.link(claim, make.passage("Road.")), editor=None)
    [exported] = claims_document()["claims"]
    assert (exported["state"], exported["evidence"]) == ("draft", [])


def test_a_piece_of_evidence_goes_out_with_all_that_it_holds():
    row = make.link(
        make.claim(),
        make.passage("Road."),
        Stance.MENTIONS,
        make.actor(),
        directness="indirect_speech",
        asserted_on=date(2022, 12, 29),
        note="At the briefing.",
        hops=[AttributionHop(actor=make.actor("Ann"), said_on=date(2022, 12, 1)), AttributionHop()],
    )
    assert pieces(claims_document()) == [
        {
            "source": row.passage.revision.article.source_name,
            "exact": "Road.",
            "start": 0,
            "stance": "mentions",
            "speaker": "Maria Zakharova",
            "directness": "indirect_speech",
            "asserted_on": "2022-12-29",
            "note": "At the briefing.",
            "via": [
                {"actor": "Ann", "said_on": "2022-12-01", "directness": ""},
                {"actor": None, "said_on": None, "directness": ""},
            ],
        }
    ]


def test_a_relation_goes_out_with_all_that_it_holds():
    a, b = make.claim(key="a"), make.claim(key="b")
    relations.relate_claims(
        claim=b,
        kind="contradicts",
        other=a,
        difference="cause",
        status="resolved",
        resolution="scope_differs",
        note="Another stretch.",
        by=None,
    )
    first, second = claims_document()["claims"]
    assert first["relations"] == [
        {
            "kind": "contradicts",
            "claim": "b",
            "difference": "cause",
            "status": "resolved",
            "resolution": "scope_differs",
            "note": "Another stretch.",
        }
    ]
    assert second["relations"] == []


def test_other_spellings_keep_their_order():
    actor = make.actor("Khankendi", "place")
    for alias in ("Stepanakert", "Khankandi"):
        actors.add_alias(actor=actor, name=alias, by=None)
    [exported] = claims_document()["actors"]
    assert exported["aliases"] == ["Stepanakert", "Khankandi"]


def test_the_document_costs_the_same_however_long_it_is(seeds, django_assert_max_num_queries):
    make.seed_sides("road-status", "intent", "talks")
    with django_assert_max_num_queries(17):
        claims_document()
