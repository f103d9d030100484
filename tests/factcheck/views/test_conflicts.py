"""What readers see of actors and articles that stand on both sides, and of what copies changed."""

import re

import pytest

from articles.models import Article, ReadersSee
from factcheck.models import Claim, ClaimRelation, Finding, State
from factcheck.services import findings, relations
from tests import make

ZAKHAROVA = "/actors/maria-zakharova/"


def page(client, address):
    return re.sub(r"\s+", " ", client.get(address).text)


def claim_page(client, key):
    return client.get(Claim.objects.get(key=key).get_absolute_url())


def flags(client, key, rival):
    """What the page of a claim says of how it stands to a rival."""
    [row] = [row for row in claim_page(client, key).context["rivals"] if row.key == rival]
    return row.flags.internal, row.flags.self


def test_zakharovas_page_shows_her_statements_against_each_other(client, seeds):
    answer = client.get(ZAKHAROVA)
    [conflict] = answer.context["conflicts"]
    told = [(row.passage.revision.article, row.directness) for row in conflict.rows]
    assert told == [(make.seed("001"), "direct_quote"), (make.seed("000"), "indirect_speech")]
    assert [claim.key for claim in conflict.claims] == ["c03", "c04"]
    words = re.sub(r"\s+", " ", answer.text)
    assert "<b>2 January 2023</b>, the day of printing: a direct quote" in words
    assert "<b>12 January 2023</b>, the day of printing: paraphrased by Azernews" in words


def test_her_page_shows_the_utterance_in_two_wordings_and_peskovs_nothing_of_the_kind(
    client, seeds
):
    answer = client.get(ZAKHAROVA)
    [row] = answer.context["requoted"]
    assert [article_of(text) for text in row.texts] == [make.seed("001"), make.seed("000")]
    assert "public attacks<del> on or</del><ins> and</ins> provocations" in row.words
    assert "Quoted in two wordings" in answer.text

    peskov = client.get("/actors/dmitriy-peskov/")
    assert (peskov.context["conflicts"], peskov.context["requoted"]) == ([], [])
    assert "Quoted in two wordings" not in peskov.text


def article_of(revision):
    return revision.article


def test_readers_see_no_wording_of_a_text_that_is_not_open_to_them(client, editor, seeds):
    Article.objects.filter(pk=make.seed("000").pk).update(readers_see=ReadersSee.PASSAGES)
    assert client.get(ZAKHAROVA).context["requoted"] == []
    client.force_login(editor)
    assert len(client.get(ZAKHAROVA).context["requoted"]) == 1


def test_readers_see_nothing_that_rests_on_a_draft(client, editor, seeds):
    Claim.objects.filter(key__in=["c03"]).update(state=State.DRAFT)
    [conflict] = client.get(ZAKHAROVA).context["conflicts"]  # by the other claim
    assert [claim.key for claim in conflict.claims] == ["c04"]
    Claim.objects.filter(key="c04").update(state=State.DRAFT)
    assert client.get(ZAKHAROVA).context.get("conflicts") == []
    client.force_login(editor)
    assert len(client.get(ZAKHAROVA).context["conflicts"]) == 1


@pytest.mark.parametrize(
    ("check", "part"), [("self-contradiction", "conflicts"), ("quoted differently", "requoted")]
)
def test_what_the_desk_dismissed_is_not_shown_until_it_is_taken_back(
    client, editor, seeds, check, part
):
    row = Finding.objects.get(check_name=check)
    findings.judge(finding=row, status="dismissed", by=editor, note="Two occasions.")
    assert client.get(ZAKHAROVA).context[part] == []
    findings.take_back(finding=row, by=editor)
    assert len(client.get(ZAKHAROVA).context[part]) == 1


def test_a_link_that_is_made_after_the_checks_ran_is_shown_at_once(client, db):
    one, other = make.passage("The road is open."), make.passage("The road is shut.")
    claim, peskov = make.claim(), make.actor("Dmitriy Peskov")
    make.link(claim, one, speaker=peskov)
    make.link(claim, other, "contradicts", speaker=peskov)
    [conflict] = client.get(peskov.get_absolute_url()).context["conflicts"]
    assert conflict.claims == [claim]


def test_a_claims_page_says_where_one_article_or_one_speaker_takes_both_sides(
    client, editor, seeds
):
    assert flags(client, "c37", "c38") == (True, False)
    assert flags(client, "c38", "c37") == (True, False)
    assert flags(client, "c03", "c04") == (False, True)
    assert flags(client, "c26", "c28") == (True, False)
    assert flags(client, "c20", "c21") == (False, False)
    told = client.get(Claim.objects.get(key="c37").get_absolute_url().rstrip("/") + ".json").json()
    flagged = {row["claim"]: (row["internal"], row["self"]) for row in told["relations"]}
    assert flagged[Claim.objects.get(key="c38").slug] == (True, False)
    assert "within one article" in claim_page(client, "c37").text
    assert "by one speaker" in claim_page(client, "c03").text

    rivals = {"claim": Claim.objects.get(key="c37"), "other": Claim.objects.get(key="c38")}
    relations.relate_claims(**rivals, kind="contradicts", status="dismissed", by=editor)
    relation = ClaimRelation.objects.get(a__key="c37", b__key="c38")
    assert relation.status == "dismissed"
    assert "within one article" not in claim_page(client, "c38").text


def test_an_article_shows_how_a_paragraph_comes_from_its_oldest_copy(client, seeds):
    newer = page(client, make.seed("003").get_absolute_url())
    assert "conditions <del>but also</del><ins>and</ins> prevented" in newer
    assert newer.count("What changed since the oldest") == 1  # two others are word for word
    assert "<del>" not in page(client, make.seed("001").get_absolute_url())


def test_readers_see_no_words_of_an_older_copy_that_is_not_open_to_them(client, seeds):
    Article.objects.filter(pk=make.seed("001").pk).update(readers_see=ReadersSee.PASSAGES)
    assert "<del>" not in page(client, make.seed("003").get_absolute_url())
