"""An editor decides on names that may be one, and says who an actor is, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Actor, Distinction
from factcheck.services import sources
from tests import make


@pytest.fixture
def desk(page, seeds, editor, sign_in):
    """A name in a quote that waits, and two pairs of actors."""
    run = sources.begin_run(by=None)
    text = b"Mariya Zakharova said that the road is open.\n"
    sources.import_file(run=run, name="quoted.txt", data=text, by=None)
    make.actor("Dmitry Peskov")
    make.actor("Nikol Pashinian")
    sign_in(page, editor)
    page.goto("/desk/actors/")
    return page


def test_keys_decide_on_one_name_after_the_other(desk):
    items = desk.locator(".candidate")
    expect(items).to_have_count(3)
    desk.keyboard.press("j")
    expect(items.first).to_be_focused()
    expect(items.first).to_contain_text("Mariya Zakharova")
    desk.keyboard.press("o")
    expect(desk.locator("#announcer")).to_contain_text("Added: “Mariya Zakharova”")
    expect(items).to_have_count(2)
    expect(items.first).to_be_focused()
    assert Actor.objects.get(name="Maria Zakharova").aliases.filter(name="Mariya Zakharova")

    desk.keyboard.press("j")
    expect(items.nth(1)).to_contain_text("Nikol Pashinian")
    desk.keyboard.press("d")
    expect(desk.locator("#announcer")).to_contain_text("Two: ")
    assert Distinction.objects.standing().count() == 1
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("#announcer")).to_contain_text("Merged: “Dmitry Peskov”")
    expect(items).to_have_count(0)
    merged = Actor.objects.get(name="Dmitry Peskov")
    assert merged.merged_into.name == "Dmitriy Peskov"

    desk.keyboard.press("u")
    expect(items).to_have_count(1)
    expect(desk.get_by_role("status").first).to_contain_text("an actor of its own again")
    merged.refresh_from_db()
    assert merged.merged_into is None


def test_the_list_says_its_keys(desk):
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    expect(desk.locator("#keys")).to_contain_text("they are two")


def test_a_new_actor_that_is_refused_is_seen_to_be(desk, expected_console):
    expected_console.append("422")
    desk.locator("#add").get_by_label("Name").fill("Dmitry Peskov")
    desk.keyboard.press("Enter")
    expect(desk.locator("#add .error")).to_be_in_viewport()
