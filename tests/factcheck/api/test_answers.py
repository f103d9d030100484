"""What the API answers: rows, parts of long lists, and refusals."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import caches

from factcheck.filters import ORDERS
from factcheck.models import ActorAlias, Claim
from factcheck.services import actor_merges, claims, outlets
from tests import make

pytestmark = pytest.mark.django_db


def told(client, place):
    answer = client.get(f"/api/v1/{place}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client, place, **headers):
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.get(f"/api/v1/{place}", headers=sent)
    data = answer.json()
    assert set(data) == {"status", "code", "error", "fields"}
    assert data["status"] == answer.status_code
    assert answer["Content-Type"] == "application/json"
    return answer.status_code, data["code"], list(data["fields"])


def whole(client, place):
    """All rows of a list, part by part."""
    while place:
        data = client.get(place).json()
        yield from data["results"]
        place = data["next"]


def test_a_claim_is_the_object_of_its_page(anonymous, seeds):
    for key in ("c01", "c20", "c30"):
        slug = Claim.objects.get(key=key).slug
        assert told(anonymous, f"claims/{slug}/") == anonymous.get(f"/claims/{slug}.json").json()
        then = "?as_of=2022-12-31&by=printing"
        same = anonymous.get(f"/claims/{slug}.json{then}").json()
        assert told(anonymous, f"claims/{slug}/{then}") == same


def test_the_list_tells_of_a_claim_what_the_claim_itself_tells(anonymous, seeds):
    rows = told(anonymous, "claims/?limit=500")["results"]
    assert len(rows) == Claim.objects.count()
    for row in rows[:10]:
        single = told(anonymous, f"claims/{row['slug']}/")
        for side, counts in row.pop("tally").items():
            assert counts.items() <= single["tally"][side].items()
        assert row.items() <= single.items()


def test_claims_are_found_as_on_their_page(anonymous, seeds):
    asked = "?evidence=contested&topic=road-status&q=road&stance=contradicts&order=words"
    page = anonymous.get(f"/claims/{asked}").context["page"].object_list
    found = [row["slug"] for row in told(anonymous, f"claims/{asked}")["results"]]
    assert found == [claim.slug for claim in page]
    assert found


def test_evidence_can_be_followed_to_its_words_its_article_and_its_claim(anonymous, seeds):
    claim = Claim.objects.get(key="c30")
    [row] = told(anonymous, f"evidence/?claim={claim.slug}&stance=supports")["results"]
    assert row["actor"] == "caliberaz"
    assert row["via"][0]["said_on"] == "2022-11-30"
    passage = told(anonymous, f"passages/{row['passage']}/")
    assert passage["exact"] == row["exact"]
    text = told(anonymous, f"articles/{row['article']}/")["text"]
    assert text[passage["start"] : passage["end"]] == row["exact"]
    assert told(anonymous, f"evidence/{row['id']}/") == row
    assert row in told(anonymous, f"evidence/?article={row['article']}&limit=500")["results"]
    assert told(anonymous, f"evidence/?actor={row['actor']}")["results"]


def test_the_parts_of_a_list_are_the_list(anonymous, seeds):
    kinds = {"articles": 5, "claims": Claim.objects.count()}
    lists = [(kind, f"/api/v1/{kind}/?limit=", size) for kind, size in kinds.items()]
    lists += [("claims", f"/api/v1/claims/?order={o}&limit=", kinds["claims"]) for o in ORDERS]
    for kind, place, size in lists:
        key = "slug" if kind == "claims" else "id"
        at_once = [row[key] for row in whole(anonymous, f"{place}500")]
        assert len(at_once) == len(set(at_once)) == size, place
        for limit in (1, 7):
            assert [row[key] for row in whole(anonymous, f"{place}{limit}")] == at_once


def test_a_row_that_comes_meanwhile_neither_hides_nor_repeats_another(anonymous):
    for n in range(6):
        make.claim(f"Claim {n} holds.")
    first = told(anonymous, "claims/?order=words&limit=3")
    make.claim("A claim that comes first holds.")
    claims.withdraw_claim(
        claim=Claim.objects.get(slug=first["results"][2]["slug"]), by=None, reason="not so"
    )
    rest = [row["proposition"] for row in whole(anonymous, first["next"])]
    assert rest == [f"Claim {n} holds." for n in (3, 4, 5)]


def test_the_address_of_the_next_part_stays_short_however_long_a_claim_is(anonymous):
    for n in range(3):
        make.claim("".join(chr(0x4E00 + (n * 977 + i * 7919) % 20000) for i in range(499)))
    assert len(told(anonymous, "claims/?order=words&limit=1")["next"]) < 3500


def test_a_cursor_belongs_to_its_order_and_cannot_be_made(anonymous):
    make.claim(), make.claim()
    cursor = told(anonymous, "claims/?order=words&limit=1")["next"]
    cursor = parse_qs(urlsplit(cursor).query)["cursor"][0]
    for asked in (f"order=changed&cursor={cursor}", "cursor=WzFd:x", "cursor=%00", "cursor=é"):
        assert refused(anonymous, f"claims/?{asked}") == (400, "invalid", ["cursor"])
    assert told(anonymous, f"claims/?order=words&cursor={cursor}")["results"]


@pytest.mark.parametrize(
    "asked",
    ["limit=0", "limit=501", "limit=-1", "limit=1e2", "limit=٣", "limit=" + "9" * 5000],
)
def test_a_part_has_as_many_rows_as_was_said(anonymous, asked):
    assert refused(anonymous, f"topics/?{asked}") == (400, "invalid", ["limit"])


@pytest.mark.parametrize("digits", ["9" * 19, "9" * 20, "9" * 5000])
def test_a_number_that_no_database_can_hold_names_no_row(anonymous, as_editor, digits):
    for client in (anonymous, as_editor):
        for kind in ("evidence", "passages", "articles", "relations", "findings"):
            assert refused(client, f"{kind}/{digits}/") == (404, "not_found", [])
        for kind in ("evidence", "passages", "findings"):
            assert refused(client, f"{kind}/?article={digits}") == (400, "invalid", ["article"])
        assert told(client, f"evidence/?article={2**63 - 1}")["results"] == []


@pytest.mark.parametrize("value", ["", "-1", "1.5", "a%00b", "%ed%a0%80", "x" * 5000])
def test_whatever_is_asked_is_answered(one_of_each, anonymous, value):
    for kind in one_of_each:
        for name in ("claim", "article", "actor", "outlet", "topic", "kind", "q", "since", "evil"):
            assert anonymous.get(f"/api/v1/{kind}/?{name}={value}").status_code in (200, 400)


def test_refusals_have_one_shape(anonymous, seeds):
    slug = Claim.objects.first().slug
    assert refused(anonymous, "claims/not-there/") == (404, "not_found", [])
    assert refused(anonymous, "no/such/place/") == (404, "not_found", [])
    assert refused(anonymous, "evidence/words/") == (404, "not_found", [])
    assert refused(anonymous, "topics/a%0Ab%F2%90%18/") == (404, "not_found", [])
    assert refused(anonymous, "claims/?topic=not-there") == (400, "invalid", ["topic"])
    assert refused(anonymous, "claims/?since=2022-02-30") == (400, "invalid", ["since"])
    assert refused(anonymous, "claims/?topik=roads") == (400, "invalid", ["topik"])
    assert refused(anonymous, f"claims/{slug}/?as_of=never") == (400, "invalid", ["as_of"])
    assert refused(anonymous, f"claims/{slug}/?limit=1") == (400, "invalid", ["limit"])
    assert refused(anonymous, "claims/", accept="text/html") == (406, "not_acceptable", [])


def test_a_refusal_says_what_to_do(anonymous):
    told = anonymous.get("/api/v1/relations/?topik=roads").json()["error"]
    assert told == (
        "topik: There is no such parameter. It can be asked with claim, kind, limit, cursor."
    )


def test_who_asks_too_often_waits_and_the_desk_does_not(anonymous, as_editor, settings):
    settings.API_PER_MINUTE = 2
    caches["rates"].clear()
    statuses = [anonymous.get("/api/v1/topics/").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert refused(anonymous, "claims/") == (429, "throttled", [])
    assert 0 < int(anonymous.get("/api/v1/topics/")["Retry-After"]) <= 60
    assert (
        anonymous.get("/api/v1/topics/", headers={"x-forwarded-for": "1.2.3.4"}).status_code == 429
    )
    assert {as_editor.get("/api/v1/topics/").status_code for _ in range(4)} == {200}


def test_what_did_not_change_is_not_sent_again(anonymous, seeds):
    claim = Claim.objects.get(key="c20")
    place = f"/api/v1/claims/{claim.slug}/"
    tag = anonymous.get(place)["ETag"]
    again = anonymous.get(place, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert anonymous.get("/api/v1/claims/?limit=1")["ETag"]
    make.link(claim, make.passage("It is so."))
    assert anonymous.get(place, headers={"if-none-match": tag}).status_code == 200


def test_a_head_is_answered_without_a_body(anonymous):
    answer = anonymous.head("/api/v1/claims/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_what_was_merged_leads_to_what_it_became(world, anonymous, as_editor):
    for kind, gone, there in (
        ("claims", world.claims["merged"], world.claims["published"]),
        ("actors", world.merged_actor, world.actor),
        ("outlets", world.merged_outlet, world.outlet),
    ):
        answer = anonymous.get(f"/api/v1/{kind}/{gone.slug}/")
        assert (answer.status_code, answer.content) == (301, b"")
        assert answer["Location"] == f"/api/v1/{kind}/{there.slug}/"
        assert answer["Cache-Control"] == "no-cache"
        rows = told(as_editor, f"{kind}/?limit=500")["results"]
        assert gone.slug not in [row["slug"] for row in rows]


def test_what_was_merged_into_the_hidden_is_hidden(anonymous):
    into = make.actor("Nikol Pashinyan")
    gone = actor_merges.merge_actors(
        actor=make.actor("N. Pashinyan"), into=into, by=None, reason="one man"
    )
    assert refused(anonymous, f"actors/{gone.slug}/")[0] == 404


def test_owners_questions_and_spellings_are_told(anonymous, seeds):
    owner = make.outlet("Road Group")
    outlets.edit_outlet(outlet=make.outlet("Trend"), owner=owner, by=None, reason="so")
    assert told(anonymous, "outlets/trend/")["owner"] == "road-group"
    topic = told(anonymous, "topics/road-status/")
    assert "is-the-road-open" in [question["key"] for question in topic["questions"]]
    alias = ActorAlias.objects.filter(actor__evidence__isnull=False).first()
    assert alias.name in told(anonymous, f"actors/{alias.actor.slug}/")["aliases"]
