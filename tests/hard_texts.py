"""Texts that are hard to count in: what an offset that is off by one would cut in two."""

from hypothesis import strategies as st

PIECES = [
    "plain words ",
    "the road is open. ",
    "so-called “blockage” ",
    "no\N{NO-BREAK SPACE}break ",
    "caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT} ",
    "\N{MUSICAL SYMBOL G CLEF}",
    "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{PILE OF POO} ",
    "\N{REGIONAL INDICATOR SYMBOL LETTER A}\N{REGIONAL INDICATOR SYMBOL LETTER Z}",
    "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-5}",
    "\N{RIGHT-TO-LEFT OVERRIDE}drow\N{POP DIRECTIONAL FORMATTING} ",
    "Լաչինի միջանցք ",
    "Лачинская дорога ",
    "الطريق مفتوح ",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}stanbul ",
    "&amp; <b>not a tag</b> ",
    "a\ttab ",
    "two\nlines ",
    "\N{ZERO WIDTH SPACE}\N{WORD JOINER}",
    "\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{CJK UNIFIED IDEOGRAPH-20BB7}",
]
GAPS = ["\n\n", "\n\n\n", "\n \n", "\n\t\n\n"]


@st.composite
def texts(draw, most_paragraphs=5):
    """A text of one to five paragraphs, each beginning and ending with a letter."""
    paragraphs = draw(
        st.lists(
            st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(
                lambda pieces: "A" + "".join(pieces) + "z"
            ),
            min_size=1,
            max_size=most_paragraphs,
        )
    )
    text = paragraphs[0]
    for paragraph in paragraphs[1:]:
        text += draw(st.sampled_from(GAPS)) + paragraph
    return text + "\n"
