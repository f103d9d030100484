"""The page on which what a link says is corrected, its chain too; all of it without scripts."""

from datetime import date

import pytest

from factcheck.models import Actor, ActorKind, AttributionHop, Directness, Evidence, Stance
from factcheck.services import claims
from factcheck.services.evidence import correct_evidence, retire_evidence
from tests import make
from tests.factcheck.services.entries import new_entries
from tests.factcheck.views.markup import sent_by

DAY = date(2022, 11, 30)


@pytest.fixture
def row(db):
    """Words of Caliber.Az in an article of 24 December 2022, told by Nargiz Mammadli."""
    article = make.article("Eight trucks were seen on the road.\n")
    article.byline = "Nargiz Mammadli"
    article.published_on, article.published_precision = date(2022, 12, 24), "day"
    article.published_basis = "header"
    article.save()
    return make.link(
        make.claim("Eight trucks were on the road."),
        make.words(article, "Eight trucks were seen"),
        speaker=make.actor("Caliber.Az", ActorKind.MEDIA),
        directness=Directness.INDIRECT_SPEECH,
        asserted_on=DAY,
        note="Look for the report.",
        hops=[AttributionHop(actor=make.actor("Caliber.Az"), said_on=DAY)],
    )


def address(row):
    return f"/desk/evidence/{row.pk}/"


def step(n, **fields):
    return {f"step-{n}-{name}": value for name, value in fields.items()}


@pytest.fixture
def send(as_editor, row):
    """Send the form of the link as it stands, with some fields typed anew."""

    def send(to=None, **typed):
        form = sent_by(as_editor.get(address(to or row)), "correction")
        return as_editor.post(address(to or row), {**form, "reason": "misread", **typed})

    return send


def chain_of(evidence):
    return list(evidence.hops.values_list("actor__name", "said_on", "directness"))


def steps_in(answer):
    """Who stands in each step of the form, in order."""
    form = sent_by(answer, "correction")
    return [form.get(f"step-{n}-who", "") for n in range(len(answer.context["chain"].forms))]


def test_the_form_holds_what_the_link_says(as_editor, row):
    sent = sent_by(as_editor.get(address(row)), "correction")
    assert sent.pop("unsaved")
    assert sent == {
        "stance": "supports",
        "who": "Caliber.Az",
        "directness": "indirect_speech",
        "asserted_on": "2022-11-30",
        "note": "Look for the report.",
        "step-0-who": "Caliber.Az",
        "step-0-said_on": "2022-11-30",
    }


def test_saving_changes_all_of_it_and_undoing_brings_it_back(send, as_editor, row):
    with new_entries() as entries:
        answer = send(
            stance="contradicts",
            who="",
            directness="narration",
            asserted_on="",
            note="Found it.",
            **step(0, who="Report", kind="media", said_on="2022-12-01", directness="narration"),
            **step(1, who="", is_unnamed="on"),
        )
    new = row.claim.evidence.live().get()
    assert answer["Location"] == f"{address(new)}?done=changed"
    assert (new.stance, new.speaker, new.asserted_on) == ("contradicts", None, None)
    assert (new.directness, new.note) == ("narration", "Found it.")
    assert chain_of(new) == [("Report", date(2022, 12, 1), "narration"), (None, None, "")]
    assert Actor.objects.get(name="Report").kind == "media"
    assert [entry.verb for entry in entries] == ["add actor", "correct evidence"]

    page = as_editor.get(answer["Location"])
    assert "Changed." in page.text
    back = as_editor.post(f"{address(new)}undo/", follow=True)
    assert "Undone: it stands as it stood before." in back.text
    restored = row.claim.evidence.live().get()
    assert chain_of(restored) == [("Caliber.Az", DAY, "")]
    assert (restored.speaker.name, restored.note) == ("Caliber.Az", "Look for the report.")


def test_saving_what_stands_changes_nothing(send, row):
    with new_entries() as entries:
        assert send()["Location"] == address(row)
    assert entries == []


