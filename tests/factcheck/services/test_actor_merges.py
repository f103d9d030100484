"""Actors become one, and two again: what they said, their names and roles move and come back."""

from datetime import date

import pytest

from articles.models import Passage
from factcheck.exports.interchange import claims_document
from factcheck.models import Actor, AttributionHop, Evidence, Stance
from factcheck.services import actor_merges, actors, claims, evidence, interchange
from factcheck.services.tallies import tallies
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
ONE, OTHER = "Dmitriy Peskov", "Dmitry Peskov"


def two():
    return make.actor(ONE), make.actor(OTHER)


def merge(actor, into, reason="one man", by=None):
    return actor_merges.merge_actors(actor=actor, into=into, by=by, reason=reason)


def part(actor, reason="two men"):
    actor = Actor.objects.get(pk=actor.pk)
    return actor_merges.part_actor(actor=actor, by=None, reason=reason)


def said(actor):
    """What stands of an actor: (claim, words, stance), in order."""
    rows = Evidence.objects.live().filter(speaker=actor).select_related("claim", "passage")
    return sorted((row.claim.proposition, row.passage.exact, row.stance) for row in rows)


def told():
    """All that stands of everybody, whatever the keys of the rows are."""
    document = claims_document()
    for actor in document["actors"]:
        actor["aliases"].sort()
    for claim in document["claims"]:
        claim["evidence"].sort(key=str)
    rows = claims.Claim.objects.order_by("pk")
    counted = [(c.key, tallies([c])[c.pk]) for c in rows]
    kept = [(c.key, {field: getattr(c, field) for field in c.computed}) for c in rows]
    assert counted == kept
    return document


def a_busy_pair():
    """Two actors who speak, are quoted on the way of other evidence, and have names and roles."""
    actor, into = two()
    actors.add_alias(actor=actor, name="Peskov", by=None)
    actors.add_alias(actor=actor, name="D. Peskov", by=None)
    actors.add_alias(actor=into, name="Peskov", by=None)
    actors.add_role(actor=actor, title="Kremlin spokesman", holds_from=date(2012, 5, 22), by=None)
    claim, other = make.claim("The road is open."), make.claim("The road is closed.")
    passage, shared = make.passage("It is open, he said."), make.passage("Open, both said.")
    make.link(claim, passage, Stance.SUPPORTS, actor, hops=[AttributionHop(actor=actor)])
    make.link(claim, shared, Stance.CONTRADICTS, actor)
    make.link(claim, shared, Stance.SUPPORTS, into)
    hops = [AttributionHop(actor=actor), AttributionHop(actor=None), AttributionHop(actor=into)]
    make.link(other, passage, Stance.MENTIONS, make.actor("Maria Zakharova"), hops=hops)
    make.link(other, shared, Stance.MENTIONS, None, hops=[AttributionHop(actor=actor)])
    return actor, into


def test_what_one_said_stands_under_the_other():
    actor, into = a_busy_pair()
    merge(actor, into)
    assert said(actor) == []
    assert said(into) == [
        ("The road is open.", "It is open, he said.", "supports"),
        ("The road is open.", "Open, both said.", "supports"),
    ]
    live = AttributionHop.objects.filter(evidence__retired_at=None)
    assert not live.filter(actor=actor).exists()
    hops = live.filter(evidence__claim__proposition="The road is closed.").order_by("pk")
    assert [hop.actor for hop in hops] == [into, None, into, into]
    spellings = into.aliases.live().order_by("name").values_list("name", flat=True)
    assert list(spellings) == ["D. Peskov", ONE, "Peskov"]
    assert [role.title for role in into.held()] == ["Kremlin spokesman"]
    assert told()


def test_parting_leaves_all_as_it_was():
    actor, into = a_busy_pair()
    before = told()
    merge(actor, into)
    assert told() != before
    part(actor)
    assert told() == before
    merge(actor, into)
    part(actor)
    assert told() == before


def test_rows_of_evidence_are_retired_and_never_changed():
    actor, into = a_busy_pair()
    before = {row.pk: row for row in Evidence.objects.all()}
    merge(actor, into)
    part(actor)
    for pk, old in before.items():
        row = Evidence.objects.get(pk=pk)
        assert (row.speaker_id, row.stance, row.passage_id) == (
            old.speaker_id,
            old.stance,
            old.passage_id,
        )


def test_the_editor_of_a_judgement_stays_and_the_claims_history_says_who_merged(editor, reviewer):
    actor, into = two()
    row = make.link(make.claim(), make.passage("Yes."), speaker=actor, editor=editor)
    with new_entries() as entries:
        merge(actor, into, by=reviewer)
    moved = Evidence.objects.live().get()
    assert (moved.editor, moved.speaker) == (editor, into)
    linked = next(entry for entry in entries if entry.verb == "move evidence")
    assert (linked.by, linked.claim, linked.reason) == (reviewer, row.claim, "one man")
    assert (linked.before["speaker_id"], linked.after["speaker_id"]) == (actor.pk, into.pk)
    assert verbs(entries)[-1] == "merge actor"


def test_a_stance_that_was_changed_since_goes_back_as_it_is_now():
    actor, into = two()
    make.link(make.claim("It is open."), make.passage("Yes."), speaker=actor)
    merge(actor, into)
    evidence.change_stance(
        evidence=Evidence.objects.live().get(), stance=Stance.MENTIONS, editor=None
    )
    part(actor)
    assert said(actor) == [("It is open.", "Yes.", "mentions")]
    assert said(into) == []


