import pytest

from articles.formats import choose
from articles.formats.draft import Unreadable
from tests.articles.formats import saving
from tests.articles.formats.saving import pdf_with, shown

LINE = "The peaceful protest on the road has been going on for over fifty days, they said to us."
FULL = "The peaceful protest on the road has been going on for over fifty days, they said to the"


def read(data):
    return choose.read("a.pdf", data)


def page(*lines):
    """A page of (height, words)."""
    return b"".join(shown(words, y) for y, words in lines)


def text(*pages):
    return read(pdf_with(*pages)).articles[0].text


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data)
    return str(refused.value)


def info(**fields):
    entries = "".join(f"/{name}({value})" for name, value in fields.items())
    return read(saving.as_pdf(LINE, trailer=f"/Info<<{entries}>>")).articles[0]


def test_a_wider_gap_parts_paragraphs_and_lines_are_joined_by_a_space():
    lines = page((700, LINE), (686, LINE), (672, "End."), (644, LINE), (630, "End."))
    assert text(lines) == f"{LINE} {LINE} End.\n\n{LINE} End."


def test_a_short_line_was_ended_on_purpose_and_a_hyphen_stays_where_it_is():
    assert text(page((700, "By A B"), (686, LINE), (672, "End."))) == f"By A B\n{LINE} End."
    parted = LINE[:-1] + "inter-"
    assert text(page((700, parted), (686, "national"))) == f"{parted}\nnational"
    assert read(pdf_with(page((700, parted), (686, "national")))).warnings == [
        "1 lines end in a hyphen; they were left as they are."
    ]
    dash = LINE[:-1] + " -"
    assert text(page((700, dash), (686, "he said"))) == f"{dash} he said"


def test_a_line_above_the_one_before_begins_a_new_paragraph():
    assert text(page((300, LINE), (286, "Two."), (700, "Three."))) == f"{LINE} Two.\n\nThree."


def test_words_on_one_height_are_one_line():
    two = shown("The road", 700) + shown("is open", 700, x=140)
    assert text(two).split() == ["The", "road", "is", "open"]


def test_a_page_ends_a_paragraph_unless_its_last_line_is_full_and_has_no_stop():
    assert text(page((700, LINE)), page((700, "Two."))) == f"{LINE}\n\nTwo."
    assert text(page((700, FULL)), page((700, "Press."))) == f"{FULL} Press."
    assert text(page((700, LINE), (600, "Page one")), page((700, "Two."))) == (
        f"{LINE}\n\nPage one\n\nTwo."
    )


def test_ligatures_are_letters():
    mapped = saving.stream_of(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"2 beginbfchar <01> <FB01> <02> <0076> endbfchar endcmap"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>"
    content = b"BT /F1 11 Tf 72 700 Td (\\001\\002e) Tj ET"
    data = pdf_with(content, more={3: font, 4: mapped})
    assert read(data).articles[0].text == "five"


def test_pages_without_text_are_named():
    reading = read(pdf_with(page((700, LINE)), b"q Q", b"q Q"))
    assert reading.warnings == ["No text is on these of its pages: 2, 3."]
    assert reading.encoding == ""
    many = read(pdf_with(page((700, LINE)), *[b"q Q"] * 12))
    assert many.warnings == ["No text is on these of its pages: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …."]


def test_a_scan_an_encrypted_and_a_broken_file_are_refused_with_the_reason():
    assert refusal(pdf_with(b"q Q")) == (
        "Its 1 pages hold no text, only pictures if anything: it may be a scan. "
        "Have its text recognised (OCR), and import that."
    )
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/O<00>/U<00>/P -4>>/ID[<00><00>]"
    assert refusal(pdf_with(b"", trailer=lock)) == (
        "It is encrypted. Save it without a password and import it again."
    )
    assert refusal(b"%PDF-1.7\n").startswith("It is no PDF that can be read (")
    assert "control characters" in refusal(pdf_with(b"BT /F1 9 Tf (\\001\\002\\003) Tj ET"))


def test_title_and_author_come_from_the_properties_where_the_text_names_none():
    article = info(Title="The Road Is Open", Author="Fatima Hasanova")
    assert (article.title, article.byline) == ("The Road Is Open", "Fatima Hasanova")
    assert article.warnings == [
        "No date was found in the header.",
        "No outlet is named.",
        "The title is the one in the file's properties.",
        "The byline is the author in the file's properties.",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"Title": "untitled", "Author": "anonymous"},
        {"Title": "\\(anonymous\\)", "Author": "\\(anonymous\\)"},
        {"Title": "Microsoft Word - road.docx", "Author": "fhasanova"},
        {"Title": "news/road.indd", "Author": "Admin"},
        {"Title": "https://example.org/a", "Author": "press@example.org"},
        {"Title": "Document 1", "Author": "User 2"},
        {"Title": "", "Author": "Aa " + "Bb" * 50},
    ],
)
def test_what_a_program_filled_in_is_not_taken(fields):
    article = info(**fields)
    assert (article.title, article.byline) == ("", "")


def test_the_day_on_which_the_file_was_made_is_never_the_articles():
    article = info(CreationDate="D:20230112101500+04'00'")
    assert article.published is None
    assert (
        "The file was made on 2023-01-12; that is not taken for the article's date."
        in article.warnings
    )
    assert not [w for w in info(CreationDate="yesterday").warnings if "made" in w]


def test_the_texts_own_lines_come_before_the_properties():
    words = f"Title: The Road\n\nAuthor: Nargiz Mammadli\n\nDate: 2023-01-11\n\n{LINE}"
    trailer = "/Info<</Title(Another Road)/Author(Fatima Hasanova)/CreationDate(D:20230112)>>"
    article = read(saving.as_pdf(words, trailer)).articles[0]
    assert (article.title, article.byline) == ("The Road", "Nargiz Mammadli")
    assert article.warnings == ["No outlet is named."]


def test_words_over_many_pages_stay_in_order():
    words = "\n\n".join(f"Paragraph {n}. {LINE}" for n in range(120))
    assert read(saving.as_pdf(words)).articles[0].text == words
