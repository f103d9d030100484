"""The page of one's last actions."""

import pytest

from factcheck.models import Entry
from tests import make
from tests.factcheck.views.people import signed_in


@pytest.fixture
def editor(db):
    return make.person("editor")


def test_an_action_is_undone_and_then_offered_to_be_redone(editor):
    client = signed_in(editor)
    row = make.link(make.claim(), make.passage("The road is open."), editor=editor)
    page = client.get("/desk/actions/").text
    assert "supports" in page
    assert "The road is open." in page
    entry = Entry.objects.get(verb="link evidence")
    assert f'action="/desk/actions/{entry.number}/undo/"' in page

    page = client.post(f"/desk/actions/{entry.number}/undo/", follow=True).text
    assert "Undone: link evidence." in page
    row.refresh_from_db()
    assert row.retired_at
    again = client.post(f"/desk/actions/{entry.number}/undo/", follow=True).text
    assert "Not undone: The link was retired or changed meanwhile." in again


def test_what_another_did_is_not_there_to_be_undone(editor):
    make.link(make.claim(), make.passage("The road is open."), editor=make.person("editor"))
    number = Entry.objects.get(verb="link evidence").number
    assert signed_in(editor).post(f"/desk/actions/{number}/undo/").status_code == 404


def test_with_nothing_done_there_is_nothing_to_undo(editor):
    assert "There is nothing to undo." in signed_in(editor).get("/desk/actions/").text
