"""What becomes of evidence when its source changes: found by the program, decided by people."""

import pytest

from articles.models import Found, Placement
from articles.services.passages import WordsDiffer, mark_passage
from factcheck.models import Entry, Evidence, Stance
from factcheck.services import claims, evidence, interchange, placements, sources
from factcheck.services.placements import NotOpen
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
TEXT = make.SEEDS.joinpath("003_176b7342f17675ed.txt").read_text(encoding="utf-8")
SENTENCE = "Today we have personally joined this action"
CHANGED = SENTENCE.replace("personally joined", "at last joined")


@pytest.fixture
def article():
    return make.article(TEXT)


@pytest.fixture
def row(article):
    return make.link(make.claim(), make.words(article, SENTENCE))


@pytest.fixture
def placement(article, row):
    make.revision(article, TEXT.replace(SENTENCE, CHANGED))
    return Placement.objects.get()


def test_an_import_places_what_stood_in_earlier_texts(article, row):
    run = sources.begin_run(by=None)
    data = TEXT.replace(SENTENCE, CHANGED).encode()
    with new_entries() as entries:
        sources.import_file(run=run, name=article.source_name, data=data, by=None)
    found = Placement.objects.get()
    assert (found.passage, found.state) == (row.passage, Found.CHANGED)
    assert verbs(entries)[:2] == ["import revision", "place passages"]
    assert entries[1].after == {
        "placements": [[row.passage_id, "changed", found.start, found.end, ""]]
    }


