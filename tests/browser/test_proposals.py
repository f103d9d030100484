"""Proposed quotes in the real browser: a day's linking by keyboard alone."""

import pytest
from playwright.sync_api import expect

from factcheck.models import Actor, Evidence, Suggestion
from tests import make

AT_MOST, TWENTY = 6, 20  # keys for one link, links


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


@pytest.fixture
def desk(page, seeds, editor, sign_in):
    """The desk of article 004 with its proposals."""
    sign_in(page, editor)
    page.goto(f"/desk/articles/{make.seed('004').pk}/")
    return page


def highlighted(page):
    """The words that are highlighted in the text."""
    return page.evaluate("[...(CSS.highlights.get('proposed') ?? [])].join('')")


def link_next(page, keys, stance):
    """Link the next quote whose speaker is known to the likeliest claim; the evidence, or None."""
    proposals = page.locator(".proposal")
    for _ in range(proposals.count()):
        keys.press("n")
        focused = page.locator(".proposal:focus")
        words = Suggestion.objects.get(pk=focused.get_attribute("id").removeprefix("proposal-"))
        assert highlighted(page) == words.exact
        if focused.get_by_text("not known as an actor yet").count():
            continue  # an editor has to say more about the speaker
        begun = proposals.count()
        keys.press("Enter")
        expect(page.locator("#link-form blockquote")).to_have_text(words.exact)
        expect(page.locator("#panel")).to_be_focused()
        expect(page.locator("#announcer")).to_contain_text("Press s, c or m")
        keys.press(stance, "Enter")
        expect(page.locator("#claim-options :checked")).to_have_count(1)
        keys.press("Enter")
        expect(page.locator("#said")).to_contain_text("Linked: ")
        expect(page.locator("#said")).to_be_focused()
        expect(proposals).to_have_count(begun - 1)
        words.refresh_from_db()
        return words.evidence
    return None


def test_twenty_quotes_are_linked_by_keys_alone(page, seeds, editor, sign_in):
    """From the queue, article after article; every key counts, those of the way as well."""
    sign_in(page, editor)
    page.goto("/desk/?kind=quotes")
    keys, made = Keys(page), []
    keys.press("j", "Enter")
    while len(made) < TWENTY:
        expect(page.locator("#queue-bar")).to_be_visible()
        page.wait_for_load_state()  # until the keys are heard
        stance = "scm"[len(made) % 3]
        if row := link_next(page, keys, stance):
            assert row.stance[0] == stance
            made.append(row)
        else:
            was = page.url
            keys.press(".")
            page.wait_for_url(lambda url, was=was: url != was)
    print(f"{len(made)} links: {keys.count} keys, {keys.count / len(made):.1f} each")
    assert keys.count <= AT_MOST * len(made)
    assert Evidence.objects.live().filter(editor=editor).count() == TWENTY

    begun = page.locator(".proposal").count()
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("proposed again")
    expect(page.locator(".proposal")).to_have_count(begun + 1)
    made[-1].refresh_from_db()
    assert made[-1].retired_at


def test_a_quote_is_dismissed_and_comes_back_by_one_key_each(desk):
    waiting = desk.locator(".proposal")
    begun = waiting.count()
    desk.keyboard.press("n")
    expect(waiting.nth(0)).to_be_focused()
    desk.keyboard.press("n")
    second = waiting.nth(1).get_attribute("id")
    expect(desk.locator(f"#{second}")).to_be_focused()
    desk.keyboard.press("d")
    expect(desk.locator("#said")).to_contain_text("Dismissed")
    expect(waiting).to_have_count(begun - 1)
    expect(desk.locator("#said")).to_be_focused()
    desk.keyboard.press("n")
    expect(waiting.nth(1)).to_be_focused()  # what was the third
    desk.keyboard.press("p")
    expect(waiting.nth(0)).to_be_focused()
    desk.keyboard.press("p")
    expect(waiting.last).to_be_focused()  # round the corner
    desk.keyboard.press("u")
    expect(desk.locator(f"#{second}")).to_be_visible()
    assert Suggestion.objects.exclude(decision="").count() == 0


def test_a_new_speaker_is_confirmed_by_naming_its_kind(desk, expected_console):
    expected_console.append("422")
    Suggestion.objects.update(speaker=None, speaker_name="Somebody Unheard")
    desk.reload()
    desk.keyboard.press("n")
    desk.keyboard.press("l")
    expect(desk.locator("#id_new_speaker")).to_have_value("Somebody Unheard")
    desk.keyboard.press("s")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("what kind of actor")
    assert not Actor.objects.filter(name="Somebody Unheard").exists()
    desk.locator("#id_new_speaker_kind").select_option("person")
    desk.locator("#link-form .primary").press("Enter")
    expect(desk.locator("#said")).to_contain_text("Linked")
    assert Evidence.objects.latest("pk").speaker.name == "Somebody Unheard"
    expect(desk.locator(".proposal a[href*=unheard]").first).to_be_visible()


def test_leaving_the_panel_goes_back_to_the_proposal(desk):
    desk.keyboard.press("n")
    desk.keyboard.press("l")
    expect(desk.locator("#panel")).to_be_focused()
    desk.keyboard.press("n")  # while words are being linked: a new claim
    expect(desk.locator("#id_proposition")).to_be_focused()
    desk.keyboard.press("Escape")
    desk.keyboard.press("Escape")
    expect(desk.locator(".proposal").first).to_be_focused()
    assert Suggestion.objects.exclude(decision="").count() == 0


def test_proposals_work_without_scripts(new_context, seeds, editor, sign_in):
    plain = new_context(java_script_enabled=False)
    sign_in(plain, editor)
    page = plain.new_page()
    page.goto(f"/desk/articles/{make.seed('004').pk}/")
    begun = page.locator(".proposal").count()
    page.locator(".proposal").first.get_by_role("link", name="Link").click()
    page.locator("#claim-options input").first.check(force=True)
    page.locator("input[value=mentions]").check(force=True)
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_role("status").first).to_contain_text("Linked: mentions")
    expect(page.locator(".proposal")).to_have_count(begun - 1)
    page.locator(".proposal").first.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("status").first).to_contain_text("Dismissed")
    page.get_by_text("1 dismissed").click()
    page.get_by_role("button", name="Propose again").click()
    expect(page.locator(".proposal")).to_have_count(begun - 1)
