"""What editors type is kept before they save it, for themselves alone."""

import json
import re
from html import unescape

import pytest

from factcheck.models import ClaimRelation, Entry, Unsaved
from factcheck.queries import unsaved
from factcheck.services import evidence
from factcheck.services import unsaved as services
from factcheck.services.claims import merge_claims
from factcheck.services.relations import relate_claims
from tests import make
from tests.factcheck.views.markup import sent_by
from tests.factcheck.views.people import signed_in


@pytest.fixture
def editor(db):
    return make.person("editor")


@pytest.fixture
def desk(editor):
    return signed_in(editor)


def keep(client, place, typed, form="form-of-the-test"):
    asked = {"form": form, "place": place, "about": "A claim", "typed": json.dumps(typed)}
    return client.post("/desk/unsaved/", asked)


def edit_place(claim):
    return f"{claim.get_absolute_url()}edit/"


def test_what_was_typed_is_filled_in_again(desk):
    claim = make.claim("The road is open.")
    place = edit_place(claim)
    typed = {"proposition": "The road is <b>shut</b>", "reason": "Because", "seen": claim.version}
    assert keep(desk, place, typed).json() == {"kept": True}

    page = desk.get(place)
    assert sent_by(page, "") | typed == sent_by(page, "")
    assert "&lt;b&gt;shut&lt;/b&gt;" in page.text
    assert "It has not been saved." in page.text
    assert "The road is open." in desk.get(claim.get_absolute_url()).text


def test_it_is_kept_under_one_name_and_the_last_words_count(desk, editor):
    place = edit_place(make.claim())
    for words in ("One", "One two"):
        keep(desk, place, {"proposition": words})
    assert [row.fields for row in unsaved.of(editor)] == [{"proposition": "One two"}]


def test_nobody_else_sees_it(desk):
    claim = make.claim("The road is open.")
    keep(desk, edit_place(claim), {"proposition": "Quagga"})
    other = signed_in(make.person("admin"))
    assert "Quagga" not in other.get(edit_place(claim)).text
    row = Unsaved.objects.get()
    assert other.post(f"/desk/unsaved/{row.pk}/forget/").status_code == 404
    assert "Typed and not saved" not in other.get("/desk/").text


def test_saving_the_form_ends_it_and_late_words_do_not_bring_it_back(desk, editor):
    claim = make.claim("The road is open.", state="draft")
    place = edit_place(claim)
    keep(desk, place, {"proposition": "The road is shut.", "seen": claim.version})
    sent = sent_by(desk.get(place), "")
    assert desk.post(place, sent).status_code == 302
    assert not unsaved.of(editor).exists()

    assert keep(desk, place, {"proposition": "Late"}).json() == {"kept": False}
    assert "Late" not in desk.get(place).text


def test_words_that_arrive_after_a_quick_save_are_late_too(desk, editor):
    claim = make.claim("The road is open.", state="draft")
    sent = sent_by(desk.get(edit_place(claim)), "")
    desk.post(edit_place(claim), sent | {"proposition": "The road is shut."})
    assert keep(desk, edit_place(claim), {"proposition": "x"}, sent["unsaved"]).json() == {
        "kept": False
    }
    assert not unsaved.of(editor).exists()


def test_it_is_listed_on_the_desk_forgotten_and_brought_back(desk, editor):
    claim = make.claim()
    keep(desk, edit_place(claim), {"proposition": "Quagga"})
    row = Unsaved.objects.get()
    assert f'href="{edit_place(claim)}"' in desk.get("/desk/").text

    page = desk.post(f"/desk/unsaved/{row.pk}/forget/", follow=True).text
    assert "Bring it back" in page
    assert "Typed and not saved" not in page
    assert "Quagga" not in desk.get(edit_place(claim)).text
    answer = desk.post(f"/desk/unsaved/{row.pk}/forget/", {"back": "1"})
    assert answer.url == edit_place(claim)
    assert "Quagga" in desk.get(answer.url).text


