"""The desk: words are found, linked to claims, and the links changed, with scripts and without."""

import pytest
from django.urls import reverse

from articles.models import Passage
from articles.services.ingest import ingest
from articles.services.passages import mark_passage
from factcheck.models import Actor, ActorKind, Claim, Entry, Evidence, Stance, Topic
from factcheck.services import actors, claims, evidence
from tests import make
from tests.factcheck.views.markup import Page, sent_by

HTMX = {"HX-Request": "true"}
OPEN = "The road is open"
TEXT = "The road is open.\n\nThe road is closed.\n\nIt is “open” to trucks.\n"


@pytest.fixture
def article(db):
    return make.article(TEXT, name="road.txt")


@pytest.fixture
def claim(db):
    return make.claim("Vehicles pass along the road.")


def desk(article):
    return reverse("desk:article", args=[article.pk])


def chosen(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def filled(claim=None, words=OPEN, **fields):
    """A link form, filled in so that it is taken."""
    target = {"claim": claim.slug} if claim else {}
    given = {"stance": "supports", "directness": "narration", "speaker": ""}
    return chosen(words) | target | given | fields


def link(client, article, data, **options):
    return client.post(reverse("desk:link", args=[article.pk]), data, **options)


def said(answer):
    """The words that a screen reader hears after a change by script."""
    page = Page(answer.text)
    tag, given = page.tags[0]
    assert (tag, given["id"]) == ("section", "desk")
    oob = [given for _, given in page.tags if "hx-swap-oob" in given]
    assert oob == [{"id": "announcer", "hx-swap-oob": "innerHTML"}]
    return answer.text.split('hx-swap-oob="innerHTML">')[1].split("</div>")[0]


def test_a_link_is_made_and_said_on_the_page(as_editor, editor, article, claim):
    speaker = make.actor()
    data = filled(
        claim,
        stance="contradicts",
        speaker=speaker.slug,
        directness="direct_quote",
        asserted_on="2022-12-03",
        note="See also 002.",
    )
    answer = link(as_editor, article, data, follow=True)
    assert answer.redirect_chain == [(desk(article), 302)]
    assert "Linked: contradicts “Vehicles pass along the road.”" in answer.text
    row = Evidence.objects.get()
    assert (row.claim, row.speaker, row.stance) == (claim, speaker, Stance.CONTRADICTS)
    assert (row.directness, row.note, row.editor) == ("direct_quote", "See also 002.", editor)
    assert row.asserted_on.isoformat() == "2022-12-03"
    assert row.passage.exact == OPEN
    assert Entry.objects.filter(verb="link evidence", by=editor, claim=claim).count() == 1


def test_by_script_a_link_swaps_the_desk_alone_and_is_announced(as_editor, article, claim):
    answer = link(as_editor, article, filled(claim), headers=HTMX)
    assert answer.status_code == 200
    assert said(answer) == "Linked: supports “Vehicles pass along the road.”."
    row = Evidence.objects.get()
    assert f'<mark class="supports" data-passages="{row.passage_id}">{OPEN}</mark>' in answer.text
    assert reverse("desk:retire", args=[row.pk]) in Page(answer.text).forms  # the way back
    assert "<html" not in answer.text
    assert as_editor.get(desk(article)).context["messages"]._loaded_data == []


def test_a_new_claim_is_made_with_its_topic(as_editor, editor, article):
    topic = make.topic("Roads")
    link(as_editor, article, filled(proposition="  Nobody \t passes. ", topic=topic.slug))
    claim = Claim.objects.get()
    assert (claim.proposition, claim.topic, claim.state) == ("Nobody passes.", topic, "draft")
    assert claim.created_by == editor
    assert claim.evidence.live().get().passage.exact == OPEN


def test_a_new_claim_may_have_a_new_topic_and_a_new_speaker(as_editor, article):
    data = filled(
        proposition="Nobody passes.",
        new_topic="Roads",
        new_speaker="Nikol Pashinyan",
        new_speaker_kind="person",
    )
    link(as_editor, article, data)
    row = Evidence.objects.get()
    assert row.claim.topic == Topic.objects.get(name="Roads")
    assert row.speaker == Actor.objects.get(name="Nikol Pashinyan", kind=ActorKind.PERSON)
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["add topic", "create claim", "add actor", "link evidence"]


def test_a_refused_link_makes_neither_topic_nor_claim_nor_speaker(as_editor, article):
    data = filled(
        proposition="Nobody passes.",
        new_topic="Roads",
        new_speaker="Somebody",
        new_speaker_kind="person",
        exact="The road was open",
    )
    assert link(as_editor, article, data).status_code == 409
    for model in (Claim, Topic, Actor, Evidence, Passage, Entry):
        assert not model.objects.exists(), model


def test_the_same_link_sent_twice_is_one_row(as_editor, article, claim):
    link(as_editor, article, filled(claim))
    entries = Entry.objects.count()
    again = link(as_editor, article, filled(claim), headers=HTMX)
    assert again.status_code == 200
    assert Evidence.objects.count() == 1
    assert Entry.objects.count() == entries


def test_a_new_claim_sent_twice_is_one_claim(as_editor, article):
    data = filled(proposition="Nobody passes.", new_topic="Roads")
    link(as_editor, article, data)
    assert link(as_editor, article, data, headers=HTMX).status_code == 200
    assert Claim.objects.count() == Evidence.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "by script"])
