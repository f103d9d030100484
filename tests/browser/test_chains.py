"""An editor corrects a link and its chain, by keyboard alone and without scripts."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Evidence
from tests import make


@pytest.fixture
def row(seeds):
    """The words that Caliber.Az reported on 30 November, in article 002."""
    return Evidence.objects.filter(claim__key="c30").earliest("pk")


def chain_of(row):
    live = Evidence.objects.live().get(passage=row.passage, claim=row.claim)
    return [(str(hop), str(hop.said_on or ""), hop.directness) for hop in live.hops.all()]


def test_a_chain_is_edited_by_keyboard_alone(page, row, editor, sign_in, axe):
    sign_in(page, editor)
    page.goto(f"/desk/articles/{make.seed('002').pk}/")
    note = page.locator(".note").filter(has_text="Eight Kamaz trucks").first
    expect(note.get_by_role("list", name="Via")).to_contain_text("30 November 2022")
    note.get_by_role("link", name="Eight Kamaz trucks").focus()
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Edit the link")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Add a step").focus()
    page.keyboard.press("Enter")
    who = page.locator("#id_step-1-who")
    expect(who).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # an unnamed source
    page.get_by_role("button", name="Up step 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Down step 1")).to_be_focused()
    expect(page.get_by_label("an unnamed source").first).to_be_checked()
    page.keyboard.press("Enter")  # and down again
    expect(page.get_by_role("button", name="Up step 2")).to_be_focused()
    page.get_by_label("Why").focus()
    page.keyboard.type("They do not say who saw them.")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Changed.")
    expect(page.locator("#said")).to_be_focused()
    axe(page)
    assert chain_of(row) == [("Caliber.Az", "2022-11-30", ""), ("unnamed source", "", "")]
    expect(page.get_by_role("list", name="Via").get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_text("ends with an unnamed source")).to_be_visible()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # undo
    expect(page.locator("#said")).to_contain_text("Undone")
    assert chain_of(row) == [("Caliber.Az", "2022-11-30", "")]


def test_words_are_linked_with_their_chain_in_the_panel(
    page, seeds, editor, sign_in, axe, expected_console
):
    expected_console.append("422")
    sign_in(page, editor)
    text = make.seed("002").revisions.get().text
    start = text.index("identical vehicles")
    page.goto(f"/desk/articles/{make.seed('002').pk}/?start={start}&end={start + 18}")
    page.wait_for_load_state()
    page.keyboard.press("m")
    page.locator("#claim-options input").first.check(force=True)
    page.locator("#chain summary").press("Enter")
    page.get_by_role("button", name="Add a step").press("Enter")
    who = page.locator("#id_step-0-who")
    expect(who).to_be_focused()
    expect(page.locator("#claim-options input").first).to_be_checked()
    page.keyboard.type("Caliber")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Step 1: No actor is called “Caliber”. Did you mean “Caliber.Az”")
    axe(page)
    who.fill("caliber.az")
    page.locator("#id_step-0-said_on").fill("2022-11-30")
    who.press("Enter")
    expect(page.locator("#said")).to_contain_text("Linked: mentions")
    made = Evidence.objects.latest("pk")
    assert made.passage.exact == "identical vehicles"
    assert chain_of(made) == [("Caliber.Az", "2022-11-30", "")]


def test_without_scripts_a_chain_is_built_and_moved(new_context, row, editor, sign_in):
    context = new_context(java_script_enabled=False)
    sign_in(context, editor)
    page = context.new_page()
    page.goto(f"/desk/evidence/{row.pk}/")
    page.get_by_role("button", name="Add a step").click()
    page.locator("#id_step-1-who").fill("Maria Zakharova")
    page.get_by_role("button", name="Up step 2").click()
    expect(page.locator("#id_step-0-who")).to_have_value("Maria Zakharova")
    page.get_by_role("button", name="Remove step 2").click()
    page.get_by_label("Why").fill("misread")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#said")).to_contain_text("Changed.")
    assert chain_of(row) == [("Maria Zakharova", "", "")]
