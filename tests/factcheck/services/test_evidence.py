"""Passages are linked to claims; rows are retired, never changed."""

from datetime import date

import pytest

from articles.services.passages import mark_passage
from factcheck.models import AttributionHop, Claim, Directness, Evidence, Stance
from factcheck.services import claims
from factcheck.services.evidence import (
    AlreadyLinked,
    ClaimClosed,
    change_stance,
    link_evidence,
    restore_evidence,
    retire_evidence,
)
from factcheck.services.tallies import tallies
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
SUPPORTS, CONTRADICTS, MENTIONS = Stance.SUPPORTS, Stance.CONTRADICTS, Stance.MENTIONS


@pytest.fixture
def claim():
    return make.claim("The road is open.")


@pytest.fixture
def passage():
    return make.passage("Traffic resumed at dawn.")


def hops():
    return [
        AttributionHop(actor=make.actor("Caliber.Az"), said_on=date(2022, 11, 30), directness=""),
        AttributionHop(actor=None, directness=Directness.INDIRECT_SPEECH),
    ]


def way(evidence):
    return list(evidence.hops.values_list("position", "actor__name", "said_on", "directness"))


WAY = [(1, "Caliber.Az", date(2022, 11, 30), ""), (2, None, None, "indirect_speech")]


def facts(evidence):
    return (
        evidence.claim,
        evidence.passage,
        evidence.speaker,
        evidence.directness,
        evidence.asserted_on,
        evidence.note,
        way(evidence),
    )


def link_with_all(claim, passage, editor, stance=SUPPORTS):
    return make.link(
        claim,
        passage,
        stance,
        speaker=make.actor(),
        directness=Directness.DIRECT_QUOTE,
        asserted_on=date(2022, 12, 29),
        note="At the briefing.",
        hops=hops(),
        editor=editor,
    )


def test_a_link_keeps_all_that_was_said_and_writes_one_entry(claim, passage, editor):
    make.actor()
    make.actor("Caliber.Az")
    with new_entries() as entries:
        made = link_with_all(claim, passage, editor)
    stored = Evidence.objects.get()
    assert facts(stored) == (
        claim,
        passage,
        make.actor(),
        "direct_quote",
        date(2022, 12, 29),
        "At the briefing.",
        WAY,
    )
    assert (stored, stored.stance, stored.editor, stored.retired_at) == (
        made,
        SUPPORTS,
        editor,
        None,
    )
    [entry] = entries
    assert (entry.verb, entry.by, entry.claim) == ("link evidence", editor, claim)
    assert (entry.before, entry.after["stance"]) == (None, "supports")
    assert entry.after["words"]["exact"] == "Traffic resumed at dawn."
    assert [hop["said_on"] for hop in entry.after["hops"]] == ["2022-11-30", None]


def test_linking_the_same_again_changes_nothing(claim, passage, editor):
    first = make.link(claim, passage)
    claim.refresh_from_db()
    with new_entries() as entries:
        assert make.link(claim, passage, editor=editor) == first
    assert (entries, Evidence.objects.count()) == ([], 1)
    changed_at = claim.changed_at
    claim.refresh_from_db()
    assert claim.changed_at == changed_at


def test_linking_the_same_again_with_another_chain_takes_that_chain(claim, passage, editor):
    first = make.link(claim, passage, hops=hops())
    assert make.link(claim, passage, hops=hops()) == first
    assert make.link(claim, passage) == first  # a form in which the chain was not opened
    second = make.link(claim, passage, hops=[AttributionHop(actor=None)], editor=editor)
    assert claim.evidence.live().get() == second
    assert way(second) == [(1, None, None, "")]


