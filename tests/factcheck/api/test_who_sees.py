"""The API tells nobody more than the pages do."""

import pytest

from articles.models import Article, ReadersSee
from factcheck.api.views import KINDS
from factcheck.models import Claim, ClaimRelation, Finding, State
from factcheck.services import findings, relations
from tests import make
from tests.factcheck.api.conftest import accepted_finding

pytestmark = pytest.mark.django_db
HIDDEN = ("draft", "in_review")


def results(client, kind, **asked):
    answer = client.get(f"/api/v1/{kind}/", asked)
    assert answer.status_code == 200, answer.text
    assert answer.json()["next"] is None
    return answer.json()["results"]


def status(client, kind, key):
    return client.get(f"/api/v1/{kind}/{key}/").status_code


def test_drafts_are_for_the_desk(world, anonymous, as_editor):
    for state in HIDDEN:
        keys = {
            "claims": world.claims[state].slug,
            "evidence": world.evidence[state].pk,
            "passages": world.passages[state].pk,
        }
        for kind, key in keys.items():
            assert (status(anonymous, kind, key), status(as_editor, kind, key)) == (404, 200), kind
            row = {"slug" if kind == "claims" else "id": key}
            assert not any(row.items() <= told.items() for told in results(anonymous, kind))
            assert any(row.items() <= told.items() for told in results(as_editor, kind))


def test_what_was_taken_back_is_in_no_list_and_a_withdrawn_claim_says_so(world, anonymous):
    slugs = [row["slug"] for row in results(anonymous, "claims")]
    assert slugs == [world.claims["published"].slug]
    withdrawn = anonymous.get(f"/api/v1/claims/{world.claims['withdrawn'].slug}/")
    assert withdrawn.json()["state"] == "withdrawn"
    for state in ("withdrawn", "retired"):
        assert status(anonymous, "evidence", world.evidence[state].pk) == 404


def test_the_name_of_a_draft_is_refused_like_one_that_does_not_exist(world, anonymous, as_editor):
    draft = world.claims["draft"].slug
    for kind in ("evidence", "relations", "findings"):
        place = f"/api/v1/{kind}/?claim="
        hidden, nothing = anonymous.get(place + draft), anonymous.get(place + "not-there")
        assert (hidden.status_code, hidden.content) == (400, nothing.content)
        assert as_editor.get(place + draft).status_code == 200


def test_an_actor_of_drafts_alone_is_not_there(anonymous, as_editor):
    speaker = make.actor("Nikol Pashinyan")
    make.link(make.claim(state=State.DRAFT), make.passage("It is."), speaker=speaker)
    assert (status(anonymous, "actors", speaker.slug)) == 404
    assert results(anonymous, "actors") == []
    assert anonymous.get(f"/api/v1/evidence/?actor={speaker.slug}").status_code == 400
    assert status(as_editor, "actors", speaker.slug) == 200


def test_a_topic_of_drafts_alone_is_not_there(anonymous, as_editor):
    claim = make.claim(state=State.DRAFT, topic=make.topic("Secret talks"))
    assert status(anonymous, "topics", claim.topic.slug) == 404
    assert results(anonymous, "topics") == []
    assert status(as_editor, "topics", claim.topic.slug) == 200


def test_a_closed_text_is_nowhere_in_the_answers_and_its_passages_are(anonymous, as_editor):
    words = "The road is open"
    article = make.article(
        f"Nobody reads the first line.\n\n{words}, said somebody unheard.\n",
        readers_see=ReadersSee.PASSAGES,
    )
    Article.objects.update(title="Roads")  # else its first words are what it is called
    claim = make.claim()
    make.link(claim, make.words(article, words))
    accepted_finding(article)
    single = [f"articles/{article.pk}/", f"claims/{claim.slug}/"]
    places = [*(f"{kind}/" for kind in KINDS), *single]
    told = "".join(anonymous.get(f"/api/v1/{place}").text for place in places)
    assert words in told
    assert "first line" not in told
    assert "unheard" not in told
    assert results(anonymous, "findings") == []
    assert anonymous.get(f"/api/v1/articles/{article.pk}/").json()["may_read"] is False
    assert "unheard" in as_editor.get(f"/api/v1/articles/{article.pk}/").json()["text"]


def test_an_open_text_is_given_word_for_word(anonymous):
    text = "The road is open.\n\n“Cafe\u0301” \U0001f6d1 is closed.\n"
    article = make.article(text)
    told = anonymous.get(f"/api/v1/articles/{article.pk}/").json()
    assert told["text"] == text
    assert told["revisions"][0]["sha256"] == article.revisions.get().sha256


def test_readers_see_the_findings_that_were_accepted_and_stand(anonymous, as_editor):
    article = make.article()
    finding = accepted_finding(article)
    assert [row["found"] for row in results(anonymous, "findings")] == ["Friday"]
    assert status(anonymous, "findings", finding.pk) == 200
    findings.take_back(finding=finding, by=None)
    assert status(anonymous, "findings", finding.pk) == 404
    assert results(as_editor, "findings")[0]["status"] == "open"


def test_a_finding_about_a_draft_is_for_the_desk(anonymous, as_editor):
    finding = accepted_finding(make.article(), make.claim(state=State.DRAFT))
    assert status(anonymous, "findings", finding.pk) == 404
    assert status(as_editor, "findings", finding.pk) == 200


def test_suggested_and_dismissed_relations_are_for_the_desk(anonymous, as_editor):
    a, b = make.claim(), make.claim()
    relation = relations.relate_claims(claim=a, kind="contradicts", other=b, by=None)
    assert [(row["a"], row["b"]) for row in results(anonymous, "relations")] == [(a.slug, b.slug)]
    for kept in ("suggested", "dismissed"):
        ClaimRelation.objects.update(status=kept)
        assert status(anonymous, "relations", relation.pk) == 404
        assert status(as_editor, "relations", relation.pk) == 200
    ClaimRelation.objects.update(status="open")
    Claim.objects.filter(pk=b.pk).update(state=State.DRAFT)
    assert results(anonymous, "relations") == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_can_be_written_here(world, anonymous, as_editor, method):
    for client in (anonymous, as_editor):
        for place in ("claims/", f"claims/{world.claims['draft'].slug}/", "not/there/"):
            answer = getattr(client, method)(f"/api/v1/{place}")
            assert answer.status_code == 405
            assert answer.json()["code"] == "method_not_allowed"
            assert answer["Allow"] == "GET, HEAD"


def test_what_the_desk_sees_is_kept_by_nobody_else(world, anonymous, as_editor):
    assert "private" in as_editor.get("/api/v1/claims/")["Cache-Control"]
    assert "Cookie" in anonymous.get("/api/v1/claims/")["Vary"]


def test_a_finding_about_two_texts_is_seen_where_both_may_be_read(anonymous, as_editor):
    finding = accepted_finding(make.article())
    closed = make.article("The road is closed.\n", readers_see=ReadersSee.PASSAGES)
    other = {"other": closed.revisions.get(), "other_start": 0, "other_end": 8}
    Finding.objects.filter(pk=finding.pk).update(**other)
    assert status(anonymous, "findings", finding.pk) == 404
    told = as_editor.get(f"/api/v1/findings/{finding.pk}/").json()["other"]
    assert told == {"article": closed.pk, "revision": 1, "start": 0, "end": 8}
    Article.objects.update(readers_see=ReadersSee.FULL)
    assert status(anonymous, "findings", finding.pk) == 200
