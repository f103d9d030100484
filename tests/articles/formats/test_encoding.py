import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.draft import Unreadable
from articles.formats.encoding import decode

WORDS = "The country’s road — Дорога, Bakı."
PROSE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda text: not text.isspace() and not text.startswith("\ufeff")
)


def fault(data):
    with pytest.raises(Unreadable) as refused:
        decode(data)
    return str(refused.value)


@given(PROSE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_was_encoded_in_unicode_is_decoded_to_the_letter(text, name):
    assert decode(text.encode(name)) == (text, name)


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("size", ["16", "32"])
def test_a_byte_order_mark_is_believed(size, order):
    mark = getattr(codecs, f"BOM_UTF{size}_{order.upper()}")
    data = mark + WORDS.encode(f"utf-{size}-{order}")
    assert decode(data) == (WORDS, f"utf-{size}")


def test_line_ends_become_one_kind_and_nothing_else_changes():
    text = " e\u0301\u00a0\r\nb\rc\n\u200b\u202e \ufeff"
    assert decode(text.encode()) == (" e\u0301\u00a0\nb\nc\n\u200b\u202e \ufeff", "utf-8")


def test_another_encoding_is_refused_with_a_proposal():
    assert fault(b"Azerbaijan\x92s road") == (
        "It is not UTF-8 (byte 0x92 at 10); it looks like windows-1252. "
        "Save it as UTF-8 and import it again."
    )
    russian = "Президент России заявил сегодня в Москве, что миротворцы останутся."
    assert "(byte 0xcf at 0); it looks like windows-1251." in fault(russian.encode("cp1251"))


def test_without_a_likely_encoding_nothing_is_proposed(monkeypatch):
    class Nothing:
        def best(self):
            return None

    monkeypatch.setattr("articles.formats.encoding.from_bytes", lambda *a, **k: Nothing())
    assert fault(b"caf\xe9") == (
        "It is not UTF-8 (byte 0xe9 at 3). Save it as UTF-8 and import it again."
    )


def test_a_byte_order_mark_that_lies_is_named_with_the_place():
    says = "Its byte order mark says UTF-8, but it is not (byte 0xff at 4)."
    assert fault(codecs.BOM_UTF8 + b"a\xff").startswith(says)
    assert fault(codecs.BOM_UTF16_BE + b"\0ab").startswith("Its byte order mark says UTF-16")


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-32-le"])
def test_half_a_surrogate_pair_is_refused(name):
    mark = {"utf-8": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-32-le": codecs.BOM_UTF32_LE}[name]
    data = mark + "a\ud800b".encode(name, "surrogatepass")
    assert fault(data).startswith("It holds half of a surrogate pair (byte 0x")


def test_a_nul_is_refused_with_its_place():
    assert "NUL (byte 0x00 at 1)" in fault(b"a\0b")
    assert "NUL (character 1)" in fault("a\0b".encode("utf-16"))
    assert "UTF-16 without a byte order mark" in fault("Road".encode("utf-16-le"))


def test_a_binary_with_a_text_name_is_refused():
    assert fault(b"%PDF-1.7 ...") == "It is a PDF, not a text. Give the file its own ending."
    assert "2 of its 5 characters are control characters" in fault(b"\x01\x02abc")
    assert "so many control characters are in no text" in fault(bytes(range(1, 256)))


def test_one_stray_control_character_in_much_prose_is_kept():
    text = "prose " * 100 + "\x02"
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8])
def test_an_empty_file_is_refused(data):
    assert fault(data) == "The file is empty. Import one that holds an article."


def test_a_file_of_white_space_is_refused():
    assert "white space only" in fault(" \r\n\u00a0".encode())
