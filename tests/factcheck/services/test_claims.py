"""Claims are made, reworded, published, withdrawn and merged, each step with its entry."""

from datetime import date

import pytest

from factcheck.models import AttributionHop, Claim, Evidence, Stance, State
from factcheck.services import claims, relations
from factcheck.services.actors import add_question
from factcheck.services.claims import CannotMerge, ReasonMissing, WrongState, merge_claims
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = State


def create(proposition="The road is open.", **fields):
    return claims.create_claim(proposition=proposition, topic=make.topic(), **{"by": None} | fields)


def test_a_claim_begins_as_a_draft_with_one_entry(editor):
    topic = make.topic()
    with new_entries() as entries:
        claim = claims.create_claim(
            proposition="The road is open.", topic=topic, holds_from=date(2022, 12, 12), by=editor
        )
    assert (claim.state, claim.published_at, claim.withdrawn_at) == (DRAFT, None, None)
    assert (claim.slug, claim.key, claim.folded) == ("the-road-is-open",) * 2 + (
        "the road is open.",
    )
    [entry] = entries
    assert (entry.verb, entry.before, entry.claim) == ("create claim", None, claim)
    assert entry.after["holds_from"] == "2022-12-12"


def test_every_claim_has_its_own_address():
    taken = [create().slug for _ in range(3)] + [create("The road is open").slug]
    assert taken == [
        "the-road-is-open",
        "the-road-is-open-2",
        "the-road-is-open-3",
        "the-road-is-open-4",
    ]


def test_an_address_never_is_the_key_of_another_claim():
    create("Something else.", key="the-road-is-open")
    assert create().key == "the-road-is-open-2"


@pytest.mark.parametrize(
    ("proposition", "slug"),
    [
        ("Дорога открыта.", "дорога-открыта"),
        ("?!", "claim"),
        ("x" * 500, "x" * 80),
        ("a" * 79 + " b", "a" * 79),
        ("ß" * 300, "ß" * 80),
    ],
)
def test_an_address_is_made_of_words_in_any_script_and_fits(proposition, slug):
    assert create(proposition).slug == slug
    assert len(create(proposition).slug) <= 100


def test_a_new_wording_keeps_the_address_and_is_found():
    claim = create()
    with new_entries() as entries:
        claims.edit_claim(claim=claim, by=None, proposition="The road is CLOSED.")
    claim.refresh_from_db()
    assert (claim.slug, claim.folded) == ("the-road-is-open", "the road is closed.")
    [entry] = entries
    assert entry.verb == "edit claim"
    assert entry.before["proposition"] == "The road is open."
    assert entry.after["proposition"] == "The road is CLOSED."


def test_every_field_of_the_frame_can_change():
    claim, topic = create(), make.topic("Mines")
    question = add_question(topic=topic, key="q", text="Is it?", slot="yes_no", by=None)
    frame = {
        "topic": topic,
        "question": question,
        "holds_from": date(2022, 12, 1),
        "holds_to": date(2022, 12, 2),
    }
    claims.edit_claim(claim=claim, by=None, **frame)
    claim.refresh_from_db()
    assert {name: getattr(claim, name) for name in frame} == frame


def test_an_edit_that_changes_nothing_writes_nothing():
    claim = create(state=PUBLISHED)
    with new_entries() as entries:
        claims.edit_claim(claim=claim, by=None, proposition=claim.proposition, topic=claim.topic)
    assert entries == []


@pytest.mark.parametrize("state", [PUBLISHED, WITHDRAWN])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_what_readers_have_seen_changes_only_with_a_reason(state, reason):
    claim = create(state=state)
    with new_entries() as entries, pytest.raises(ReasonMissing):
        claims.edit_claim(claim=claim, by=None, proposition="It is closed.", reason=reason)
    assert entries == []
    claims.edit_claim(claim=claim, by=None, proposition="It is closed.", reason="a mistake")
    claim.refresh_from_db()
    assert claim.proposition == "It is closed."


def test_the_reason_is_needed_once_it_was_published_whatever_the_object_in_hand_says():
    claim = create()
    claims.publish_claim(claim=claim, by=None)
    assert claim.published_at is None
    with pytest.raises(ReasonMissing):
        claims.edit_claim(claim=claim, by=None, proposition="It is closed.")