def test_words_that_differ_from_the_stored_text_are_refused_and_kept(
    as_editor, article, claim, headers
):
    data = filled(claim, exact="The road is OPEN", note="mine")
    answer = link(as_editor, article, data, headers=headers)
    assert answer.status_code == 409
    assert "do not stand at characters 0 to 16 of the stored text" in answer.text
    assert '<p dir="auto">The road is OPEN</p>' in answer.text
    sent = sent_by(answer, "link-form")
    assert (sent["exact"], sent["claim"], sent["note"]) == ("The road is OPEN", claim.slug, "mine")
    assert not Evidence.objects.exists()
    if headers:
        assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#panel", "outerHTML")
        assert Page(answer.text).tags[0][1]["id"] == "panel"


def test_a_new_text_in_between_refuses_the_words_where_they_moved(as_editor, article, claim):
    ingest(name="road.txt", data=f"Updated.\n\n{TEXT}".encode())
    answer = link(as_editor, article, filled(claim))
    assert answer.status_code == 409
    assert sent_by(answer, "link-form")["exact"] == OPEN
    assert not Passage.objects.exists()


def test_a_new_text_in_between_takes_the_words_where_they_stayed(as_editor, article, claim):
    ingest(name="road.txt", data=f"{TEXT}\nUpdated.\n".encode())
    link(as_editor, article, filled(claim))
    assert Passage.objects.get().revision.number == 2


FAULTY = {
    "no stance": ({"stance": ""}, "Say whether the words support, contradict or mention it."),
    "another stance": ({"stance": "likes"}, "Select a valid choice."),
    "no day": ({"asserted_on": "2022-02-30"}, "Enter a valid date."),
    "another way": ({"directness": "song"}, "Select a valid choice."),
    "no speaker of that name": ({"speaker": "nobody"}, "Choose the speaker again."),
    "two speakers": ({"new_speaker": "Somebody"}, "Choose a speaker or name a new one, not both."),
    "a speaker too many": ({"new_speaker": "Maria Zakharova"}, "There is an actor of that name."),
    "two claims": (
        {"proposition": "Nobody passes."},
        "Choose a claim or write a new one, not both.",
    ),
}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "by script"])
@pytest.mark.parametrize("fault", FAULTY)
def test_a_refused_form_keeps_all_that_was_typed(as_editor, article, claim, fault, headers):
    changes, words = FAULTY[fault]
    data = filled(
        claim,
        words="It is “open” to trucks",
        stance="contradicts",
        speaker=make.actor().slug,
        directness="indirect_speech",
        asserted_on="2022-12-03",
        note="A note\nof two lines.",
        topic=make.topic().slug,
        new_topic="Other",
        new_speaker_kind="media",
        q="vehicles",
        who="zakh",
        unsaved="form-of-the-test",
    )
    answer = link(as_editor, article, data | changes, headers=headers)
    assert answer.status_code == 422
    assert words in answer.text
    assert ("<html" in answer.text) == (not headers)
    typed = {name: str(value) for name, value in (data | changes).items()}
    unsendable = {  # radios and choices that the page does not offer
        "no stance": {"stance"},
        "another stance": {"stance"},
        "another way": {"directness"},
        "no speaker of that name": {"speaker"},
    }.get(fault, set())
    sent = sent_by(answer, "link-form")
    assert {n: v for n, v in sent.items() if n not in unsendable} == {
        n: v for n, v in typed.items() if n not in unsendable
    }


