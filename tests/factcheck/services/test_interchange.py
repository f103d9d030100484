"""Claims come in from a file, all or none, and go out again without loss."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Passage
from articles.protection import unprotect
from articles.services.ingest import ingest
from factcheck.exports.interchange import claims_document
from factcheck.models import (
    Actor,
    ActorAlias,
    ActorRole,
    AttributionHop,
    Claim,
    ClaimRelation,
    Entry,
    Evidence,
    Finding,
    Membership,
    Question,
    RelationKind,
    Side,
    Stance,
    Term,
    Topic,
)
from factcheck.rules.shape import FORMAT
from factcheck.services import actors, claims, evidence, loaded_terms, relations
from factcheck.services.actors import RoleTold
from factcheck.services.interchange import Refused, import_claims
from tests import make
from tests.factcheck.services.entries import new_entries

pytestmark = pytest.mark.django_db
MODELS = (Actor, ActorAlias, Topic, Question, Claim, Evidence, ClaimRelation, Passage, Entry)
TEXT = "The road is open.\n\nThe road is open, he said.\n\nAll is well.\n"
NOTHING_NEW: dict = {}


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


def document(evidence=None, claim=None, relation=None, **lists):
    """A sound document of two claims, one piece of evidence and one relation, with changes."""
    piece = {
        "source": "a.txt",
        "exact": "All is well.",
        "stance": "supports",
        "speaker": "Maria Zakharova",
        "directness": "narration",
    }
    link = {"kind": "contradicts", "claim": "c2"}
    first = {
        "key": "c1",
        "proposition": "The road is open.",
        "topic": "roads",
        "evidence": [piece | (evidence or {})],
        "relations": [link | (relation or {})],
    }
    second = {"key": "c2", "proposition": "The road is closed.", "topic": "roads"}
    return {
        "format": FORMAT,
        "actors": [{"name": "Maria Zakharova", "kind": "person", "aliases": ["Zakharova"]}],
        "topics": [{"slug": "roads", "name": "Roads"}],
        "questions": [{"key": "open", "topic": "roads", "text": "Open?", "slot": "yes_no"}],
        "claims": [first | (claim or {}), second],
    } | lists


@pytest.fixture
def source(db):
    return ingest(name="a.txt", data=TEXT.encode()).created[0]


def test_the_seeds_give_what_they_hold(seeds):
    assert Claim.objects.count() == 24
    assert Evidence.objects.live().count() == Evidence.objects.count() == 77
    assert ClaimRelation.objects.filter(kind="contradicts", status="open").count() == 12
    assert set(Claim.objects.values_list("state", flat=True)) == {"published"}
    first = Claim.objects.get(key="c01")
    stances = list(first.evidence.order_by("pk").values_list("stance", "speaker__name"))
    assert stances == [
        ("supports", None),
        ("supports", "Government of Azerbaijan"),
        ("supports", "Azerbaijani media"),
        ("contradicts", "Maria Zakharova"),
        ("contradicts", "Nikol Pashinyan"),
    ]
    assert str(first.question) == "Is the Lachin road open?"
    assert {relation.b.key for relation in first.relations_out.all()} == {"c02", "c03"}


def test_what_is_added_is_counted_and_recorded(source, admin):
    with new_entries() as entries:
        added = import_claims(document(), name="claims.json", by=admin)
    assert added == {
        "actors": 1,
        "aliases": 1,
        "topics": 1,
        "questions": 1,
        "claims": 2,
        "evidence": 1,
        "relations": 1,
    }
    assert len(entries) == sum(added.values())
    assert {(e.by, e.reason) for e in entries} == {(admin, "imported from claims.json")}


def test_a_claim_is_a_draft_unless_the_file_says_more(source):
    import_claims(document(claim={"state": "in_review"}), name="f")
    assert dict(Claim.objects.values_list("key", "state")) == {"c1": "in_review", "c2": "draft"}


def test_a_withdrawn_claim_comes_in_with_its_evidence(source):
    import_claims(document(claim={"state": "withdrawn"}), name="f")
    claim = Claim.objects.get(key="c1")
    assert (claim.state, claim.withdrawn_at is not None) == ("withdrawn", True)
    assert claim.evidence.live().count() == 1


def test_trying_counts_and_saves_nothing(source):
    before = counts()
    assert import_claims(document(), name="f", dry_run=True)["claims"] == 2
    assert counts() == before


def test_a_second_import_adds_nothing(seeds):
    before = counts()
    assert import_claims(make.seed_claims(), name="again") == NOTHING_NEW
    assert counts() == before


def test_a_second_import_leaves_what_editors_made_of_the_first(seeds, editor):
    def claim(key):
        return Claim.objects.get(key=key)

    def first_of(key):
        return claim(key).evidence.live().order_by("pk").first()

    by, reason = editor, "better"
    claims.edit_claim(claim=claim("c01"), by=by, reason=reason, proposition="Cars pass.")
    claims.withdraw_claim(claim=claim("c12"), by=by, reason=reason)
    claims.merge_claims(claim=claim("c03"), into=claim("c02"), by=by, reason=reason)
    claims.merge_claims(claim=claim("c26"), into=claim("c27"), by=by, reason=reason)
    evidence.retire_evidence(evidence=first_of("c05"), editor=by)
    evidence.change_stance(evidence=first_of("c20"), stance=Stance.MENTIONS, editor=by)
    relations.relate_claims(
        claim=claim("c05"), kind="contradicts", other=claim("c06"), status="dismissed", by=by
    )
    before, rows = counts(), list(Claim.objects.order_by("pk").values())
    stances = list(Evidence.objects.order_by("pk").values())
    kept = list(ClaimRelation.objects.order_by("pk").values())

    assert import_claims(make.seed_claims(), name="again") == NOTHING_NEW
    assert counts() == before
    assert list(Claim.objects.order_by("pk").values()) == rows
    assert list(Evidence.objects.order_by("pk").values()) == stances
    assert list(ClaimRelation.objects.order_by("pk").values()) == kept


def test_a_second_import_adds_nothing_though_the_article_has_a_new_text_by_now(source):
    import_claims(document(), name="f")
    make.revision(source.article, f"A new beginning.\n\n{TEXT}")
    before = counts()
    assert import_claims(document(), name="f") == NOTHING_NEW
    assert counts() == before


def test_a_longer_file_adds_what_is_new(source):
    import_claims(document(), name="f")
    longer = document()
    longer["actors"][0]["aliases"] += ["M. Zakharova", "M. Zakharova"]
    longer["claims"][1]["evidence"] = [longer["claims"][0]["evidence"][0] | {"speaker": None}]
    assert import_claims(longer, name="f") == {"aliases": 1, "evidence": 1}


def test_evidence_for_a_merged_claim_goes_to_the_claim_it_became(source):
    import_claims(document(), name="f")
    one, two = Claim.objects.get(key="c1"), Claim.objects.get(key="c2")
    claims.merge_claims(claim=one, into=two, by=None)
    import_claims(document(evidence={"speaker": None}), name="f")
    assert set(two.evidence.live().values_list("speaker__name", flat=True)) == {
        None,
        "Maria Zakharova",
    }


def test_evidence_for_a_withdrawn_claim_is_refused(source):
    import_claims(document(claim={"state": "published"}), name="f")
    claims.withdraw_claim(claim=Claim.objects.get(key="c1"), by=None, reason="wrong")
    before = counts()
    with pytest.raises(Refused, match=r"f: “The road is open\.” was withdrawn\. Restore it"):
        import_claims(document(evidence={"speaker": None}), name="f")
    assert counts() == before


def test_words_are_looked_for_in_the_newest_text_first_then_in_older_ones(source):
    ingest(name="a.txt", data=b"New words.\n\nThe road is open, he said.\n")
    pieces = [
        document(evidence={"exact": exact})["claims"][0]["evidence"][0]
        for exact in ("All is well.", "The road is open, he said.")
    ]
    import_claims(document(claim={"evidence": pieces}), name="f")
    found = Passage.objects.order_by("pk").values_list("exact", "revision__number")
    assert list(found) == [("All is well.", 1), ("The road is open, he said.", 2)]


def test_a_start_tells_one_occurrence_from_another(source):
    import_claims(document(evidence={"exact": "The road is open", "start": 19}), name="f")
    assert (Passage.objects.get().start, Passage.objects.get().end) == (19, 35)


PLACE = "f, claim c1 (“The road is open.”)"
FAULTS = [
    (
        {"evidence": {"speaker": "Maria Zakharowa"}},
        f"{PLACE}, evidence 1: no actor is called “Maria Zakharowa”. Add it under “actors”,"
        " or did you mean “Maria Zakharova”?",
    ),
    (
        {"evidence": {"speaker": "Xi"}},
        f"{PLACE}, evidence 1: no actor is called “Xi”. Add it under “actors”.",
    ),
    (
        {"actors": [{"name": "Lachin", "kind": "place"}], "evidence": {"speaker": "Lachin"}},
        f"{PLACE}, evidence 1: “Lachin” is a place, and places do not speak. Name who said it.",
    ),
    (
        {"actors": [{"name": "Lachin", "kind": "place", "wikidata_id": "42"}]},
        "“wikidata_id” is “42”; an item of Wikidata is written as Q42.",
    ),
    (
        {"evidence": {"via": [{"actor": "Zakharov"}]}},
        "no actor is called “Zakharov”. Add it under “actors”, or did you mean “Maria Zakharova”?",
    ),
    (
        {"evidence": {"source": "b.txt"}},
        f"{PLACE}, evidence 1: no article is called “b.txt”. Add it, or did you mean “a.txt”?",
    ),
    (
        {"evidence": {"exact": "All is lost."}},
        f"{PLACE}, evidence 1: a.txt does not hold the words “All is lost.”.",
    ),
    (
        {"evidence": {"exact": "The road is open"}},
        f"{PLACE}, evidence 1: “The road is open” occurs 2 times in a.txt: give “start” (0, 19).",
    ),
    (
        {"evidence": {"start": 3}},
        f"{PLACE}, evidence 1: a.txt does not hold the words “All is well.” at character 3.",
    ),
    ({"evidence": {"exact": " "}}, "claim 1 (c1), evidence 1: “exact” is missing."),
    (
        {"evidence": {"stance": "agrees"}},
        f"{PLACE}, evidence 1: “stance” is “agrees”; it must be one of: supports, contradicts,",
    ),
    ({"evidence": {"stance": None}}, "“stance” is “None”; it must be one of"),
    ({"evidence": {"directness": "rumour"}}, "“directness” is “rumour”; it must be one of"),
    (
        {"evidence": {"asserted_on": "30.11.2022"}},
        f"{PLACE}, evidence 1: “asserted_on” is “30.11.2022”; write a day as 2022-12-31.",
    ),
    ({"evidence": {"via": [{"said_on": "2022-02-30"}]}}, "“said_on” is “2022-02-30”; write a day"),
    ({"evidence": {"via": [{"directness": "rumour"}]}}, "“directness” is “rumour”"),
    (
        {"claim": {"holds_from": "2022-13-01"}},
        f"{PLACE}: “holds_from” is “2022-13-01”; write a day",
    ),
    (
        {"claim": {"holds_from": "2022-12-02", "holds_to": "2022-12-01"}},
        f"{PLACE}: “holds_to” is before “holds_from”.",
    ),
    ({"claim": {"state": "secret"}}, f"{PLACE}: “state” is “secret”; it must be one of: draft"),
    (
        {"claim": {"topic": "road"}},
        f"{PLACE}: no topic is called “road”. Add it, or did you mean “roads”?",
    ),
    (
        {"claim": {"question": "opne"}},
        "no question is called “opne”. Add it, or did you mean “open”",
    ),
    (
        {"relation": {"claim": "c3"}},
        f"{PLACE}, relation 1: no claim is called “c3”. Add it",
    ),
    ({"relation": {"claim": "c1"}}, f"{PLACE}, relation 1: a claim is not related to itself."),
    ({"relation": {"kind": "likes"}}, "“kind” is “likes”; it must be one of: contradicts"),
    ({"relation": {"difference": "mood"}}, "“difference” is “mood”; it must be one of: negation"),
    ({"relation": {"status": "new"}}, "“status” is “new”; it must be one of: suggested"),
    ({"relation": {"resolution": "tired"}}, "“resolution” is “tired”; it must be one of"),
    ({"relation": {"status": "resolved"}}, "relation 1: a resolved relation has a “resolution”"),
    ({"relation": {"resolution": "source_error"}}, "relation 1: a resolved relation has a"),
    (
        {"actors": [{"name": "Maria Zakharova", "kind": "robot"}]},
        "f, actor “Maria Zakharova”: “kind” is “robot”; it must be one of: person",
    ),
    (
        {"actors": [{"name": "Maria Zakharova", "kind": "person"}] * 2},
        "f: “actors” holds “Maria Zakharova” 2 times; each stands once.",
    ),
    ({"topics": [{"slug": "roads", "name": "R"}] * 2}, "“topics” holds “roads” 2 times"),
    (
        {"topics": [{"slug": "roads", "name": "R"}, {"slug": "ways", "name": "R"}]},
        "“topics” holds “R” 2 times",
    ),
    (
        {"topics": [{"slug": "roads", "name": "Mines"}]},
        "f, topic roads: the topic “Mines” is stored as “mines”. Use that slug.",
    ),
    (
        {"questions": [{"key": "q", "topic": "roads", "text": "?", "slot": "mood"}]},
        "f, question q: “slot” is “mood”; it must be one of: yes_no",
    ),
    (
        {"questions": [{"key": "q", "topic": "rods", "text": "?", "slot": "cause"}]},
        "f, question q: no topic is called “rods”. Add it, or did you mean “roads”?",
    ),
    ({"claims": document()["claims"] * 2}, "f: “claims” holds “c1” 2 times; each stands once."),
    (
        {"claim": {"evidence": document()["claims"][0]["evidence"] * 2}},
        f"{PLACE}, evidence 2: these words of the same speaker are evidence 1 already.",
    ),
    ({"format": "factcheck-claims/2"}, "f: this is not a file of claims: its “format” must be"),
    ({"claims": {}}, "f: “claims” must be a list, not an object."),
    ({"claim": {"evidence": "all"}}, "f, claim 1 (c1): “evidence” must be a list, not text."),
    ({"claim": {"proposition": "x" * 501}}, "“proposition” has 501 characters; at most 500"),
]


@pytest.mark.parametrize(("changes", "message"), FAULTS)
def test_a_fault_is_named_with_its_place_and_nothing_is_saved(source, changes, message):
    make.topic("Mines")
    before = counts()
    with pytest.raises(Refused) as refused:
        import_claims(document(**changes), name="f")
    assert message in str(refused.value)
    assert counts() == before


def test_a_key_belongs_to_one_claim(source):
    import_claims(document(), name="f")
    with pytest.raises(
        Refused, match=r"a claim with this key says “The road is open\.”\. Give the new"
    ):
        import_claims(document(claim={"proposition": "It rains."}), name="f")


def test_all_faults_are_told_at_once(source):
    with pytest.raises(Refused) as refused:
        import_claims(
            document(evidence={"stance": "x", "speaker": "Xi"}, claim={"topic": "x"}), name="f"
        )
    assert len(refused.value.faults) == 3


def test_nothing_is_saved_when_something_fails_on_the_way(source, monkeypatch):
    before = counts()
    monkeypatch.setattr(relations, "relate_claims", lambda **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_claims(document(), name="f")
    assert counts() == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


LIKELY = [
    *("", None, True, 0, 3, 10**30, [], {}, "\0", "\ud800", "x" * 600, "2022-12-24", "20221224"),
    *("c1", "c2", "roads", "supports", "person", "a.txt", "The road is open", "Maria Zakharova"),
    *("withdrawn", "resolved", "source_error", "contradicts", "refines", [None], [{}], "  "),
]


@st.composite
def nearly_sound(draw):
    """A sound document in which up to three values, anywhere, are any JSON at all or are gone."""
    made = json.loads(json.dumps(document(evidence={"via": [{"actor": None, "said_on": None}]})))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(made))
        holder, key = draw(st.sampled_from(places))
        if isinstance(holder, dict) and draw(st.integers(0, 5)) == 0:
            del holder[key]
        else:
            holder[key] = deepcopy(draw(JSON | st.sampled_from(LIKELY)))
    return made


def _places(value):
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def test_any_document_is_taken_or_refused_and_nothing_else(source):
    tried = taken = refused = 0

    @settings(
        max_examples=600,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(nearly_sound(), nearly_sound(), JSON, st.builds(document)))
    def try_it(any_document):
        nonlocal tried, taken, refused
        tried += 1
        with transaction.atomic():
            try:
                import_claims(any_document, name="f")
                taken += 1
            except Refused as error:
                refused += bool(error.faults)
            transaction.set_rollback(True)

    try_it()
    assert taken
    assert refused == tried - taken > taken


def rich_document(editor):
    """The seeds, and one of everything else that a document can hold."""
    row = make.link(
        make.claim("Somebody heard that the road is open.", state="draft"),
        make.link(
            make.claim("It holds."), make.passage("Words.", "Words.\n\nMore words.\n")
        ).passage,
        Stance.MENTIONS,
        speaker=Actor.objects.get(name="Maria Zakharova"),
        directness="indirect_speech",
        asserted_on=date(2022, 12, 29),
        note="“Heard” twice.\nAnd noted.",
        hops=[
            AttributionHop(actor=Actor.objects.get(name="Caliber.Az"), said_on=date(2022, 11, 30)),
            AttributionHop(actor=None, directness="narration"),
        ],
        editor=editor,
    )
    topic = Topic.objects.first()
    framed = claims.create_claim(
        proposition="It held for a day.",
        topic=topic,
        question=Question.objects.first(),
        holds_from=date(2022, 12, 12),
        holds_to=date(2022, 12, 12),
        state="in_review",
        key="framed",
        by=editor,
    )
    withdrawn = make.claim("It never held.")
    make.link(withdrawn, row.passage)
    claims.withdraw_claim(claim=withdrawn, by=editor, reason="wrong")
    for kind in RelationKind:
        relations.relate_claims(
            claim=framed,
            kind=kind,
            other=row.claim,
            difference="date_number",
            status="resolved",
            resolution="changed_over_time",
            note="See the dates.",
            by=editor,
        )
    merged = make.claim("It is merged.")
    make.link(merged, row.passage)
    claims.merge_claims(
        claim=merged, into=Claim.objects.get(proposition="It holds."), by=None, reason="r"
    )
    evidence.retire_evidence(
        evidence=make.link(framed, row.passage, speaker=Actor.objects.first()), editor=editor
    )
    make.side(topic, "North", make.outlet("Azernews"), Actor.objects.get(name="Ilham Aliyev"))
    make.side(topic, "South", make.outlet("Owner of outlets"))
    loaded_terms.add_term(topic=topic, phrase="held up", claim=framed, note="By whom?", by=editor)
    return claims_document()


def test_out_in_and_out_again_is_the_same(seeds, editor):
    exported = rich_document(editor)
    states = {claim["state"] for claim in exported["claims"]}
    assert states == {"draft", "in_review", "published", "withdrawn"}
    assert any("via" in piece for claim in exported["claims"] for piece in claim["evidence"])
    assert [s["label"] for t in exported["topics"] for s in t.get("sides", ())] == [
        "North",
        "South",
    ]

    empty()
    import_claims(json.loads(json.dumps(exported)), name="export.json")
    assert claims_document() == exported
    assert import_claims(exported, name="again") == NOTHING_NEW


def empty():
    """Take all that `factcheck` made of the articles away; the articles stay."""
    unprotect(connection, ["factcheck_attributionhop", "factcheck_entry", "articles_passage"])
    Claim.objects.update(merged_into=None)
    for model in (
        Finding,
        Entry,
        AttributionHop,
        Evidence,
        ClaimRelation,
        Term,
        Membership,
        Side,
        Claim,
        Question,
        Topic,
        ActorAlias,
        ActorRole,
        Actor,
        Passage,
    ):
        model.objects.all().delete()


def test_merged_claims_and_retired_evidence_stay_at_home(source):
    import_claims(document(), name="f")
    one, two = Claim.objects.get(key="c1"), Claim.objects.get(key="c2")
    claims.merge_claims(claim=one, into=two, by=None)
    evidence.retire_evidence(evidence=two.evidence.live().get(), editor=None)
    [only] = claims_document()["claims"]
    assert (only["key"], only["evidence"], only["relations"]) == ("c2", [], [])


def test_the_format_is_the_one_that_was_agreed(source):
    import_claims(document(evidence={"via": [{"actor": None}]}), name="f")
    exported = claims_document()
    assert list(exported) == ["format", "actors", "topics", "questions", "claims"]
    assert list(exported["actors"][0]) == ["name", "kind", "aliases", "description"]
    assert list(exported["questions"][0]) == ["key", "topic", "text", "slot"]
    claim = exported["claims"][0]
    assert set(claim) == set(
        "key proposition topic question state holds_from holds_to evidence relations".split()
    )
    assert set(claim["evidence"][0]) == set(
        "source exact start stance speaker directness asserted_on via note".split()
    )
    assert set(claim["relations"][0]) == set("kind claim difference status resolution note".split())


def test_the_service_reads_what_the_export_writes():
    assert claims_document()["format"] == FORMAT
    assert import_claims(claims_document(), name="f") == NOTHING_NEW


ROLES = [
    {"title": "Prime Minister of Armenia", "from": "2018-05-08", "to": None},
    {"title": "Journalist", "from": None, "to": "2012-05-31"},
]


def of_roles(roles):
    return document(actors=[{"name": "Maria Zakharova", "kind": "person", "roles": roles}])


def test_roles_are_read_as_they_are_written_and_once(source):
    assert import_claims(of_roles(ROLES), name="f")["roles"] == 2
    [exported] = claims_document()["actors"]
    assert exported["roles"] == ROLES
    assert import_claims(of_roles(ROLES), name="f") == NOTHING_NEW


def test_a_role_that_editors_changed_or_took_away_does_not_come_back(source):
    import_claims(of_roles(ROLES), name="f")
    actor = Actor.objects.get()
    first, second = actor.roles.order_by("pk")
    told = RoleTold("Premier of Armenia", date(2018, 5, 9), pk=first.pk)
    actors.edit_actor(actor=actor, by=None, roles=[told, RoleTold("", pk=second.pk)])
    assert import_claims(of_roles(ROLES), name="f") == NOTHING_NEW
    assert [str(role) for role in actor.held()] == ["Premier of Armenia"]


@pytest.mark.parametrize(
    ("role", "fault"),
    [
        ({"title": ""}, "“title” is missing"),
        ({"title": "Aide", "from": "May 2018"}, "write a day as 2022-12-31"),
        ({"title": "Aide", "from": "2018-05-08", "to": "2018-05-07"}, "“to” is before “from”"),
        (ROLES[1], "begins on that day already"),
        ("Aide", "must be an object"),
    ],
)
def test_a_faulty_role_is_named(source, role, fault):
    with pytest.raises(Refused) as refused:
        import_claims(of_roles([ROLES[1], role]), name="f")
    assert len(refused.value.faults) == 1
    assert fault in refused.value.faults[0]
    assert "role 2" in refused.value.faults[0]
