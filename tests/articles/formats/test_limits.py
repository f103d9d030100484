from dataclasses import fields

import pytest

from articles.formats.choose import members, read
from articles.formats.draft import Unreadable
from articles.formats.limits import Limits
from tests.articles.formats import saving

PAGE = saving.as_html("One\n\nTwo\n\nThree")
PDF = saving.pdf_with(*[saving.shown("Words", 700)] * 3)
ROWS = saving.as_jsonl(*[{"text": "a"}] * 3)
ZIP = saving.as_zip(("a.txt", b"a\n" * 1_000_000), ("b.txt", b"b\n" * 1_000_000))


def read_all(name, data, limits):
    for member, content in members(name, data, limits):
        if isinstance(content, Unreadable):
            raise content
        read(member, content, limits=limits)


@pytest.mark.parametrize(
    ("name", "data", "limits", "told"),
    [
        (
            "a.txt",
            b"123456",
            {"file_bytes": 5},
            "6 bytes; the limit for one file is 5 (file_bytes)",
        ),
        ("a.txt", b"a\n\nb\n\nc", {"paragraphs": 2}, "3 paragraphs; the limit (paragraphs) is 2"),
        ("a.txt", b"a\nbcd", {"line_characters": 2}, "3 characters in one line"),
        ("a.jsonl", ROWS, {"rows": 2}, "3 rows or more; the limit (rows) is 2"),
        ("a.csv", b"text\na\nb\nc\n", {"rows": 2}, "3 rows or more; the limit (rows) is 2"),
        ("a.html", PAGE, {"elements": 3}, "4 elements or more; the limit (elements) is 3"),
        (
            "a.html",
            PAGE,
            {"nesting": 2},
            "3 elements or more within one another; the limit (nesting)",
        ),
        ("a.docx", saving.as_docx("a"), {"nesting": 4}, "5 elements or more within one another"),
        ("a.docx", saving.as_docx("a\n\nb"), {"paragraphs": 1}, "2 paragraphs or more"),
        ("a.pdf", PDF, {"pages": 2}, "3 pages; the limit (pages) is 2"),
        ("a.pdf", PDF, {"stream_bytes": 9}, "no PDF that can be read (Limit reached"),
        ("a.pdf", PDF, {"reading_seconds": 0}, "longer than the limit (reading_seconds) of 0"),
        ("a.zip", ZIP, {"members": 1}, "2 members; the limit (members) is 1"),
        (
            "a.zip",
            ZIP,
            {},
            "times the bytes that it is packed in; the limit (ratio) is 100",
        ),
        ("a.zip", ZIP, {"ratio": 9_999, "unpacked_bytes": 3_000_000}, "4,000,000 bytes with those"),
        (
            "a.zip",
            ZIP,
            {"file_bytes": 100_000},
            "2,000,000 bytes; the limit (file_bytes) is 100,000",
        ),
    ],
)
def test_what_is_beyond_a_limit_is_refused_and_the_limit_is_named(name, data, limits, told):
    with pytest.raises(Unreadable) as refused:
        read_all(name, data, Limits(**limits))
    assert told in str(refused.value)


def test_every_limit_can_be_set():
    assert {field.name for field in fields(Limits)} == set(
        "file_bytes paragraphs line_characters rows elements nesting pages stream_bytes "
        "reading_seconds members unpacked_bytes ratio".split()
    )
