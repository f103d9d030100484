"""What a link says of its words is corrected as a whole: one new row, one entry, one way back."""

from datetime import date

import pytest

from factcheck.models import AttributionHop, Directness, Evidence, Stance
from factcheck.services import claims
from factcheck.services.evidence import (
    AlreadyLinked,
    ChangedMeanwhile,
    ClaimClosed,
    NothingToUndo,
    ReasonMissing,
    correct_evidence,
    retire_evidence,
    undo_correction,
)
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 30)


@pytest.fixture
def claim():
    return make.claim("Eight trucks went from Khankendi to Armenia.", state="draft")


@pytest.fixture
def link(claim, editor):
    """The words of Caliber.Az, linked with all that can be said of them."""
    return make.link(
        claim,
        make.passage("Caliber.Az reported that eight trucks made their way to Armenia."),
        speaker=make.actor("Caliber.Az"),
        directness=Directness.INDIRECT_SPEECH,
        asserted_on=DAY,
        note="Look for the report.",
        hops=[AttributionHop(actor=make.actor("Nargiz Mammadli"), said_on=DAY)],
        editor=editor,
    )


def said(row):
    return {
        "speaker": row.speaker,
        "stance": row.stance,
        "directness": row.directness,
        "asserted_on": row.asserted_on,
        "note": row.note,
        "chain": list(row.hops.values_list("actor__name", "said_on", "directness")),
    }


def test_all_that_a_link_says_is_corrected_in_one_step_and_one_entry(link, claim, reviewer):
    speaker = make.actor("Maria Zakharova")
    with new_entries() as entries:
        new = correct_evidence(
            evidence=link,
            editor=reviewer,
            reason="misread",
            speaker=speaker,
            stance=Stance.CONTRADICTS,
            directness=Directness.DIRECT_QUOTE,
            asserted_on=None,
            note="",
            hops=[AttributionHop(actor=None, directness="indirect_speech")],
        )
    link.refresh_from_db()
    claim.refresh_from_db()
    assert link.retired_at
    assert claim.evidence.live().get() == new
    assert said(new) == {
        "speaker": speaker,
        "stance": "contradicts",
        "directness": "direct_quote",
        "asserted_on": None,
        "note": "",
        "chain": [(None, None, "indirect_speech")],
    }
    assert (new.passage, new.editor) == (link.passage, reviewer)
    assert (claim.supporting, claim.contradicting) == (0, 1)
    [entry] = entries
    assert (entry.verb, entry.row, entry.reason) == ("correct evidence", str(new.pk), "misread")
    before, after = entry.before, entry.after
    assert (before["id"], before["stance"]) == (link.pk, "supports")
    assert [hop["said_on"] for hop in before["hops"]] == ["2022-11-30"]
    assert [hop["actor_id"] for hop in after["hops"]] == [None]
    assert after["words"] == before["words"]


def test_what_is_not_named_stays_the_chain_too(link):
    was = said(link)
    new = correct_evidence(evidence=link, editor=None, note="Found it.")
    assert said(new) == was | {"note": "Found it."}


def test_the_same_again_is_no_change(link):
    same = [AttributionHop(actor=make.actor("Nargiz Mammadli"), said_on=DAY)]
    with new_entries() as entries:
        kept = correct_evidence(evidence=link, editor=None, stance=link.stance, hops=same)
    assert (kept, entries) == (link, [])


def test_readers_are_told_why_once_they_see_the_claim(link, claim):
    claims.publish_claim(claim=claim, by=None)
    with new_entries() as entries, pytest.raises(ReasonMissing, match="say why"):
        correct_evidence(evidence=link, editor=None, note="", reason="  ")
    assert entries == []
    assert correct_evidence(evidence=link, editor=None, note="", reason="Found it.") != link


def test_words_that_the_other_speaker_has_linked_already_are_not_linked_twice(link, claim):
    other = make.link(claim, link.passage, Stance.MENTIONS, speaker=make.actor("Ann"))
    with (
        new_entries() as entries,
        pytest.raises(AlreadyLinked, match=r"of Ann are linked .* \(mentions\)\. Change that link"),
    ):
        correct_evidence(evidence=link, editor=None, speaker=other.speaker)
    assert entries == []
    assert set(claim.evidence.live()) == {link, other}


def test_the_second_of_two_editors_is_refused_and_overwrites_nothing(link, claim, editor):
    first = correct_evidence(evidence=link, editor=editor, note="Mine.")
    with new_entries() as entries, pytest.raises(ChangedMeanwhile, match="somebody else"):
        correct_evidence(evidence=link, editor=None, note="Theirs.")
    assert (entries, claim.evidence.live().get()) == ([], first)


def test_words_that_were_retired_meanwhile_can_be_linked_anew(link, claim):
    retire_evidence(evidence=link, editor=None)
    with new_entries() as entries:
        new = correct_evidence(evidence=link, editor=None, anew=True, stance=Stance.MENTIONS)
    assert said(new) == said(link) | {"stance": "mentions"}
    assert (claim.evidence.live().get(), verbs(entries)) == (new, ["link evidence"])


def test_a_withdrawn_claim_takes_no_correction(link, claim):
    claims.publish_claim(claim=claim, by=None)
    claims.withdraw_claim(claim=claim, by=None, reason="wrong")
    with pytest.raises(ClaimClosed):
        correct_evidence(evidence=link, editor=None, note="", reason="so")


def test_undoing_restores_what_stood_before_exactly(link, claim, editor):
    was = said(link)
    new = correct_evidence(
        evidence=link, editor=editor, speaker=None, stance=Stance.MENTIONS, note="", hops=[]
    )
    with new_entries() as entries:
        back = undo_correction(evidence=new, editor=editor)
    assert said(back) == was
    assert claim.evidence.live().get() == back
    assert [(e.verb, e.reason) for e in entries] == [("correct evidence", "undone")]

    again = undo_correction(evidence=back, editor=editor)  # and that can be undone as well
    assert said(again) == said(new)


def test_undoing_does_not_undo_what_somebody_changed_since(link, claim, editor):
    mine = correct_evidence(evidence=link, editor=editor, note="Mine.")
    theirs = correct_evidence(evidence=mine, editor=None, note="Theirs.")
    with pytest.raises(ChangedMeanwhile):
        undo_correction(evidence=mine, editor=editor)
    assert claim.evidence.live().get() == theirs


def test_a_link_that_was_never_corrected_has_nothing_to_undo(link):
    with pytest.raises(NothingToUndo):
        undo_correction(evidence=link, editor=None)


def test_a_correction_that_breaks_off_changes_nothing(link, claim, monkeypatch):
    monkeypatch.setattr("factcheck.services.evidence.add_hops", lambda *args: 1 / 0)
    with new_entries() as entries, pytest.raises(ZeroDivisionError):
        correct_evidence(evidence=link, editor=None, note="")
    assert (entries, claim.evidence.live().get(), Evidence.objects.count()) == ([], link, 1)
