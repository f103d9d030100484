"""A passage whose source was changed is placed by hand, in the real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Placement
from tests import make
from tests.browser.words import select


@pytest.fixture
def placing(page, editor, sign_in):
    words = "The road was open on Monday, the ministry said in the evening."
    passage = make.passage(words, f"{words}\n\nMore words stand here.\n")
    make.link(make.claim(), passage)
    text = "It rained.\n\nOn Monday the ministry called the road passable.\n"
    make.revision(passage.revision.article, text)
    sign_in(page, editor)
    page.goto("/desk/placements/")
    page.get_by_role("link", name="Choose the words by hand").click()
    page.wait_for_load_state()
    return page


def test_words_are_selected_and_placed_by_the_keyboard(placing):
    select(placing, "the ministry called the road passable")
    expect(placing.locator("#link-form")).to_be_visible()
    expect(placing.locator("#announcer")).to_contain_text("Press Enter to place them here")
    placing.keyboard.press("Enter")
    expect(placing.locator(".toast")).to_contain_text("Moved by hand")
    placed = Placement.objects.get()
    assert placed.revision.text[placed.chosen_start : placed.chosen_end] == (
        "the ministry called the road passable"
    )

    placing.get_by_role("button", name="Take back").click()
    expect(placing.get_by_role("status")).to_contain_text("was taken back")
    assert Placement.objects.get().is_open


def test_escape_leaves_the_panel_and_nothing_is_placed(placing):
    select(placing, "It rained")
    expect(placing.locator("#link-form")).to_be_visible()
    placing.keyboard.press("Escape")
    expect(placing.locator("#link-form")).to_have_count(0)
    assert Placement.objects.get().is_open
