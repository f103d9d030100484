"""Every change has its entry; numbers have no gaps; what was forged shows."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections, transaction

from articles.protection import unprotect
from factcheck.models import AttributionHop, Claim, Entry, Stance
from factcheck.rules import chain
from factcheck.services import actors, claims, evidence, ledger
from tests import make

THREADS, LINKS = 8, 10


def record(**fields):
    with transaction.atomic():
        return ledger.record(None, "test", row=make.topic(), **fields)


def numbers():
    return list(Entry.objects.order_by("number").values_list("number", flat=True))


@pytest.mark.django_db
def test_an_entry_says_who_did_what_when_and_why(editor):
    topic = make.topic()
    entry = ledger.record(editor, "rename", row=topic, before={"a": 1}, after={"a": 2}, reason="r")
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.by, stored.who, stored.verb) == (editor, editor.username, "rename")
    assert (stored.model, stored.row, stored.claim) == ("factcheck.topic", str(topic.pk), None)
    assert (stored.before, stored.after, stored.reason) == ({"a": 1}, {"a": 2}, "r")
    assert abs(stored.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.django_db
def test_an_entry_knows_the_claim_that_it_is_about():
    claim = make.claim()
    row = make.link(claim, make.passage("Road."))
    assert Entry.objects.get(model="factcheck.claim").claim == claim
    assert Entry.objects.get(model="factcheck.evidence", row=str(row.pk)).claim == claim


@pytest.mark.django_db
def test_entries_follow_each_other():
    first, second = record(), record()
    assert second.number == first.number + 1
    assert second.previous_hash == first.hash
    assert Entry.objects.get(number=1).previous_hash == chain.START
    assert list(ledger.faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "at", [None, dt.datetime(2023, 1, 11, 17, 39, 5, 7, dt.timezone(dt.timedelta(hours=4)))]
)
def test_the_chain_holds_when_it_is_read_back(at):
    record(at=at, after={"words": "a\N{MUSICAL SYMBOL G CLEF}é", "n": 2**70, "no": None, "b": [{}]})
    assert list(ledger.faults()) == []


@pytest.mark.django_db
def test_a_snapshot_holds_strings_whole_numbers_truth_and_null():
    claim = make.claim(holds_from=dt.date(2022, 12, 12))
    kept = ledger.snapshot(claim)
    assert kept["holds_from"] == "2022-12-12"
    assert (kept["topic_id"], kept["holds_to"]) == (claim.topic_id, None)
    assert {type(value) for value in kept.values()} <= {str, int, type(None)}
    assert ledger.snapshot(None) is None


@pytest.mark.django_db
def test_floats_are_refused_and_leave_no_entry():
    make.topic()
    before = numbers()
    with pytest.raises(TypeError, match="no floats"):
        record(after={"score": 0.5})
    assert numbers() == before


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_refused_outside_the_transaction_of_its_change():
    topic = make.topic()
    with pytest.raises(transaction.TransactionManagementError, match=r"transaction\.atomic"):
        ledger.record(None, "test", row=topic)
    assert numbers() == [1]


@pytest.mark.django_db
def test_an_entry_goes_with_its_change():
    def add_then_fail():
        with transaction.atomic():
            actors.add_topic(name="Roads", by=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_then_fail()
    assert numbers() == []
    make.topic()
    assert numbers() == [1]


@pytest.fixture
def three_entries(db, editor):
    claim, other = make.claim(by=editor), make.claim()
    assert numbers() == [1, 2, 3]  # a topic and two claims
    unprotect(connection, ["factcheck_entry"])
    return claim, other, editor


@pytest.mark.parametrize(
    "forged",
    [
        {"verb": "forged"},
        {"who": "nobody"},
        {"reason": "forged"},
        {"row": "77"},
        {"model": "factcheck.actor"},
        {"after": {"proposition": "Something else."}},
        {"before": {}},
        {"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"by": None},
        {"claim": None},
    ],
)
def test_no_part_of_an_entry_is_changed_unseen(three_entries, forged):
    assert list(ledger.faults()) == []
    Entry.objects.filter(number=2).update(**forged)
    assert list(ledger.faults()) == ["entry 2 was changed after it was written"]


def test_an_entry_is_not_given_to_another_claim_unseen(three_entries):
    _, other, _ = three_entries
    Entry.objects.filter(number=2).update(claim=other)
    assert list(ledger.faults()) == ["entry 2 was changed after it was written"]


def test_an_entry_is_not_removed_unseen(three_entries):
    Entry.objects.filter(number=2).delete()
    assert next(iter(ledger.faults())) == "entry 2 is missing before entry 3"


def in_threads(*works):
    """Run these at once, each with a connection of its own; what they raised.

    The caller looks at that; one that does not end within a minute is a failure here.
    """
    start, raised = threading.Barrier(len(works)), []

    def run(work):
        try:
            start.wait(10)
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not [thread for thread in threads if thread.is_alive()], "two wait for each other"
    return raised


@pytest.mark.django_db(transaction=True)
def test_many_who_link_at_once_leave_no_gap():
    words = [f"Words number {n}." for n in range(THREADS * LINKS)]
    revision = make.article("\n\n".join(words) + "\n").revisions.get()
    found = [
        make.mark_passage(
            revision=revision,
            start=revision.text.index(w),
            end=revision.text.index(w) + len(w),
            by=None,
        )
        for w in words
    ]
    several = [make.claim() for _ in range(3)]
    before = len(numbers())

    def worker(n):
        def work():
            for k, passage in enumerate(found[n::THREADS]):
                make.link(several[(n + k) % 3], passage)

        return work

    assert in_threads(*(worker(n) for n in range(THREADS))) == []
    assert numbers() == list(range(1, before + THREADS * LINKS + 1))
    assert list(ledger.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_changes_of_the_same_rows_wait_for_each_other_and_never_forever():
    """One who already wrote an entry then wants the claim that the others hold."""
    claim, other = make.claim("The road is open."), make.claim("The road is closed.")
    rows = [make.link(claim, make.passage(f"Words {n}.")) for n in range(4)]

    def new_speaker_then_link(n):
        @transaction.atomic
        def work():
            speaker = make.actor(f"Speaker {n}")
            evidence.link_evidence(
                claim=claim,
                passage=rows[n].passage,
                stance=Stance.CONTRADICTS,
                directness="narration",
                speaker=speaker,
                editor=None,
            )

        return work

    works = [
        *(new_speaker_then_link(n) for n in range(4)),
        *(
            lambda row=row: evidence.change_stance(
                evidence=row, stance=Stance.MENTIONS, editor=None
            )
            for row in rows
        ),
        lambda: evidence.retire_evidence(evidence=rows[0], editor=None),
        lambda: claims.edit_claim(claim=claim, by=None, reason="r", proposition="It is open."),
        lambda: claims.edit_claim(claim=other, by=None, reason="r", proposition="It is closed."),
    ]
    assert in_threads(*works) == []
    assert list(ledger.faults()) == []
    assert claim.evidence.live().filter(stance=Stance.CONTRADICTS).count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_many_who_correct_one_link_at_once_one_does_and_the_others_hear_of_it():
    row = make.link(make.claim(), make.passage("Trucks were seen."))

    def work(n):
        hops = [AttributionHop(actor=None) for _ in range(n)]
        evidence.correct_evidence(evidence=row, editor=None, reason="r", note=f"{n}", hops=hops)

    raised = in_threads(*(lambda n=n: work(n) for n in range(THREADS)))
    assert {type(error) for error in raised} == {evidence.ChangedMeanwhile}
    assert len(raised) == THREADS - 1
    live = row.claim.evidence.live().get()
    assert live.hops.count() == int(live.note)
    assert list(ledger.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_same_claim_get_two_addresses():
    topic = make.topic()

    def work():
        claims.create_claim(proposition="The road is open.", topic=topic, by=None)

    assert in_threads(*[work] * 6) == []
    assert Claim.objects.values("slug").distinct().count() == 6