STEPS: dict = {
    "sent for review": (claims.send_for_review, {DRAFT}, IN_REVIEW),
    "sent back": (claims.send_back, {IN_REVIEW}, DRAFT),
    "published": (claims.publish_claim, {DRAFT, IN_REVIEW, WITHDRAWN}, PUBLISHED),
    "withdrawn": (claims.withdraw_claim, {PUBLISHED}, WITHDRAWN),
}


@pytest.mark.parametrize("verb", STEPS)
@pytest.mark.parametrize("state", list(State))
def test_a_step_is_taken_from_the_states_that_allow_it_and_no_other(verb, state, reviewer):
    step, allowed, result = STEPS[verb]
    claim = create(state=state)
    if state not in allowed:
        told = f"“The road is open.” is {claim.get_state_display()} and cannot be {verb}"
        with new_entries() as entries, pytest.raises(WrongState, match=told):
            step(claim=claim, by=reviewer, reason="because")
        assert entries == []
        return
    with new_entries() as entries:
        claim = step(claim=claim, by=reviewer, reason="because")
    assert claim.state == result
    assert (claim.withdrawn_at is not None) == (result == WITHDRAWN)
    assert (claim.published_at is not None) == (PUBLISHED in (state, result) or state == WITHDRAWN)
    [entry] = entries
    assert (entry.verb, entry.by, entry.reason) == (verb, reviewer, "because")
    assert (entry.before["state"], entry.after["state"]) == (state, result)


def test_withdrawing_needs_a_reason():
    with pytest.raises(ReasonMissing):
        claims.withdraw_claim(claim=create(state=PUBLISHED), by=None, reason=" ")


def test_a_claim_keeps_the_day_it_was_first_published():
    claim = create(state=PUBLISHED)
    first = claim.published_at
    claims.withdraw_claim(claim=claim, by=None, reason="wrong")
    assert claims.publish_claim(claim=claim, by=None).published_at == first


def test_a_merged_claim_takes_no_step():
    claim, into = create(), create("The road is passable.")
    merge_claims(claim=claim, into=into, by=None)
    with pytest.raises(WrongState):
        claims.publish_claim(claim=claim, by=None)


def test_merging_moves_the_evidence_and_says_so(editor):
    claim, into = create(state=PUBLISHED), create("The road is passable.", state=PUBLISHED)
    hop = AttributionHop(actor=make.actor("Caliber.Az"))
    old = make.link(
        claim,
        make.passage("Traffic resumed."),
        note="n",
        hops=[hop],
        editor=editor,
        speaker=make.actor(),
    )
    with new_entries() as entries:
        merge_claims(claim=claim, into=into, by=None, reason="the same")
    claim.refresh_from_db()
    assert claim.merged_into == into
    assert not claim.evidence.live().exists()
    new = into.evidence.live().get()
    assert (new.passage, new.speaker, new.note) == (old.passage, old.speaker, "n")
    assert (new.editor, new.hops.get().actor.name) == (editor, "Caliber.Az")
    assert verbs(entries) == ["move evidence", "move evidence", "take in claim", "merge claim"]
    assert {entry.reason for entry in entries} == {"the same"}
    assert entries[-1].after["merged_into_id"] == into.pk
    assert [entry.claim for entry in entries] == [into, claim, into, claim]


def test_where_both_claims_hold_the_same_words_the_row_of_the_other_stands():
    claim, into, passage = create(), create("The road is passable."), make.passage("Traffic.")
    make.link(claim, passage, Stance.SUPPORTS)
    stands = make.link(into, passage, Stance.CONTRADICTS)
    make.link(claim, passage, Stance.SUPPORTS, speaker=make.actor())
    merge_claims(claim=claim, into=into, by=None)
    live = into.evidence.live()
    assert live.get(speaker=None) == stands
    assert live.get(speaker=make.actor()).stance == Stance.SUPPORTS
    assert live.count() == 2


def test_retired_evidence_stays_where_it_was():
    claim, into = create(), create("The road is passable.")
    row = make.link(claim, make.passage("Traffic."), Stance.SUPPORTS)
    make.link(claim, row.passage, Stance.CONTRADICTS)
    merge_claims(claim=claim, into=into, by=None)
    assert into.evidence.get().stance == Stance.CONTRADICTS
    assert Evidence.objects.get(pk=row.pk).claim == claim