def test_words_that_were_being_linked_are_offered_at_their_article(desk):
    article, topic = make.article("The road is open.\n\nNo.\n"), make.topic()
    place = f"/desk/articles/{article.pk}/?start=0&end=17&text=1"
    typed = {"proposition": "It is open.", "note": "Ask them", "stance": "supports"}
    keep(desk, place, typed | {"topic": topic.slug})
    assert f'href="{place.replace("&", "&amp;")}"' in desk.get(f"/desk/articles/{article.pk}/").text

    sent = sent_by(desk.get(place), "link-form")
    assert {name: sent[name] for name in typed} == typed
    assert desk.post(f"/desk/articles/{article.pk}/link/", sent).status_code == 302
    assert "Typed and not saved" not in desk.get(f"/desk/articles/{article.pk}/").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "https://example.org/"},
        {"place": "//example.org/"},
        {"place": "/accounts/login/"},
        {"place": "/nowhere/"},
        {"place": ""},
        {"form": "x"},
        {"form": "<script>alert(1)</script>"},
        {"typed": "no json"},
        {"typed": '["a"]'},
        {"typed": '{"a": 1}'},
        {"typed": json.dumps({"a": "x" * 100_000})},
        {"about": ""},
    ],
)
def test_nonsense_is_not_kept(desk, wrong):
    asked = {"form": "form-of-the-test", "place": "/desk/", "about": "x", "typed": "{}"}
    assert desk.post("/desk/unsaved/", asked | wrong).status_code == 400
    assert not Unsaved.objects.exists()


def test_characters_that_a_database_cannot_take_do_no_harm(desk, editor):
    place = edit_place(make.claim())
    asked = {"form": "form-of-the-test", "place": place, "about": "x"}
    asked["typed"] = '{"proposition": "a\\u0000b\\ud800c"}'
    assert desk.post("/desk/unsaved/", asked).json() == {"kept": True}
    assert unsaved.of(editor).get().fields == {"proposition": "ab?c"}


def test_keeping_is_no_change_and_has_no_entry(desk, editor):
    keep(desk, edit_place(make.claim()), {"proposition": "x"})
    assert not Entry.objects.filter(by=editor).exists()


def test_closing_what_was_never_kept_closes_it_for_what_comes_late(editor):
    services.close(editor=editor, form="form-of-the-test")
    told = {"place": "/desk/", "about": "x", "typed": {}}
    assert not services.keep(editor=editor, form="form-of-the-test", **told)
    services.close(editor=editor, form="")
    assert Unsaved.objects.get().closed_at is not None


# Two editors at one claim


def test_the_second_editor_sees_both_texts_and_the_difference(desk):
    claim = make.claim("The road is open.", state="draft")
    first, second = desk, signed_in(make.person("editor"))
    pages = [sent_by(client.get(edit_place(claim)), "") for client in (first, second)]
    first.post(edit_place(claim), pages[0] | {"proposition": "The road is fully open."})
    mine = "The road is open to cars."
    refused = second.post(edit_place(claim), pages[1] | {"proposition": mine})

    assert refused.status_code == 409
    assert "The road is fully open." in refused.text
    changes = re.findall("<(del|ins)>(.*?)</", refused.text)
    assert changes == [("del", "fully open"), ("ins", "open to cars")]
    claim.refresh_from_db()
    assert claim.proposition == "The road is fully open."
    again = sent_by(refused, "")
    assert again["proposition"] == mine

    assert second.post(edit_place(claim), again).status_code == 302
    claim.refresh_from_db()
    assert claim.proposition == mine
    said = [entry.after["proposition"] for entry in Entry.objects.filter(verb="edit claim")]
    assert said == ["The road is fully open.", mine]


def test_what_only_the_first_changed_stays_as_the_first_has_it(desk):
    claim, bridges = make.claim("The road is open.", state="draft"), make.topic("Bridges")
    second = signed_in(make.person("editor"))
    pages = [sent_by(client.get(edit_place(claim)), "") for client in (desk, second)]
    first = {"proposition": "The road is fully open.", "holds_from": "2022-12-03"}
    desk.post(edit_place(claim), pages[0] | first)
    refused = second.post(edit_place(claim), pages[1] | {"topic": bridges.pk})

    second.post(edit_place(claim), sent_by(refused, ""))
    claim.refresh_from_db()
    assert (claim.proposition, claim.topic) == ("The road is fully open.", bridges)
    assert str(claim.holds_from) == "2022-12-03"


