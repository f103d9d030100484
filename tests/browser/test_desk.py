"""An editor at the desk, in the real browser."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim, Evidence
from tests import make
from tests.browser.words import select

FREELY = "humanitarian convoys pass freely along the Lachin-Khankendi road"


@pytest.fixture
def desk(page, seeds, editor, sign_in):
    """The desk of article 000 with all its marks."""
    sign_in(page, editor)
    page.goto(f"/desk/articles/{make.seed('000').pk}/")
    return page


def test_the_whole_link_by_keyboard_alone(desk):
    words = "Withstanding tough weather conditions"
    desk.keyboard.press("f")
    desk.keyboard.type(words)
    desk.keyboard.press("Enter")
    expect(desk.locator("#link-form blockquote")).to_have_text(words)
    expect(desk.locator("#panel")).to_be_focused()
    desk.keyboard.press("m")
    expect(desk.locator("#claim-search")).to_be_focused()
    desk.keyboard.type("began 12 December")
    expect(desk.locator("#claim-options label")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(desk.locator("#claim-options input")).to_be_checked()
    desk.keyboard.press("Enter")
    expect(desk.locator("#said")).to_contain_text("Linked: mentions")
    expect(desk.locator("#said")).to_be_focused()
    linked = Evidence.objects.get(passage__exact=words)
    assert (linked.claim.key, linked.stance) == ("c13", "mentions")

    desk.keyboard.press("u")
    expect(desk.locator("#said")).to_contain_text("Retired")
    linked.refresh_from_db()
    assert linked.retired_at


def test_a_new_claim_by_keyboard(desk):
    select(desk, "the number of picketers is growing")
    expect(desk.locator("#link-form")).to_be_visible()
    expect(desk.locator("#announcer")).to_contain_text("Words chosen")
    desk.keyboard.press("s")
    desk.keyboard.type("picketers grow in number")
    desk.keyboard.press("Escape")  # leaves the field
    expect(desk.locator("#panel")).to_be_focused()
    desk.keyboard.press("Escape")  # leaves the panel
    expect(desk.locator("#link-form")).to_have_count(0)
    select(desk, "the number of picketers is growing")
    expect(desk.locator("#link-form")).to_be_visible()
    desk.keyboard.press("s")
    desk.keyboard.type("Picketers grow in number")
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    expect(desk.locator("#id_proposition")).to_be_focused()
    expect(desk.locator("#id_proposition")).to_have_value("Picketers grow in number")
    desk.locator("#id_topic").select_option("mining")
    desk.locator("#id_proposition").press("Enter")
    expect(desk.locator("#said")).to_contain_text("Linked: supports")
    assert Claim.objects.get(proposition="Picketers grow in number").state == "draft"


def test_near_twins_are_shown_while_typing_and_can_be_taken(desk):
    select(desk, "the number of picketers is growing")
    expect(desk.locator("#link-form")).to_be_visible()
    desk.keyboard.press("n")
    desk.locator("#id_proposition").press_sequentially("The planned monitoring took place.")
    twin = desk.locator("#twins a")
    expect(twin).to_have_text("The planned monitoring did not take place.")
    twin.click()
    expect(desk.locator("#claim-options input").first).to_be_checked()
    expect(desk.locator("#id_proposition")).to_have_value("")


def test_a_selection_over_marks_and_paragraphs_is_kept_to_the_letter(desk):
    text = make.seed("000").revisions.get().text
    desk.evaluate(
        """() => {
          const [a, b] = [...document.querySelectorAll("#words p[data-start]")].slice(3, 5);
          const range = document.createRange();
          range.setStart(a.querySelector("mark").lastChild, 20);
          range.setEnd(b.firstChild, 20);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    chosen = desk.locator("#link-form blockquote")
    expect(chosen).to_contain_text("“The public attacks")
    form = desk.locator("#link-form")
    start = int(form.locator("[name=start]").input_value())
    end = int(form.locator("[name=end]").input_value())
    assert form.locator("[name=exact]").input_value() == text[start:end]
    assert "road.\n\n“The" in text[start:end]


def test_words_that_changed_meanwhile_are_refused_and_kept(desk, expected_console):
    expected_console.append("409")
    select(desk, "the number of picketers is growing")
    desk.locator("#claim-options input").first.check()
    desk.keyboard.press("s")
    text = make.seed("000").revisions.get().text
    make.article("Now it begins otherwise.\n\n" + text, name=make.seed("000").source_name)
    desk.locator("#link-form .primary").click()
    expect(desk.get_by_role("alert")).to_contain_text("do not stand at characters")
    expect(desk.locator("#link-form blockquote")).to_have_text("the number of picketers is growing")
    expect(desk.locator("#link-form input[value=supports]")).to_be_checked()
    assert not Evidence.objects.filter(passage__exact__startswith="the number of pick").exists()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(desk, expected_console, axe):
    expected_console.append("422")
    select(desk, "the number of picketers is growing")
    desk.locator("#panel").get_by_text("Note for the desk").click()
    desk.locator("#id_note").fill("look at this again")
    desk.locator("#link-form .primary").click()
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("Say whether the words support, contradict or mention it.")
    expect(alert).to_contain_text("Choose the claim that the words bear on")
    expect(desk.locator("#id_note")).to_have_value("look at this again")
    axe(desk)


def test_stance_is_changed_and_links_are_retired_and_restored(desk):
    note = desk.locator("article.note").filter(has_text="Humanitarian convoys").first
    note.get_by_text("Change").click()
    note.get_by_role("button", name="mentions").click()
    expect(desk.locator("#said")).to_contain_text("Changed: mentions")
    for listed in range(2):
        note = desk.locator(".note").first
        note.get_by_text("Change").click()
        note.get_by_role("button", name="Retire").click()
        expect(desk.locator("#said")).to_contain_text("Retired")
        expect(desk.locator("#retired .toast")).to_have_count(listed)
    live = Evidence.objects.live().count()
    desk.locator("#retired").get_by_role("button", name="Undo").click()  # the first of the two
    expect(desk.locator("#said")).to_contain_text("Linked again")
    assert Evidence.objects.live().count() == live + 1
    desk.locator("#retired").get_by_role("button", name="Undo").click()  # then the other
    expect(desk.locator("#retired .toast")).to_have_count(0)
    assert Evidence.objects.live().count() == live + 2


def test_the_keys_are_listed(desk, axe):
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_contain_text("save")
    axe(desk)
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_have_count(0)


def test_a_server_that_cannot_be_reached_is_said_and_tried_again(desk, expected_console):
    expected_console.extend(["ERR_INTERNET_DISCONNECTED", "htmx:"])
    select(desk, "the number of picketers is growing")
    desk.locator("#claim-options input").first.check()
    desk.keyboard.press("s")
    desk.context.set_offline(True)
    desk.locator("#link-form .primary").click()
    expect(desk.locator("#announcer")).to_contain_text("No connection: not saved yet.")
    expect(desk.locator("#link-form blockquote")).to_be_visible()
    desk.context.set_offline(False)
    expect(desk.locator("#said")).to_contain_text("Linked: supports")


def test_touch_selects_too(new_context, seeds, editor, sign_in):
    phone = new_context(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    sign_in(phone, editor)
    page = phone.new_page()
    page.goto(f"/desk/articles/{make.seed('004').pk}/")
    select(page, "Yerevan regarded this as a provocation")
    panel = page.locator("#link-form")
    expect(panel).to_be_visible()
    panel.locator("#claim-options input").first.check(force=True)
    panel.get_by_text("contradicts").first.tap()
    panel.locator(".primary").tap()
    expect(page.locator("#said")).to_contain_text("Linked: contradicts")


def test_the_desk_works_without_scripts(new_context, seeds, editor, sign_in):
    plain = new_context(java_script_enabled=False)
    sign_in(plain, editor)
    page = plain.new_page()
    page.goto(f"/desk/articles/{make.seed('000').pk}/")
    page.get_by_label("Find words").fill("the road")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".places li")).not_to_have_count(0)
    page.locator(".places a").first.click()
    page.locator("#claim-search").fill("peacekeepers themselves")
    page.locator("#link-form").get_by_role("button", name="Search").first.click()
    page.locator("#claim-options input").first.check(force=True)
    page.locator("input[value=mentions]").check(force=True)
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_role("status").first).to_contain_text("Linked: mentions")
    made = Evidence.objects.latest("pk")
    assert (made.passage.exact, made.claim.key) == ("the road", "c12")
    page.locator(".note summary").first.click()
    page.locator(".note").first.get_by_role("button", name="Retire").click()
    expect(page.get_by_role("status").first).to_contain_text("Retired")


