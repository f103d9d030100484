"""An editor goes through what is proposed for a claim, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim, Evidence, Suggestion
from tests import make


@pytest.fixture
def claim(seeds):
    return Claim.objects.get(key="c01")


@pytest.fixture
def desk(page, claim, editor, sign_in):
    sign_in(page, editor)
    page.goto(f"/desk/claims/{claim.slug}/")
    return page


def test_keys_go_through_the_passages(desk):
    proposals = desk.locator(".candidate")
    for key, at in (("j", 0), ("n", 1), ("j", 2), ("k", 1), ("p", 0), ("k", 0)):
        desk.keyboard.press(key)
        expect(proposals.nth(at)).to_be_focused()
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.keyboard.press("d")  # in the list of keys it does nothing
    expect(desk.locator("#keys")).to_be_visible()
    assert not Suggestion.objects.filter(kind="passage").exists()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()


def test_a_passage_is_dismissed_and_taken_back(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    gone = desk.locator(".candidate").nth(1).get_attribute("id")
    following = desk.locator(".candidate").nth(2).get_attribute("id")
    desk.keyboard.press("d")
    expect(desk.locator(f"#{following}")).to_be_focused()
    expect(desk.locator(f"#{gone}")).to_have_count(0)
    expect(desk.locator("#said")).to_contain_text("Dismissed")
    expect(desk.locator("#announcer")).to_contain_text("Dismissed")
    assert Suggestion.objects.get(kind="passage").decision == "dismissed"

    desk.keyboard.press("u")
    expect(desk.locator(f"#{gone}")).to_be_visible()
    expect(desk.get_by_role("status").first).to_contain_text("Taken back")
    assert Suggestion.objects.get(kind="passage").decision == ""


@pytest.mark.parametrize("key", ["Enter", "o"])
def test_a_passage_is_linked_in_five_keys(desk, claim, key):
    desk.keyboard.press("j")
    proposal = desk.locator(".candidate").first
    words, gone = proposal.locator("mark").inner_text(), proposal.get_attribute("id")
    desk.keyboard.press(key)
    expect(desk.locator("#link-form blockquote")).to_have_text(words)
    desk.wait_for_load_state()
    desk.keyboard.press("s")
    expect(desk.locator("#link-form .primary")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#said")).to_contain_text("Linked: supports")
    linked = Evidence.objects.latest("pk")
    assert (linked.claim, linked.stance, linked.passage.exact) == (claim, "supports", words)

    desk.go_back()  # Alt and the left arrow
    expect(desk.locator(".candidate").first).to_be_focused()
    expect(desk.locator(f"#{gone}")).to_have_count(0)


def test_without_scripts_the_same_is_done_with_links_and_buttons(
    new_context, claim, editor, sign_in
):
    context = new_context(java_script_enabled=False)
    sign_in(context, editor)
    page = context.new_page()
    page.goto(f"/desk/claims/{claim.slug}/")
    count = page.locator(".candidate").count()
    page.get_by_role("button", name="Does not bear on it").first.click()
    expect(page.locator("#said")).to_contain_text("Dismissed")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".candidate")).to_have_count(count)
    page.get_by_role("link", name="Open at the sentence").first.click()
    expect(page.locator("#link-form blockquote")).to_be_visible()
    expect(page.locator(f"#link-form [name=claim][value='{claim.slug}']")).to_be_checked()


def test_twins_are_told_apart(desk):
    make.claim("The planned monitoring took not place.")
    desk.goto("/desk/twins/")
    desk.get_by_role("button", name="They differ").click()
    expect(desk.locator("#said")).to_contain_text("These differ")
    expect(desk.get_by_text("No two claims are that much alike")).to_be_visible()
    desk.get_by_role("button", name="Take back").click()
    expect(desk.get_by_role("button", name="They differ")).to_be_visible()
