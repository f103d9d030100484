"""A merge of claims is taken back: all that moved comes back, and nothing done since is lost."""

import pytest
from django.utils import timezone

from factcheck.exports.interchange import claims_document
from factcheck.models import (
    AttributionHop,
    Claim,
    ClaimRelation,
    Entry,
    Evidence,
    Stance,
    Suggestion,
    SuggestionKind,
)
from factcheck.services import (
    claims,
    evidence,
    ledger,
    passage_suggestions,
    relations,
    suggestions,
    tallies,
)
from tests import make
from tests.factcheck.services.entries import new_entries, verbs
from tests.factcheck.services.test_ledger import in_threads

pytestmark = pytest.mark.django_db


def merge(claim, into, reason="the same"):
    return claims.merge_claims(claim=claim, into=into, by=None, reason=reason)


def part(claim, reason="not the same", by=None):
    return claims.part_claims(claim=claim, by=by, reason=reason)


def three():
    return [make.claim(f"Claim {letter} holds.") for letter in "ABC"]


def told():
    """All that is said of claims now, without keys and days: what a merge that is undone restores.

    Retired evidence is left out: each move leaves some.
    """
    names = dict(Claim.objects.values_list("pk", "slug"))
    live = Evidence.objects.live().select_related("claim", "speaker").prefetch_related("hops")
    return {
        "claims": [
            {
                name: names.get(value, value) if name == "merged_into_id" else value
                for name, value in ledger.snapshot(claim).items()
                if name != "changed_at"
            }
            | tallies.tallies([claim])[claim.pk]
            | {name: getattr(claim, name) for name in Claim.computed}
            for claim in Claim.objects.order_by("pk")
        ],
        "evidence": sorted(_said(row) for row in live),
        "relations": [ledger.snapshot(row) for row in ClaimRelation.objects.order_by("pk")],
        "suggestions": [
            ledger.snapshot(row) | {"evidence_id": row.evidence and _said(row.evidence)}
            for row in Suggestion.objects.order_by("pk")
        ],
        "export": claims_document(),
    }


def _said(row):
    hops = [(str(hop), str(hop.said_on), hop.directness) for hop in row.hops.all()]
    is_live = row.retired_at is None
    words = (row.passage_id, str(row.speaker), row.stance, row.directness, str(row.asserted_on))
    return str((row.claim.slug, *words, row.note, str(row.editor), is_live, hops))


def furnish(claim, third, editor):
    """Give a claim all that can move: evidence, relations both ways, decisions, an old address."""
    speaker = make.actor()
    hops = [AttributionHop(actor=make.actor("Caliber.Az"), directness="narration")]
    make.link(claim, make.passage(f"{claim} One."), note="n", hops=hops, speaker=speaker)
    make.link(claim, make.passage(f"{claim} Two."), Stance.CONTRADICTS, editor=editor)
    evidence.retire_evidence(
        evidence=make.link(claim, make.passage(f"{claim} Three.")), editor=None
    )
    fourth = make.claim(f"{claim} But not for {third.slug}.")
    relate = relations.relate_claims
    relate(claim=claim, kind="contradicts", other=third, difference="cause", by=None)
    relate(claim=fourth, kind="refines", other=claim, note="narrow", by=None)
    paragraph = make.article(f"News\n\n{claim} Or so they say.\n").revisions.get().paragraphs.last()
    passage_suggestions.dismiss_passages(claim=claim, paragraphs=[paragraph], by=editor)
    passage_suggestions.dismiss_twin(claim=claim, other=fourth, by=editor)
    earlier = make.claim(f"{claim} So it does.")
    merge(earlier, claim)
    take_a_quote(claim)


def take_a_quote(claim):
    passage = make.passage(f"{claim} It was quoted.")
    row = make.link(claim, passage)
    quote = Suggestion.objects.create(
        kind=SuggestionKind.QUOTE,
        key=f"quote {claim.pk}",
        revision=passage.revision,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
    )
    suggestions.take_quote(suggestion=quote, evidence=row, by=None)


def test_a_merge_that_is_taken_back_leaves_everything_as_it_was(editor):
    claim, into, third = three()
    for row in (claim, into):
        furnish(row, third, editor)
    make.link(into, Evidence.objects.live().filter(claim=claim).first().passage)
    before = told()
    merge(claim, into)
    assert told() != before
    with new_entries() as entries:
        parted = part(claim, by=editor)
    assert told() == before
    assert (parted.evidence, parted.relations) == ([], [])
    assert {entry.by for entry in entries} == {editor}
    assert {entry.reason for entry in entries} == {"not the same"}
    assert set(verbs(entries)) == {
        "move evidence",
        "follow evidence",
        "move relation",
        "move dismissal",
        "redirect claim",
        "give claim back",
        "part claim",
    }
    assert entries[-1].claim == claim
    assert entries[-1].before["merged_into_id"] == into.pk


def test_merging_and_parting_twice_ends_where_it_began(editor):
    claim, into, third = three()
    furnish(claim, third, editor)
    before = told()
    merge(claim, into)
    merged = told()
    part(claim)
    merge(claim, into)
    assert told() == merged
    part(claim)
    assert told() == before


def test_a_chain_of_merges_is_taken_back_link_by_link(editor):
    one, two, three_ = three()
    other = make.claim("Something else holds.")
    for row in (one, two, three_):
        furnish(row, other, editor)
    before = told()
    merge(one, two)
    between = told()
    merge(two, three_)
    with pytest.raises(claims.CannotMerge, match=r"“Claim B holds\.” was itself merged into"):
        part(one)
    part(two)
    assert told() == between
    part(one)
    assert told() == before