def test_a_speaker_is_found_by_any_spelling(send, row):
    make.actor("Dmitriy Peskov")
    Actor.objects.get(name="Dmitriy Peskov").aliases.create(name="Peskov", folded="peskov")
    send(who="PESKOV")
    assert row.claim.evidence.live().get().speaker.name == "Dmitriy Peskov"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"who": "Calib"}, "Did you mean “Caliber.Az”? If it is somebody new"),
        ({"who": "Nobody Known"}, "No actor is called “Nobody Known”. If it is somebody new"),
        ({"who": "Lachin"}, "“Lachin” is a place"),
        ({"who": "Ann"}, "“Ann” may be “Ann Lee” or “Ann Ray”."),
        ({"reason": ""}, "say why the link changes"),
        ({"asserted_on": "2022-13-01"}, "Enter a valid date"),
        (step(0, who="", said_on="2022-11-30"), "Say who it was, or tick"),
        (step(0, is_unnamed="on"), "not both"),
        (step(0, said_on="2022-12-25"), "This is after 24 December 2022, the last day of"),
        (
            step(0, said_on="2022-11-30") | step(1, who="Ann Lee", said_on="2022-12-01"),
            "A step before this passed it on already on 30 November 2022.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(send, row, typed, said):
    make.actor("Lachin", ActorKind.PLACE)
    for name in ("Ann Lee", "Ann Ray"):
        make.actor(name).aliases.create(name="Ann", folded="ann")
    told = {"note": "Words that I typed."} | typed
    with new_entries() as entries:
        answer = send(**told)
    assert answer.status_code == 422
    assert said in answer.text
    assert entries == []
    form = sent_by(answer, "correction")
    assert {name: form.get(name, "") for name in told} == told


def test_a_step_of_which_nothing_is_said_goes_and_one_with_a_day_stays(send, row):
    send(**step(0, who="", said_on=""), **step(1, who="Caliber.Az", said_on="2022-11-29"))
    assert chain_of(row.claim.evidence.live().get()) == [("Caliber.Az", date(2022, 11, 29), "")]


@pytest.mark.parametrize(
    ("told", "is_taken"),
    [
        ({"published_on": None, "published_precision": "unknown", "published_basis": ""}, True),
        ({"published_basis": "inferred"}, True),
        ({"published_precision": "month"}, True),
        ({"updated_on": date(2024, 4, 20)}, True),
        ({"byline": "Nobody"}, False),
    ],
)
def test_a_day_is_held_against_the_article_only_where_its_day_is_sure(send, row, told, is_taken):
    article = row.passage.revision.article
    for name, value in told.items():
        setattr(article, name, value)
    article.save()
    answer = send(**step(0, said_on="2022-12-25"))
    assert answer.status_code == (302 if is_taken else 422)


def test_the_page_says_where_no_day_can_be_held_against_the_article(as_editor, row):
    article = row.passage.revision.article
    assert "It is not sure on which day" not in as_editor.get(address(row)).text
    article.published_basis = "inferred"
    article.save()
    assert "It is not sure on which day" in as_editor.get(address(row)).text


def test_buttons_rearrange_the_chain_and_keep_all_that_was_typed(send, row):
    kept = {"note": "Half a thou", "who": "Cali", "asserted_on": "2022-", "reason": ""}
    three = step(0, who="A") | step(1, who="B", said_on="soon") | step(2, who="C")
    with new_entries() as entries:
        for button, names, focus in (
            ("up-1", ["B", "A", "C"], "down-0"),
            ("down-0", ["B", "A", "C"], "down-1"),
            ("down-1", ["A", "C", "B"], "up-2"),
            ("remove-1", ["A", "C"], "remove-1"),
            ("add", ["A", "B", "C", ""], "step-3-who"),
            ("up-0", ["A", "B", "C"], None),
            ("down-2", ["A", "B", "C"], None),
            ("remove-7", ["A", "B", "C"], None),
            ("nonsense", ["A", "B", "C"], None),
        ):
            answer = send(chain=button, **kept, **three)
            assert answer.status_code == 200
            assert steps_in(answer) == names, button
            focused = [line for line in answer.text.split("<") if "autofocus" in line]
            assert [(f'"{focus}"' in line) for line in focused] == [True] * (focus is not None)
            form = sent_by(answer, "correction")
            assert {name: form.get(name, "") for name in kept} == kept
            if "B" in names:
                assert form[f"step-{names.index('B')}-said_on"] == "soon"
    assert entries == []


def test_the_last_step_goes_and_no_ninth_is_added(send):
    answer = send(chain="remove-0")
    assert steps_in(answer) == []
    seven = {}
    for n in range(7):
        seven |= step(n, who=f"Actor {n}")
    answer = send(chain="add", **seven)
    assert len(steps_in(answer)) == 8
    assert "No more steps can be added." in answer.text
    assert 'value="add"' not in answer.text
    answer = send(chain="add", **seven | step(7, who="Actor 7"))
    assert len(steps_in(answer)) == 8


def test_a_longer_chain_that_was_imported_keeps_its_steps(send, row):
    long = [AttributionHop(actor=make.actor(f"Actor {n}")) for n in range(11)]
    longer = correct_evidence(evidence=row, editor=None, reason="imported", hops=long)
    assert send(to=longer, note="Found it.").status_code == 302
    kept = row.claim.evidence.live().get()
    assert (kept.note, len(chain_of(kept))) == ("Found it.", 11)


def test_words_that_another_row_gives_that_speaker_are_answered_in_words(send, row):
    make.link(row.claim, row.passage, Stance.MENTIONS, speaker=make.actor("Ann"))
    answer = send(who="Ann", note="Words that I typed.")
    assert answer.status_code == 422
    assert "These words of Ann are linked" in answer.text
    assert "Words that I typed." in answer.text


def test_of_two_editors_the_second_sees_what_changed_and_may_save_over_it(
    send, as_editor, row, reviewer
):
    form = sent_by(as_editor.get(address(row)), "correction")
    theirs = correct_evidence(
        evidence=row, editor=reviewer, reason="a rumour", note="Theirs.", stance=Stance.MENTIONS
    )
    mine = form | {"note": "Mine.", "reason": "misread"} | step(1, who="Report", kind="media")
    answer = as_editor.post(address(row), mine)
    assert answer.status_code == 422
    assert not Actor.objects.filter(name="Report").exists()
    assert "was changed by somebody else meanwhile" in answer.text
    assert reviewer.username in answer.text
    assert '<del dir="auto">supports</del> → <ins dir="auto">mentions</ins>' in answer.text
    assert '<ins dir="auto">Theirs.</ins>' in answer.text
    assert sent_by(answer, "correction") == mine
    assert f'action="{address(theirs)}"' in answer.text
    assert row.claim.evidence.live().get() == theirs

    as_editor.post(address(theirs), mine)
    saved = row.claim.evidence.live().get()
    assert (saved.note, saved.stance) == ("Mine.", "supports")
    assert chain_of(saved) == [("Caliber.Az", DAY, ""), ("Report", None, "")]


def test_a_link_that_was_retired_meanwhile_can_be_linked_again_as_typed(as_editor, row, reviewer):
    form = sent_by(as_editor.get(address(row)), "correction")
    retire_evidence(evidence=row, editor=reviewer, reason="wrong claim")
    mine = form | {"note": "Mine.", "reason": "it bears on it"}
    answer = as_editor.post(address(row), mine)
    assert "The words are not linked any more" in answer.text
    assert "wrong claim" in answer.text
    again = sent_by(answer, "correction")
    assert again == mine | {"anew": "1"}
    page = as_editor.post(address(row), again, follow=True)
    assert "Linked again." in page.text
    assert "undo/" not in page.text
    assert row.claim.evidence.live().get().note == "Mine."


def test_the_address_of_a_retired_link_leads_to_the_one_in_its_place(as_editor, row):
    one = correct_evidence(evidence=row, editor=None, reason="so", note="One.")
    two = correct_evidence(evidence=one, editor=None, reason="so", note="Two.")
    assert as_editor.get(address(row))["Location"] == address(two)
    retire_evidence(evidence=two, editor=None)
    assert as_editor.get(address(row)).status_code == 404


def test_what_somebody_changed_since_is_not_undone(as_editor, row):
    mine = correct_evidence(evidence=row, editor=None, reason="so", note="Mine.")
    theirs = correct_evidence(evidence=mine, editor=None, reason="so", note="Theirs.")
    answer = as_editor.post(f"{address(mine)}undo/", follow=True)
    assert "Nothing was undone" in answer.text
    assert answer.redirect_chain[-1][0] == address(theirs)
    assert Evidence.objects.live().get() == theirs


def test_a_withdrawn_claim_takes_no_correction_and_what_was_typed_stays(send, row):
    claims.withdraw_claim(claim=row.claim, by=None, reason="wrong")
    answer = send(note="Mine.")
    assert answer.status_code == 422
    assert "was withdrawn. Restore it" in answer.text
    assert "Mine." in answer.text


def test_a_draft_needs_no_reason(as_editor, row):
    draft = make.link(make.claim("A draft holds.", state="draft"), row.passage)
    answer = as_editor.post(
        address(draft), {"stance": "mentions", "directness": "narration", "note": "So."}
    )
    assert answer.status_code == 302
    assert draft.claim.evidence.live().get().stance == "mentions"


def test_an_editor_comes_to_the_form_from_the_claim_and_from_the_desk(as_editor, as_reader, row):
    claim, desk = row.claim.get_absolute_url(), f"/desk/articles/{row.passage.revision.article_id}/"
    for place in (claim, desk):
        assert f'href="{address(row)}"' in as_editor.get(place).text
    assert address(row) not in as_reader.get(claim).text


def test_nobody_said_anything_after_the_articles_last_day(as_editor, row):
    form = sent_by(as_editor.get(address(row)), "correction")
    answer = as_editor.post(address(row), form | {"asserted_on": "2999-01-01", "reason": "so"})
    assert answer.status_code == 422
    assert "the last day of the article." in answer.text
    row.refresh_from_db()
    assert row.retired_at is None


def test_a_link_that_moved_with_a_merge_is_found_at_its_old_address(as_editor, row, reviewer):
    into = make.claim()
    claims.merge_claims(claim=row.claim, into=into, by=reviewer, reason="the same")
    answer = as_editor.get(address(row))
    assert answer.url == address(into.evidence.live().get())
