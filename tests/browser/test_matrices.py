"""Matrices in the browser: heads that stay in sight, and sheets on a phone."""

import pytest

from factcheck.models import Claim

ACTORS = "/topics/road-status/actors/"
PHONE, LOW = {"width": 390, "height": 844}, {"width": 760, "height": 420}
LABEL = "cell => getComputedStyle(cell, '::before').content"


@pytest.mark.parametrize(
    "address", [ACTORS, "/topics/road-status/questions/is-the-road-open/", "/topics/talks/outlets/"]
)
def test_on_a_phone_a_row_is_a_sheet_and_for_assistive_technology_a_table(
    new_context, seeds, address
):
    page = new_context(viewport=PHONE).new_page()
    page.goto(address)
    table = page.get_by_role("table")
    assert table.evaluate("table => table.scrollWidth <= document.body.clientWidth")
    claims = table.get_by_role("rowheader").filter(has=page.locator("a[href^='/claims/']"))
    assert claims.count() == table.locator("tbody tr:not(.group)").count() > 1
    cells = table.get_by_role("cell")
    heads = table.get_by_role("columnheader").all_inner_texts()[1:]
    assert cells.count() == table.locator("td:not(.blank)").count() > 3
    for cell in cells.all():
        column = int(cell.get_attribute("aria-colindex")) - 2
        label = cell.evaluate(LABEL).strip('"').partition(",")[0]
        assert heads[column].startswith(label)


def test_heads_stay_in_sight_while_a_matrix_scrolls(new_context, seeds):
    page = new_context(viewport=LOW).new_page()
    page.goto(ACTORS)
    matrix = page.get_by_role("region", name="Status of the Lachin road: claims and actors")
    last = matrix.get_by_role("columnheader").last
    claim = matrix.get_by_role("rowheader").last
    matrix.evaluate("region => region.scrollTo(10_000, 10_000)")
    assert matrix.evaluate("region => region.scrollLeft > 0 && region.scrollTop > 0")
    frame, head, row = (part.bounding_box() for part in (matrix, last, claim))
    assert abs(head["y"] - frame["y"]) < 2
    assert abs(row["x"] - frame["x"]) < 2


def test_by_keys_the_columns_are_ordered_by_a_claim_and_the_place_is_kept(new_context, seeds):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(ACTORS)
    row = page.get_by_role("row").filter(has_text=Claim.objects.get(key="c02").proposition)
    row.get_by_role("link", name="Order actors by this claim").press("Enter")
    page.wait_for_url("**?sort=on.*#matrix")
    heads = page.get_by_role("columnheader").locator("a.title").all_inner_texts()
    assert heads[:2] == ["Government of Armenia", "Nikol Pashinyan"]
    row.get_by_role("link", name="supports").first.press("Enter")
    page.wait_for_url("**/claims/**#evidence-*")
    assert page.locator(":target").get_by_text("Government of Armenia").count()