def test_enter_on_a_chosen_claim_links_the_words(desk):
    select(desk, "the number of picketers is growing")
    expect(desk.locator("#link-form")).to_be_visible()
    desk.keyboard.press("m")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#claim-options input").first).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#said")).to_contain_text("Linked: mentions")
    assert Evidence.objects.filter(passage__exact="the number of picketers is growing").exists()


def test_enter_in_the_reason_changes_nothing_and_a_change_can_be_undone(desk):
    note = desk.locator("article.note").filter(has_text="Humanitarian convoys").first
    note.get_by_text("Change").click()
    note.get_by_label("Why").fill("It is hearsay.")
    note.get_by_label("Why").press("Enter")
    row = Evidence.objects.live().get(
        claim__key="c04", stance="supports", passage__revision__article=make.seed("000")
    )
    note.get_by_role("button", name="mentions").click()
    expect(desk.locator("#said")).to_contain_text("Changed: mentions")
    changed = Evidence.objects.live().get(passage=row.passage, claim=row.claim)
    assert changed.stance == "mentions"
    expect(desk.locator("#said")).to_be_focused()
    desk.keyboard.press("u")
    expect(desk.locator("#said")).to_contain_text("Changed: supports")


def test_the_place_in_the_text_stays_when_the_desk_is_swapped(desk):
    select(desk, "However, ")
    expect(desk.locator("#link-form")).to_be_visible()
    desk.locator("#claim-options input").first.check()
    desk.keyboard.press("m")
    desk.locator("p[data-start]").last.scroll_into_view_if_needed()
    before = desk.evaluate("scrollY")
    assert before > 500
    desk.keyboard.press("Enter")
    expect(desk.locator("#said")).to_contain_text("Linked: mentions")
    assert abs(desk.evaluate("scrollY") - before) < 200