def test_words_kept_before_another_editor_saved_meet_the_difference_too(desk):
    claim = make.claim("The road is open.", state="draft")
    page = sent_by(desk.get(edit_place(claim)), "")
    keep(desk, edit_place(claim), page | {"proposition": "The road is open to cars."})
    other = signed_in(make.person("editor"))
    theirs = sent_by(other.get(edit_place(claim)), "")
    other.post(edit_place(claim), theirs | {"proposition": "The road is shut."})

    refused = desk.post(edit_place(claim), sent_by(desk.get(edit_place(claim)), ""))
    assert refused.status_code == 409
    assert "The road is shut." in refused.text
    assert sent_by(refused, "")["proposition"] == "The road is open to cars."


def test_of_two_who_relate_the_same_claims_the_second_is_told(desk):
    one, two = make.claim(), make.claim()
    place = f"{one.get_absolute_url()}relate/?claim={two.slug}&kind=contradicts"
    second = signed_in(make.person("editor"))
    pages = [sent_by(client.get(place), "") for client in (desk, second)]
    asked = {"claim": two.slug, "kind": "contradicts", "status": "open"}
    desk.post(place, pages[0] | asked | {"note": "First note."})
    refused = second.post(place, pages[1] | asked | {"note": "Second note."})

    assert refused.status_code == 409
    assert "First note." in refused.text
    again = sent_by(refused, "")
    assert again["note"] == "Second note."
    assert ClaimRelation.objects.get().note == "First note."
    second.post(place, again | asked)
    assert ClaimRelation.objects.get().note == "Second note."
    assert [e.after["note"] for e in Entry.objects.filter(model="factcheck.claimrelation")] == [
        "First note.",
        "Second note.",
    ]


def test_changing_a_relation_begins_with_what_stands(desk, editor):
    one, two = make.claim(), make.claim()
    relate_claims(
        claim=one,
        other=two,
        kind="contradicts",
        note="Cars, not trucks.",
        difference="degree",
        by=editor,
    )
    page = desk.get(f"{one.get_absolute_url()}relate/?claim={two.slug}&kind=contradicts")
    sent = sent_by(page, "")
    assert (sent["note"], sent["difference"]) == ("Cars, not trucks.", "degree")
    assert sent["seen"] == ClaimRelation.objects.get().version


def test_a_link_being_edited_is_kept_with_its_chain(desk):
    row = make.link(make.claim(state="draft"), make.passage("The road is open."))
    place = f"/desk/evidence/{row.pk}/"
    typed = sent_by(desk.get(place), "correction") | {"note": "Ask them", "step-0-who": "Trend"}
    keep(desk, place, typed)
    again = sent_by(desk.get(place), "correction")
    assert (again["note"], again["step-0-who"]) == ("Ask them", "Trend")


def test_words_kept_for_a_link_that_was_changed_meanwhile_meet_the_difference(desk, editor):
    row = make.link(make.claim(state="draft"), make.passage("The road is open."))
    place = f"/desk/evidence/{row.pk}/"
    keep(desk, place, sent_by(desk.get(place), "correction") | {"note": "Ask them"})
    other = make.person("editor")
    changed = evidence.change_stance(evidence=row, stance="mentions", editor=other)

    page = desk.get(place)
    assert "What was changed meanwhile" in page.text
    sent = sent_by(page, "correction")
    assert sent["note"] == "Ask them"
    desk.post(f"/desk/evidence/{changed.pk}/", sent)
    assert row.claim.evidence.live().get().note == "Ask them"
    assert not unsaved.of(editor).exists()


@pytest.mark.parametrize("form", ["edit", "relate"])
def test_what_was_typed_on_a_claim_that_was_merged_meanwhile_can_be_read(desk, editor, form):
    claim, other = make.claim("The road is open."), make.claim("The road is not shut.")
    place = f"{claim.get_absolute_url()}{form}/"
    typed = {"proposition": "It is <b>open</b>", "note": "Asked twice", "reason": "Quagga"}
    keep(desk, place, typed)
    merge_claims(claim=claim, into=other, by=editor, reason="the same")

    pages = [desk.get(place), desk.post(place, typed | {"unsaved": "form-of-the-test"})]
    assert [page.status_code for page in pages] == [200, 409]
    for page in pages:
        assert "It is &lt;b&gt;open&lt;/b&gt;" in page.text
        assert "Asked twice" in page.text
        assert "Quagga" in page.text
        assert f'href="{other.get_absolute_url()}"' in page.text
    assert "Nothing was saved." in pages[1].text
    assert [row.place for row in unsaved.of(editor)] == [place]


