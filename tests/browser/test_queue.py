"""The way through the queue, by keyboard alone."""

from playwright.sync_api import expect

from factcheck.queries.queue import KINDS
from tests import make


def test_a_claim_opened_from_the_queue_lists_its_keys_and_obeys_them(page, editor, sign_in):
    first, second = make.claim(state="draft"), make.claim(state="draft")
    sign_in(page, editor)
    page.goto("/desk/?kind=drafts")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first.proposition)
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press(".")  # no key acts behind the dialog
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("a")
    expect(page.locator("#queue-bar")).to_contain_text("yours")
    page.wait_for_load_state()
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


def test_whatever_is_opened_from_the_queue_lists_its_keys(page, editor, sign_in, seeds):
    make.claim(state="draft")
    make.claim(state="in_review")
    article = make.seed("003")
    make.revision(article, article.revisions.get().text.replace(" the ", " this "))
    sign_in(page, editor)
    for kind in KINDS:
        page.goto(f"/desk/?kind={kind}")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.locator("#queue-bar")).to_be_visible()
        page.wait_for_load_state()  # until the keys are heard
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Keys")
        expect(keys).to_contain_text("in the queue that you came from")
