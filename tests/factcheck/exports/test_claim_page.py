"""A claim as JSON."""

import pytest

from factcheck.models import Claim
from factcheck.services import relations
from tests import make

pytestmark = pytest.mark.django_db


def claim_json(client, key):
    address = Claim.objects.get(key=key).get_absolute_url().rstrip("/") + ".json"
    answer = client.get(address)
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def test_it_tells_states_tallies_and_the_origin_of_each_piece(client, seeds):
    told = claim_json(client, "c20")
    assert told["evidence_state"] == "contested"
    assert told["tally"] == {
        "supports": {"evidence": 4, "articles": 4, "origins": 2},
        "contradicts": {"evidence": 1, "articles": 1, "origins": 1},
        "mentions": {"evidence": 0, "articles": 0, "origins": 0},
    }
    origins = {row["source"][:3]: row["origin"] for row in told["evidence"]}
    assert origins["000"] == origins["004"]
    assert origins["001"] == origins["003"]
    assert len(set(origins.values())) == 3
    [relation] = told["relations"]
    assert (relation["kind"], relation["difference"]) == ("contradicts", "date_number")
    assert relation["claim"] == Claim.objects.get(key="c21").slug


def test_it_tells_of_each_piece_whose_words_it_gives_and_through_whom(client, seeds):
    rows = claim_json(client, "c30")["evidence"]
    [row] = [row for row in rows if row["stance"] == "supports"]
    assert row["speaker"] == "Caliber.Az"
    assert row["via"] == [{"actor": "Caliber.Az", "said_on": "2022-11-30", "directness": ""}]
    assert row["asserted_on"] == "2022-11-30"
    assert row["outlet"] is None
    assert row["exact"].startswith("Baku-based Caliber.Az news agency")
    assert row["url"].startswith("http://testserver/passages/")


def test_relations_that_are_not_mutual_say_which_way_they_go(client, editor):
    whole, part = make.claim("The road is open."), make.claim("The road is open at night.")
    relations.relate_claims(claim=part, kind="refines", other=whole, by=editor)
    assert claim_json(client, part.key)["relations"][0]["inverse"] is False
    assert claim_json(client, whole.key)["relations"][0]["inverse"] is True
