"""Two articles side by side in the real browser: words of either are selected and linked."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Evidence
from tests import make
from tests.browser.words import drag_over, select

SHARED = "Earlier, Armenian Prime Minister Nikol Pashinyan"
ONLY_RIGHT = "Yerevan regarded this as a provocation"


@pytest.fixture
def two(seeds):
    return make.seed("000"), make.seed("004")


@pytest.fixture
def beside(page, two, editor, sign_in):
    page.set_viewport_size({"width": 1400, "height": 900})
    sign_in(page, editor)
    page.goto(f"/desk/articles/{two[0].pk}/beside/{two[1].pk}/")
    return page


def link_as(page, stance):
    """Take the first claim that is offered, by keys alone; the evidence."""
    # A form that has only just come in is sent without scripts: nothing is lost, but the page is
    # another one then.
    expect(
        page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")
    ).to_have_count(0)
    page.keyboard.press(stance)
    page.keyboard.press("Enter")
    expect(page.locator("#claim-options :checked")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#link-form")).to_have_count(0)
    expect(page.locator("#said")).to_contain_text("Linked: ")
    return Evidence.objects.latest("pk")


def test_the_same_words_are_linked_in_either_column_and_one_stays_there(beside, two):
    for article, column in zip(two, ("text-A", "text-B"), strict=True):
        row = beside.locator(f"p[data-of={column}]", has_text=SHARED)
        begun = row.locator("mark").count()
        select(beside, SHARED, by_words(beside, column))
        expect(beside.locator("#announcer")).to_contain_text("Words chosen")
        made = link_as(beside, "m")
        assert made.passage.exact == SHARED
        assert made.passage.revision.article == article
        expect(beside.locator("#said")).to_be_focused()
        expect(row.locator("mark")).to_have_count(begun + 1)
        assert "/beside/" in beside.url
    beside.keyboard.press("u")
    expect(beside.locator("#said")).to_contain_text("Retired")
    expect(row.locator("mark")).to_have_count(begun)


def by_words(page, column):
    """A selector of the paragraph of a column that holds the shared words."""
    at = page.locator(f"p[data-of={column}]", has_text=SHARED).get_attribute("data-start")
    return f"p[data-of={column}][data-start='{at}']"


def test_a_selection_over_paragraphs_holds_the_words_of_its_own_column_alone(beside, two):
    text = two[0].revisions.get().text
    chosen = beside.evaluate(
        """() => {
          const nodes = [];
          for (const p of document.querySelectorAll("p[data-of=text-A]")) {
            const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) nodes.push(walker.currentNode);
          }
          const first = nodes.find((node) => node.data.includes("any missions"));
          const last = nodes.find((node) => node.data.includes("In his interview"));
          first.parentElement.dispatchEvent(new Event("selectstart", { bubbles: true }));
          getSelection().setBaseAndExtent(first, 0, last, 5);
          return [first.data, last.data.slice(0, 5)];
        }"""
    )
    expect(beside.locator("#link-form")).to_be_visible()
    exact = beside.locator("#link-form [name=exact]").input_value().replace("\r\n", "\n")
    start = int(beside.locator("#link-form [name=start]").input_value())
    assert exact.startswith(chosen[0])
    assert exact.endswith(chosen[1])
    assert text[start : start + len(exact)] == exact
    other = beside.locator("p[data-of=text-B]").first
    assert other.evaluate("p => getComputedStyle(p).userSelect") == "none"


def test_words_are_chosen_with_the_mouse_in_one_column_and_then_the_other(beside, two):
    drag_over(beside, "Withstanding tough weather")
    expect(beside.locator("#link-form blockquote")).to_have_text("Withstanding tough weather")
    drag_over(beside, ONLY_RIGHT)
    expect(beside.locator("#link-form blockquote")).to_have_text(ONLY_RIGHT)
    expect(beside.locator("#announcer")).to_contain_text(f"Words chosen: {ONLY_RIGHT}")
    assert link_as(beside, "s").passage.revision.article == two[1]


def test_keys_go_through_what_both_share(beside):
    pairs = [beside.locator(f"#pair-{n}") for n in (1, 2, 3, 4)]
    for key, at in (("n", 0), ("n", 1), ("n", 2), ("n", 3), ("n", 0), ("p", 3), ("p", 2)):
        beside.keyboard.press(key)
        expect(pairs[at]).to_be_focused()
        expect(pairs[at]).to_be_in_viewport()
    select(beside, ONLY_RIGHT)
    expect(beside.locator("#link-form")).to_be_visible()
    beside.keyboard.press("n")
    expect(beside.locator("#id_proposition")).to_be_focused()
    beside.keyboard.press("Escape")
    beside.keyboard.press("Escape")
    expect(beside.locator("#link-form")).to_have_count(0)
    beside.keyboard.press("n")
    expect(pairs[3]).to_be_focused()
    beside.keyboard.press("?")
    expect(beside.get_by_role("dialog")).to_contain_text("previous shared paragraph")


def test_pasted_words_are_found_in_the_article_that_is_named(beside, two):
    beside.keyboard.press("f")
    beside.locator("#find-of").select_option(str(two[1].pk))
    beside.locator("#find-words").fill(SHARED)
    beside.locator("#find-words").press("Enter")
    expect(beside.locator("#link-form blockquote")).to_have_text(SHARED)
    expect(beside.locator("#panel")).to_be_focused()
    assert link_as(beside, "c").passage.revision.article == two[1]


def test_without_scripts_words_of_either_are_linked(new_context, two, editor, sign_in):
    plain = new_context(java_script_enabled=False)
    sign_in(plain, editor)
    page = plain.new_page()
    page.goto(f"/desk/articles/{two[0].pk}/beside/{two[1].pk}/")
    page.get_by_label("In", exact=True).select_option(str(two[1].pk))
    page.get_by_label("Find words").fill(ONLY_RIGHT)
    page.get_by_role("button", name="Find").click()
    page.locator("#claim-options input").first.check(force=True)
    page.locator("input[value=mentions]").check(force=True)
    page.locator("#link-form").get_by_role("button", name="Link").click()
    expect(page.get_by_role("status").first).to_contain_text("Linked: mentions")
    expect(page.get_by_role("heading", name="Two articles side by side")).to_be_visible()
    page.get_by_role("link", name="B ¶3").first.click()
    chosen = two[1].revisions.get().paragraphs.get(position=3)
    words = two[1].revisions.get().text[chosen.start : chosen.end]
    expect(page.locator("#link-form blockquote")).to_have_text(words)


def test_on_a_phone_each_paragraph_stands_over_its_partner(new_context, two, editor, sign_in):
    phone = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    sign_in(phone, editor)
    page = phone.new_page()
    page.goto(f"/desk/articles/{two[0].pk}/beside/{two[1].pk}/")
    left, right = (page.locator(f"#pair-2 p[data-of=text-{letter}]") for letter in "AB")
    boxes = left.bounding_box(), right.bounding_box()
    assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"]
    assert boxes[0]["x"] == boxes[1]["x"]
    expect(page.locator("#pair-2 .outlet").first).to_have_text("Azernews")
    select(page, ONLY_RIGHT)
    page.locator("#claim-options input").first.check(force=True)
    page.locator("#link-form").get_by_text("mentions").first.tap()
    page.locator("#link-form .primary").tap()
    expect(page.locator("#said")).to_contain_text("Linked: mentions")
