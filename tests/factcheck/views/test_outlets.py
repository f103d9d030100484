"""Outlets in the browser: described, merged with a look before, and parted again."""

import pytest
from django.urls import reverse

from articles.models import Outlet
from factcheck.services import outlets
from tests import make
from tests.factcheck.views.markup import Page, sent_by
from tests.factcheck.views.people import client_of


@pytest.fixture
def trend(db):
    return make.outlet("Trend")


@pytest.fixture
def azernews(db):
    return make.outlet("Azernews")


def place(name, outlet):
    return reverse(f"desk:{name}", args=[outlet.slug])


def save(client, outlet, **changes):
    fields = Page(client.get(place("outlet", outlet)).text).forms["outlet"]
    typed = {name: values[0] for name, values in fields.items()} | {"reason": "so"} | changes
    return client.post(place("outlet", outlet), typed)


def merged(outlet, into):
    outlets.merge_outlets(outlet=outlet, into=into, by=None, reason="one outlet")


def test_the_list_has_each_outlet_with_its_articles(anonymous, trend, azernews):
    assert "Trend" in anonymous.get("/outlets/").text
    make.article(outlet=trend)
    outlets.edit_outlet(outlet=trend, country="AZ", owner=azernews, by=None, reason="imprint")
    page = " ".join(anonymous.get("/outlets/").text.split())
    assert '<span class="count">1 article</span>' in page
    assert '<span class="count">0 articles</span>' in page
    assert "<span>Azerbaijan</span>" in page
    assert "owned by <bdi>Azernews</bdi>" in page
    merged(trend, azernews)
    assert [o.name for o in anonymous.get("/outlets/").context["page"]] == ["Azernews"]


def test_an_empty_list_says_so(anonymous, db):
    assert "No outlet is known yet." in anonymous.get("/outlets/").text


def test_an_outlets_page_names_country_owner_and_what_it_owns(anonymous, trend, azernews):
    outlets.edit_outlet(outlet=trend, country="AZ", owner=azernews, by=None, reason="imprint")
    page = anonymous.get(trend.get_absolute_url()).text
    assert ("Azerbaijan" in page, "owned by" in page) == (True, True)
    assert "owns <bdi>Trend</bdi>" in anonymous.get(azernews.get_absolute_url()).text


def test_a_reviewer_says_what_an_outlet_is(as_reviewer, trend, azernews):
    answer = save(
        as_reviewer,
        trend,
        name="Trend News",
        homepage="https://trend.example/",
        country="AZ",
        owner="azernews",
        readers_see="full",
    )
    assert answer["Location"] == place("outlet", trend)
    now = Outlet.objects.get(pk=trend.pk)
    assert (now.name, now.slug, now.homepage) == ("Trend News", "trend", "https://trend.example/")
    assert (now.country, now.owner, now.readers_see) == ("AZ", azernews, "full")
    page = as_reviewer.get(place("outlet", trend)).text
    assert '<del dir="auto">passages</del>' in page
    assert '<ins dir="auto">Azernews</ins>' in page


def test_an_editor_changes_name_country_and_home_page_but_not_who_owns_it(as_editor, trend):
    make.outlet("Azernews")
    page = as_editor.get(place("outlet", trend)).text
    assert "A reviewer can change both." in page
    assert place("merge-outlet", trend) not in page
    save(as_editor, trend, country="AZ", owner="azernews", readers_see="full")
    now = Outlet.objects.get(pk=trend.pk)
    assert (now.country, now.owner, now.readers_see) == ("AZ", None, "passages")


@pytest.mark.parametrize("changes", [{"owner": "azernews"}, {"readers_see": "full"}])
def test_owner_and_rule_need_a_reason(as_reviewer, trend, azernews, changes):
    refused = save(as_reviewer, trend, **changes, reason="")
    assert (refused.status_code, "Say why." in refused.text) == (422, True)
    assert sent_by(refused, "outlet").items() >= changes.items()
    assert save(as_reviewer, trend, country="AZ", reason="").status_code == 302


