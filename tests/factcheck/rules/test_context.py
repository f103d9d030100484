import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.rules.context import lead_in, lead_out


@pytest.mark.parametrize(
    ("before", "length", "shown"),
    [
        ("", 20, ""),
        ("He said ", 20, "He said "),
        ("Title\n\nHe said ", 20, "He said "),
        ("Title\n \t\nHe said ", 20, "He said "),
        ("Title\nHe said ", 20, "Title\nHe said "),
        ("Title\n\n", 20, ""),
        ("  He said ", 20, "He said "),
        ("He told us so", 6, "… us so"),
        ("He told us so", 5, "… so"),
        ("unbroken", 4, "…oken"),
    ],
)
def test_what_leads_to_a_quote_is_of_its_paragraph_and_cut_at_a_word(before, length, shown):
    assert lead_in(before, length) == shown


@pytest.mark.parametrize(
    ("after", "length", "shown"),
    [
        ("", 20, ""),
        (" he said.", 20, " he said."),
        (" he said.\n\nMore", 20, " he said."),
        (" he said.\n\t\nMore", 20, " he said."),
        (" he said.  ", 20, " he said."),
        ("\n\nMore", 20, ""),
        (" he told us", 6, " he …"),
        ("unbroken", 4, "unbr…"),
    ],
)
def test_what_follows_a_quote_is_of_its_paragraph_and_cut_at_a_word(after, length, shown):
    assert lead_out(after, length) == shown


@given(st.text(alphabet="ab \n\u00a0é"), st.integers(1, 12))
def test_only_words_that_stand_there_are_shown(text, length):
    before, after = lead_in(text, length), lead_out(text, length)
    assert text.endswith(before.removeprefix("…"))
    assert text.startswith(after.removesuffix("…"))
    assert max(len(before), len(after)) <= length + 1
