from io import BytesIO
from zipfile import ZipFile

import pytest

from articles.formats.docx import read
from articles.formats.draft import Unreadable
from tests.articles.formats import saving
from tests.articles.formats.saving import docx_of

WORDS = "The peaceful protest on the road has been going on for over fifty days, they said."
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def p(*runs, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def t(words):
    return f"<w:t>{words}</w:t>"


def r(words):
    return f"<w:r>{t(words)}</w:r>"


def words(*paragraphs):
    article = read(docx_of("".join(paragraphs))).articles[0]
    return [article.text[part.start : part.end] for part in article.paragraphs]


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data)
    return str(refused.value)


def test_runs_are_joined_and_special_characters_are_characters():
    run = f"<w:r>{t('c')}<w:tab/>{t('d')}<w:br/>{t('e')}<w:noBreakHyphen/><w:softHyphen/></w:r>"
    assert words(p(r("a"), r("b "), run), p(), p(r(" f &amp;amp; "))) == [
        "ab c\td\ne\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}",
        "f &amp;",
    ]


def test_tables_links_inserted_words_and_text_boxes_are_read():
    cell = f"<w:tbl><w:tr><w:tc>{p(r('cell'))}</w:tc></w:tr></w:tbl>"
    link = f"<w:hyperlink>{r('link')}</w:hyperlink><w:ins>{r(' new')}</w:ins>"
    box = f"<w:r><w:pict><w:txbxContent>{p(r('boxed'))}</w:txbxContent></w:pict></w:r>"
    assert words(cell, p(link), p(r("be"), box, r("fore"))) == [
        "cell",
        "link new",
        "boxed",
        "before",
    ]


def test_deleted_moved_and_repeated_words_and_field_codes_are_not_read():
    gone = (
        f"<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:moveFrom>{r('no')}</w:moveFrom>"
        "<w:r><w:instrText>no</w:instrText></w:r>"
        f'<mc:Fallback xmlns:mc="urn:mc"><w:r><w:t>no</w:t></w:r></mc:Fallback>'
    )
    assert words(p(r("yes"), gone), '<w:t>no</w:t><x:p xmlns:x="urn:x"><x:t>no</x:t></x:p>') == [
        "yes"
    ]


def test_strict_documents_and_other_encodings_are_read():
    document = f'<w:document xmlns:w="{STRICT}"><w:body>{p(r("Дорога"))}</w:body></w:document>'
    declared = '<?xml version="1.0" encoding="UTF-16"?>' + document
    for data in (document.encode(), declared.encode("utf-16")):
        assert read(saving.as_zip(("word/document.xml", data))).articles[0].text == "Дорога"


def test_the_only_paragraph_styled_as_a_title_is_the_title():
    title = p(r("The Road"), style="Title")
    article = read(docx_of(p(r(WORDS)) + title + p(r(WORDS)))).articles[0]
    assert (article.title, article.paragraphs[1].kind) == ("The Road", "heading")
    assert read(docx_of(title + p(r("Two"), style="Title") + p(r(WORDS)))).articles[0].title == ""
    assert read(docx_of(p(r("Head"), style="Heading1") + p(r(WORDS)))).articles[0].title == ""


def test_the_properties_fill_in_what_the_text_does_not_say():
    core = (
        "<dc:title>The Road</dc:title><dc:creator>Fatima Hasanova</dc:creator>"
        "\n <dcterms:created>2023-01-12T10:00:00Z</dcterms:created>\n"
    )
    article = read(saving.as_docx(WORDS, core)).articles[0]
    assert (article.title, article.byline, article.published) == (
        "The Road",
        "Fatima Hasanova",
        None,
    )
    assert (
        "The file was made on 2023-01-12; that is not taken for the article's date."
        in article.warnings
    )


def test_a_document_without_properties_is_read_and_notes_are_missed_aloud():
    note = "<w:r><w:footnoteReference/></w:r>"
    document = (
        f'<w:document xmlns:w="{saving.WORD}"><w:body>{p(r("A"), note)}</w:body></w:document>'
    )
    reading = read(saving.as_zip(("word/document.xml", document.encode())))
    assert (reading.articles[0].text, reading.encoding) == ("A", "")
    assert reading.warnings == ["Its footnotes or endnotes were not read."]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK", "It is no zip archive that can be read (File is not a zip file)."),
        (saving.as_zip(("a.txt", b"")), "It is no Word document: word/document.xml is not in it."),
        (docx_of(p()), "The document holds no text. Import one that holds an article."),
        (docx_of("<w:p>"), "It is damaged: word/document.xml is no XML (mismatched tag"),
        (docx_of(p(r("A")), "</x>"), "It is damaged: docProps/core.xml is no XML"),
        (docx_of("</w:p>"), "It is damaged: word/document.xml is no XML"),
        (docx_of(p(r("&#1;"))), "It is damaged: word/document.xml is no XML"),
        (docx_of(p(r("\x86" * 9))), "control characters"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(data, told):
    assert told in refusal(data)


def test_a_document_that_declares_entities_is_refused():
    xml = '<!DOCTYPE w [<!ENTITY e "evil">]><w:document xmlns:w="urn:w"/>'
    assert refusal(saving.as_zip(("word/document.xml", xml.encode()))) == (
        "It declares entities of its own, which no Word document does."
    )


@pytest.mark.parametrize("encoding", ["undefined", "utf-7", "idna", "no-such-thing"])
def test_a_document_in_an_encoding_that_is_none_is_damaged(encoding):
    data = docx_of("<w:p/>")
    with ZipFile(BytesIO(data)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    text = parts["word/document.xml"].decode()
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    parts["word/document.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode()
    with pytest.raises(Unreadable, match="It is damaged"):
        read(saving.as_zip(*parts.items()))