def test_a_circle_of_owners_is_refused_in_words(as_reviewer, trend, azernews):
    save(as_reviewer, trend, owner="azernews")
    refused = save(as_reviewer, azernews, owner="trend")
    assert refused.status_code == 422
    assert "“Azernews” owns “Trend” already" in refused.text
    assert "does not own itself" in save(as_reviewer, trend, owner="trend").text


def test_a_name_that_another_outlet_nearly_has_is_asked_about(as_editor, trend, azernews):
    refused = save(as_editor, trend, name="AZERNEWS")
    assert refused.status_code == 422
    assert "Another outlet is called “Azernews”." in refused.text
    assert save(as_editor, trend, name="AZERNEWS", keep_name="on").status_code == 302
    assert Outlet.objects.get(pk=trend.pk).name == "AZERNEWS"
    assert "no letter and no digit" in save(as_editor, trend, name="\u200b").text


def test_an_outlet_that_only_owns_others_is_added(as_editor, anonymous, trend):
    page = reverse("desk:add-outlet")
    assert page in as_editor.get("/outlets/").text
    assert page not in anonymous.get("/outlets/").text
    assert as_editor.post(page, {"name": "Holding"})["Location"] == "/desk/outlets/holding/"
    assert Outlet.objects.get(slug="holding").readers_see == "passages"
    assert as_editor.post(page, {"name": ""}).status_code == 422


def test_a_new_outlet_of_nearly_a_known_name_is_asked_about(as_editor, trend):
    page = reverse("desk:add-outlet")
    refused = as_editor.post(page, {"name": "TREND", "reason": "imprint"})
    assert refused.status_code == 422
    assert "If it is this one, edit it" in refused.text
    assert f'href="{place("outlet", trend)}"' in refused.text
    sent = sent_by(refused, "outlet")
    assert sent == {"name": "TREND", "reason": "imprint"}
    assert as_editor.post(page, sent | {"keep_name": "on"})["Location"] == "/desk/outlets/trend-2/"
    again = as_editor.post(page, {"name": "Trend", "keep_name": "on"})  # just that name
    assert again["Location"] == place("outlet", trend)
    assert Outlet.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"), [("homepage", "javascript:alert(1)"), ("country", "ZQ"), ("name", "")]
)
def test_what_cannot_be_is_refused(as_editor, trend, field, value):
    assert save(as_editor, trend, **{field: value}).status_code == 422


def test_a_country_that_was_stored_once_may_stay(as_editor, trend):
    Outlet.objects.filter(pk=trend.pk).update(country="YU")
    assert save(as_editor, trend, name="Trend News").status_code == 302
    assert Outlet.objects.get(pk=trend.pk).country == "YU"


def test_of_two_editors_the_second_is_told_and_sees_both(as_reviewer, trend, azernews):
    fields = Page(as_reviewer.get(place("outlet", trend)).text).forms["outlet"]
    typed = {name: values[0] for name, values in fields.items()}
    outlets.edit_outlet(outlet=trend, owner=azernews, readers_see="full", by=None, reason="so")
    answer = as_reviewer.post(place("outlet", trend), typed | {"name": "Trend News"})
    told = " ".join(answer.text.split())
    assert "“Trend” was changed by somebody else meanwhile." in told
    assert "Owner is now: <bdi>Azernews</bdi>" in told
    assert "Of its articles, readers see is now: <bdi>the full text</bdi>" in told
    assert sent_by(answer, "outlet")["name"] == "Trend News"
    assert Outlet.objects.get(pk=trend.pk).name == "Trend"


# Merging.


