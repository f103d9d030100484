"""What an editor did last is undone: the way back from each kind of change."""

import pytest

from articles.models import Placement
from factcheck.exports.interchange import claims_document
from factcheck.models import ClaimRelation, Entry, Evidence, Finding, Stance, Suggestion
from factcheck.queries.actions import last_actions
from factcheck.services import (
    actor_merges,
    claims,
    evidence,
    findings,
    linking,
    loaded_terms,
    passage_suggestions,
    placements,
    queue,
    quotes,
    relations,
    sides,
    suggestions,
)
from factcheck.services.undo import WAYS_BACK, CannotUndo, undo
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "“The road is open,” Maria Zakharova said on Monday.\n\nNothing else was said.\n"


@pytest.fixture
def editor(db):
    return make.person("editor")


def last(verb):
    return Entry.objects.filter(verb=verb).latest("number")


def told():
    """All that stands, with what waits and what was read."""
    rows = [(row.key, row.decision) for row in Suggestion.objects.order_by("pk")]
    judged = [(row.key, row.status, row.note) for row in Finding.objects.order_by("pk")]
    placed = [(row.pk, row.decision) for row in Placement.objects.order_by("pk")]
    kept = claims_document()
    for claim in kept["claims"]:
        claim["evidence"].sort(key=str)
    return kept, rows, judged, placed


class Site:
    """One thing of each kind, on which `change[verb]` makes a change."""

    def __init__(self, editor):
        self.editor = editor
        self.article = make.article(TEXT)
        quotes.propose_quotes(revision=self.article.revisions.get(), by=None)
        self.quote = Suggestion.objects.get()
        self.claim = make.claim("The road is open.", state="draft")
        self.other = make.claim("The road is closed.")
        self.words = make.words(self.article, "Nothing else was said.")
        self.row = make.link(self.claim, make.words(self.article, "on Monday"), hops=[])
        self.related = relations.relate_claims(
            claim=self.claim, kind="contradicts", other=make.claim(), note="Cars.", by=None
        )
        self.side = make.side(self.claim.topic, "North", make.outlet("Azernews"))
        self.term = loaded_terms.add_term(
            topic=self.claim.topic, phrase="blockade", claim=self.other, note="Is it?", by=None
        )
        make.revision(self.article, TEXT.replace("on Monday", "on a Monday"))
        make.revision(make.article(), "It was Friday, 24 December 2022.\n")
        self.finding = Finding.objects.judged().get()
        self.placement = Placement.objects.get(passage=self.row.passage)

    def change(self, verb):
        way = {"by": self.editor}
        newest = self.article.revisions.latest("number")
        changes = {
            "link evidence": lambda: make.link(self.claim, self.words, editor=self.editor),
            "correct evidence": lambda: evidence.correct_evidence(
                evidence=self.row, editor=self.editor, note="Ask.", stance=Stance.MENTIONS
            ),
            "retire evidence": lambda: evidence.retire_evidence(
                evidence=self.row, editor=self.editor
            ),
            "dismiss suggestion": lambda: suggestions.dismiss(suggestion=self.quote, **way),
            "dismiss passage": lambda: passage_suggestions.dismiss_passages(
                claim=self.claim, paragraphs=[newest.paragraphs.first()], **way
            ),
            "dismiss twin": lambda: passage_suggestions.dismiss_twin(
                claim=self.claim, other=self.other, **way
            ),
            "edit claim": lambda: claims.edit_claim(
                claim=self.claim, proposition="The road is shut.", topic=make.topic("X"), **way
            ),
            "sent for review": lambda: claims.send_for_review(claim=self.claim, **way),
            "merge claim": lambda: claims.merge_claims(
                claim=self.claim, into=self.other, reason="so", **way
            ),
            "merge actor": lambda: actor_merges.merge_actors(
                actor=make.actor("Dmitriy Peskov"),
                into=make.actor("Dmitry Peskov"),
                reason="so",
                **way,
            ),
            "change relation": lambda: relations.relate_claims(
                claim=self.related.a,
                kind="contradicts",
                other=self.related.b,
                note="Trucks.",
                **way,
            ),
            "add side": lambda: sides.add_side(topic=self.claim.topic, label="East", **way),
            "edit side": lambda: sides.edit_side(side=self.side, label="South", **way),
            "retire side": lambda: sides.retire_side(side=self.side, **way),
            "give side": lambda: sides.give_side(
                topic=self.claim.topic, side=self.side, actor=make.actor("X"), **way
            ),
            "take off side": lambda: sides.take_side(
                topic=self.claim.topic, outlet=make.outlet("Azernews"), **way
            ),
            "add term": lambda: loaded_terms.add_term(
                topic=self.claim.topic, phrase="corridor", **way
            ),
            "edit term": lambda: loaded_terms.edit_term(
                term=self.term, phrase="blockage", claim=None, note="", **way
            ),
            "retire term": lambda: loaded_terms.retire_term(term=self.term, **way),
            "accept finding": lambda: findings.judge(
                finding=self.finding, status="accepted", note="So it is.", **way
            ),
            "dismiss finding": lambda: findings.judge(
                finding=self.finding, status="dismissed", **way
            ),
            "read through": lambda: queue.read_through(revision=newest, **way),
            "accept placement": lambda: placements.accept_placement(
                placement=self.placement, **way
            ),
            "move placement": lambda: placements.move_placement(
                placement=self.placement, start=0, end=5, exact=newest.text[:5], **way
            ),
            "retire passage": lambda: placements.retire_passage(
                placement=self.placement, reason="gone", **way
            ),
        }
        return changes[verb]()