def test_an_import_is_whole_or_not_there(article, row, monkeypatch):
    run = sources.begin_run(by=None)
    monkeypatch.setattr(placements.places, "place_passages", lambda revision: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sources.import_file(run=run, name=article.source_name, data=b"Other words.\n", by=None)
    assert article.revisions.count() == 1


def test_claims_that_come_in_later_are_placed_too(article, editor):
    make.revision(article, TEXT.replace(SENTENCE, CHANGED))
    document = {
        "format": "factcheck-claims/1",
        "actors": [],
        "topics": [{"slug": "roads", "name": "Roads"}],
        "questions": [],
        "claims": [
            {
                "key": "k1",
                "proposition": "They joined in person.",
                "topic": "roads",
                "question": None,
                "evidence": [
                    {
                        "source": article.source_name,
                        "exact": SENTENCE,
                        "stance": "supports",
                        "speaker": None,
                        "directness": "direct_quote",
                    }
                ],
                "relations": [],
            }
        ],
    }
    interchange.import_claims(document, name="claims.json", by=editor)
    assert Placement.objects.get().state == Found.CHANGED


def test_a_preview_places_nothing(article, row):
    run = make.staged([(article.source_name, b"Other words.\n")])
    assert run.items.get().reading["outcome"] == "revised"
    assert not Placement.objects.exists()


def test_what_another_editor_retired_is_not_accepted(placement, row, editor):
    placements.retire_passage(placement=placement, by=None, reason="gone")
    with pytest.raises(placements.NotOpen, match="decided already"):
        placements.accept_placement(placement=placement, by=editor)


def test_accepting_keeps_the_evidence_and_says_where_it_stands(placement, row, editor):
    with new_entries() as entries:
        done = placements.accept_placement(placement=placement, by=editor, reason="same")
    assert (done.decision, done.decided_by, done.is_open) == ("accepted", editor, False)
    assert (done.chosen_start, done.chosen_end) == (placement.start, placement.end)
    [entry] = entries
    assert (entry.verb, entry.by, entry.reason) == ("accept placement", editor, "same")
    assert (entry.before["decision"], entry.after["words"]) == ("", CHANGED)
    assert Evidence.objects.live().get() == row


def test_moving_takes_the_words_that_the_editor_saw(placement, editor):
    text = placement.revision.text
    start = text.index("Lavrina noted")
    with pytest.raises(WordsDiffer):
        placements.move_placement(
            placement=placement, start=start, end=start + 7, exact="other", by=editor
        )
    with new_entries() as entries:
        done = placements.move_placement(
            placement=placement, start=start, end=start + 7, exact="Lavrina", by=editor
        )
    assert (done.decision, done.chosen_start, done.chosen_end) == ("moved", start, start + 7)
    assert (verbs(entries), entries[0].after["words"]) == (["move placement"], "Lavrina")


def test_retiring_retires_all_that_rests_on_the_words(placement, row, editor):
    other = make.link(make.claim(), row.passage, Stance.MENTIONS)
    with new_entries() as entries:
        placements.retire_passage(placement=placement, by=editor, reason="cut")
    assert not Evidence.objects.live().exists()
    assert verbs(entries) == ["retire evidence", "retire evidence", "retire passage"]
    assert {entry.reason for entry in entries} == {"cut"}
    assert entries[2].after["evidence"] == [row.pk, other.pk]


@pytest.mark.parametrize("decision", ["accept", "move", "retire"])
def test_every_decision_can_be_taken_back(placement, row, editor, decision):
    decide(placement, decision, editor)
    with new_entries() as entries:
        placements.take_back(placement=placement, by=editor)
    assert verbs(entries)[-1] == "take placement back"
    assert Placement.objects.get().is_open
    assert Placement.objects.get().decision == ""
    live = Evidence.objects.live().get()
    assert (live.passage, live.stance, live.claim) == (row.passage, row.stance, row.claim)


def decide(placement, decision, by):
    if decision == "accept":
        placements.accept_placement(placement=placement, by=by)
    elif decision == "move":
        placements.move_placement(
            placement=placement, start=0, end=4, exact=placement.revision.text[:4], by=by
        )
    else:
        placements.retire_passage(placement=placement, by=by, reason="gone")


def test_only_what_the_decision_retired_is_linked_again(placement, row, editor):
    other = make.link(make.claim(), row.passage)
    evidence.retire_evidence(evidence=other, editor=editor, reason="mistaken")
    decide(placement, "retire", editor)
    placements.take_back(placement=placement, by=editor)
    assert Evidence.objects.live().get().claim == row.claim


def test_taking_back_changes_nothing_where_a_claim_takes_no_evidence(placement, row, editor):
    decide(placement, "retire", editor)
    claims.withdraw_claim(claim=row.claim, by=None, reason="no")
    with new_entries() as entries, pytest.raises(evidence.ClaimClosed):
        placements.take_back(placement=placement, by=editor)
    assert (entries, Placement.objects.get().decision) == ([], "retired")


@pytest.mark.parametrize("again", ["accept", "move", "retire"])
def test_two_editors_do_not_decide_twice(placement, editor, again):
    decide(placement, "accept", editor)
    with pytest.raises(NotOpen, match="decided already"):
        decide(placement, again, editor)


def test_what_is_retired_is_open_again_once_something_rests_on_it(placement, row, editor):
    decide(placement, "retire", editor)
    evidence.restore_evidence(evidence=row, editor=editor)
    decide(placement, "accept", editor)
    assert Placement.objects.get().decision == "accepted"


def test_nothing_is_decided_by_a_text_that_is_no_longer_the_newest(article, placement, editor):
    make.revision(article, f"{TEXT}\n\nMore.\n")
    for act in (placements.accept_placement, placements.take_back):
        with pytest.raises(NotOpen, match="newer text"):
            act(placement=placement, by=editor)


def test_what_was_carried_over_can_be_taken_back_too(article, placement, editor):
    placements.accept_placement(placement=placement, by=editor)
    make.revision(article, TEXT.replace(SENTENCE, CHANGED) + "\n\nMore.\n")
    carried = Placement.objects.get(decision="carried")
    assert placements.take_back(placement=carried, by=editor).is_open


def test_what_is_not_there_cannot_be_accepted_or_taken_back(article, row, editor):
    make.revision(article, "Quite other words.\n")
    lost = Placement.objects.get()
    assert lost.state == Found.LOST
    with pytest.raises(NotOpen, match="No place"):
        placements.accept_placement(placement=lost, by=editor)
    with pytest.raises(NotOpen, match="no decision"):
        placements.take_back(placement=lost, by=editor)


def test_linking_the_words_where_they_stand_now_is_linking_them_again(article, row):
    revision = make.revision(article, f"First of all.\n\n{TEXT}")
    found = Placement.objects.get()
    again = mark_passage(revision=revision, start=found.start, end=found.end, by=None)
    assert make.link(row.claim, again, row.stance) == row
    changed = make.link(row.claim, again, Stance.MENTIONS)
    assert Evidence.objects.live().get() == changed
    assert changed.passage == again


def test_entries_of_placements_belong_to_no_claim(placement, editor):
    decide(placement, "accept", editor)
    assert {e.claim for e in Entry.objects.filter(model="articles.placement")} == {None}
