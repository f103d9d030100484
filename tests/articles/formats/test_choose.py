import pytest

from articles.formats.choose import read
from articles.formats.draft import Unreadable


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "folder/a.b.txt"])
def test_the_ending_chooses_how_to_read(name):
    assert read(name, b"The road is open.").articles[0].text == "The road is open."


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("a.exe", "Files that end in .exe cannot be read. These can: .txt."),
        ("a", "Files without an ending cannot be read. These can: .txt."),
        (".txt", "Files without an ending cannot be read. These can: .txt."),
    ],
)
def test_another_ending_is_refused_with_those_that_can_be_read(name, fault):
    with pytest.raises(Unreadable) as refused:
        read(name, b"The road is open.")
    assert str(refused.value) == fault


def test_a_file_over_the_limit_is_refused_with_the_limit():
    assert read("a.txt", b"12345", max_bytes=5)
    with pytest.raises(Unreadable, match=r"It has 6,000 bytes; the limit for one file is 5,999\."):
        read("a.txt", b"x" * 6_000, max_bytes=5_999)


def test_letters_lost_before_the_import_are_reported():
    assert read("a.txt", "Bak\ufffd".encode()).warnings == [
        "1 characters were lost before this file was made (U+FFFD)."
    ]
    assert read("a.txt", b"Baku").warnings == []