def test_another_stance_retires_the_old_row(claim, passage, editor):
    old = make.link(claim, passage, SUPPORTS)
    with new_entries() as entries:
        new = make.link(claim, passage, CONTRADICTS, editor=editor, reason="misread")
    old.refresh_from_db()
    assert old.retired_at
    assert old.stance == SUPPORTS
    assert claim.evidence.live().get() == new
    [entry] = entries
    assert (entry.row, entry.reason) == (str(new.pk), "misread")
    assert (entry.before["id"], entry.before["stance"]) == (old.pk, "supports")
    assert entry.before["retired_at"] is None
    assert (entry.after["id"], entry.after["stance"]) == (new.pk, "contradicts")


def test_speakers_and_claims_do_not_mix(claim, passage):
    speaker, other = make.actor(), make.claim()
    rows = [
        make.link(claim, passage, SUPPORTS),
        make.link(claim, passage, CONTRADICTS, speaker=speaker),
        make.link(claim, passage, MENTIONS, speaker=make.actor("Ann")),
        make.link(other, passage, CONTRADICTS),
        make.link(claim, make.passage("Other words."), CONTRADICTS),
    ]
    assert set(Evidence.objects.live()) == set(rows)


def test_a_link_makes_its_claim_the_last_that_changed(claim, passage):
    before = claim.changed_at
    make.link(claim, passage)
    claim.refresh_from_db()
    assert claim.changed_at > before


def test_changing_the_stance_keeps_all_else(claim, passage, editor):
    old = link_with_all(claim, passage, editor)
    with new_entries() as entries:
        new = change_stance(evidence=old, stance=CONTRADICTS, editor=editor, reason="misread")
    assert new != old
    assert new.stance == CONTRADICTS
    assert facts(new) == facts(old)
    assert claim.evidence.live().get() == new
    assert verbs(entries) == ["link evidence"]


@pytest.mark.parametrize("retired", [True, False])
def test_there_is_nothing_to_change_in_the_same_stance_or_a_retired_row(claim, passage, retired):
    row = make.link(claim, passage, SUPPORTS)
    if retired:
        retire_evidence(evidence=row, editor=None)
    with new_entries() as entries:
        kept = change_stance(evidence=row, stance=CONTRADICTS if retired else SUPPORTS, editor=None)
    assert (kept, kept.stance, entries) == (row, SUPPORTS, [])


def test_retiring_keeps_the_row_and_says_why(claim, passage, editor):
    row = make.link(claim, passage)
    with new_entries() as entries:
        retire_evidence(evidence=row, editor=editor, reason="wrong claim")
    assert not claim.evidence.live().exists()
    assert Evidence.objects.get().retired_at
    [entry] = entries
    assert (entry.verb, entry.by, entry.reason) == ("retire evidence", editor, "wrong claim")
    assert entry.before["retired_at"] is None
    assert entry.after["retired_at"] is not None


def test_retiring_twice_is_retiring_once(claim, passage):
    row = make.link(claim, passage)
    first = retire_evidence(evidence=row, editor=None).retired_at
    with new_entries() as entries:
        assert retire_evidence(evidence=row, editor=None).retired_at == first
    assert entries == []


def test_restoring_links_the_same_again_as_a_new_row(claim, passage, editor):
    old = link_with_all(claim, passage, editor)
    retire_evidence(evidence=old, editor=editor)
    with new_entries() as entries:
        new = restore_evidence(evidence=old, editor=editor)
    assert new != old
    assert facts(new) == facts(old)
    assert claim.evidence.live().get() == new
    assert verbs(entries) == ["link evidence"]


def test_restoring_what_was_linked_again_changes_nothing(claim, passage):
    old = retire_evidence(evidence=make.link(claim, passage), editor=None)
    new = make.link(claim, passage)
    with new_entries() as entries:
        assert restore_evidence(evidence=old, editor=None) == new
    assert entries == []


def test_restoring_does_not_undo_what_somebody_decided_since(claim, passage):
    old = retire_evidence(evidence=make.link(claim, passage, SUPPORTS), editor=None)
    new = make.link(claim, passage, CONTRADICTS)
    with (
        new_entries() as entries,
        pytest.raises(
            AlreadyLinked, match=r"of the outlet are linked to .*\(contradicts\)\. Change"
        ),
    ):
        restore_evidence(evidence=old, editor=None)
    assert (entries, claim.evidence.live().get()) == ([], new)


