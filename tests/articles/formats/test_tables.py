"""Tables of articles: .csv and .jsonl."""

import pytest

from articles.formats import csv, jsonl
from articles.formats.draft import Unreadable
from tests.articles.formats.saving import as_csv, as_jsonl
from tests.articles.formats.test_seeds import summary

BODY = "The peaceful protest on the road has been going on for over fifty days, they said."
ROW = {
    "text": BODY,
    "title": "The Road  Is Open",
    "url": "https://example.org/a",
    "outlet": "Azernews",
    "byline": "Fatima Hasanova",
    "language": "pt-BR",
    "published_on": "2023-01-11T17:39+04:00",
    "updated_on": "12 January 2023",
    "source_name": "a.txt",
}
SUMMARY = {
    "published": "2023-01-11T17:39+04:00",
    "basis": "header",
    "updated": "2023-01-12",
    "title": "The Road Is Open",
    "byline": "Fatima Hasanova",
    "outlet": "Azernews",
    "language": "pt-BR",
    "url": "https://example.org/a",
}


def only(reading):
    [article] = reading.articles
    return article


def refused(read, data):
    with pytest.raises(Unreadable) as error:
        read(data)
    return error.value


@pytest.mark.parametrize("reading", [jsonl.read(as_jsonl(ROW)), csv.read(as_csv(ROW))])
def test_every_column_is_taken(reading):
    article = only(reading)
    assert (article.text, article.source_name) == (BODY, "a.txt")
    assert summary(article) == SUMMARY
    assert (article.warnings, reading.warnings, reading.rejected_rows) == ([], [], [])
    assert reading.encoding == "utf-8"


def test_what_the_columns_do_not_say_is_read_in_the_text():
    text = f"date 2023-01-11\n\nBy Fatima Hasanova\n\n{BODY}"
    article = only(jsonl.read(as_jsonl({"text": text, "title": None, "outlet": ""})))
    assert (summary(article)["published"], article.byline) == ("2023-01-11", "Fatima Hasanova")
    assert [p.kind for p in article.paragraphs] == ["header", "header", "body"]


def test_a_column_comes_before_the_text_which_may_say_it_more_exactly():
    text = f"date 2023-01-11 11 January 2023 17:39\n\nBy Fatima Hasanova\n\n{BODY}"
    row = {"text": text, "byline": "Nargiz Mammadli"}
    article = only(jsonl.read(as_jsonl(row | {"published_on": "2023-01-11"})))
    assert (summary(article)["published"], article.byline) == (
        "2023-01-11T17:39",
        "Nargiz Mammadli",
    )
    article = only(jsonl.read(as_jsonl(row | {"published_on": "2023-01-12"})))
    assert summary(article)["published"] == "2023-01-12"
    assert "The file states 2023-01-12; its text says 2023-01-11T17:39." in article.warnings
    vague = {"text": f"Date: January 2023\n\n{BODY}", "published_on": "2023-01-11"}
    assert summary(only(jsonl.read(as_jsonl(vague))))["published"] == "2023-01-11"
    assert not [w for w in only(jsonl.read(as_jsonl(vague))).warnings if "its text says" in w]
    exact = {"text": f"date 2023-01-11\n\n{BODY}", "published_on": "2023-01-11 09:00"}
    assert summary(only(jsonl.read(as_jsonl(exact))))["published"] == "2023-01-11T09:00"


def test_the_title_said_again_in_the_text_is_a_heading():
    article = only(
        jsonl.read(as_jsonl({"text": f"THE ROAD IS OPEN\n\n{BODY}", "title": "The road is open"}))
    )
    assert [p.kind for p in article.paragraphs] == ["heading", "body"]
    other = only(
        jsonl.read(as_jsonl({"text": f"Another Line Like That\n\n{BODY}", "title": "The road"}))
    )
    assert [p.kind for p in other.paragraphs] == ["body", "body"]


def test_a_row_that_is_no_article_does_not_stop_the_others():
    reading = jsonl.read(b'{"text":"a"}\n\n{"text":5}\n{"text":"b"}\n')
    assert [article.source_name for article in reading.articles] == ["#1", "#4"]
    assert reading.rejected_rows == [(3, "“text” is not a text in quotation marks.")]


def test_rows_of_a_csv_are_counted_as_in_a_spreadsheet():
    reading = csv.read(b'text,title\n"a\n\nb",T\nc\nd,T,x\n\n"e"f,T\ng,=cmd()\n')
    assert [(a.source_name, a.text, a.title) for a in reading.articles] == [
        ("#2", "a\n\nb", "T"),
        ("#7", "g", "=cmd()"),
    ]
    assert [(number, message[:40]) for number, message in reading.rejected_rows] == [
        (3, "It has 1 cells, the header 2. It begins "),
        (4, "It has 3 cells, the header 2. It begins "),
        (6, "After a cell in quotation marks stands s"),
    ]
    assert "It begins in line 5 of the file" in reading.rejected_rows[0][1]