def test_a_button_of_a_claim_that_was_merged_meanwhile_says_so(desk, editor):
    claim, other = make.claim("The road is open."), make.claim("The road is not shut.")
    merge_claims(claim=claim, into=other, by=editor, reason="the same")
    desk_page = f"/desk/claims/{claim.slug}/"
    assert "was merged into another one" in desk.get(desk_page).text
    for place in (f"{desk_page}dismiss/", f"{claim.get_absolute_url()}step/"):
        answer = desk.post(place, {"step": "review", "paragraph": 1})
        assert answer.status_code == 409
        assert "was merged into another one" in answer.text
    assert desk.get("/desk/claims/never-there/").status_code == 404


LINKED = "The road is shut, they say."


def typed_about(client, article, words):
    """What the panel's form for these words of an article keeps, as its script sends it."""
    start = article.revisions.get().text.index(words)
    page = client.get(article_desk(article), {"start": start, "end": start + len(words)})
    kept = re.search(r'data-unsaved="([^"]+)"', page.text)
    place = unescape(kept.group(1))
    assert keep(client, place, {"proposition": "Quagga", "note": "Ask"}).json() == {"kept": True}
    return place


def article_desk(article):
    return f"/desk/articles/{article.pk}/"


def chosen(page):
    """The words that the panel's form would link, and what was typed about them."""
    sent = sent_by(page, "link-form")
    names = ("start", "end", "exact", "proposition", "note", "unsaved")
    return {name: sent.get(name) for name in names}


def test_words_found_by_pasting_bring_back_what_was_typed_about_them(desk):
    article = make.article(f"They met.\n\n{LINKED}\n")
    typed_about(desk, article, LINKED)
    here = {"start": "11", "end": str(11 + len(LINKED)), "exact": LINKED}
    typed = {"proposition": "Quagga", "note": "Ask", "unsaved": "form-of-the-test"}
    assert chosen(desk.get(article_desk(article), {"words": LINKED})) == here | typed


def test_in_a_newer_text_what_was_typed_goes_with_its_words(desk, editor):
    article = make.article(f"They met.\n\n{LINKED}\n")
    place = typed_about(desk, article, LINKED)
    make.revision(article, f"They met again.\n\nIn vain.\n\n{LINKED}\n")

    page = desk.get(place)
    here = {"start": "27", "end": str(27 + len(LINKED)), "exact": LINKED}
    typed = {"proposition": "Quagga", "note": "Ask", "unsaved": "form-of-the-test"}
    assert chosen(page) == here | typed
    new_place = unescape(re.search(r'data-unsaved="([^"]+)"', page.text).group(1))
    keep(desk, new_place, {"proposition": "Quagga and okapi"})
    assert chosen(desk.get(new_place))["proposition"] == "Quagga and okapi"


def test_where_the_words_are_not_in_the_newer_text_the_editor_says_which_are_meant(desk):
    article = make.article(f"They met.\n\n{LINKED}\n")
    place = typed_about(desk, article, LINKED)
    make.revision(article, "They met.\n\nThe road is shut, they said.\n\nSo it goes.\n")

    page = desk.get(place)
    assert "link-form" not in page.text
    assert "a newer text came in" in page.text
    assert LINKED in page.text
    places = page.text.partition('class="places"')[2]
    [address] = re.findall(r'<a href="([^"]*start=[^"]*)"', places)
    assert chosen(desk.get(unescape(address))) == {
        "start": "11",
        "end": "38",
        "exact": "The road is shut, they said",
        "proposition": "Quagga",
        "note": "Ask",
        "unsaved": "form-of-the-test",
    }


def test_nobody_gets_what_another_typed_by_its_name(desk):
    article = make.article(f"They met.\n\n{LINKED}\n")
    typed_about(desk, article, LINKED)
    other = signed_in(make.person("editor"))
    asked = {"start": 11, "end": 20, "unsaved": "form-of-the-test"}
    assert "Quagga" not in other.get(article_desk(article), asked).text
