import stat
import zipfile

import pytest

from articles.formats.archive import members
from articles.formats.draft import Unreadable
from articles.formats.limits import DEFAULT_LIMITS
from tests.articles.formats.saving import as_zip


def opened(data):
    return dict(members("z.zip", data, DEFAULT_LIMITS))


def refusal(*files):
    """Why the last of the files is refused."""
    *_, last = opened(as_zip(*files)).values()
    assert isinstance(last, Unreadable)
    return str(last)


def entry(name, mode=0, flags=0):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.flag_bits |= flags
    return info


def test_members_come_in_order_without_folders_and_what_macos_adds():
    data = as_zip(("b.txt", b"B"), ("a/", b""), ("a/c.txt", b"C"), ("__MACOSX/._b.txt", b"\0"))
    assert list(opened(data).items()) == [("z.zip/b.txt", b"B"), ("z.zip/a/c.txt", b"C")]


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "a/../b.txt", "/a.txt", "C:/a.txt", "c:a.txt", "..\\a.txt", "./a.txt", "a//b"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name):
    assert refusal((name, b"evil")) == "Its name leads out of the archive. Rename it."


def test_backslashes_part_folders():
    assert list(opened(as_zip(("a\\b.txt", b"B")))) == ["z.zip/a/b.txt"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind):
    assert refusal((entry("a.txt", kind | 0o644), b"/etc/passwd")) == (
        "It is a link or a device, not a file."
    )


def test_a_regular_file_is_read_whatever_its_rights():
    assert opened(as_zip((entry("a.txt", stat.S_IFREG | 0o000), b"A"))) == {"z.zip/a.txt": b"A"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar.GZ", "a.7z", "a.rar"])
def test_an_archive_in_the_archive_is_refused(name):
    assert refusal((name, b"")).startswith("It is an archive in an archive, which is not opened.")


def test_names_that_cannot_be_shown_or_are_too_long_are_refused_and_shown_escaped():
    data = as_zip(("a\n\u202eb.txt", b""), ("n" * 301, b""))
    found = opened(data)
    assert list(found) == ["z.zip/a\\x0a\\x202eb.txt", "z.zip/" + "n" * 300]
    assert {str(error) for error in found.values()} == {
        "Its name holds characters that are not shown, or is longer than 300."
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_the_second_is_refused():
    data = as_zip(("a.txt", b"One"), ("b.txt", b"Two"), ("a.txt", b"Three"))
    found = list(members("z.zip", data, DEFAULT_LIMITS))
    assert [str(content) for _, content in found] == [
        "b'One'",
        "b'Two'",
        "Another member has the same name. Rename one.",
    ]


def names_of(data):
    return [name for name, _ in members("z.zip", data, DEFAULT_LIMITS)]


def test_a_name_is_utf_8_with_or_without_the_flag():
    flagged = as_zip(("дорога.txt", b"A"))
    unflagged = flagged.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    assert flagged != unflagged
    assert names_of(flagged) == names_of(unflagged) == ["z.zip/дорога.txt"]


def test_a_name_in_another_encoding_is_refused():
    data = as_zip(("ab.txt", b"A")).replace(b"ab.txt", "аб.txt".encode("cp866"))
    [(name, error)] = opened(data).items()
    assert name.isascii()
    assert str(error) == "Its name is not UTF-8. Rename it."


def test_encrypted_damaged_and_oddly_packed_members_are_refused_alone():
    data = as_zip(("a.txt", b"A" * 99), ("b.txt", b"B"))
    at = data.index(b"PK\x01\x02")
    locked = data[: at + 8] + b"\x01" + data[at + 9 :]
    odd = data[: at + 10] + b"\x0e" + data[at + 11 :]
    broken = data[:35] + b"\xff\xff" + data[37:]
    for changed, told in [
        (locked, "It is encrypted. Pack it without a password."),
        (odd, "It is packed in a way that is not read. Pack it with “deflate”."),
        (broken, "It is damaged ("),
    ]:
        found = opened(changed)
        assert str(found["z.zip/a.txt"]).startswith(told)
        assert found["z.zip/b.txt"] == b"B"


def test_a_size_that_lies_is_found_out():
    data = as_zip(("a.txt", b"A" * 99))
    at = data.index(b"PK\x01\x02") + 24
    small = data[:at] + b"\x05" + data[at + 1 :]
    assert str(opened(small)["z.zip/a.txt"]).startswith("It is damaged (")


def test_what_is_small_may_be_packed_as_tight_as_it_likes():
    assert opened(as_zip(("a.txt", b"a" * 900_000)))["z.zip/a.txt"] == b"a" * 900_000


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"words", "It is no zip archive that can be read (File is not a zip file)."),
        (as_zip(), "The archive holds no files."),
        (as_zip(("a/", b"")), "The archive holds no files."),
    ],
)
def test_what_is_no_archive_of_files_is_refused_as_a_whole(data, told):
    with pytest.raises(Unreadable) as refused:
        opened(data)
    assert str(refused.value) == told
