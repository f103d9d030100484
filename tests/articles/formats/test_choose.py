import subprocess
import sys

import pytest

from articles.formats.choose import members, read
from articles.formats.draft import Unreadable
from articles.formats.limits import Limits
from tests.articles.formats import saving

ALL = ".txt, .html, .htm, .jsonl, .csv, .pdf, .docx, .zip"


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "folder/a.b.txt"])
def test_the_ending_chooses_how_to_read(name):
    assert read(name, b"The road is open.").articles[0].text == "The road is open."


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("a.exe", f"Files that end in .exe cannot be read. These can: {ALL}."),
        ("a", f"Files without an ending cannot be read. These can: {ALL}."),
        (".txt", f"Files without an ending cannot be read. These can: {ALL}."),
        ("a.zip", "It is an archive in an archive, which is not opened. Unpack it first."),
    ],
)
def test_another_ending_is_refused_with_those_that_can_be_read(name, fault):
    with pytest.raises(Unreadable) as refused:
        read(name, b"The road is open.")
    assert str(refused.value) == fault


def test_a_file_over_the_limit_is_refused_with_the_limit():
    assert read("a.txt", b"12345", max_bytes=5)
    with pytest.raises(Unreadable, match=r"6,000 bytes; the limit for one file is 5,999 \(file_b"):
        read("a.txt", b"x" * 6_000, max_bytes=5_999)


def test_letters_lost_before_the_import_are_reported():
    assert read("a.txt", "Bak\ufffd".encode()).warnings == [
        "1 characters were lost before this file was made (U+FFFD)."
    ]
    assert read("a.txt", b"Baku").warnings == []


def test_every_article_gets_the_name_that_it_is_known_by():
    assert read("a.txt", b"Words").articles[0].source_name == "a.txt"
    rows = saving.as_jsonl(
        {"text": "One"},
        {"text": "Two", "url": "https://example.org/2"},
        {"text": "Three", "url": "https://example.org/3", "source_name": "three.txt"},
        {"text": "Four", "url": "https://example.org/" + "4" * 500},
    )
    assert [article.source_name for article in read("folder/a.jsonl", rows).articles] == [
        "folder/a.jsonl#1",
        "https://example.org/2",
        "three.txt",
        "folder/a.jsonl#4",
    ]


def test_a_file_stands_for_itself_and_an_archive_for_its_members():
    assert list(members("a.txt", b"Words")) == [("a.txt", b"Words")]
    archive = saving.as_zip(("b.txt", b"B"), ("c/d.txt", b"D"))
    assert list(members("a.ZIP", archive)) == [("a.ZIP/b.txt", b"B"), ("a.ZIP/c/d.txt", b"D")]
    with pytest.raises(Unreadable, match="file_bytes"):
        list(members("a.zip", archive, Limits(file_bytes=10)))


def test_an_encoding_can_be_chosen():
    assert read("a.txt", b"caf\xe9", encoding="windows-1252").articles[0].text == "café"
    assert read("a.csv", b"text\ncaf\xe9", encoding="windows-1252").articles[0].text == "café"


def test_what_takes_long_to_load_is_loaded_with_the_first_file_of_its_kind():
    program = (
        "import sys, articles.formats.choose as c; print({'lxml', 'pypdf'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


HALF = "\\ud83d"


def linked(field, words):
    """A page whose metadata say such words of it."""
    data = f'{{"@type":"NewsArticle","{field}":"{words}"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<html><head>{script}</head><body><p>The road is open.</p></body></html>".encode()


@pytest.mark.parametrize("words", [f"Breaking news {HALF}", "a\\u0000b"])
def test_what_is_no_text_is_left_out_of_what_is_said_of_a_page(words):
    [article] = read("a.html", linked("headline", words)).articles
    assert article.title == ""
    assert "The title holds characters that are no text" in article.warnings[-1]


def test_two_rows_that_would_be_known_as_one_are_refused():
    table = b"text,source_name\nfirst row words,d.csv#3\nsecond row words,\n"
    with pytest.raises(Unreadable, match=r"would be known as “d\.csv#3”"):
        read("d.csv", table)
