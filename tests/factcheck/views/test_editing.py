"""Claims are reworded, taken through their states, merged and related."""

from html import unescape

import pytest
from django.urls import reverse

from factcheck.models import Claim, ClaimRelation, Entry, Slot, State
from factcheck.queries.editing import relation_between
from factcheck.services import actors, claims, evidence, relations
from tests import make
from tests.factcheck.views.markup import sent_by
from tests.factcheck.views.people import client_of

STATES = ("draft", "in_review", "published", "withdrawn")
DONE = {
    "review": "Sent for review.",
    "back": "Sent back to its editor.",
    "publish": "Published: readers see it now.",
    "withdraw": "Withdrawn.",
}
# The states from which a step may be taken, who may take it, and the state that it gives.
STEPS = {
    "review": ({"draft"}, {"editor", "reviewer", "admin"}, "in_review"),
    "back": ({"in_review"}, {"reviewer", "admin"}, "draft"),
    "publish": ({"draft", "in_review", "withdrawn"}, {"reviewer", "admin"}, "published"),
    "withdraw": ({"published"}, {"reviewer", "admin"}, "withdrawn"),
}


def act(client, name, claim, data=None, **options):
    return client.post(reverse(f"claims:{name}", args=[claim.slug]), data or {}, **options)


def in_state(state):
    claim = make.claim(state="published" if state == "withdrawn" else state)
    if state == "withdrawn":
        claims.withdraw_claim(claim=claim, by=None, reason="not so")
    return claim


def edited(claim, **changes):
    return {"proposition": claim.proposition, "topic": claim.topic.pk, "reason": ""} | changes


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", STATES)
def test_each_step_is_open_to_its_roles_from_its_states(db, state, step, role):
    allowed_from, roles, becomes = STEPS[step]
    claim = in_state(state)
    answer = act(client_of(role), "step", claim, {"step": step, "reason": "so"}, follow=True)
    claim.refresh_from_db()
    if role not in roles:
        assert (answer.status_code, claim.state) == (403, state)
    elif state in allowed_from:
        assert claim.state == becomes
        assert DONE[step] in answer.text
    else:
        assert claim.state == state
        assert f"is {claim.get_state_display()} and cannot be" in answer.text


def test_withdrawing_needs_a_reason_that_readers_see(as_reviewer, anonymous):
    claim = make.claim()
    refused = act(as_reviewer, "step", claim, {"step": "withdraw", "reason": " \n "}, follow=True)
    assert "say why it changes" in refused.text
    claim.refresh_from_db()
    assert claim.state == "published"
    act(as_reviewer, "step", claim, {"step": "withdraw", "reason": "The source took it back."})
    assert "This claim was withdrawn" in anonymous.get(claim.get_absolute_url()).text
    history = anonymous.get(reverse("claims:history", args=[claim.slug])).text
    assert "The source took it back." in history


def test_a_step_that_is_none_is_not_found(as_reviewer):
    claim = make.claim(state="draft")
    for step in ("", "delete", "published"):
        assert act(as_reviewer, "step", claim, {"step": step}).status_code == 404


def test_the_tools_on_the_page_are_those_that_one_may_use(db):
    offered = {
        ("editor", "draft"): {"review"},
        ("editor", "in_review"): set(),
        ("editor", "published"): set(),
        ("editor", "withdrawn"): set(),
        ("reviewer", "draft"): {"review", "publish"},
        ("reviewer", "in_review"): {"back", "publish"},
        ("reviewer", "published"): {"withdraw"},
        ("reviewer", "withdrawn"): {"publish"},
    }
    made = {state: in_state(state) for state in STATES}
    clients = {role: client_of(role) for role in ("editor", "reviewer")}
    for (role, state), steps in offered.items():
        page = clients[role].get(made[state].get_absolute_url()).text
        assert {step for step in STEPS if f'name="step" value="{step}"' in page} == steps


