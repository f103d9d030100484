import pytest

from articles.formats import lines
from articles.formats.lines import Note


def noted(rule, words):
    note = rule(words)
    assert note
    return note


def published(note):
    return note and note.published and note.published.isoformat()


def test_the_same_day_said_again_adds_its_time():  # 001, 004
    note = noted(lines.stated_date, "date 2023-01-02 2 Jan. 12:20")
    assert (note.kind, published(note)) == ("header", "2023-01-02T12:20")
    note = noted(lines.stated_date, "date 2023-01-11 11 January 2023 17:39 (UTC+04:00)")
    assert published(note) == "2023-01-11T17:39+04:00"
    assert published(lines.stated_date("date 2023-01-02T12:20 2 Jan.")) == "2023-01-02T12:20"


def test_prose_after_a_stated_date_stays_body():  # 003
    note = noted(
        lines.stated_date,
        "date 2023-02-01 BAKU, Azerbaijan, February 1. Members of the Russian Community joined.",
    )
    assert (note.kind, published(note)) == ("body", "2023-02-01")
    assert noted(lines.stated_date, "date 2023-02-01 BAKU").kind == "header"


@pytest.mark.parametrize("words", ["Published: January 2, 2023", "Posted on 2 January 2023"])
def test_a_date_may_be_labelled_in_other_words(words):
    assert published(lines.stated_date(words)) == "2023-01-02"


def test_two_days_in_one_line_make_both_doubtful():
    note = noted(lines.stated_date, "date 2023-01-02 3 Jan. 12:20")
    assert published(note) is None
    assert note.warning == "The header gives two dates, 2023-01-02 and 2023-01-03T12:20."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("date 2023-02-30", "2023-02-30"),
        ("Published: 03/04/2023", "03/04/2023"),
        ("Date: " + "9" * 50, "9" * 40 + "…"),
    ],
)
def test_a_date_that_cannot_be_read_is_reported_not_guessed(words, shown):
    note = noted(lines.stated_date, words)
    assert note == Note("header", warning=f"“{shown}” was not understood as a date.")


def test_prose_after_a_date_that_cannot_be_read_stays_body():
    words = "date 2023-02-30 BAKU. Members of the Community joined the peaceful protest."
    assert noted(lines.stated_date, words).kind == "body"


@pytest.mark.parametrize("words", ["Date palms grow here.", "Published 2023 by them", "Baku"])
def test_prose_that_begins_like_a_date_is_not_one(words):
    assert lines.stated_date(words) is None


def test_an_update_is_not_the_date_of_publication():  # 002
    note = noted(lines.update, "Last update: April 20, 2024 13:04")
    assert (note.kind, note.published) == ("header", None)
    assert note.updated.isoformat() == "2024-04-20T13:04"
    assert noted(lines.update, "Updated: soon").warning == "“soon” was not understood as a date."
    assert lines.update("Updated rules came") is None
    assert lines.update("Newsroom logo") is None


def test_a_line_that_is_one_day_is_the_date():
    assert published(lines.bare_date("January 11, 2023, 17:39")) == "2023-01-11T17:39"
    assert lines.bare_date("2023") is None
    assert lines.bare_date("Baku") is None


def test_a_by_line_gives_the_name_and_the_date_behind_it():  # 002
    note = noted(lines.by_line, "By Nargiz Mammadli December 24, 2022")
    assert (note.kind, note.byline, published(note)) == ("header", "Nargiz Mammadli", "2022-12-24")
    note = noted(lines.by_line, "BY Nargiz Mammadli | December 24, 2022")
    assert (note.byline, published(note)) == ("Nargiz Mammadli", "2022-12-24")


@pytest.mark.parametrize("name", ["Nargiz Mammadli", "Anna de Waal and Ali bin Said", "Reuters"])
def test_a_by_line_may_have_no_date(name):
    assert lines.by_line(f"By {name}") == Note("header", byline=name)


@pytest.mark.parametrize(
    "words",
    [
        "Byzantium fell",
        "By then the road was open.",
        "By December 24, 2022",
        "By",
        "By the morning December 24, 2022",
        "By " + "Name " * 13,
    ],
)
def test_prose_that_begins_with_by_is_no_by_line(words):
    assert lines.by_line(words) is None


def test_a_read_more_link_names_the_author_and_is_boilerplate():  # 004
    assert lines.read_more("Fatima Hasanova Read more") == Note(
        "boilerplate", byline="Fatima Hasanova"
    )
    assert lines.read_more("Read more »") == lines.read_more("Politics Read more")
    assert lines.read_more("Read more »") == Note("boilerplate")
    assert lines.read_more("They read more books") is None


def test_lines_may_say_themselves_what_they_are():
    assert lines.labelled("Title: The road") == Note("heading", title="The road")
    assert lines.labelled("Author: Fatima Hasanova") == Note("header", byline="Fatima Hasanova")
    assert lines.labelled("Outlet: Azernews") == Note("header", outlet="Azernews")
    assert lines.labelled("Language: en") == Note("header", language="en")


@pytest.mark.parametrize("words", ["Author: the man who came", "Language: mine", "Note: it"])
def test_labels_with_other_things_behind_them_are_prose(words):
    assert lines.labelled(words) is None


def test_a_web_address_alone_is_the_articles():
    assert noted(lines.address, "Source: https://example.org/a").url == "https://example.org/a"
    assert lines.address("See https://example.org/a") is None


@pytest.mark.parametrize("words", ["Newsroom logo", "None", "---", "* * *"])  # 002, 004
def test_what_the_page_left_behind_is_boilerplate(words):
    assert lines.furniture(words) == Note("boilerplate")


@pytest.mark.parametrize("words", ["None of them left.", "The logo of it", "Baku"])
def test_words_are_not_furniture(words):
    assert lines.furniture(words) is None


def test_a_handle_before_a_countrys_code_names_the_outlet():  # 004
    assert lines.follow_us("Follow us on Twitter @AzerNewsAz") == Note(
        "boilerplate", outlet="AzerNews"
    )


@pytest.mark.parametrize("handle", ["", "@AzerNews", "@azernewsaz", "@AzerNewsXx"])
def test_another_handle_names_no_outlet(handle):
    assert lines.follow_us(f"Follow us on Twitter {handle}") == Note("boilerplate")


def test_following_in_prose_is_not_boilerplate():
    assert lines.follow_us("They follow us on foot") is None


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("under the control of the peacekeepers, Azernews reports.", "Azernews"),  # 000
        ("Anastasia Lavrina said, Trend reports.", "Trend"),  # 003
        ("it was said, Trend News Agency informs.", "Trend News Agency"),
    ],
)
def test_an_opening_paragraph_may_end_with_who_reports(words, outlet):
    assert lines.reporting_outlet(words) == Note("body", outlet=outlet)


@pytest.mark.parametrize(
    "words", ["for thirteen days / Trend News Agency", "as they say, he reports.", "He reports."]
)
def test_no_outlet_is_made_of_other_endings(words):
    assert lines.reporting_outlet(words) is None