# These leave a row behind, so that not all is as if they had never been; test_copies.py has more.
OTHERS = {"relate claims", "dismiss passage", "dismiss twin", "confirm copies", "reject copies"}


@pytest.mark.parametrize("verb", sorted(set(WAYS_BACK) - OTHERS))
def test_all_stands_again_as_it_stood(editor, verb):
    site = Site(editor)
    make.actor("Dmitriy Peskov"), make.actor("Dmitry Peskov")
    make.topic("X"), make.actor("X")
    before = told()
    site.change(verb)
    if verb != "read through":
        assert told() != before
    assert verb in [entry.verb for entry in last_actions(editor, WAYS_BACK)]

    undo(entry=last(verb), by=editor)
    assert told() == before
    assert site.article.revisions.latest("number").readings.filter(taken_back_at=None).count() == 0


@pytest.mark.parametrize("verb", ["dismiss passage", "dismiss twin"])
def test_what_was_dismissed_waits_again(editor, verb):
    Site(editor).change(verb)
    undo(entry=last(verb), by=editor)
    assert not Suggestion.objects.exclude(decision="").exists()
    with pytest.raises(CannotUndo, match="not dismissed any more"):
        undo(entry=last(verb), by=editor)


def test_a_new_relation_is_dismissed(editor):
    site = Site(editor)
    made = relations.relate_claims(
        claim=site.claim,
        kind="contradicts",
        other=site.other,
        status="resolved",
        resolution="scope_differs",
        by=editor,
    )
    undo(entry=last("relate claims"), by=editor)
    made.refresh_from_db()
    assert (made.status, made.resolution) == ("dismissed", "")


def test_a_quote_that_was_linked_waits_again(editor):
    site = Site(editor)
    newest = site.article.revisions.latest("number")
    site.quote.refresh_from_db()
    asked = {
        "start": site.quote.start,
        "end": site.quote.end,
        "exact": site.quote.exact,
        "claim": site.claim,
        "stance": "supports",
        "speaker": None,
        "new_speaker": "",
        "directness": "direct_quote",
        "asserted_on": None,
        "note": "",
        "steps": [],
        "proposal": site.quote.pk,
    }
    linking.link_words(revision=newest, asked=asked, by=editor)
    assert not Suggestion.objects.waiting().exists()
    undo(entry=last("link evidence"), by=editor)
    assert Suggestion.objects.waiting().get() == site.quote
    assert Evidence.objects.live().get() == site.row


def test_a_stance_that_was_changed_is_put_back_with_its_chain(editor):
    site = Site(editor)
    evidence.change_stance(evidence=site.row, stance=Stance.CONTRADICTS, editor=editor)
    undo(entry=last("link evidence"), by=editor)
    assert Evidence.objects.live().get().stance == Stance.SUPPORTS


def test_what_somebody_changed_since_is_neither_offered_nor_undone(editor):
    site, other = Site(editor), make.person("editor")
    site.change("edit claim")
    entry = last("edit claim")
    claims.edit_claim(claim=site.claim, proposition="The road is gone.", by=other)
    assert last_actions(editor, WAYS_BACK) == []
    with pytest.raises(CannotUndo, match="changed meanwhile"):
        undo(entry=entry, by=editor)
    site.claim.refresh_from_db()
    assert site.claim.proposition == "The road is gone."


def test_a_relation_that_was_changed_since_stays(editor):
    site, other = Site(editor), make.person("editor")
    site.change("change relation")
    entry = last("change relation")
    relations.relate_claims(
        claim=site.related.a, kind="contradicts", other=site.related.b, note="Vans.", by=other
    )
    with pytest.raises(CannotUndo):
        undo(entry=entry, by=editor)
    assert ClaimRelation.objects.get(pk=site.related.pk).note == "Vans."


def test_what_one_undid_is_not_offered_again(editor):
    site = Site(editor)
    site.change("link evidence")
    undo(entry=last("link evidence"), by=editor)
    assert [entry.verb for entry in last_actions(editor, WAYS_BACK)] == ["retire evidence"]


def test_nobody_is_offered_what_another_did(editor):
    Site(make.person("editor")).change("link evidence")
    assert last_actions(editor, WAYS_BACK) == []


def test_what_has_no_way_back_says_so(editor):
    make.claim(by=editor)
    with pytest.raises(CannotUndo, match="not undone from here"):
        undo(entry=last("create claim"), by=editor)
