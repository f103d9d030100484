import csv
from io import StringIO

import pytest

from factcheck.rules.csv import document


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(start):
    words = f'{start}HYPERLINK("x")'
    [[head], [cell]] = csv.reader(
        StringIO(document([["head"], [words]]).decode("utf-8-sig"), newline="")
    )
    assert head == "head"
    assert cell == f"'{words}"


def test_other_cells_are_kept_whatever_stands_in_them():
    rows = [["a,b", 'say "so"', "two\nlines"], ["Лачин", "", "1 - 2 = -1"], ["7", " =1", "'"]]
    read = csv.reader(StringIO(document(rows).decode("utf-8-sig"), newline=""))
    assert list(read) == rows


def test_the_file_says_that_it_is_utf_8_and_ends_its_lines_as_rfc_4180_wants():
    assert document([["ä", 1], ["b", 2]]) == b"\xef\xbb\xbf\xc3\xa4,1\r\nb,2\r\n"