def test_a_new_claim_that_lacks_its_topic_is_kept(as_editor, article):
    answer = link(as_editor, article, filled(proposition="Nobody passes."))
    assert answer.status_code == 422
    assert "Choose a topic for the new claim, or name a new one." in answer.text
    assert sent_by(answer, "link-form")["proposition"] == "Nobody passes."
    assert '<details id="new-claim" open>' in answer.text


def test_neither_claim_nor_proposition_is_refused(as_editor, article):
    answer = link(as_editor, article, filled())
    assert answer.status_code == 422
    assert "Choose the claim that the words bear on, or write a new one." in answer.text


def test_line_ends_of_a_form_become_those_of_the_text(as_editor, article, claim):
    words = "open.\n\nThe road is closed"
    data = filled(claim, words=words, exact=words.replace("\n", "\r\n"))
    link(as_editor, article, data)
    assert Passage.objects.get().exact == words


def test_hard_characters_are_stored_as_chosen(as_editor, claim):
    text = "A\u00a0b “c” \U0001f69a e\u0301 \u202eback\u202c\u200d end.\n"
    article = make.article(text)
    words = text[1:-6]
    start = text.index(words)
    data = filled(claim, words=OPEN) | {"start": start, "end": start + len(words), "exact": words}
    link(as_editor, article, data)
    assert Passage.objects.get().exact == words


def test_a_place_does_not_speak(as_editor, article, claim):
    place = make.actor("Khankendi", kind=ActorKind.PLACE)
    answer = link(as_editor, article, filled(claim, speaker=place.slug))
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    named = filled(claim, new_speaker="Shusha", new_speaker_kind="place")
    assert link(as_editor, article, named).status_code == 422
    assert not Actor.objects.filter(name="Shusha").exists()


@pytest.mark.parametrize("fate", ["withdrawn", "merged"])
def test_a_claim_that_takes_no_evidence_is_refused_with_words(as_editor, article, claim, fate):
    if fate == "withdrawn":
        claims.withdraw_claim(claim=claim, by=None, reason="not so")
    else:
        claims.merge_claims(claim=claim, into=make.claim(), by=None, reason="same")
    answer = link(as_editor, article, filled(claim))
    assert answer.status_code == 422
    assert "was withdrawn or merged" in answer.text
    assert not Evidence.objects.exists()


def test_a_claim_closed_while_the_form_was_sent_is_refused_with_words(
    as_editor, article, claim, monkeypatch
):
    def withdraw_and_mark(**words):
        claims.withdraw_claim(claim=claim, by=None, reason="not so")
        return mark_passage(**words)

    monkeypatch.setattr("factcheck.services.linking.mark_passage", withdraw_and_mark)
    answer = link(as_editor, article, filled(claim))
    assert answer.status_code == 422
    assert "was withdrawn. Restore it before linking evidence." in answer.text
    assert not Passage.objects.exists()


# Finding words.

PANELS = {"plain": ("desk:article", {}), "by script": ("desk:panel", HTMX)}


@pytest.fixture(params=PANELS)
def find(request, as_editor, article):
    """Asks the panel about words, on its page or as a fragment."""
    name, headers = PANELS[request.param]

    def find(**asked):
        answer = as_editor.get(reverse(name, args=[article.pk]), asked, headers=headers)
        assert ("<html" in answer.text) == (not headers)
        return answer

    return find