def test_what_moves_is_shown_before_two_outlets_are_merged(as_reviewer, trend, azernews):
    article = make.article(outlet=azernews, readers_see="")
    owned = make.outlet("Report")
    outlets.edit_outlet(outlet=owned, owner=azernews, by=None, reason="imprint")
    outlets.edit_outlet(outlet=trend, readers_see="full", by=None, reason="allowed")
    asked = as_reviewer.get(place("merge-outlet", azernews), {"into": "trend"})
    told = " ".join(asked.text.split())
    assert "1 article moves to" in told
    assert "Readers will see the full text of 1 of them" in told
    assert (str(article) in told, "<bdi>Report</bdi>" in told) == (True, True)
    assert article.outlet.current == azernews
    back = as_reviewer.get(place("merge-outlet", trend), {"into": "azernews"}).text
    assert "No article moves" in " ".join(back.split())
    make.article("Other words.\n", outlet=trend, readers_see="")
    back = as_reviewer.get(place("merge-outlet", trend), {"into": "azernews"}).text
    assert "Readers will see only the passages of 1 of them" in back


def test_a_merged_outlet_leads_to_the_other_until_the_merge_is_taken_back(
    as_reviewer, anonymous, trend, azernews
):
    article = make.article(outlet=azernews)
    data = {"into": "trend", "reason": "one outlet"}
    answer = as_reviewer.post(place("merge-outlet", azernews), data, follow=True)
    assert "Merged “Azernews” into “Trend”." in answer.text
    assert place("part-outlet", azernews) in answer.text
    gone = anonymous.get(azernews.get_absolute_url())
    assert (gone.status_code, gone["Location"]) == (302, trend.get_absolute_url())
    assert str(article) in anonymous.get(trend.get_absolute_url()).text
    refused = as_reviewer.post(place("part-outlet", azernews), {"reason": ""}, follow=True)
    assert "Say why." in refused.text
    parted = as_reviewer.post(place("part-outlet", azernews), {"reason": "two"}, follow=True)
    assert "“Azernews” is an outlet of its own again." in parted.text
    assert str(article) in anonymous.get(azernews.get_absolute_url()).text


def test_a_merge_needs_another_outlet_and_a_reason(as_reviewer, trend, azernews):
    page = place("merge-outlet", azernews)
    assert "Choose the other outlet." in as_reviewer.post(page, {"reason": "so"}).text
    for into in ("azernews", "nothing"):
        assert "was never there" in as_reviewer.post(page, {"into": into, "reason": "so"}).text
    refused = as_reviewer.post(page, {"into": "trend", "reason": " "})
    assert (refused.status_code, "Say why." in refused.text) == (422, True)
    assert sent_by(refused, page)["into"] == "trend"
    assert Outlet.objects.standing().count() == 2


def test_an_owner_is_not_merged_into_what_it_owns(as_reviewer, trend, azernews):
    outlets.edit_outlet(outlet=trend, owner=azernews, by=None, reason="imprint")
    data = {"into": "trend", "reason": "so"}
    answer = as_reviewer.post(place("merge-outlet", azernews), data)
    assert (answer.status_code, "would come to own itself" in answer.text) == (422, True)


def test_editors_see_that_outlets_were_merged_but_have_no_button(as_editor, trend, azernews):
    merged(azernews, trend)
    for outlet in (trend, azernews):
        page = as_editor.get(place("outlet", outlet)).text
        assert "Azernews" in page
        assert place("part-outlet", azernews) not in page


def test_claims_printed_by_a_merged_outlet_are_found_by_its_old_address(anonymous, trend, azernews):
    claim = make.claim("The road is open.")
    make.link(claim, make.words(make.article(outlet=azernews), "The road is open"))
    merged(azernews, trend)
    for slug in ("azernews", "trend"):
        assert anonymous.get("/claims/", {"outlet": slug}).context["total"] == 1


def test_the_way_to_the_form_is_shown_to_the_desk_alone(db, anonymous, trend):
    link = f'href="{place("outlet", trend)}"'
    assert link in client_of("editor").get(trend.get_absolute_url()).text
    assert link not in anonymous.get(trend.get_absolute_url()).text