def test_where_both_held_the_same_words_each_has_its_own_row_again():
    claim, into, _ = three()
    passage = make.passage("Traffic resumed.")
    make.link(claim, passage, Stance.SUPPORTS)
    make.link(into, passage, Stance.CONTRADICTS)
    before = told()
    merge(claim, into)
    part(claim)
    assert told() == before


def test_what_was_linked_to_the_other_since_stays_there():
    claim, into, third = three()
    make.link(claim, make.passage("Traffic resumed."))
    merge(claim, into)
    since = make.link(into, make.passage("The road is open."))
    relations.relate_claims(claim=into, kind="contradicts", other=third, by=None)
    part(claim)
    assert list(into.evidence.live()) == [since]
    assert claim.evidence.live().get().passage.exact == "Traffic resumed."
    assert into.relations_out.get().b == third


def test_what_an_editor_changed_since_stays_as_it_is_and_is_named(editor):
    claim, into, third = three()
    rows = [make.link(claim, make.passage(f"Words {n} stand here.")) for n in range(4)]
    relations.relate_claims(claim=claim, kind="contradicts", other=third, by=None)
    merge(claim, into)
    changed, retired, restored, _ = (into.evidence.live().get(passage=r.passage) for r in rows)
    evidence.change_stance(evidence=changed, stance=Stance.MENTIONS, editor=editor)
    evidence.retire_evidence(evidence=retired, editor=editor)
    evidence.restore_evidence(
        evidence=evidence.retire_evidence(evidence=restored, editor=editor), editor=editor
    )
    relations.relate_claims(claim=into, kind="contradicts", other=third, note="look", by=editor)

    parted = part(claim)
    assert parted.evidence == rows[:2]
    assert [relation.note for relation in parted.relations] == ["look"]
    back = claim.evidence.live().order_by("pk")
    assert [row.passage for row in back] == [rows[2].passage, rows[3].passage]
    assert [row.stance for row in into.evidence.live()] == [Stance.MENTIONS]
    assert into.relations_out.get().b == third
    assert not claim.relations_out.exists()
    claim.refresh_from_db()
    into.refresh_from_db()
    assert (claim.supporting, into.supporting, into.mentioning) == (2, 0, 1)


def test_a_dismissal_moves_with_its_claim_and_what_was_taken_back_since_stays_so(editor):
    claim, into, _ = three()
    text = "News\n\nTraffic went on.\n\nNobody left.\n\nBoth know this.\n"
    first, second, both = make.article(text).revisions.get().paragraphs.order_by("position")[1:]
    dismiss = passage_suggestions.dismiss_passages
    rows = dismiss(claim=claim, paragraphs=[first, second, both], by=editor)
    [own] = dismiss(claim=into, paragraphs=[both], by=editor)
    apart = passage_suggestions.dismiss_twin(claim=claim, other=into, by=editor)
    merge(claim, into)
    moved = Suggestion.objects.filter(claim=into).order_by("pk")
    assert list(moved) == [*rows[:2], own]
    # The same words are dismissed already: no second row is made.
    assert dismiss(claim=into, paragraphs=[first], by=editor) == rows[:1]
    passage_suggestions.take_back(suggestions=moved.filter(pk=rows[1].pk), by=editor)

    part(claim)
    assert list(Suggestion.objects.filter(claim=claim, kind="passage")) == [rows[0], rows[2]]
    assert list(moved.filter(decision="dismissed")) == [own]
    apart.refresh_from_db()
    assert (apart.claim, apart.other) == (claim, into)


def test_a_published_claim_is_parted_only_with_a_reason_and_a_draft_without():
    published, draft, into = make.claim(), make.claim(state="draft"), make.claim()
    merge(published, into)
    merge(draft, into)
    with new_entries() as entries, pytest.raises(claims.ReasonMissing):
        part(published, reason=" ")
    assert entries == []
    assert part(draft, reason="").claim.merged_into is None
    assert Entry.objects.latest("number").reason == f"parted from {into.slug}"


def test_what_is_not_merged_is_not_parted():
    claim, into, _ = three()
    with pytest.raises(claims.CannotMerge, match="is not merged into another claim"):
        part(claim)
    merge(claim, into)
    part(claim)
    with pytest.raises(claims.CannotMerge, match="Perhaps somebody took the merge back"):
        part(claim)


def test_a_merge_of_which_nothing_is_known_is_refused():
    claim, into, _ = three()
    Claim.objects.filter(pk=claim.pk).update(merged_into=into, changed_at=timezone.now())
    with new_entries() as entries, pytest.raises(claims.CannotMerge, match="Write the claim anew"):
        part(claim)
    assert entries == []


def test_parting_works_where_the_other_was_withdrawn_since():
    claim, into, _ = three()
    make.link(claim, make.passage("Traffic resumed."))
    merge(claim, into)
    claims.withdraw_claim(claim=into, by=None, reason="wrong")
    part(claim)
    assert claim.evidence.live().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_part_at_once_one_is_told():
    claim, into, _ = three()
    make.link(claim, make.passage("Traffic resumed."))
    merge(claim, into)
    [refused] = in_threads(lambda: part(claim), lambda: part(claim))
    assert isinstance(refused, claims.CannotMerge)
    assert Evidence.objects.live().get().claim == claim
    assert list(ledger.faults()) == []