def test_words_found_once_open_the_form(find):
    sent = sent_by(find(words="road is closed"), "link-form")
    assert sent["exact"] == "road is closed"
    assert TEXT[int(sent["start"]) : int(sent["end"])] == "road is closed"


def test_words_found_several_times_are_listed_and_each_opens_the_form(find):
    answer = find(words="The road")
    assert "These words stand there 2 times. Which do you mean?" in answer.text
    for start in (0, 19):
        assert f"?start={start}&amp;end={start + 8}" in answer.text
        assert sent_by(find(start=start, end=start + 8), "link-form")["start"] == str(start)
    assert "link-form" not in Page(answer.text).forms


def test_words_found_nearly_are_offered_and_not_taken(find):
    answer = find(words='it is "OPEN" to trucks')
    assert "These words do not stand there to the letter. Did you mean:" in answer.text
    assert "<mark>It is “open” to trucks</mark>" in answer.text
    assert "link-form" not in Page(answer.text).forms


def test_words_found_nowhere_are_kept_in_the_field(find):
    answer = find(words="Elephants marched over the bridge at noon.")
    assert "Neither these words nor any like them stand in this article." in answer.text
    assert "Elephants marched over the bridge at noon.</textarea>" in answer.text


def test_words_over_two_paragraphs_are_found_in_a_forms_line_ends(find):
    sent = sent_by(find(words="open.\r\n\r\nThe road is closed"), "link-form")
    assert sent["exact"] == "open.\n\nThe road is closed"


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_no_words_ask_for_words(find, words):
    answer = find(words=words)
    assert answer.status_code == 200
    assert "link-form" not in Page(answer.text).forms


@pytest.mark.parametrize(
    ("start", "end", "exact"),
    [
        (0, 16, "The road is shut"),
        (900, 910, ""),
        (16, 16, ""),
        (20, 10, ""),
        (0, 999, ""),
        (-3, 5, ""),
    ],
)
def test_the_panel_refuses_places_that_do_not_hold_the_words(as_editor, article, start, end, exact):
    asked = {"start": start, "end": end, "exact": exact}
    answer = as_editor.get(reverse("desk:panel", args=[article.pk]), asked, headers=HTMX)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert sent_by(answer, desk(article)) == ({"words": exact} if exact else {})


def test_the_panel_offers_the_claims_most_like_the_words_and_who_stands_near_them(as_editor):
    article = make.article("Maria Zakharova said that the bridge is open to all trucks.\n")
    make.claim("Somebody ate the cake.")
    bridge = make.claim("The bridge is open to trucks.")
    make.actor("Aaron First")
    zakharova = make.actor()
    asked = {"start": 30, "end": 44}
    answer = as_editor.get(reverse("desk:panel", args=[article.pk]), asked, headers=HTMX)
    assert answer.context["claim_options"][0] == bridge
    assert answer.context["actor_options"] == [zakharova]


# Searching while one types.


def options(client, name, **asked):
    return client.get(reverse(f"desk:{name}"), asked, headers=HTMX)


def test_a_claim_is_found_by_another_spelling_of_a_name(as_editor):
    place = make.actor("Khankendi", kind=ActorKind.PLACE)
    actors.add_alias(actor=place, name="Khankandi", by=None)
    wanted = make.claim("The road from Lachin to Khankendi is closed.")
    make.claim("Another road is closed.")
    answer = options(as_editor, "pick-claim", q="Khankandi road")
    assert answer.context["claim_options"] == [wanted]
    assert f'value="{wanted.slug}"' in answer.text
    assert "<html" not in answer.text


def test_the_chosen_claim_stays_while_one_types(as_editor):
    mine, other = make.claim("The road is closed."), make.claim("The bridge is open.")
    answer = options(as_editor, "pick-claim", q="bridge", claim=mine.slug)
    assert answer.context["claim_options"] == [mine, other]
    assert sent_by_radio(answer, "claim") == mine.slug