def test_evidence_that_was_retired_since_stays_retired_and_undone_it_comes_back():
    actor, into = two()
    for words in ("Yes.", "No."):
        make.link(make.claim("It is open."), make.passage(words), speaker=actor)
    merge(actor, into)
    for row in Evidence.objects.live():
        evidence.retire_evidence(evidence=row, editor=None)
    evidence.restore_evidence(
        evidence=Evidence.objects.filter(speaker=into).latest("pk"), editor=None
    )
    part(actor)
    assert said(actor) == [("It is open.", "No.", "supports")]
    assert told()


def test_what_was_linked_since_stays_with_the_other():
    actor, into = two()
    claim = make.claim("It is open.")
    make.link(claim, make.passage("Yes."), speaker=actor)
    merge(actor, into)
    make.link(claim, make.passage("Surely."), speaker=into)
    part(actor)
    assert (said(actor), said(into)) == (
        [("It is open.", "Yes.", "supports")],
        [("It is open.", "Surely.", "supports")],
    )


def test_evidence_on_a_claim_that_was_merged_since_goes_back_on_the_other_claim():
    actor, into = two()
    first, second = make.claim("It is open."), make.claim("It is passable.")
    make.link(first, make.passage("Yes."), speaker=actor)
    merge(actor, into)
    claims.merge_claims(claim=first, into=second, by=None, reason="same")
    part(actor)
    assert said(actor) == [("It is passable.", "Yes.", "supports")]


def test_words_that_were_linked_anew_in_a_newer_text_go_back():
    actor, into = two()
    claim = make.claim("It is open.")
    text = "Yes, it is.\n\nNobody counted the trucks on the road.\n\nWe saw it.\n"
    passage = make.passage("Yes, it is.", text)
    make.link(claim, passage, speaker=actor)
    merge(actor, into)
    newer = make.revision(passage.revision.article, text.replace("saw", "have seen"))
    newest = make.words(newer.article, "Yes, it is.")
    assert newest != passage
    make.link(claim, newest, Stance.MENTIONS, into)
    part(actor)
    assert said(actor) == [("It is open.", "Yes, it is.", "mentions")]
    assert Evidence.objects.live().get().passage == Passage.objects.get(pk=newest.pk)


def test_evidence_of_a_withdrawn_claim_moves_too():
    actor, into = two()
    claim = make.claim("It is open.")
    make.link(claim, make.passage("Yes."), speaker=actor)
    claims.withdraw_claim(claim=claim, by=None, reason="unclear")
    merge(actor, into)
    assert said(into) == [("It is open.", "Yes.", "supports")]
    part(actor)
    assert said(actor) == [("It is open.", "Yes.", "supports")]


def test_a_spelling_that_was_taken_away_since_stays_away():
    actor, into = two()
    alias = actors.add_alias(actor=actor, name="Peskov", by=None)
    merge(actor, into)
    for row in into.aliases.live():
        actors.retire_alias(alias=row, by=None)
    part(actor)
    assert not actor.aliases.live().exists()
    assert not into.aliases.live().exists()
    assert alias.name == "Peskov"


def test_who_links_with_the_old_name_links_the_other():
    actor, into = two()
    row = evidence.retire_evidence(
        evidence=make.link(make.claim(), make.passage("Yes."), speaker=actor), editor=None
    )
    merge(actor, into)
    made = make.link(
        make.claim(), make.passage("No."), speaker=actor, hops=[AttributionHop(actor=actor)]
    )
    assert (made.speaker, made.hops.get().actor) == (into, into)
    assert evidence.restore_evidence(evidence=row, editor=None).speaker == into
    assert actors.actor_named(ONE, kind="person", by=None) == into


def test_what_cannot_be_merged_or_parted_says_why():
    actor, into = two()
    third, place = make.actor("Peskov"), make.actor("Khankendi", kind="place")
    for one, other, fault in [
        (actor, actor, "into itself"),
        (actor, place, "is a place"),
        (place, actor, "is a place"),
    ]:
        with pytest.raises(actor_merges.CannotMerge, match=fault):
            merge(one, other)
    with pytest.raises(actor_merges.ReasonMissing):
        merge(actor, into, reason=" ")
    with pytest.raises(actor_merges.CannotMerge, match="is not merged"):
        part(actor)
    merge(actor, into)
    with pytest.raises(actor_merges.CannotMerge, match="merged already"):
        merge(third, actor)
    with pytest.raises(actor_merges.ReasonMissing):
        part(actor, reason="")
    merge(into, third)
    with pytest.raises(actor_merges.CannotMerge, match="was itself merged"):
        part(actor)
    assert Actor.objects.get(pk=actor.pk).current == third


def test_merges_are_taken_back_one_after_the_other():
    actor, into = a_busy_pair()
    third = make.actor("Peskov")
    before = told()
    merge(actor, into)
    merge(into, third)
    assert said(third)
    assert not said(into)
    part(into)
    part(actor)
    assert told() == before


def test_a_merged_actor_is_imported_as_the_other_and_nothing_is_added_twice():
    make.seeds()
    first = make.seed_claims()
    actor, into = Actor.objects.get(name="Maria Zakharova"), make.actor("Mariya Zakharova")
    merge(actor, into)
    exported = claims_document()
    assert interchange.import_claims(first, name="seeds/claims.json") == {}
    assert interchange.import_claims(exported, name="export.json") == {}
    assert claims_document() == exported
    assert "Maria Zakharova" not in {row["name"] for row in exported["actors"]}
    part(actor)
    assert interchange.import_claims(first, name="seeds/claims.json") == {}