def closed_claims():
    withdrawn, merged = make.claim("One holds."), make.claim("Another holds.")
    rows = [make.link(claim, make.passage(f"{claim} Indeed.")) for claim in (withdrawn, merged)]
    retire_evidence(evidence=rows[0], editor=None)
    claims.withdraw_claim(claim=withdrawn, by=None, reason="wrong")
    claims.merge_claims(claim=merged, into=make.claim("A third holds."), by=None, reason="same")
    return [
        (withdrawn, rows[0], "was withdrawn. Restore it"),
        (merged, rows[1], "was merged into “A third holds.”. Link the words to that claim"),
    ]


def test_a_claim_that_is_closed_takes_no_evidence(passage):
    for claim, row, message in closed_claims():
        with new_entries() as entries, pytest.raises(ClaimClosed, match=message):
            make.link(claim, passage)
        assert entries == []
        with new_entries() as entries, pytest.raises(ClaimClosed, match=message):
            restore_evidence(evidence=row, editor=None)
        assert entries == []


def test_a_claim_that_was_withdrawn_in_the_meantime_takes_none_either(claim, passage):
    """The object in hand is old: what counts is the row."""
    claims.withdraw_claim(claim=claim, by=None, reason="wrong")
    assert claim.withdrawn_at is None
    with pytest.raises(ClaimClosed):
        make.link(claim, passage)


def test_a_link_that_fails_leaves_nothing(claim, passage, monkeypatch):
    old = make.link(claim, passage, SUPPORTS)
    monkeypatch.setattr("factcheck.services.evidence.add_hops", lambda *args: 1 / 0)
    with new_entries() as entries, pytest.raises(ZeroDivisionError):
        link_evidence(
            claim=claim, passage=passage, stance=CONTRADICTS, directness="narration", editor=None
        )
    assert (entries, claim.evidence.live().get()) == ([], old)


def test_tallies_count_articles_and_keep_up_with_every_change(editor):
    text = "One says yes. One says no. Another says yes.\n"
    article = make.article(text).revisions.get()
    spans = [(0, 13), (14, 26), (27, 44)]
    yes, no, again = (mark_passage(revision=article, start=a, end=b, by=None) for a, b in spans)
    elsewhere = make.passage("A third says yes.")
    claim, other = make.claim(), make.claim()

    def held(row):
        row.refresh_from_db()
        counted = {field: getattr(row, field) for field in row.computed}
        assert counted == tallies([row])[row.pk]
        return tuple(counted.values())[:3]

    make.link(claim, yes)
    make.link(claim, again)
    assert held(claim) == (1, 0, 0)  # two passages of one article
    third = make.link(claim, elsewhere)
    assert held(claim) == (2, 0, 0)
    make.link(claim, no, CONTRADICTS)
    assert held(claim) == (2, 1, 0)
    changed = change_stance(evidence=third, stance=MENTIONS, editor=editor)
    assert held(claim) == (1, 1, 1)
    retire_evidence(evidence=changed, editor=editor)
    assert held(claim) == (1, 1, 0)
    restore_evidence(evidence=changed, editor=editor)
    claims.merge_claims(claim=claim, into=other, by=editor, reason="the same")
    assert (held(claim), held(other)) == ((0, 0, 0), (1, 1, 1))


def test_the_tallies_of_the_seeds_are_what_counting_anew_gives(seeds):
    for claim in Claim.objects.all():
        assert {field: getattr(claim, field) for field in claim.computed} == tallies([claim])[
            claim.pk
        ]


def test_linking_again_with_a_note_or_a_day_keeps_them(claim, passage):
    first = make.link(claim, passage)
    assert make.link(claim, passage) == first
    second = make.link(claim, passage, note="He said so twice.", asserted_on=date(2023, 1, 2))
    first.refresh_from_db()
    assert first.retired_at
    assert claim.evidence.live().get() == second
