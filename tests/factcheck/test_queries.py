"""What pages show, to whom, and in how many queries."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.models import Article, Passage
from articles.services.ingest import ingest
from factcheck import queries
from factcheck.models import Claim, Evidence, Stance, State
from factcheck.queries.home import home_page
from factcheck.queries.topics import topic_page, topics_for
from factcheck.rules.evidence_state import EvidenceState
from factcheck.services import actors, claims, evidence, relations
from tests import make

pytestmark = pytest.mark.django_db
READER = AnonymousUser()
HIDDEN = [State.DRAFT, State.IN_REVIEW]


class World:
    """One article, one speaker, and a claim in some state that words of theirs bear on."""

    def __init__(self, state):
        self.claim = make.claim("The road is open.", state=state, topic=make.topic("Roads"))
        self.passage = make.passage("Traffic resumed at dawn.")
        self.revision = self.passage.revision
        self.speaker = make.actor()
        self.evidence = make.link(self.claim, self.passage, Stance.SUPPORTS, self.speaker)
        other = make.passage("There is no traffic.")
        make.link(self.claim, other, Stance.CONTRADICTS)

    def seen_by(self, user):
        """Everything that shows the claim or that it is there, by the name of what shows it."""
        home = home_page(user)
        article = queries.article_page(self.revision, user)
        listed = {a.pk: a.claim_count for a in queries.article_list(user)}
        other = make.claim("Something else holds.", topic=make.topic("Mines"))
        relations.relate_claims(claim=other, kind="contradicts", other=self.claim, by=None)
        entries = queries.entries_of(other, user).filter(model="factcheck.claimrelation")
        seen = {
            "visible": Claim.objects.visible_to(user).filter(pk=self.claim.pk).exists(),
            "listed": self.claim in queries.claims_for(user),
            "home": self.claim in [*home["contested"], *home["newest"]],
            "home's topics": "Roads" in {topic.name for topic in home["topics"]},
            "home's number": home["claim_count"] + home["contested_count"] > 0,
            "topic": self.claim in topic_page(self.claim.topic, user)["others"],
            "evidence": Evidence.objects.visible_to(user).filter(claim=self.claim).exists(),
            "article": self.evidence in article["evidence"],
            "article list": listed[self.revision.article_id] > 0,
            "actor": self.evidence in queries.actor_page(self.speaker, user)["evidence"],
            "actor's number": queries.actor_page(self.speaker, user)["counts"]["supports"] > 0,
            "actor list": self.speaker in queries.actor_list(user),
            "passage": bool(queries.passage_seen_by(user, Passage.objects.all(), self.passage.pk)),
            "rival": self.claim in queries.rivals_of(other, user),
            "rival's entries": entries.exists(),
        }
        return {name for name, is_seen in seen.items() if is_seen}


ALL = {
    "visible",
    "listed",
    "home",
    "home's topics",
    "home's number",
    "topic",
    "evidence",
    "article",
    "article list",
    "actor",
    "actor's number",
    "actor list",
    "passage",
    "rival",
    "rival's entries",
}


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_published_is_nowhere_for_readers(state):
    assert World(state).seen_by(READER) == set()


@pytest.mark.parametrize("state", [*HIDDEN, State.PUBLISHED])
def test_the_desk_sees_all(state, editor):
    assert World(state).seen_by(editor) == ALL


def test_readers_see_what_is_published():
    assert World(State.PUBLISHED).seen_by(READER) == ALL


@pytest.mark.parametrize("is_editor", [True, False])
def test_what_was_withdrawn_keeps_its_address_and_is_listed_nowhere(is_editor, editor):
    world = World(State.PUBLISHED)
    claims.withdraw_claim(claim=world.claim, by=editor, reason="wrong")
    user = editor if is_editor else READER
    seen = world.seen_by(user)
    assert seen == {"passage", "visible", "rival's entries"}  # its page links to the words
    assert [side["articles"] for side in queries.claim_page(world.claim, user)["sides"]] == [
        1,
        1,
        0,
    ]


def test_a_merged_claim_is_listed_nowhere(editor):
    world = World(State.PUBLISHED)
    into = make.claim("The road is passable.")
    claims.merge_claims(claim=world.claim, into=into, by=editor, reason="same")
    assert world.claim not in queries.claims_for(editor)
    assert queries.claim_page(into, READER)["merged"] == [world.claim]


def test_a_draft_that_was_merged_is_not_told_to_readers(editor):
    draft, into = make.claim(state=State.DRAFT), make.claim()
    claims.merge_claims(claim=draft, into=into, by=editor)
    assert queries.claim_page(into, READER)["merged"] == []
    assert queries.claim_page(into, editor)["merged"] == [draft]


def test_an_inactive_editor_is_a_reader(editor):
    world = World(State.DRAFT)
    editor.is_active = False
    assert world.seen_by(editor) == set()


def test_sides_are_counted_by_articles_and_never_multiplied():
    claim, first = make.claim(), make.article("One.\n\nTwo.\n\nThree.\n")
    for words, stance in (("One.", "supports"), ("Two.", "supports"), ("Three.", "contradicts")):
        make.link(claim, make.words(first, words), stance, make.actor())
    make.link(claim, make.passage("Four."), Stance.SUPPORTS)
    make.link(claim, make.passage("Five."), Stance.MENTIONS)
    evidence.retire_evidence(
        evidence=make.link(claim, make.passage("Six."), Stance.CONTRADICTS), editor=None
    )
    [row] = queries.claims_for(READER)
    assert (row.supporting, row.contradicting, row.mentioning) == (2, 1, 1)
    assert (row.weaker_side, row.stronger_side) == (1, 2)
    assert row.evidence_state == EvidenceState.CONTESTED
    page = queries.claim_page(claim, READER)
    assert [side["articles"] for side in page["sides"]] == [2, 1, 1]
    assert [len(side["evidence"]) for side in page["sides"]] == [3, 1, 1]
    assert page["evidence_state"] == EvidenceState.CONTESTED


def test_list_and_page_agree_on_the_seeds(seeds):
    for row in queries.claims_for(READER):
        page = queries.claim_page(row, READER)
        sides = [side["articles"] for side in page["sides"]]
        assert sides == [row.supporting, row.contradicting, row.mentioning]
        assert page["evidence_state"] == row.evidence_state


def test_each_side_names_who_takes_it(seeds):
    [claim] = queries.with_voices(queries.claims_for(READER).filter(key="c01"))
    assert claim.voices == {
        "supports": ["Azernews", "Government of Azerbaijan", "Azerbaijani media"],
        "contradicts": ["Maria Zakharova", "Nikol Pashinyan"],
    }
    who = queries.claim_page(claim, READER)["who"]
    assert [(str(row["who"]), row["is_outlet"], row["counts"]["supports"]) for row in who] == [
        ("Government of Azerbaijan", False, 1),
        ("Maria Zakharova", False, 0),
        ("Nikol Pashinyan", False, 0),
        ("Azerbaijani media", False, 1),
        ("Azernews", True, 1),
    ]


def test_articles_that_name_no_outlet_are_told_apart(seeds):
    [claim] = queries.with_voices(Claim.objects.filter(key="c20"))
    assert claim.voices == {
        "supports": ["Azernews", "an article of 2 January 2023", "Trend"],
        "contradicts": ["an article by Nargiz Mammadli"],
    }
    who = {row["name"]: row["counts"] for row in queries.claim_page(claim, READER)["who"]}
    assert who["an article of 2 January 2023"] == {"supports": 1, "contradicts": 0, "mentions": 0}
    assert who["an article by Nargiz Mammadli"]["contradicts"] == 1
    assert queries.unnamed_outlet("", None) == "an undated article"


def test_a_quote_stands_in_its_surroundings(seeds):
    for row in queries.evidence_of(Claim.objects.get(key="c01")):
        passage = Passage.objects.select_related("revision").get(pk=row.passage_id)
        text = passage.revision.text
        assert (row.lead_in.removeprefix("…") + passage.exact) in text
        assert (passage.exact + row.lead_out.removesuffix("…")) in text
        assert "\n\n" not in row.lead_in + row.lead_out


@pytest.mark.parametrize("words", ["A", "z", "Aa bb\n\ncc z"])
def test_a_quote_at_the_edge_of_a_text_has_no_surroundings_there(words):
    claim = make.claim()
    make.link(claim, make.passage(words, "Aa bb\n\ncc z"))
    [row] = queries.evidence_of(claim)
    assert (row.lead_in, row.lead_out) == {
        "A": ("", "a bb"),
        "z": ("cc ", ""),
        "Aa bb\n\ncc z": ("", ""),
    }[words]


def test_evidence_is_told_in_the_order_of_printing():
    claim, days = make.claim(), [None, date(2023, 2, 1), date(2022, 12, 24)]
    for n, day in enumerate(days):
        row = make.link(claim, make.passage(f"Words {n}."))
        if day:
            Article.objects.filter(pk=row.passage.revision.article_id).update(
                published_on=day, published_precision="day", published_basis="header"
            )
    printed = [row.passage.revision.article.published_on for row in queries.evidence_of(claim)]
    assert printed == [date(2022, 12, 24), date(2023, 2, 1), None]


def test_what_an_actor_said_is_told_by_the_day_it_was_said_or_else_printed():
    speaker, claim = make.actor(), make.claim()
    for n, (said, printed) in enumerate(
        [(None, None), (None, date(2022, 12, 2)), (date(2022, 12, 1), date(2023, 1, 1))]
    ):
        row = make.link(claim, make.passage(f"Words {n}."), speaker=speaker, asserted_on=said)
        if printed:
            Article.objects.filter(pk=row.passage.revision.article_id).update(
                published_on=printed, published_precision="day", published_basis="header"
            )
    page = queries.actor_page(speaker, READER)
    assert [row.day for row in page["evidence"]] == [date(2022, 12, 1), date(2022, 12, 2), None]
    assert page["counts"] == {"supports": 3, "contradicts": 0, "mentions": 0}


def test_rivals_contradict_or_answer_the_same_question():
    topic = make.topic()
    question = actors.add_question(topic=topic, key="q", text="Open?", slot="yes_no", by=None)
    claim, same, against, refining, gone = (make.claim(question=None) for _ in range(5))
    Claim.objects.filter(pk__in=[claim.pk, same.pk]).update(question=question)
    claim.refresh_from_db()
    relate = relations.relate_claims
    relate(claim=against, kind="contradicts", other=claim, by=None)
    relate(claim=against, kind="refines", other=claim, by=None)
    relate(claim=claim, kind="refines", other=refining, by=None)
    relate(claim=claim, kind="contradicts", other=gone, status="dismissed", by=None)
    rivals = queries.rivals_of(claim, READER)
    assert [(rival, rival.contradicts) for rival in rivals] == [
        (against, True),
        (same, False),
        (refining, False),
    ]


def test_a_topic_shows_questions_with_answers_and_the_rest(seeds):
    page = topic_page(Claim.objects.get(key="c01").topic, READER)
    [question] = page["questions"]
    assert question["question"].text == "Is the Lachin road open?"
    assert {claim.key for claim in question["answers"]} == {"c01", "c02", "c03", "c04"}
    assert {claim.key for claim in page["others"]} == {"c12"}


def test_topics_say_how_many_claims_they_have():
    make.claim(topic=make.topic("Roads"))
    make.claim(topic=make.topic("Roads"), state=State.DRAFT)
    make.topic("Empty")
    assert [(topic.name, topic.claim_count) for topic in topics_for(READER)] == [("Roads", 1)]


def test_the_history_of_a_claim_holds_its_evidence_and_relations(editor):
    claim, other = make.claim(by=editor), make.claim(by=editor)
    row = make.link(claim, make.passage("Road."), editor=editor)
    evidence.retire_evidence(evidence=row, editor=editor, reason="wrong")
    relations.relate_claims(claim=other, kind="contradicts", other=claim, by=editor)
    make.link(other, row.passage, editor=editor)
    told = [entry.verb for entry in queries.entries_of(claim, READER)]
    assert told == ["relate claims", "retire evidence", "link evidence", "create claim"]


def test_the_newest_text_is_shown():
    first = ingest(name="a.txt", data=b"One.\n").created[0]
    second = ingest(name="a.txt", data=b"Two.\n").created[0]
    assert queries.newest_revision(first.article) == second
    page = queries.article_page(second, READER)
    assert [revision.number for revision in page["revisions"]] == [2, 1]


def test_runs_count_their_files_by_outcome(admin):
    files = [("a.txt", b"One.\n"), ("b.txt", b"Two.\n"), ("c.txt", b"")]
    make.confirmed(make.staged(files, by=admin), by=admin)
    make.staged(files[:1], by=admin)
    waiting, done = queries.import_runs()
    assert (waiting.files, waiting.waiting, waiting.created) == (1, 1, 0)
    assert (done.files, done.created, done.rejected, done.waiting) == (3, 2, 1, 0)
