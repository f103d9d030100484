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
