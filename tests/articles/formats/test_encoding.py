import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.draft import UnknownEncoding, Unreadable
from articles.formats.encoding import CHARSETS, decode, proposals

WORDS = "The country’s road — Дорога, Bakı."
PROSE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda text: not text.isspace() and not text.startswith("\ufeff")
)


def fault(data, encoding=None):
    with pytest.raises(Unreadable) as refused:
        decode(data, encoding)
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

    monkeypatch.setattr("articles.formats.charsets.from_bytes", lambda *a, **k: Nothing())
    assert fault(b"\xa4\xa6\xac\xb1\xa6\xac\xb1\xa4") == (
        "It is not UTF-8 (byte 0xa4 at 0). Save it as UTF-8 and import it again."
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


RUSSIAN = "Президент России заявил сегодня в Москве, что миротворцы останутся."
TURKISH = "Cumhurbaşkanı Erdoğan bugün yaptığı açıklamada şöyle dedi: yol açık değil."


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("cp1251", RUSSIAN, "windows-1251"),
        ("koi8_r", RUSSIAN, "koi8-r"),
        ("cp866", RUSSIAN, "ibm866"),
        ("iso8859_5", RUSSIAN, "iso-8859-5"),
        ("cp1252", "The country’s road — “open”", "windows-1252"),
        ("cp1254", TURKISH, "windows-1254"),
        ("cp1250", "Prezydent powiedział, że droga jest otwarta", "windows-1250"),
        ("cp1253", "Ο δρόμος είναι ανοιχτός", "windows-1253"),
        ("cp1256", "الطريق مفتوح أمام الجميع", "windows-1256"),
        ("mac_roman", "Le café à côté de l’hôtel", "macintosh"),
        ("cp932", "道路は開いています", "shift_jis"),
        ("gb18030", "公路已经开放，总统说。", "gb18030"),
        ("utf-16-le", "The road is open.", "utf-16-le"),
        ("utf-16-be", "The road is open.", "utf-16-be"),
        ("utf-16-be", RUSSIAN, "utf-16-be"),
    ],
)
def test_the_right_encoding_is_proposed_first_and_can_be_chosen(codec, text, name):
    data = text.encode(codec)
    first = proposals(data)[0]
    assert (first.encoding, first.first_lines) == (name, [text])
    assert first.likeliness != "unlikely"
    assert decode(data, name) == (text, name)


def test_proposals_differ_from_one_another_and_show_the_lines_that_tell():
    data = ("Plain words\n\n" + RUSSIAN + "\nMore\n").encode("cp1251")
    offered = proposals(data, limit=3)
    assert len(offered) == len({tuple(p.first_lines) for p in offered}) == 3
    assert [p.likeliness for p in offered] == ["likely", "possible", "possible"]
    assert offered[0].first_lines == [RUSSIAN]
    assert proposals(b"Plain words", 1)[0].first_lines == ["Plain words"]


def test_a_long_line_is_shown_in_part_and_the_place_of_the_fault_is_found():
    data = b"a\n" * 100_000 + RUSSIAN.encode("cp1251") * 9
    assert proposals(data)[0].first_lines == [(RUSSIAN * 9)[:200]]


def test_two_rows_of_capitals_are_less_likely_than_small_letters():
    """In koi8-r, the small letters stand where windows-1251 has its capitals."""
    data = "дорога открыта сегодня".encode("koi8_r")
    assert [p.encoding for p in proposals(data)].index("koi8-r") == 0


def test_what_can_be_no_encoding_is_not_proposed():
    assert proposals("дорога".encode("utf-16-le")[:-1] + b"\0\0") == []
    assert "windows-1252" not in [p.encoding for p in proposals(b"\x81\x8d\xe9 a", limit=99)]


def test_only_the_offered_encodings_can_be_chosen():
    assert fault(b"a", "rot13").startswith("“rot13” is no encoding that can be chosen: utf-8, ")
    assert fault(b"a", "unicode_escape").startswith("“unicode_escape” is no encoding")
    for name in CHARSETS:
        assert decode("a b".encode(CHARSETS[name]), name) == ("a b", name)


def test_a_wrong_choice_is_refused_with_the_place():
    assert fault(b"ab\x81", "windows-1252").startswith("It is not windows-1252 (byte 0x81 at 2)")
    assert "NUL" in fault("Road".encode("utf-16-le"), "windows-1252")


def test_a_byte_order_mark_is_believed_more_than_a_choice():
    assert decode("é".encode("utf-16"), "windows-1252") == ("é", "utf-16")


def test_only_what_a_choice_can_help_is_called_an_unknown_encoding():
    for data in (b"caf\xe9 noir", "The road".encode("utf-16-le")):
        with pytest.raises(UnknownEncoding):
            decode(data)
    for data in (b"", b"a\0b", b"%PDF-", b"\xed\xa0\x80"):
        with pytest.raises(Unreadable) as refused:
            decode(data)
        assert not isinstance(refused.value, UnknownEncoding)
