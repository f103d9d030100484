"""The way through the queue, by keyboard alone."""

from playwright.sync_api import expect

from tests import make


def test_a_claim_opened_from_the_queue_lists_its_keys_and_obeys_them(page, editor, sign_in):
    first, second = make.claim(state="draft"), make.claim(state="draft")
    sign_in(page, editor)
    page.goto("/desk/?kind=drafts")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first.proposition)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press(".")  # no key acts behind the dialog
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("a")
    expect(page.locator("#queue-bar")).to_contain_text("yours")
    page.keyboard.press(".")
    expect(page.locator("h1")).to_have_text(second.proposition)


def test_after_taking_what_was_nobodys_the_next_has_the_focus(page, editor, sign_in):
    drafts = [make.claim(state="draft") for _ in range(4)]
    sign_in(page, editor)
    page.goto("/desk/?kind=drafts&who=nobody")
    items = page.locator(".waiting > li")
    for key in "jja":
        page.keyboard.press(key)
    expect(items).to_have_count(3)
    expect(items.nth(1)).to_be_focused()
    expect(items.nth(1)).to_contain_text(drafts[2].proposition)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(items).to_have_count(2)
    expect(items.nth(1)).to_be_focused()
    expect(items.nth(1)).to_contain_text(drafts[2].proposition)
