"""Nothing that is typed is lost: not in a crash, not without a connection, not to another."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Claim, Evidence, Unsaved
from tests import make

WORDS = "The road is open to everybody who asks for it."
LINK = "**/desk/articles/*/link/"
KEEP = "**/desk/unsaved/"


@pytest.fixture
def claim(db):
    return make.claim("The road is open.", state="draft")


@pytest.fixture
def article(db):
    return make.article("The road is open, they say.\n\nIt is not.\n")


def edit(page, claim):
    page.goto(f"{claim.get_absolute_url()}edit/")
    return page.locator("#id_proposition")


def test_what_is_typed_outlives_a_crash(new_context, sign_in, editor, claim):
    context = new_context()
    sign_in(context, editor)
    page = context.new_page()
    edit(page, claim).fill(WORDS)
    expect(page.locator(".unsaved-status")).to_contain_text("Kept at", timeout=5000)
    context.close()

    again = new_context()
    sign_in(again, editor)
    page = again.new_page()
    expect(edit(page, claim)).to_have_value(WORDS)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text(WORDS)
    assert Unsaved.objects.get().closed_at is not None


def test_leaving_the_page_at_once_keeps_the_last_letters(page, sign_in, editor, claim):
    sign_in(page, editor)
    edit(page, claim).press("End")
    page.keyboard.type(" Quagga")
    page.goto("/desk/")
    expect(edit(page, claim)).to_have_value("The road is open. Quagga")


def test_typing_goes_on_without_a_connection_and_is_kept_once_there_is_one(
    page, sign_in, editor, claim, expected_console
):
    expected_console.extend(["ERR_INTERNET_DISCONNECTED", "htmx:"])
    sign_in(page, editor)
    field = edit(page, claim)
    page.context.set_offline(True)
    field.fill(WORDS)
    expect(page.locator(".unsaved-status")).to_contain_text("No connection.")
    expect(page.locator("#announcer")).to_contain_text("No connection.")
    assert not Unsaved.objects.exists()

    page.context.set_offline(False)
    expect(page.locator(".unsaved-status")).to_contain_text("Kept at")
    assert Unsaved.objects.get().fields["proposition"] == WORDS


def test_an_editor_who_is_signed_out_while_typing_goes_on_after_signing_in(
    page, sign_in, editor, claim, expected_console
):
    expected_console.append("403 (Forbidden)")
    sign_in(page, editor)
    field = edit(page, claim)
    other_tab = page.context.new_page()
    other_tab.goto("/accounts/logout/")
    other_tab.locator("main").get_by_role("button", name="Sign out").click()
    expect(other_tab.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    field.fill(WORDS)
    expect(page.locator("#announcer")).to_contain_text("You are signed out.")

    other_tab.goto("/accounts/login/")
    other_tab.get_by_label("Username").fill(editor.username)
    other_tab.get_by_label("Password").fill("pass")
    other_tab.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.locator(".unsaved-status")).to_contain_text("Kept at")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text(WORDS)


def test_a_link_that_did_not_get_through_is_sent_again_by_itself(
    page, sign_in, editor, claim, article, expected_console
):
    expected_console.extend(["ERR_FAILED", "htmx:"])
    sign_in(page, editor)
    page.goto(f"/desk/articles/{article.pk}/?start=0&end=16")
    page.keyboard.press("s")
    tries = []

    def fail_twice(route):
        tries.append(route)
        route.abort() if len(tries) < 3 else route.continue_()

    page.route(LINK, fail_twice)
    page.locator("#claim-options input").first.check()
    page.get_by_role("button", name="Link").click()
    expect(page.locator("#announcer")).to_contain_text("No connection: not saved yet.")
    expect(page.locator("#said")).to_contain_text("Linked: supports", timeout=8000)
    assert len(tries) == 3
    assert Evidence.objects.get().claim == claim


def test_a_link_whose_answer_was_lost_is_made_once(
    page, sign_in, editor, claim, article, expected_console
):
    expected_console.extend(["ERR_FAILED", "htmx:"])
    sign_in(page, editor)
    page.goto(f"/desk/articles/{article.pk}/?start=0&end=16")
    page.keyboard.press("n")
    page.locator("#id_proposition").fill(WORDS)
    page.locator("#id_topic").select_option(label="Roads")
    page.locator("#link-form input[value=contradicts]").check(force=True)
    lost = []

    def lose_the_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route(LINK, lose_the_answer)
    page.get_by_role("button", name="Link").click()
    expect(page.locator("#said")).to_contain_text("Linked: contradicts", timeout=8000)
    assert lost == [200]
    assert Evidence.objects.get().claim.proposition == WORDS
    assert Claim.objects.filter(proposition=WORDS).count() == 1


def test_words_that_were_being_linked_come_back_with_their_note(page, sign_in, editor, article):
    sign_in(page, editor)
    page.goto(f"/desk/articles/{article.pk}/?start=0&end=16")
    page.locator("#link-form summary", has_text="Note").click()
    page.locator("#id_note").fill("Ask the ministry.")
    expect(page.locator(".unsaved-status")).to_contain_text("Kept at")
    page.goto(f"/desk/articles/{article.pk}/")
    page.get_by_role("list", name="Typed and not saved").get_by_role("link").click()
    expect(page.locator("#id_note")).to_have_value("Ask the ministry.")
    page.get_by_role("button", name="Forget it").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#id_note")).to_have_value("Ask the ministry.")


def test_two_browsers_at_one_claim_lose_no_words(
    new_context, sign_in, axe, claim, expected_console
):
    expected_console.append("409")
    pages = []
    for _ in range(2):
        context = new_context()
        sign_in(context, make.person("editor"))
        pages.append(context.new_page())
    fields = [edit(page, claim) for page in pages]
    fields[0].fill("The road is fully open.")
    fields[1].fill(WORDS)
    pages[0].get_by_role("button", name="Save").click()
    expect(pages[0].locator("h1")).to_have_text("The road is fully open.")
    pages[1].get_by_role("button", name="Save").click()

    both = pages[1].get_by_role("region", name="What the other editor changed")
    expect(both).to_contain_text("The road is fully open.")
    expect(pages[1].locator("#id_proposition")).to_have_value(WORDS)
    axe(pages[1])
    pages[1].get_by_role("button", name="Save").click()
    expect(pages[1].locator("h1")).to_have_text(WORDS)
