"""What the database itself refuses, whoever writes."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from factcheck.models import (
    Actor,
    ActorAlias,
    ActorRole,
    AttributionHop,
    Claim,
    ClaimRelation,
    Distinction,
    Entry,
    Evidence,
    Finding,
    Question,
    Stance,
    Topic,
)
from tests import make

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def new_claim(**fields):
    sound = {"key": "k", "slug": "s", "proposition": "It holds.", "changed_at": timezone.now()}
    return Claim.objects.create(topic=make.topic(), **sound | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "robot"},
        {"kind": ""},
        {"wikidata_id": "42"},
        {"wikidata_id": "Q0"},
        {"wikidata_id": "Q042"},
        {"wikidata_id": "Q42 "},
        {"wikidata_id": "q42"},
    ],
)
def test_an_actor_is_of_a_known_kind_and_has_a_wikidata_id_or_none(fields):
    sound = {"name": "Ann", "slug": "ann", "kind": "person"}
    refused(lambda: Actor.objects.create(**sound | fields))
    assert Actor.objects.create(**sound, wikidata_id="Q42").pk


@pytest.mark.parametrize("field", ["name", "slug"])
def test_an_actor_has_its_name_and_address_alone(field):
    actor = make.actor("Ann")
    fields = {"name": "Bob", "slug": "bob", "kind": "person"} | {field: getattr(actor, field)}
    refused(lambda: Actor.objects.create(**fields))


def test_an_alias_stands_once_for_an_actor():
    ann, bob = make.actor("Ann"), make.actor("Bob")
    ActorAlias.objects.create(actor=ann, name="A.")
    refused(lambda: ActorAlias.objects.create(actor=ann, name="A."))
    assert ActorAlias.objects.create(actor=bob, name="A.").pk
    ActorAlias.objects.filter(actor=ann).update(retired_at=timezone.now())
    assert ActorAlias.objects.create(actor=ann, name="A.").pk


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"holds_from": date(2018, 5, 8), "holds_to": date(2018, 5, 7)},
        {"title": "Aide"},
        {"title": "Aide", "holds_from": date(2018, 5, 8)},
    ],
)
def test_a_role_has_a_title_runs_forwards_and_begins_once(fields):
    ann, bob = make.actor("Ann"), make.actor("Bob")
    role = {"title": "Adviser"} | fields
    for day in (None, date(2018, 5, 8)):
        ActorRole.objects.create(actor=ann, title="Aide", holds_from=day)
    refused(lambda: ActorRole.objects.create(actor=ann, **role))
    if role["title"] == "Aide":
        assert ActorRole.objects.create(actor=bob, **role).pk
        ActorRole.objects.update(retired_at=timezone.now())
        assert ActorRole.objects.create(actor=ann, **role).pk


def test_an_actor_is_not_merged_into_itself():
    ann, bob = make.actor("Ann"), make.actor("Bob")
    refused(lambda: Actor.objects.filter(pk=ann.pk).update(merged_into=ann))
    assert Actor.objects.filter(pk=ann.pk).update(merged_into=bob)


def test_actors_are_told_apart_once_the_older_first_from_an_actor_or_a_spelling():
    ann, bob = make.actor("Ann"), make.actor("Bob")
    apart = Distinction.objects.create
    for fields in ({"other": bob}, {"spelling": "Anne"}):
        row = apart(actor=ann, **fields)
        refused(partial(apart, actor=ann, **fields))
        Distinction.objects.filter(pk=row.pk).update(taken_back_at=timezone.now())
        assert apart(actor=ann, **fields).pk
    refused(lambda: apart(actor=bob, other=ann))
    refused(lambda: apart(actor=ann, other=ann))
    refused(lambda: apart(actor=bob))
    refused(lambda: apart(actor=ann, other=bob, spelling="Anne"))


@pytest.mark.parametrize("field", ["name", "slug"])
def test_a_topic_has_its_name_and_address_alone(field):
    topic = make.topic()
    fields = {"name": "Other", "slug": "other"} | {field: getattr(topic, field)}
    refused(lambda: Topic.objects.create(**fields))


def test_a_question_has_a_known_slot_and_its_key_alone():
    topic = make.topic()
    refused(lambda: Question.objects.create(topic=topic, key="q", text="Why?", slot="mood"))
    Question.objects.create(topic=topic, key="q", text="Why?", slot="cause")
    refused(lambda: Question.objects.create(topic=topic, key="q", text="Who?", slot="agent"))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "secret"},
        {"state": ""},
        {"proposition": ""},
        {"holds_from": date(2022, 12, 12), "holds_to": date(2022, 12, 11)},
    ],
)
def test_a_claim_says_something_holds_forwards_and_has_a_known_state(fields):
    refused(lambda: new_claim(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"holds_from": date(2022, 12, 12), "holds_to": date(2022, 12, 12)},
        {"holds_from": date(2022, 12, 12)},
        {"holds_to": date(2022, 12, 12)},
    ],
)
def test_a_claim_may_hold_for_a_day_or_be_open_at_one_end(fields):
    assert new_claim(**fields).pk


@pytest.mark.parametrize("fields", [{"slug": "other"}, {"key": "other"}])
def test_a_claim_has_its_key_and_address_alone(fields):
    new_claim()
    refused(lambda: new_claim(**fields))


def test_a_claim_is_not_merged_into_itself():
    claim = make.claim()
    refused(lambda: Claim.objects.filter(pk=claim.pk).update(merged_into=claim))


def new_evidence(claim, passage, **fields):
    sound = {"stance": Stance.SUPPORTS, "directness": "narration"}
    return Evidence.objects.create(claim=claim, passage=passage, **sound | fields)


@pytest.mark.parametrize(
    "fields", [{"stance": "likes"}, {"stance": ""}, {"directness": "rumour"}, {"directness": ""}]
)
def test_evidence_takes_a_known_stance_in_a_known_way(fields):
    claim, passage = make.claim(), make.passage("Road.")
    refused(lambda: new_evidence(claim, passage, **fields))


@pytest.mark.parametrize("named", [True, False])
def test_a_speaker_takes_one_stance_in_the_same_words(named):
    """Also the outlet, where the speaker is empty: NULL would be another NULL to both databases."""
    claim, passage = make.claim(), make.passage("Road.")
    speaker = make.actor() if named else None
    first = new_evidence(claim, passage, speaker=speaker)
    refused(lambda: new_evidence(claim, passage, speaker=speaker))
    refused(lambda: new_evidence(claim, passage, speaker=speaker, stance=Stance.CONTRADICTS))

    assert new_evidence(claim, passage, speaker=make.actor("Somebody else")).pk
    assert new_evidence(make.claim(), passage, speaker=speaker).pk
    first.retired_at = timezone.now()
    first.save()
    assert new_evidence(claim, passage, speaker=speaker, stance=Stance.CONTRADICTS).pk


def test_the_outlet_may_differ_from_whom_it_quotes():
    claim, passage = make.claim(), make.passage("Road.")
    new_evidence(claim, passage)
    assert new_evidence(claim, passage, speaker=make.actor(), stance=Stance.CONTRADICTS).pk


def test_a_step_of_the_way_has_one_place_and_a_known_way():
    row = new_evidence(make.claim(), make.passage("Road."))
    AttributionHop.objects.create(evidence=row, position=1)
    refused(lambda: AttributionHop.objects.create(evidence=row, position=1))
    refused(lambda: AttributionHop.objects.create(evidence=row, position=2, directness="rumour"))
    assert AttributionHop.objects.create(evidence=row, position=2, directness="narration").pk


def relation(a, b, **fields):
    return ClaimRelation.objects.create(a=a, b=b, **{"kind": "contradicts"} | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "likes"},
        {"difference": "mood"},
        {"status": "forgotten"},
        {"status": "resolved"},
        {"status": "resolved", "resolution": "tired"},
        {"status": "open", "resolution": "true_conflict"},
        {"status": "dismissed", "resolution": "source_error"},
    ],
)
def test_a_relation_says_what_it_is_and_how_it_was_resolved(fields):
    a, b = make.claim(), make.claim()
    refused(lambda: relation(a, b, **fields))
    assert relation(a, b, status="resolved", resolution="true_conflict").pk


@pytest.mark.parametrize("kind", ["contradicts", "entails"])
def test_a_claim_has_no_relation_to_itself(kind):
    claim = make.claim()
    refused(lambda: relation(claim, claim, kind=kind))


def test_a_mutual_relation_is_stored_one_way_only():
    a, b = make.claim(), make.claim()
    refused(lambda: relation(b, a))
    relation(a, b)
    refused(lambda: relation(a, b, difference="cause"))
    assert relation(b, a, kind="refines").pk
    assert relation(a, b, kind="refines").pk


def entry(**fields):
    sound = {"number": 1, "at": timezone.now(), "previous_hash": "0" * 64, "hash": "1" * 64}
    return Entry.objects.create(**sound | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 0, "previous_hash": "2" * 64, "hash": "3" * 64},
        {"number": 2, "hash": "3" * 64},  # two entries after the same one
        {"number": 2, "previous_hash": "2" * 64},  # two entries with one hash
    ],
)
def test_the_ledger_is_one_chain(fields):
    entry()
    refused(lambda: entry(**fields))
    assert entry(number=2, previous_hash="1" * 64, hash="4" * 64).pk == 2


def test_what_something_rests_on_cannot_be_deleted():
    speaker, claim, passage = make.actor(), make.claim(), make.passage("Road.")
    make.link(claim, passage, speaker=speaker)
    for row in (speaker, claim, passage, claim.topic, passage.revision.article):
        with pytest.raises(ProtectedError):
            row.delete()


@pytest.mark.parametrize(
    "fields",
    [
        {"severity": "pink"},
        {"status": "open", "note": "So."},
        {"status": "open", "decided_at": timezone.now()},
        {"status": "accepted"},
        {"status": "forgotten", "decided_at": timezone.now()},
        {"start": 3, "end": 3},
        {"start": 3, "end": None},
        {"start": None, "end": 3},
        {"revision": None},
        {"revision": None, "start": None, "end": None},
    ],
)
def test_a_finding_is_whole_and_is_about_something(fields):
    sound = {"check_name": "weekday", "severity": "red", "start": 0, "end": 3}
    sound["revision"] = make.article().revisions.get()
    make_it = partial(Finding.objects.create, **sound | fields)
    refused(lambda: make_it(key="a"))
    assert Finding.objects.create(**sound, key="b").pk
    refused(lambda: Finding.objects.create(**sound, key="b"))