def test_a_quotation_mark_that_is_never_closed_loses_what_follows_and_says_so():
    reading = csv.read(b'text\na\n"b\nc\nd\n')
    assert [a.text for a in reading.articles] == ["a"]
    [(number, message)] = reading.rejected_rows
    assert (number, message.endswith("It begins in line 3 of the file.")) == (3, True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_three_delimiters_are_told_apart(delimiter):
    row = {"text": "a, b; c\td", "title": "T"}
    article = only(csv.read(b"\xef\xbb\xbf" + as_csv(row, delimiter=delimiter)))
    assert (article.text, article.title) == ("a, b; c\td", "T")


def test_a_table_of_one_column_needs_no_delimiter():
    assert only(csv.read(b"Text \nThe road; it is open\n")).text == "The road; it is open"


def test_a_cell_may_be_longer_than_python_lets_them_be():
    text = "\n".join(["word " * 40] * 1_000)
    assert only(csv.read(as_csv({"text": text}))).text == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"title\nT\n",
            "Its first row does not name a column “text”. The columns are: text, title",
        ),
        (b'"text', "Its first row does not name a column “text”."),
        (b"text,TEXT\na,b\n", "Its first row names “text” twice. Rename one of the columns."),
        (b"text\n", "It has no rows. Import a file that holds an article."),
        (b"text,url\n ,\n", "None of its 1 rows could be read. Row 2: It has no text."),
    ],
)
def test_a_csv_without_articles_is_refused(data, told):
    assert told in str(refused(csv.read, data))


def test_a_table_without_any_article_is_refused_and_keeps_what_is_wrong_with_each_row():
    error = refused(jsonl.read, b"[]\n" * 4)
    no_object = 'It is no JSON object; one looks like {"text": "…", "title": "…"}.'
    assert error.rejected_rows == [(n, no_object) for n in range(1, 5)]
    assert str(error).startswith(f"None of its 4 rows could be read. Row 1: {no_object} Row 2: ")
    assert "Row 4" not in str(error)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"url": "javascript:alert(1)"}, "“url” is “javascript:alert(1)”, not an address"),
        ({"language": "English"}, "“language” is “English”, not a code such as en or pt-BR."),
        (
            {"published_on": "2023-02-30"},
            "“published_on” is “2023-02-30”, which was not understood",
        ),
        ({"updated_on": "03/04/2023"}, "“updated_on” is “03/04/2023”, which was not understood"),
        ({"title": "a\x07"}, "“title” holds a control character (U+0007)."),
        ({"source_name": "n" * 501}, "“source_name” has 501 characters; at most 500 can be kept."),
        ({"text": "a\0b"}, "It holds a NUL"),
        ({"text": None}, "It has no text."),
    ],
)
def test_a_value_that_is_not_what_its_column_says_rejects_the_row(row, told):
    [(number, message)] = refused(jsonl.read, as_jsonl({"text": "a"} | row)).rejected_rows
    assert (number, message.startswith(told)) == (1, True), message


def test_two_rows_of_one_name_are_not_two_revisions():
    reading = jsonl.read(as_jsonl(*[{"text": t, "source_name": "n"} for t in "ab"]))
    assert reading.rejected_rows == [(2, "Another row is called “n” too. Rename one.")]


def test_columns_that_are_not_known_are_named_once():
    reading = jsonl.read(as_jsonl({"text": "a", "mood": 1}, {"text": "b", "mood": 2, "x" * 50: 1}))
    assert reading.warnings == [
        f"Not read: “mood”, “{'x' * 40}”. These are: text, title, url, outlet, byline, language, "
        "published_on, updated_on, source_name."
    ]
    assert csv.read(b"text,mood\na,b\n").warnings[0].startswith("Not read: “mood”.")


def test_letters_that_were_lost_before_are_reported_with_the_row():
    assert jsonl.read(as_jsonl({"text": "a"}, {"text": "b\ufffd"})).warnings == [
        "Row 2: 1 characters were lost before this file was made (U+FFFD)."
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"text":', "It is not JSON: Expecting value at character 9."),
        ('{"text":"a","text":"b"}', "It is not JSON: a key stands twice in one object."),
        ('{"text":"a","n":Infinity}', "It is not JSON: Infinity is no number."),
        ("[" * 200_000, "It is not read: its values are nested too deep."),
        ('{"text":"\\ud800"}', "“text” holds half of a surrogate pair, which is no character."),
    ],
)
def test_a_line_that_is_no_object_is_rejected_with_the_reason(line, told):
    assert refused(jsonl.read, line.encode()).rejected_rows == [(1, told)]


def test_line_ends_in_a_value_become_one_kind():
    assert only(jsonl.read(b'{"text":"a\\r\\n\\rb"}')).text == "a\n\nb"
