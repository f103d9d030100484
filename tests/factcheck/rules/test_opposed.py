"""One voice on both sides."""

from datetime import date
from typing import Any

from factcheck.rules.opposed import Stand, contradictions, of_speakers, within_articles

RIVALS = [("open", "shut")]


def stand(claim, supports=True, speaker="zakharova", source="a", start=0, **more):
    words = f"{source}{start}"
    fields: dict[str, Any] = {
        "key": start,
        "said_on": date(2023, 1, 2),
        "given": "direct quote",
    } | more
    return Stand(
        claim=claim,
        says=f"It is {claim}.",
        supports=supports,
        speaker=speaker,
        source=source,
        start=start,
        end=start + 5,
        words=words,
        **fields,
    )


def told(stands, rivals=RIVALS):
    rows = contradictions(stands, rivals)
    return [(row.check, row.actor, row.expected, row.found) for row in rows]


def test_a_speaker_who_supports_and_contradicts_one_claim_is_told():
    stands = [stand("open"), stand("open", False, source="b")]
    assert told(stands) == [("self-contradiction", "zakharova", "a0", "b0")]


def test_a_speaker_who_supports_two_rivals_is_told_by_the_days_of_saying():
    stands = [stand("open"), stand("shut", source="b", said_on=date(2022, 12, 1))]
    assert told(stands) == [("self-contradiction", "zakharova", "b0", "a0")]
    assert told(stands, rivals=[]) == []


def test_the_same_two_passages_are_told_once_whatever_they_contradict_each_other_on():
    stands = [
        stand("open"),
        stand("open", False, source="b"),
        stand("shut", source="b"),
        stand("shut", False),
    ]
    [row] = of_speakers(stands, RIVALS)
    assert row.claims == (("open", "open"), ("open", "shut"), ("shut", "shut"))
    assert len(told(stands)) == 1


def test_within_one_article_it_is_the_articles_contradiction_told_once():
    stands = [stand("open", speaker=""), stand("open", False, speaker="", start=50)]
    assert told(stands) == [("internal contradiction", "", "a0", "a50")]
    spoken = [stand("open"), stand("open", False, start=50)]
    assert told(spoken) == [("internal contradiction", "zakharova", "a0", "a50")]


def test_two_speakers_of_one_article_may_disagree_and_an_article_with_whom_it_quotes():
    assert told([stand("open"), stand("shut", speaker="pashinyan", start=50)]) == []
    assert told([stand("open", speaker=""), stand("shut", start=50)]) == []


def test_two_outlets_that_disagree_are_not_one_voice_nor_are_two_whom_nobody_names():
    assert told([stand("open", speaker=""), stand("shut", speaker="", source="b")]) == []
    unnamed = [stand("open", is_unnamed=True), stand("shut", source="b", is_unnamed=True)]
    assert told(unnamed) == []


def test_the_rivals_that_the_same_words_support_are_named_whoever_speaks_in_them():
    stands = [
        stand("open", speaker=""),
        stand("open", False, speaker="", start=50),
        stand("shut", speaker="protesters", start=50),
    ]
    [row] = within_articles(stands, RIVALS)
    assert row.claims == (("open", "open"), ("open", "shut"))


def test_two_speakers_of_the_same_words_are_both_told():
    stands = [stand("open", speaker=who) for who in ("zakharova", "peskov")]
    stands += [stand("open", False, speaker=who, source="b") for who in ("zakharova", "peskov")]
    assert [actor for _, actor, _, _ in told(stands)] == ["zakharova", "peskov"]


def test_one_passage_alone_contradicts_nothing():
    assert told([stand("open"), stand("shut")]) == []


def test_however_much_is_said_one_pair_of_claims_is_told_once_for_a_speaker():
    stands = [stand("open", source=f"a{n}") for n in range(9)]
    stands += [stand("open", False, source=f"b{n}") for n in range(9)]
    assert told(stands) == [("self-contradiction", "zakharova", "a00", "b00")]