def test_no_claim_found_says_what_to_do(as_editor):
    assert (
        "There are no claims yet. Write the first one below."
        in options(as_editor, "pick-claim").text
    )
    make.claim("The road is closed.")
    answer = options(as_editor, "pick-claim", q="xylophone")
    assert "No claim holds these words. Try fewer, or write a new claim." in answer.text


def test_claims_that_take_no_evidence_are_not_offered(as_editor):
    gone = make.claim("The road is closed to trucks.")
    claims.withdraw_claim(claim=gone, by=None, reason="not so")
    for name, asked in (("pick-claim", {"q": "trucks"}), ("twins", {"proposition": str(gone)})):
        assert gone.proposition not in options(as_editor, name, **asked).text


def test_near_twins_show_while_one_types(as_editor):
    twin = make.claim("The road is closed to trucks.")
    asked = {"proposition": "The road is closed to all trucks."}
    assert "Nearly the same is claimed already:" in options(as_editor, "twins", **asked).text
    assert options(as_editor, "twins", **asked).context["twins"] == [twin]
    assert options(as_editor, "twins", **asked, **{"not": twin.slug}).text.strip() == ""
    assert options(as_editor, "twins", proposition="The moon is green.").text.strip() == ""


def test_a_speaker_is_found_by_another_spelling_and_places_are_not(as_editor):
    zakharova = make.actor()
    actors.add_alias(actor=zakharova, name="Захарова", by=None)
    make.actor("Zakharovka", kind=ActorKind.PLACE)
    for who in ("zakh", "ЗАХАР"):
        assert options(as_editor, "pick-actor", who=who).context["actor_options"] == [zakharova]
    nobody = options(as_editor, "pick-actor", who="xylo")
    assert "No actor is called “<bdi>xylo</bdi>”. Name somebody new below." in nobody.text


def test_the_chosen_speaker_stays_while_one_types(as_editor):
    mine, other = make.actor(), make.actor("Nikol Pashinyan")
    answer = options(as_editor, "pick-actor", who="nikol", speaker=mine.slug)
    assert answer.context["actor_options"] == [mine, other]
    assert sent_by_radio(answer, "speaker") == mine.slug


def sent_by_radio(answer, name):
    """The value of the radio button that is checked."""
    [value] = [
        given["value"]
        for _, given in Page(answer.text).tags
        if given.get("name") == name and "checked" in given
    ]
    return value


# Changing links.


@pytest.fixture
def row(article, claim, editor):
    revision = article.revisions.get()
    passage = mark_passage(revision=revision, start=0, end=len(OPEN), by=editor)
    return make.link(claim, passage, speaker=make.actor(), note="kept", editor=editor)


def change(client, name, row, data=None, **options):
    return client.post(reverse(f"desk:{name}", args=[row.pk]), data or {}, **options)


def test_another_stance_retires_the_row_and_makes_a_new_one(as_editor, row, article):
    answer = change(as_editor, "change-stance", row, {"stance": "contradicts", "reason": "misread"})
    assert answer["Location"] == desk(article)
    row.refresh_from_db()
    new = Evidence.objects.live().get()
    assert row.retired_at
    assert (new.stance, new.note, new.speaker) == ("contradicts", "kept", row.speaker)
    assert Entry.objects.filter(reason="misread").count() == 1
    assert "Changed: contradicts" in as_editor.get(desk(article)).text


def test_by_script_another_stance_swaps_the_desk_and_is_announced(as_editor, row):
    answer = change(as_editor, "change-stance", row, {"stance": "mentions"}, headers=HTMX)
    assert said(answer) == "Changed: mentions “Vehicles pass along the road.”."
    assert '<mark class="mentions"' in answer.text


def test_a_stance_that_is_none_is_not_found(as_editor, row):
    for stance in ("", "likes", "\0"):
        assert change(as_editor, "change-stance", row, {"stance": stance}).status_code == 404
    assert Evidence.objects.live().get().stance == "supports"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "by script"])
