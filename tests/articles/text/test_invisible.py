"""Characters that cannot be seen are found, and nothing that can be seen is."""

import unicodedata

import pytest

from articles.text import invisible
from tests import make

SEEN = "word\t\n\r \N{NO-BREAK SPACE}\N{EM SPACE}\N{IDEOGRAPHIC SPACE}é\N{COMBINING ACUTE ACCENT}😀"


HIDDEN = [0x202E, 0x202A, 0x2066, 0x2069, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0xFEFF]
FILLING = [0xAD, 0x2060, 0x180E, 0x3164, 0x115F, 0x2800, 0xFE0F, 0x2028, 0x7F, 0x1B, 0x85, 0xE0041]


@pytest.mark.parametrize("code", HIDDEN + FILLING)
def test_it_is_found_where_it_stands(code):
    assert list(invisible.find(f"a😀{chr(code)}b{chr(code)}")) == [2, 4]
    assert invisible.code(chr(code)) == f"U+{code:04X}"


def test_what_can_be_seen_is_not_found():
    assert list(invisible.find(SEEN)) == []
    for path in make.SEEDS.glob("*.txt"):
        assert list(invisible.find(path.read_text(encoding="utf-8"))) == []


def test_every_control_and_format_character_is_found_unless_it_is_drawn():
    drawn = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}
    drawn |= {0x110BD, 0x110CD, *range(0x13430, 0x13440)}  # they enclose or join what follows
    missed = {
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Cc", "Cf")
        and chr(code) not in "\t\n\r"
        and not list(invisible.find(chr(code)))
    }
    assert missed == drawn