def test_a_draft_is_reworded_without_a_reason(as_editor, editor):
    claim = make.claim("The raod is open.", state="draft")
    answer = act(as_editor, "edit", claim, edited(claim, proposition=" The  road is\nopen. "))
    assert answer["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert (claim.proposition, claim.slug) == ("The road is open.", "the-raod-is-open")
    assert Entry.objects.get(verb="edit claim").by == editor


def test_a_published_claim_is_reworded_with_a_reason_alone(as_editor, anonymous):
    claim, other = make.claim("The road is open."), make.topic("Bridges")
    typed = edited(claim, proposition="The road was open.", topic=other.pk, holds_from="2022-12-03")
    refused = act(as_editor, "edit", claim, typed)
    assert refused.status_code == 422
    assert (
        "The claim is published: say why it changes. Readers will see the reason." in refused.text
    )
    sent = sent_by(refused, "")
    assert sent.pop("unsaved")
    assert sent.pop("seen") == Claim.objects.get(pk=claim.pk).version
    assert sent == {name: str(value) for name, value in typed.items() if value}
    assert "The road is open." in anonymous.get(claim.get_absolute_url()).text
    act(as_editor, "edit", claim, typed | {"reason": "It was closed since."})
    history = anonymous.get(reverse("claims:history", args=[claim.slug])).text
    assert "It was closed since." in history
    assert '<del dir="auto">The road is open.</del>' in history
    assert '<ins dir="auto">The road was open.</ins>' in history


def test_a_claim_that_was_published_once_needs_a_reason_for_good(as_editor):
    claim = in_state("withdrawn")
    assert act(as_editor, "edit", claim, edited(claim, proposition="Other.")).status_code == 422


def test_saving_without_a_change_writes_nothing(as_editor):
    claim = make.claim()
    entries = Entry.objects.count()
    assert act(as_editor, "edit", claim, edited(claim)).status_code == 302
    assert Entry.objects.count() == entries


def test_a_refused_edit_says_why_and_keeps_what_was_typed(as_editor):
    claim, other = make.claim(state="draft"), make.topic("Bridges")
    question = actors.add_question(
        topic=other, key="bridge", text="Is the bridge open?", slot=Slot.YES_NO, by=None
    )
    typed = edited(
        claim,
        proposition="Typed words.",
        question=question.pk,
        holds_from="2022-12-03",
        holds_to="2022-12-01",
        reason="Typed reason.",
    )
    refused = act(as_editor, "edit", claim, typed)
    assert refused.status_code == 422
    assert "This is before the day from which the claim holds." in refused.text
    assert "This question belongs to the topic “Bridges”." in refused.text
    sent = sent_by(refused, "")
    assert sent.pop("unsaved")
    assert sent.pop("seen") == Claim.objects.get(pk=claim.pk).version
    assert sent == {name: str(value) for name, value in typed.items()}
    empty = act(as_editor, "edit", claim, edited(claim, proposition="  "))
    assert "This field is required." in empty.text


def test_a_form_does_not_change_what_it_does_not_show(as_editor, editor):
    claim = make.claim(state="draft")
    extra = {
        "state": "published",
        "slug": "x",
        "key": "x",
        "created_by": editor.pk,
        "id": 77,
        "pk": 77,
    }
    act(
        as_editor, "edit", claim, edited(claim, proposition="Other.", merged_into=claim.pk, **extra)
    )
    after = Claim.objects.get()
    assert (after.pk, after.proposition) == (claim.pk, "Other.")
    for name in ("state", "slug", "key", "created_by", "merged_into"):
        assert getattr(after, name) == getattr(claim, name)


# Merging.


def merge(client, claim, into, **options):
    return act(client, "merge", claim, {"claim": into.slug, "reason": "same"}, **options)


def test_merging_moves_the_evidence_and_redirects_the_old_address_for_good(as_editor, anonymous):
    claim, into = make.claim("Old words."), make.claim("New words.")
    make.link(claim, make.passage("Some words"))
    answer = merge(as_editor, claim, into, follow=True)
    assert "Merged “<bdi>Old words.</bdi>” into this claim." in answer.text
    moved = anonymous.get(claim.get_absolute_url())
    assert (moved.status_code, moved["Location"]) == (301, into.get_absolute_url())
    page = anonymous.get(into.get_absolute_url())
    assert "Some words" in page.text
    assert "Other wordings, merged into this claim" in page.text
    assert claim.proposition not in anonymous.get("/claims/").text


def part(client, claim, reason="They differ."):
    return act(client, "part", claim, {"reason": reason}, follow=True)


def test_a_merge_is_taken_back_from_what_is_said_of_it(as_editor, anonymous):
    claim, into = make.claim("Old words."), make.claim("New words.")
    make.link(claim, make.passage("Some words"))
    answer = merge(as_editor, claim, into, follow=True)
    address = reverse("claims:part", args=[claim.slug])
    assert list(sent_by(answer, address)) == []
    answer = part(as_editor, claim)
    assert "“Old words.” is a claim of its own again." in answer.text
    assert answer.redirect_chain[-1][0] == claim.get_absolute_url()
    assert "Some words" in anonymous.get(claim.get_absolute_url()).text
    assert "<blockquote" not in anonymous.get(into.get_absolute_url()).text


def test_no_browser_keeps_the_redirect_of_a_merge_for_good(as_editor, anonymous):
    claim, into = make.claim(), make.claim()
    merge(as_editor, claim, into)
    assert "no-cache" in anonymous.get(claim.get_absolute_url())["Cache-Control"]


def test_the_desk_and_the_history_offer_to_take_the_last_merge_back(as_editor, anonymous):
    first, claim, into = make.claim("One."), make.claim("Two."), make.claim("Three.")
    merge(as_editor, first, claim)
    merge(as_editor, claim, into)
    part(as_editor, claim)
    merge(as_editor, claim, into)
    offered = [f'action="{reverse("claims:part", args=[c.slug])}"' for c in (first, claim)]
    history = reverse("claims:history", args=[into.slug])
    for page in (reverse("desk:claim", args=[into.slug]), history):
        text = as_editor.get(page).text
        assert [text.count(action) for action in offered] == [0, 1]
    assert "claims:part" not in anonymous.get(history).text
    assert 'method="post"' not in anonymous.get(f"{into.get_absolute_url()}?merged=two").text
    newest = Entry.objects.filter(verb="take in claim", claim=into).latest("number")
    entry = as_editor.get(history).text.partition(f'id="entry-{newest.number}"')[2]
    assert offered[1] in entry.partition("</li>")[0]
    assert "taken in" in as_editor.get(history).text


def test_parting_says_what_stays_and_what_is_missing(as_editor):
    claim, into, third = make.claim("Old words."), make.claim("New words."), make.claim()
    make.link(claim, make.passage("Some words"))
    relations.relate_claims(claim=claim, kind="contradicts", other=third, by=None)
    merge(as_editor, claim, into)
    answer = part(as_editor, claim, reason=" ")
    assert "say why it changes" in answer.text
    assert answer.redirect_chain[-1][0] == reverse("claims:history", args=[into.slug])
    evidence.retire_evidence(evidence=into.evidence.live().get(), editor=None)
    relations.relate_claims(claim=into, kind="contradicts", other=third, note="so", by=None)

    answer = part(as_editor, claim)
    assert "left as it is with “New words.”: “Some words”; “New words.” contradicts" in (
        unescape(answer.text).replace("“" + str(third), "").replace("\n", " ")
    )
    assert "is not merged into another claim" in part(as_editor, claim).text


def test_a_claim_may_be_called_like_an_address_of_the_desk(as_editor):
    for words in ("Pick", "Twins"):
        claim = make.claim(words)
        page = as_editor.get(reverse("desk:claim", args=[claim.slug]))
        assert page.context["claim"] == claim


def test_a_chain_of_merges_leads_to_the_last_claim_in_one_step(as_editor, anonymous):
    first, second, third = make.claim("One."), make.claim("Two."), make.claim("Three.")
    merge(as_editor, first, second)
    merge(as_editor, second, third)
    for claim in (first, second):
        assert anonymous.get(claim.get_absolute_url())["Location"] == third.get_absolute_url()


def test_the_history_of_a_merged_claim_stays(as_editor, anonymous):
    claim, into = make.claim("Old words."), make.claim("New words.")
    merge(as_editor, claim, into)
    page = anonymous.get(reverse("claims:history", args=[claim.slug]))
    assert page.status_code == 200
    assert "merge claim" in page.text


@pytest.mark.parametrize(
    ("mine", "other", "reason", "words"),
    [
        ("published", "draft", "same", "is published and"),
        ("published", "published", "", "say why it changes"),
        ("draft", "withdrawn", "same", "This claim was withdrawn or merged"),
        ("withdrawn", "published", "same", "was withdrawn. Publish it again before merging."),
    ],
)
def test_a_refused_merge_says_why_and_keeps_what_was_chosen(as_editor, mine, other, reason, words):
    claim, into = in_state(mine), in_state(other)
    answer = act(as_editor, "merge", claim, {"claim": into.slug, "reason": reason, "q": "claim"})
    assert answer.status_code == 422
    assert words in answer.text
    sent = sent_by(answer, "")
    assert (sent.get("reason", ""), sent["q"]) == (reason, "claim")
    assert sent.get("claim", into.slug) == into.slug
    assert not Claim.objects.exclude(merged_into=None).exists()


def test_a_merge_into_itself_into_nothing_or_into_a_merged_claim_is_refused(as_editor):
    claim, other, gone = make.claim(), make.claim(), make.claim()
    merge(as_editor, gone, other)
    for slug in ("", "not-there", claim.slug, gone.slug):
        answer = act(as_editor, "merge", claim, {"claim": slug, "reason": "same"})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert merge(as_editor, gone, claim).status_code == 409


def test_the_other_claim_is_searched_without_scripts(as_editor):
    claim, wanted = make.claim("The road is open."), make.claim("The bridge is open.")
    make.claim("Somebody ate the cake.")
    page = as_editor.get(reverse("claims:merge", args=[claim.slug]), {"q": "bridge"})
    assert page.context["claim_options"] == [wanted]
    assert sent_by(page, "") == {"q": "bridge"}


# Relating.


def relate(client, mine, other, **fields):
    given = {"claim": other.slug, "kind": "contradicts", "status": "open"} | fields
    standing = relation_between(mine, other.slug, given["kind"])
    return act(client, "relate", mine, given | {"seen": standing.version if standing else ""})


def test_a_contradiction_is_stored_once_from_whichever_side(as_editor, anonymous):
    one, two = make.claim("It is open."), make.claim("It is closed.")
    assert relate(as_editor, two, one)["Location"] == two.get_absolute_url()
    relate(as_editor, one, two)
    relation = ClaimRelation.objects.get()
    assert (relation.a, relation.b) == (one, two)
    assert Entry.objects.filter(model="factcheck.claimrelation").count() == 1
    for mine, rival in ((one, two), (two, one)):
        assert rival.proposition in anonymous.get(mine.get_absolute_url()).text


def test_a_relation_is_brought_up_to_date(as_editor, editor):
    one, two = make.claim(), make.claim()
    relate(as_editor, one, two)
    relate(
        as_editor,
        two,
        one,
        status="resolved",
        resolution="scope_differs",
        difference="degree",
        note="Cars, not trucks.",
        reason="read again",
    )
    relation = ClaimRelation.objects.get()
    assert (relation.status, relation.resolution) == ("resolved", "scope_differs")
    assert (relation.difference, relation.note) == ("degree", "Cars, not trucks.")
    entry = Entry.objects.get(verb="change relation")
    assert (entry.by, entry.reason, entry.before["status"]) == (editor, "read again", "open")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "resolved"}, "A resolved relation says how it was resolved"),
        ({"resolution": "source_error"}, "and only a resolved one."),
        ({"claim": ""}, "Choose the other claim."),
        ({"claim": "not-there"}, "or was never there. Choose another."),
        ({"kind": "likes"}, "Select a valid choice."),
    ],
)
def test_a_refused_relation_says_why_and_keeps_what_was_typed(as_editor, fields, words):
    claim, other = make.claim(), make.claim()
    typed = {"difference": "agent", "note": "Typed note.", "reason": "Typed reason."}
    answer = relate(as_editor, claim, other, **typed, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert typed.items() <= sent_by(answer, "").items()
    assert not ClaimRelation.objects.exists()


def test_a_claim_is_not_related_to_itself(as_editor):
    claim = make.claim()
    assert relate(as_editor, claim, claim).status_code == 422


def test_a_dismissed_relation_is_no_longer_shown(as_editor, anonymous):
    one, two = make.claim("It is open."), make.claim("It is closed.")
    assert 'id="rivals"' not in anonymous.get(one.get_absolute_url()).text
    relate(as_editor, one, two)
    assert 'id="rivals"' in anonymous.get(one.get_absolute_url()).text
    relate(as_editor, one, two, status="dismissed")
    assert 'id="rivals"' not in anonymous.get(one.get_absolute_url()).text


def test_the_second_of_two_editors_sees_the_words_of_the_first(as_editor):
    claim = make.claim("The road is open.", state=State.DRAFT)
    seen, address = claim.version, reverse("claims:edit", args=[claim.slug])
    claims.edit_claim(claim=claim, proposition="The road was opened.", by=None)
    mine = {"proposition": "The road is wide open.", "topic": claim.topic_id, "seen": seen}

    refused = as_editor.post(address, mine)
    assert refused.status_code == 409
    assert "It now says: “The road was opened.”" in refused.text
    assert "The road is wide open." in refused.text
    claim.refresh_from_db()
    assert claim.proposition == "The road was opened."

    assert as_editor.post(address, mine | {"seen": claim.version}).status_code == 302
    claim.refresh_from_db()
    assert claim.proposition == "The road is wide open."


def test_nobody_publishes_words_that_he_has_not_read(as_reviewer):
    claim = make.claim("The road is open.", state=State.IN_REVIEW)
    step = {"step": "publish", "seen": claim.version}
    claims.edit_claim(claim=claim, proposition="The road is a river.", by=None)
    address = reverse("claims:step", args=[claim.slug])

    page = as_reviewer.post(address, step, follow=True)
    assert "Read it again before you publish it." in page.text
    claim.refresh_from_db()
    assert claim.state == State.IN_REVIEW
    as_reviewer.post(address, step | {"seen": claim.version})
    claim.refresh_from_db()
    assert claim.state == State.PUBLISHED