def test_evidence_of_a_withdrawn_claim_keeps_its_stance_and_says_why(
    as_editor, row, article, headers
):
    claims.withdraw_claim(claim=row.claim, by=None, reason="not so")
    answer = change(as_editor, "change-stance", row, {"stance": "mentions"}, headers=headers)
    page = answer if headers else as_editor.get(desk(article))
    assert "was withdrawn. Restore it before linking evidence." in page.text
    assert Evidence.objects.live().get() == row


def test_a_retired_link_is_gone_from_the_page_and_can_come_back(as_editor, row, article):
    change(as_editor, "retire", row, {"reason": "a mistake"})
    page = as_editor.get(desk(article))
    assert "Retired from “Vehicles pass along the road.”." in page.text
    assert "<mark" not in page.text
    assert Entry.objects.get(verb="retire evidence").reason == "a mistake"
    assert change(as_editor, "restore", row)["Location"] == desk(article)
    again = Evidence.objects.live().get()
    assert (again.stance, again.speaker, again.note) == (row.stance, row.speaker, row.note)
    assert "Linked again to" in as_editor.get(desk(article)).text


def test_by_script_retired_links_can_be_undone_as_long_as_the_page_stands(
    as_editor, row, article, claim
):
    other = make.link(claim, row.passage, "mentions")
    first = change(as_editor, "retire", row, headers=HTMX)
    assert retired_in(first) == [str(row.pk)]
    second = change(as_editor, "retire", other, {"retired": retired_in(first)}, headers=HTMX)
    assert set(retired_in(second)) == {str(row.pk), str(other.pk)}
    linked = link(as_editor, article, filled(claim) | {"retired": retired_in(second)}, headers=HTMX)
    assert set(retired_in(linked)) == {str(row.pk), str(other.pk)}
    back = change(as_editor, "restore", row, {"retired": retired_in(linked)}, headers=HTMX)
    assert said(back) == "Linked again to “Vehicles pass along the road.”."
    assert retired_in(back) == [str(other.pk)]


def retired_in(answer):
    """What the page would send along as retired."""
    return [given["value"] for _, given in Page(answer.text).tags if given.get("name") == "retired"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "by script"])
def test_a_link_made_anew_in_between_is_not_restored_over(as_editor, row, article, headers):
    change(as_editor, "retire", row)
    make.link(row.claim, row.passage, "contradicts", speaker=row.speaker)
    answer = change(as_editor, "restore", row, headers=headers)
    page = answer if headers else as_editor.get(desk(article))
    assert "already (contradicts). Change that link instead." in page.text
    assert Evidence.objects.live().get().stance == "contradicts"


def test_restoring_twice_is_one_row(as_editor, row):
    change(as_editor, "retire", row)
    change(as_editor, "restore", row)
    change(as_editor, "restore", row)
    assert Evidence.objects.live().count() == 1


def test_a_link_to_a_withdrawn_claim_does_not_come_back_and_says_why(as_editor, row, article):
    change(as_editor, "retire", row)
    claims.withdraw_claim(claim=row.claim, by=None, reason="not so")
    change(as_editor, "restore", row)
    assert "was withdrawn. Restore it before linking evidence." in as_editor.get(desk(article)).text
    assert not Evidence.objects.live().exists()


def test_changing_a_link_in_an_older_text_leads_to_the_desk_of_its_article(as_editor, row, article):
    ingest(name="road.txt", data=f"Updated.\n\n{TEXT}".encode())
    answer = change(as_editor, "retire", row, headers=HTMX)
    assert "Updated." in answer.text
    assert evidence.Evidence.objects.get().retired_at


def test_a_script_whose_session_ended_is_sent_to_sign_in_and_back(anonymous, article, claim):
    answer = link(
        anonymous,
        article,
        filled(claim),
        headers=HTMX | {"HX-Current-URL": f"http://testserver{desk(article)}"},
    )
    assert answer["HX-Redirect"] == f"/accounts/login/?next={desk(article)}"
    assert answer.content == b""
    assert not Evidence.objects.exists()