def test_addresses_lead_to_where_the_last_merge_went_in_one_step():
    one, two, three = (create(f"Claim {n} holds.") for n in range(3))
    merge_claims(claim=one, into=two, by=None)
    with new_entries() as entries:
        merge_claims(claim=two, into=three, by=None)
    assert set(three.merged.all()) == {one, two}
    redirects = [entry for entry in entries if entry.verb == "redirect claim"]
    assert [(e.claim, e.after["merged_into_id"]) for e in redirects] == [(one, three.pk)]


def test_merging_moves_relations_once():
    claim, into, third, fourth = (create(f"Claim {n} holds.") for n in range(4))
    relate = relations.relate_claims
    relate(claim=claim, kind="contradicts", other=third, difference="cause", by=None)
    relate(claim=claim, kind="contradicts", other=fourth, by=None)
    relate(claim=into, kind="contradicts", other=fourth, note="stands", by=None)
    relate(claim=claim, kind="refines", other=into, by=None)
    with new_entries() as entries:
        merge_claims(claim=claim, into=into, by=None)
    moved = into.relations_out.get(b=third)
    assert (moved.kind, moved.difference) == ("contradicts", "cause")
    assert into.relations_out.get(b=fourth).note == "stands"
    assert into.relations_out.count() == 2
    assert not into.relations_in.filter(a=into).exists()
    assert verbs(entries).count("move relation") == 1


@pytest.mark.parametrize("newer_is_merged", [True, False])
def test_a_moved_contradiction_keeps_its_order(newer_is_merged):
    old, middle, new = (create(f"Claim {n} holds.") for n in range(3))
    claim, into = (new, old) if newer_is_merged else (old, new)
    relations.relate_claims(claim=middle, kind="contradicts", other=claim, by=None)
    merge_claims(claim=claim, into=into, by=None)
    relation = [*middle.relations_in.filter(a=into), *middle.relations_out.filter(b=into)]
    assert len(relation) == 1
    assert relation[0].a_id < relation[0].b_id


@pytest.mark.parametrize(
    ("state", "into_state", "message"),
    [
        (WITHDRAWN, PUBLISHED, "“One holds.” was withdrawn. Publish it again"),
        (PUBLISHED, WITHDRAWN, "“Two hold.” was withdrawn. Publish it again"),
        (PUBLISHED, DRAFT, "“One holds.” is published and “Two hold.” is not"),
        (PUBLISHED, IN_REVIEW, "“One holds.” is published and “Two hold.” is not"),
    ],
)
def test_some_claims_cannot_be_merged(state, into_state, message):
    claim, into = create("One holds.", state=state), create("Two hold.", state=into_state)
    make.passage("x")
    with new_entries() as entries, pytest.raises(CannotMerge, match=message):
        merge_claims(claim=claim, into=into, by=None, reason="r")
    assert entries == []
    assert not Claim.objects.exclude(merged_into=None).exists()


def test_a_claim_is_not_merged_into_itself_nor_twice():
    one, two, three = (create(f"Claim {n} holds.") for n in range(3))
    with pytest.raises(CannotMerge, match="into itself"):
        merge_claims(claim=one, into=one, by=None)
    merge_claims(claim=one, into=two, by=None)
    for claim, into in ((one, three), (three, one)):
        with pytest.raises(CannotMerge, match=r"was merged already\. Choose the claim it became"):
            merge_claims(claim=claim, into=into, by=None)


def test_a_published_claim_is_merged_only_with_a_reason():
    claim, into = create(state=PUBLISHED), create("The road is passable.", state=PUBLISHED)
    with pytest.raises(ReasonMissing):
        merge_claims(claim=claim, into=into, by=None, reason=" ")


def test_a_merge_that_fails_leaves_nothing(monkeypatch):
    claim, into = create(), create("The road is passable.")
    row = make.link(claim, make.passage("Traffic."))
    monkeypatch.setattr(relations, "move_relations", lambda **fields: 1 / 0)
    with new_entries() as entries, pytest.raises(ZeroDivisionError):
        merge_claims(claim=claim, into=into, by=None)
    assert entries == []
    assert list(Evidence.objects.live()) == [row]


def test_a_merged_claim_is_neither_edited_nor_related():
    gone, kept, third = make.claim(), make.claim(), make.claim()
    merge_claims(claim=gone, into=kept, by=None, reason="the same")
    with pytest.raises(WrongState, match="is merged and cannot be edited"):
        claims.edit_claim(claim=gone, proposition="Other words.", by=None, reason="why not")
    with pytest.raises(relations.CannotRelate, match="was merged"):
        relations.relate_claims(claim=third, kind="refines", other=gone, by=None)
