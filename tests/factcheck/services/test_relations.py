"""Relations between claims are kept once, whoever says them."""

import pytest

from factcheck.models import ClaimRelation, RelationKind
from factcheck.services.relations import CannotRelate, relate_claims
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make.claim("The road is open."), make.claim("The road is closed.")


@pytest.mark.parametrize("backwards", [True, False])
def test_a_contradiction_is_stored_once_in_either_order(pair, backwards, editor):
    old, new = pair
    claim, other = (new, old) if backwards else (old, new)
    with new_entries() as entries:
        made = relate_claims(claim=claim, kind="contradicts", other=other, by=editor)
        again = relate_claims(claim=other, kind="contradicts", other=claim, by=editor)
    assert (made.a, made.b) == (old, new)
    assert again == made
    assert [(entry.verb, entry.by) for entry in entries] == [("relate claims", editor)]


@pytest.mark.parametrize("kind", [k for k in RelationKind if k != RelationKind.CONTRADICTS])
def test_other_relations_have_a_direction(pair, kind):
    a, b = pair
    relate_claims(claim=b, kind=kind, other=a, by=None)
    relate_claims(claim=a, kind=kind, other=b, by=None)
    assert set(ClaimRelation.objects.values_list("a", "b")) == {(a.pk, b.pk), (b.pk, a.pk)}


def test_saying_more_brings_the_relation_up_to_date(pair):
    a, b = pair
    relate_claims(claim=a, kind="contradicts", other=b, by=None)
    with new_entries() as entries:
        relate_claims(
            claim=b,
            kind="contradicts",
            other=a,
            difference="negation",
            status="resolved",
            resolution="scope_differs",
            note="Another stretch.",
            by=None,
            reason="checked",
        )
    stored = ClaimRelation.objects.get()
    assert (stored.difference, stored.status, stored.resolution, stored.note) == (
        "negation",
        "resolved",
        "scope_differs",
        "Another stretch.",
    )
    [entry] = entries
    assert (entry.verb, entry.reason) == ("change relation", "checked")
    assert (entry.before["status"], entry.after["status"]) == ("open", "resolved")


@pytest.mark.parametrize(
    ("status", "resolution"),
    [("resolved", ""), ("open", "true_conflict"), ("dismissed", "true_conflict")],
)
def test_only_a_resolved_relation_says_how(pair, status, resolution):
    a, b = pair
    with new_entries() as entries, pytest.raises(CannotRelate, match="says how it was resolved"):
        relate_claims(
            claim=a, kind="contradicts", other=b, status=status, resolution=resolution, by=None
        )
    assert (entries, ClaimRelation.objects.exists()) == ([], False)


def test_a_claim_is_not_related_to_itself(pair):
    with pytest.raises(CannotRelate, match="Choose another claim"):
        relate_claims(claim=pair[0], kind="refines", other=pair[0], by=None)


def test_two_claims_may_be_related_in_several_ways(pair):
    a, b = pair
    with new_entries() as entries:
        relate_claims(claim=a, kind="contradicts", other=b, by=None)
        relate_claims(claim=a, kind="refines", other=b, by=None)
    assert ClaimRelation.objects.count() == 2
    assert verbs(entries) == ["relate claims"] * 2
