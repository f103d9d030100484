"""Bytes to text, strictly: what is not certain is refused with a proposal, never guessed."""

import codecs
import re

from charset_normalizer import from_bytes

from articles.formats.draft import Unreadable

WAY_OUT = "Save it as UTF-8 and import it again."

_MARKS = [  # UTF-32 first, for its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_SIGNATURES = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
]
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\v\f\r")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # as UTF-8 would write one half
_MANY_CONTROLS = 0.01  # of all characters; prose has none
_WINDOW = 32_768  # bytes on each side of the fault that the proposal is made from
_WIDE = ["utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
_SMART_MARKS = frozenset(b"\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xab\xbb")


def decode(data: bytes) -> tuple[str, str]:
    """Decode a text file; give its text and the name of the codec that decoded it.

    A byte order mark decides (UTF-8, UTF-16, UTF-32: "utf-8-sig", "utf-16", "utf-32"); without one
    the bytes must be strict UTF-8 ("utf-8"). Line ends become "\\n"; nothing else is changed.

    Unreadable if the bytes are not that, hold NUL or many control characters, or hold no words.
    """
    _refuse_binaries(data)
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if name in ("utf-8", "utf-8-sig"):
        _refuse_nul_bytes(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{_fault(data, name, error)} {WAY_OUT}") from None
    _refuse_what_is_no_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def _refuse_binaries(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"It is {what}, not a text. Give the file its own ending.")


def _refuse_nul_bytes(data: bytes) -> None:
    at = data.find(b"\0")
    if at >= 0:
        raise Unreadable(
            f"It holds a NUL (byte 0x00 at {at}), so it is no text, or UTF-16 without a byte order "
            f"mark. {WAY_OUT}"
        )


def _refuse_what_is_no_text(text: str) -> None:
    if not text:
        raise Unreadable("The file is empty. Import one that holds an article.")
    if text.isspace():
        raise Unreadable("The file holds white space only. Import one that holds an article.")
    at = text.find("\0")
    if at >= 0:
        raise Unreadable(f"It holds a NUL (character {at}), so it is no text. {WAY_OUT}")
    controls = len(_CONTROL.findall(text))
    if controls > _MANY_CONTROLS * len(text):
        raise Unreadable(
            f"{controls} of its {len(text)} characters are control characters, so it is no text. "
            "Export the article as text and import that."
        )


def _fault(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    at = error.start + len(data) - len(error.object)  # one codec counts from behind the mark
    where = f"byte 0x{data[at]:02x} at {at}"
    if "surrogate" in error.reason or _SURROGATE.match(data, at):
        return f"It holds half of a surrogate pair ({where}), which is no character."
    if name != "utf-8":
        claimed = name.removesuffix("-sig").upper()
        return f"Its byte order mark says {claimed}, but it is not ({where})."
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MANY_CONTROLS * len(data):
        return f"It is not UTF-8 ({where}), and so many control characters are in no text."
    proposal = _proposal(data[max(0, at - _WINDOW) : at + _WINDOW])
    return f"It is not UTF-8 ({where}){proposal and f'; it looks like {proposal}'}."


def _proposal(data: bytes) -> str:
    """Name the encoding that the bytes look like; "" if none does.

    charset-normalizer is asked, except where all that is not ASCII is typographic marks as Windows
    writes them: there it is known to be wrong.
    """
    if {byte for byte in data if byte >= 0x80} <= _SMART_MARKS:
        return "windows-1252"
    best = from_bytes(data, cp_exclusion=_WIDE).best()
    return re.sub(r"^cp(?=125\d$)", "windows-", best.encoding) if best else ""
