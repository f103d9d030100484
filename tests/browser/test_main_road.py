"""The whole road on the seeds: from files to a claim page that shows both sides."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from factcheck.models import Claim, Evidence
from tests import make
from tests.browser.words import drag_over

OPEN = "Vehicles constantly pass through the road unhindered"
BLOCKED = "food shortages began in Karabakh due to the blockade"
CLAIM = "Vehicles pass along the road without hindrance."


@pytest.fixture
def desk_page(page, editor, sign_in):
    sign_in(page, editor)
    return page


def upload_seeds(page, axe):
    page.goto("/imports/")
    axe(page)
    page.get_by_label("Choose files").set_input_files(sorted(make.SEEDS.glob("*.txt")))
    page.get_by_role("button", name="Look at the files").click()
    expect(page.get_by_role("heading", name="Look before importing")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="001_")).to_contain_text("2 January 2023, 12:20")
    assert not Article.objects.exists()  # looking saves nothing
    axe(page)
    page.get_by_role("button", name="Import 5 files").click()
    expect(page.get_by_role("row").filter(has_text="created")).to_have_count(5)
    axe(page)


def test_from_the_upload_to_both_sides_of_a_claim(page, new_context, sign_in, axe):
    sign_in(page, make.person("admin"))
    upload_seeds(page, axe)

    editor = new_context().new_page()
    sign_in(editor, make.person("editor"))
    link_to_a_new_claim(editor, axe)
    link_what_contradicts_it(editor, axe)
    editor.goto(Claim.objects.get().get_absolute_url())
    editor.get_by_role("button", name="Send for review").click()
    expect(editor.get_by_text("Sent for review.")).to_be_visible()

    reviewer = new_context().new_page()
    sign_in(reviewer, make.person("reviewer"))
    reviewer.goto(Claim.objects.get().get_absolute_url())
    reviewer.get_by_role("button", name="Publish").click()
    expect(reviewer.get_by_text("Published: readers see it now.")).to_be_visible()

    read_both_sides(new_context().new_page(), axe)


def link_to_a_new_claim(page, axe):
    page.goto(f"/desk/articles/{make.seed('000').pk}/")
    drag_over(page, OPEN)
    panel = page.get_by_role("complementary", name="Link words to a claim")
    expect(panel.locator("blockquote")).to_have_text(OPEN)
    page.keyboard.press("s")
    page.keyboard.press("Escape")  # the field is left,
    page.keyboard.press("Escape")  # then the panel, by mistake: nothing else is lost
    expect(panel.locator("blockquote")).to_have_count(0)
    drag_over(page, OPEN)
    expect(panel.locator("blockquote")).to_have_text(OPEN)
    page.keyboard.press("s")
    expect(panel.get_by_role("radio", name="supports")).to_be_checked()
    panel.get_by_text("New claim").click()
    panel.get_by_label("one checkable sentence").fill(CLAIM)
    panel.get_by_label("or a new topic").fill("Status of the road")
    axe(page)
    panel.get_by_role("button", name="Link").click()
    expect(page.locator("#said")).to_contain_text("Linked: supports")
    expect(page.locator("#announcer")).to_contain_text("Linked: supports")
    expect(page.locator("#said")).to_be_focused()
    expect(page.locator("mark.supports")).to_have_text(OPEN)
    axe(page)


def link_what_contradicts_it(page, axe):
    page.goto(f"/desk/articles/{make.seed('004').pk}/")
    drag_over(page, BLOCKED)
    panel = page.locator("#panel")
    panel.get_by_role("radio", name=CLAIM).check()
    page.keyboard.press("c")
    panel.get_by_text("Somebody new").click()
    panel.get_by_label("Name").fill("Nikol Pashinyan")
    panel.get_by_label("Kind").select_option("person")
    panel.get_by_label("How").select_option("indirect_speech")
    panel.get_by_role("button", name="Link").click()
    expect(page.locator("mark.contradicts")).to_have_text(BLOCKED)


def read_both_sides(page, axe):
    page.goto("/")
    page.get_by_role("link", name=CLAIM).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CLAIM)
    expect(page.locator("mark.supports")).to_have_text(OPEN)
    expect(page.locator("mark.contradicts")).to_have_text(BLOCKED)
    expect(page.get_by_role("main")).to_contain_text("Nikol Pashinyan")
    axe(page)
    words = Evidence.objects.get(stance="contradicts").passage
    page.locator(f'main a[href="{words.get_absolute_url()}"]').first.click()
    sought = page.locator("mark.sought")
    expect(sought).to_have_text(BLOCKED)
    expect(sought).to_be_in_viewport()
    axe(page)
