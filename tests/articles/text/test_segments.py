import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.segments import paragraphs, sentences

PROSE = st.text(alphabet="ab XY.!?\n\t\r\u00a0\"')(。1", max_size=60)


def words(text, spans):
    return [text[start:end] for start, end in spans]


def test_paragraphs_are_parted_by_lines_that_hold_white_space_only():
    text = " \n One\ntwo \n \t\n\nThree\u00a0\n"
    assert words(text, paragraphs(text)) == ["One\ntwo", "Three"]


def test_windows_line_ends_part_paragraphs_too():
    text = "One\r\n\r\nTwo\r\n"
    assert words(text, paragraphs(text)) == ["One", "Two"]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_nothing_has_no_paragraph_and_no_sentence(text):
    assert paragraphs(text) == sentences(text) == []


@given(PROSE)
def test_every_letter_lies_in_one_trimmed_paragraph(text):
    spans = paragraphs(text)
    assert spans == sorted(spans)
    found = words(text, spans)
    assert found == [part.strip() for part in found]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert not any(line.isspace() for part in found for line in part.split("\n"))


@given(PROSE)
def test_sentences_hold_every_letter_of_their_paragraphs_in_order(text):
    found = words(text, sentences(text))
    assert all(part and part == part.strip() for part in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "We do not object. | Our goal is not a blockade.",
        "Would they allow it? | Of course not!",
        "It goes on for the forth week.. | The rally is calm.",
        '"We call on both," she said. | "We stress it."',
        "“They take food.” | “We do not object.”",
        "It was so (they said.) | Then it ended.",
        'of the two countries.". | She left.',
        "BAKU, Azerbaijan, February 1. | Members joined the protest.",
        "They went on Jan. 12 and came back.",
        "They went in Jan. | The road was open.",
        "The U.S. Embassy spoke.",
        "It happened in the U.S. | The embassy spoke.",
        "Mr. Peskov and Dr. A. B. Aliyev spoke.",
        "AzerGold CJSC. Baku",
        "It was led by AzerGold CJSC. | The monitoring failed.",
        "See No. 5 of the list.",
        "Did he agree? | No. | Baku refused.",
        "It grew by 3.5 percent at Caliber.Az today.",
        "He waited… and left... slowly.",
        "He waited… | Then he left.",
        "“Why?” he asked.",
        "It ended. | 32 days had gone.",
        "(It ended.) | [Then] it rained.",
        "Она сказала. | Он ушёл.",
        "一。|二！」|三",
        'It ended. | "',
    ],
)
def test_a_stop_ends_a_sentence_only_where_it_closes_one(text):
    parts = [part.strip() for part in text.split("|")]
    whole = text.replace(" | ", " ").replace("|", "")
    assert words(whole, sentences(whole)) == parts


def test_no_sentence_goes_across_a_blank_line():
    text = "Newsroom logo\n\nthe body goes on\nin a second line. It ends"
    assert words(text, sentences(text)) == [
        "Newsroom logo",
        "the body goes on\nin a second line.",
        "It ends",
    ]
