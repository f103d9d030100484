import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.headers import draft
from articles.text.segments import paragraphs

BODY = "The peaceful protest on the road has been going on for over fifty days, they said."


def made_of(*parts):
    return draft("\n\n".join(parts))


def published(article):
    return article.published and article.published.isoformat()


def kinds(article):
    return [paragraph.kind for paragraph in article.paragraphs]


def test_lines_of_one_paragraph_are_read_one_by_one():
    article = draft(f"The Road Is Open\nBy Nargiz Mammadli\nDecember 24, 2022\n\n{BODY}")
    assert (article.title, article.byline) == ("The Road Is Open", "Nargiz Mammadli")
    assert published(article) == "2022-12-24"
    assert kinds(article) == ["header", "body"]


def test_a_paragraph_with_any_prose_in_it_is_body():
    article = draft(f"By Nargiz Mammadli\n{BODY}\n\n{BODY}")
    assert (article.byline, kinds(article)) == ("Nargiz Mammadli", ["body", "body"])


@pytest.mark.parametrize("title", ["Who blocked the road?", "Peskov: mission is up to “Baku”"])
def test_the_first_free_line_is_the_title_if_it_looks_like_one(title):
    article = made_of("date 2023-01-02", title, BODY)
    assert (article.title, kinds(article)) == (title, ["header", "heading", "body"])


@pytest.mark.parametrize(
    "line",
    [
        "Politics",
        "the road is open",
        "The road is open.",
        "“The road is open.”",
        "Protesters on the road / Trend News Agency",
        "BAKU, Azerbaijan, February 1",
        "word " * 17,
        "Two lines that\nstay in one place",
    ],
)
def test_a_line_that_is_not_surely_a_title_stays_body(line):
    article = made_of(line, BODY)
    assert (article.title, kinds(article)) == ("", ["body", "body"])
    assert "No title was found." in article.warnings


def test_a_headline_needs_an_article_after_it():
    assert made_of("The Road Is Open").title == ""
    assert made_of("---", "None").title == ""


def test_a_stated_title_comes_first():
    article = made_of("Title: The road", "Another Line Like That", BODY)
    assert article.title == "The road"


def test_the_most_exact_of_dates_that_agree_is_taken():
    article = made_of("January 2, 2023", "Published: 2023-01-02 12:20", BODY)
    assert published(article) == "2023-01-02T12:20"


def test_dates_that_disagree_leave_the_field_empty():
    article = made_of("January 2, 2023", "Published: 2023-01-03", BODY)
    assert (article.published, article.published_basis) == (None, "")
    assert "The header gives two dates, 2023-01-02 and 2023-01-03." in article.warnings


def test_a_date_that_was_not_understood_is_the_only_complaint_about_it():
    article = made_of("date 2023-02-30", BODY)
    assert article.warnings == [
        "No title was found.",
        "“2023-02-30” was not understood as a date.",
        "No outlet is named.",
    ]


def test_a_stated_outlet_comes_first_and_two_others_make_each_other_doubtful():
    opening, foot = f"{BODY[:-1]}, Trend reports.", "Follow us on Twitter @AzerNewsAz"
    assert made_of("Outlet: Report", opening, foot).outlet == "Report"
    article = made_of(opening, foot)
    assert article.outlet == ""
    assert "Two outlets are named, Trend and AzerNews." in article.warnings


def test_the_same_outlet_named_twice_is_one():
    article = made_of(f"{BODY[:-1]}, Azernews reports.", "Follow us on Twitter @AzerNewsAz")
    assert article.outlet == "Azernews"


def test_address_and_language_are_taken_where_they_are_stated():
    article = made_of("https://example.org/a", "Language: en", BODY)
    assert (article.url, article.language) == ("https://example.org/a", "en")


def test_only_head_and_foot_are_read():
    article = made_of(*[BODY] * 6, "By Nargiz Mammadli", "---", *[BODY] * 3)
    assert article.byline == ""
    assert set(kinds(article)) == {"body"}


def test_a_line_too_long_for_a_header_is_body():
    assert kinds(made_of("-" * 5_000, BODY)) == ["body", "body"]


def test_a_text_without_words_is_an_article_without_paragraphs():
    assert draft("").paragraphs == []


@given(st.lists(st.sampled_from([BODY, "---", "By A B", "date 2023-01-02", "Short Line Here", ""])))
def test_every_paragraph_is_kept_in_its_place_and_the_text_as_it_is(parts):
    text = "\n\n".join(parts)
    article = draft(text)
    assert article.text == text
    assert [(p.start, p.end) for p in article.paragraphs] == paragraphs(text)
