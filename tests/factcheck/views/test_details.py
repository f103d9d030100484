"""Editors correct what is said of an article, in the browser."""

import pytest
from django.urls import reverse

from articles.models import Article, Outlet
from factcheck.models import Entry
from factcheck.services import details, outlets
from tests import make
from tests.factcheck.views.markup import Page, sent_by
from tests.factcheck.views.people import client_of

DATED = "Outlet: Trend\nBy Nargiz Mammadli December 24, 2022\n\nThe road is open.\n"


@pytest.fixture
def article(db):
    return make.article(DATED, readers_see="")


def place(article):
    return reverse("desk:details", args=[article.pk])


def form_of(client, article):
    """What the form of the page would send untouched."""
    fields = Page(client.get(place(article)).text).forms["details"]
    return {name: values[0] for name, values in fields.items() if name != "csrfmiddlewaretoken"}


def save(client, article, **changes):
    typed = form_of(client, article) | {"reason": "as printed"} | changes
    return client.post(place(article), {k: v for k, v in typed.items() if v is not None})


def stored(article):
    return Article.objects.select_related("outlet").get(pk=article.pk)


def test_an_editor_corrects_details_and_sees_the_change_in_the_history(as_editor, editor, article):
    answer = save(
        as_editor,
        article,
        title="The road is open",
        byline="Fatima Hasanova",
        language="en",
        url="https://example.org/road",
        published="2023-01-11 17:39 +04:00",
    )
    assert answer["Location"] == place(article)
    now = stored(article)
    assert (now.title, now.byline, now.language) == ("The road is open", "Fatima Hasanova", "en")
    assert (now.published.isoformat(), now.published_basis) == (
        "2023-01-11T17:39+04:00",
        "editor",
    )
    assert now.outlet.name == "Trend"
    page = as_editor.get(place(article)).text
    assert "Reason: <bdi>as printed</bdi>" in page
    assert '<del dir="auto">Nargiz Mammadli</del>' in page
    assert '<ins dir="auto">Fatima Hasanova</ins>' in page
    assert Entry.objects.get(verb="edit details").by == editor


def test_saving_untouched_writes_nothing_and_needs_no_reason(as_editor, article):
    entries = Entry.objects.count()
    assert save(as_editor, article, reason="").status_code == 302
    assert (Entry.objects.count(), stored(article).published_basis) == (entries, "header")


def test_a_change_without_a_reason_is_refused_and_what_was_typed_stays(as_editor, article):
    answer = save(as_editor, article, title="The road", published="2023-02", reason="")
    assert answer.status_code == 422
    assert "Say why the details change." in answer.text
    sent = sent_by(answer, "details")
    assert (sent["title"], sent["published"]) == ("The road", "2023-02")
    assert stored(article).title == ""


@pytest.mark.parametrize("text", ["2023-02-30", "03/04/2023", "2023-13", "tomorrow", "11 Jan 23"])
def test_what_is_no_date_is_refused_with_a_way_out(as_editor, article, text):
    answer = save(as_editor, article, published=text)
    assert answer.status_code == 422
    assert f"“{text}” is no date that can be read in one way only." in answer.text
    assert "Write 2023-01-11, 2023-01 or 2023" in answer.text
    assert sent_by(answer, "details")["published"] == text


@pytest.mark.parametrize(("text", "shown"), [("2023-02", "February 2023"), ("2023", "2023")])
def test_a_month_or_a_year_is_enough(as_editor, anonymous, article, text, shown):
    assert save(as_editor, article, published=text).status_code == 302
    page = anonymous.get(article.get_absolute_url()).text
    assert f'<time datetime="{text}">{shown}</time>' in page
    assert "set by an editor" in page
    assert "as printed" in page  # the reason, beside the date


def test_a_date_is_cleared_only_where_it_is_said_to_be_not_known(as_editor, anonymous, article):
    emptied = save(as_editor, article, published="")
    assert (emptied.status_code, "tick that it is not known" in emptied.text) == (422, True)
    both = save(as_editor, article, published="2023", is_date_unknown="on")
    assert (both.status_code, "not both" in both.text) == (422, True)
    assert save(as_editor, article, is_date_unknown="on").status_code == 302
    assert (stored(article).published, stored(article).is_date_unknown) == (None, True)
    assert "no date" in anonymous.get(article.get_absolute_url()).text
    assert save(as_editor, article, byline="").status_code == 302  # the tick stays as it is
    assert stored(article).is_date_unknown
    assert save(as_editor, article, is_date_unknown=None).status_code == 302
    assert not stored(article).is_date_unknown


def test_an_inferred_date_says_how_and_is_set_by_one_button(seeds, as_editor):
    article = make.seed("000")
    page = as_editor.get(place(article)).text
    assert "Counted from 2022-12-12" in page
    button = reverse("desk:confirm-date", args=[article.pk])
    as_editor.post(button, {"seen": "older"})
    assert stored(article).published_basis == "inferred"
    sent = Page(page).forms[button]
    answer = as_editor.post(button, {"seen": sent["seen"][0]}, follow=True)
    assert "The date is set as it was inferred." in answer.text
    assert stored(article).published_basis == "editor"
    assert button not in answer.text
    again = as_editor.post(button, {"seen": ""}, follow=True)
    assert "The date is not inferred any more." in again.text


