"""The five articles, saved anew in every form, are read the same, or it is said why not."""

import pytest

from articles.formats import choose, encoding
from articles.formats.draft import UnknownEncoding
from tests.articles.formats import saving
from tests.articles.formats.test_seeds import SOURCES, TEXTS, summary

SEEDS = pytest.mark.parametrize("name", sorted(TEXTS))


def only(name, data, **more):
    [article] = choose.read(name, data, **more).articles
    return article


def seen(article):
    """All that was understood: each paragraph with its kind, and the header's fields."""
    paragraphs = [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs]
    return paragraphs, summary(article), [w for w in article.warnings if "file was made" not in w]


def original(name):
    return seen(only(name, SOURCES[name]))


@SEEDS
@pytest.mark.parametrize(
    ("ending", "save"),
    [
        (".html", saving.as_html),
        (".docx", saving.as_docx),
        (".jsonl", lambda text: saving.as_jsonl({"text": text})),
        (".csv", lambda text: saving.as_csv({"text": text})),
    ],
)
def test_a_text_saved_anew_is_read_the_same(name, ending, save):
    assert seen(only("a" + ending, save(TEXTS[name]))) == original(name)


@SEEDS
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_text_in_another_form_of_unicode_is_read_the_same(name, codec):
    assert seen(only(name, TEXTS[name].encode(codec))) == original(name)


@SEEDS
@pytest.mark.parametrize("choice", ["windows-1251", "windows-1252", "utf-16-le"])
def test_a_text_in_an_encoding_that_a_person_chose_is_read_the_same(name, choice):
    codec = encoding.CHARSETS[choice]
    assert seen(only(name, TEXTS[name].encode(codec), encoding=choice)) == original(name)


@SEEDS
def test_without_a_choice_a_windows_text_waits_or_is_plain_ascii(name):
    data = TEXTS[name].encode("cp1251")
    if data.isascii():
        assert seen(only(name, data)) == original(name)
        return
    with pytest.raises(UnknownEncoding, match="it looks like windows-1252"):
        choose.read(name, data)
    first = encoding.proposals(data)[0]
    assert seen(only(name, data, encoding=first.encoding)) == original(name)


@SEEDS
def test_a_pdf_yields_the_same_but_for_white_space(name):
    """A line's end in a PDF may have been one space or two: it becomes one."""
    paragraphs, fields, warnings = seen(only("a.pdf", saving.as_pdf(TEXTS[name])))
    expected, *rest = original(name)
    assert paragraphs == [(kind, " ".join(words.split(" "))) for kind, words in expected]
    assert [fields, warnings] == rest


def test_all_five_in_one_archive_are_five_files():
    data = saving.as_zip(*SOURCES.items())
    read = {
        name: seen(choose.read(name, member).articles[0])
        for name, member in choose.members("seeds.zip", data)
        if isinstance(member, bytes)
    }
    assert read == {f"seeds.zip/{name}": original(name) for name in SOURCES}
    assert choose.read("seeds.zip/a.txt", b"Words").articles[0].source_name == "seeds.zip/a.txt"