def test_of_two_editors_the_second_is_told_and_sees_both(as_editor, article):
    typed = form_of(as_editor, article)
    details.edit_details(article=article, title="Theirs", byline="", by=None, reason="so")
    typed |= {"title": "Mine", "language": "en", "reason": "as printed"}
    answer = as_editor.post(place(article), typed)
    assert answer.status_code == 422
    assert "The details were changed by somebody else meanwhile." in answer.text
    told = " ".join(answer.text.split())
    assert "Title is now: <bdi>Theirs</bdi>" in told
    assert "Byline is now: nothing" in told
    assert "Language is now: nothing" in told
    sent = sent_by(answer, "details")
    assert (sent["title"], sent["byline"], sent["language"], sent["reason"]) == (
        "Mine",
        "Nargiz Mammadli",
        "en",
        "as printed",
    )
    assert stored(article).title == "Theirs"
    assert as_editor.post(place(article), sent).status_code == 302
    assert stored(article).title == "Mine"


def test_a_refusal_does_not_hide_that_somebody_else_was_faster(as_editor, article):
    typed = form_of(as_editor, article) | {"title": "Mine", "published": "never", "reason": "so"}
    details.edit_details(article=article, title="Theirs", by=None, reason="so")
    refused = as_editor.post(place(article), typed)
    corrected = sent_by(refused, "details") | {"published": "2023"}
    assert "changed by somebody else meanwhile" in as_editor.post(place(article), corrected).text
    assert stored(article).title == "Theirs"


# The outlet.


def test_an_outlet_that_is_there_is_chosen_by_its_name(as_editor, article):
    azernews = make.outlet("Azernews")
    assert '<option value="Azernews">' in as_editor.get(place(article)).text
    save(as_editor, article, outlet="Azernews")
    assert stored(article).outlet == azernews
    save(as_editor, article, outlet="")
    assert stored(article).outlet is None


def test_a_new_name_makes_an_outlet_whose_texts_are_not_open(as_editor, editor, article):
    save(as_editor, article, outlet="Report")
    assert stored(article).outlet.name == "Report"
    assert stored(article).outlet.readers_see == "passages"
    made = Entry.objects.get(verb="add outlet")
    assert (made.by, made.reason) == (editor, "as printed")


def test_an_outlet_is_not_made_where_the_change_is_refused(as_editor, article):
    assert save(as_editor, article, outlet="Report", reason="").status_code == 422
    assert not Outlet.objects.filter(name="Report").exists()


@pytest.mark.parametrize(
    "name", ["AZERNEWS", "Аzernews", "Azer\u200bnews", "\u202eAzernews", "Azer News"]
)
def test_a_name_that_is_nearly_there_is_proposed_and_never_taken_by_itself(
    as_editor, article, name
):
    azernews = make.outlet("Azernews")
    refused = save(as_editor, article, outlet=name)
    assert refused.status_code == 422
    assert "an outlet that is there already? Choose below." in refused.text
    assert sent_by(refused, "details")["outlet"] == name
    assert Outlet.objects.count() == 2
    save(as_editor, article, outlet=name, which=azernews.slug)
    assert stored(article).outlet == azernews
    save(as_editor, article, outlet=name, which="+")
    assert stored(article).outlet != azernews
    assert stored(article).outlet.name == name


def test_a_choice_for_another_name_counts_for_nothing(as_editor, article):
    make.outlet("Azernews"), make.outlet("Report")
    assert save(as_editor, article, outlet="AZERNEWS", which="report").status_code == 422


def test_of_two_outlets_of_one_name_the_meant_one_is_asked_for(as_editor, article):
    one, two = (Outlet.objects.create(name="Report", slug=slug) for slug in ("one", "two"))
    refused = save(as_editor, article, outlet="Report", which="+")
    assert refused.status_code == 422
    assert 'value="+"' not in refused.text
    save(as_editor, article, outlet="Report", which="two")
    assert stored(article).outlet == two
    save(as_editor, article)  # which of the two it is stays as it is
    assert stored(article).outlet == two
    assert one.articles.count() == 0


def test_the_name_of_a_merged_outlet_means_what_it_became(as_editor, article):
    old, new = make.outlet("Old News"), make.outlet("Azernews")
    outlets.merge_outlets(outlet=old, into=new, by=None, reason="one outlet")
    save(as_editor, article, outlet="Old News")
    assert stored(article).outlet == new


@pytest.mark.parametrize("name", ["\u200b\u200b", "…", "\u202e\u202c"])
def test_a_name_that_nobody_can_read_is_refused(as_editor, article, name):
    answer = save(as_editor, article, outlet=name)
    assert (answer.status_code, "no letter and no digit" in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("url", "javascript:alert(1)", "Write the whole address"),
        ("url", "example.org", "Write the whole address"),
        ("language", "English, mostly", "Write the language as a code"),
        ("title", "x" * 501, "at most 500 characters"),
    ],
)
def test_what_no_reader_could_use_is_refused(as_editor, article, field, value, said):
    answer = save(as_editor, article, **{field: value})
    assert (answer.status_code, said in answer.text) == (422, True)


def test_what_a_file_once_gave_may_stay_though_nobody_could_type_it(as_editor, article):
    Article.objects.filter(pk=article.pk).update(url="ftp://example.org/", language="en_GB")
    assert save(as_editor, article, title="The road").status_code == 302
    assert (stored(article).url, stored(article).language) == ("ftp://example.org/", "en_GB")


# What readers see.


@pytest.mark.parametrize(("role", "may"), [("editor", False), ("reviewer", True), ("admin", True)])
def test_only_reviewers_open_the_text_of_an_article(db, article, role, may):
    client = client_of(role)
    assert ("readers_see" in form_of(client, article)) == may
    save(client, article, readers_see="full", title="The road")
    assert stored(article).readers_see == ("full" if may else "")
    assert stored(article).title == "The road"


def test_the_way_to_the_form_is_shown_to_the_desk_alone(as_editor, anonymous, article):
    link = f'href="{place(article)}"'
    assert link in as_editor.get(article.get_absolute_url()).text
    assert link in as_editor.get(reverse("desk:article", args=[article.pk])).text
    assert link not in anonymous.get(article.get_absolute_url()).text
