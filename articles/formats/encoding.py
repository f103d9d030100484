"""Bytes to text, strictly: what is not certain is refused with a proposal, never guessed."""

import codecs
import re

from articles.formats.charsets import CHARSETS, Proposal, proposals
from articles.formats.draft import UnknownEncoding, Unreadable

__all__ = ["CHARSETS", "Proposal", "decode", "losses", "proposals", "refuse_what_is_no_text"]

WAY_OUT = "Save it as UTF-8 and import it again."

_MARKS = [  # UTF-32 first, for its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
STATED = ("utf-8", "utf-8-sig", "utf-16", "utf-32")  # those that bytes state, or that are strict
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


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode a text file; give its text and the name of the codec that decoded it.

    A byte order mark decides (UTF-8, UTF-16, UTF-32: "utf-8-sig", "utf-16", "utf-32"); without one
    the bytes must be strict UTF-8 ("utf-8"), or in the `encoding` that a person chose or the file
    states, which then is the name. Line ends become "\\n"; nothing else is changed.

    UnknownEncoding if the bytes may be text in an encoding that has to be chosen; Unreadable if
    they hold NUL or many control characters, hold no words, or are not in the chosen encoding.
    """
    _refuse_binaries(data)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    name = marked or (_known(encoding) if encoding else "utf-8")
    text = _in(data, CHARSETS.get(name, name), name, chosen=bool(encoding and not marked))
    refuse_what_is_no_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def losses(text: str) -> list[str]:
    """Say that characters were lost before the file was made, if some were."""
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    return [f"{lost} characters were lost before this file was made (U+FFFD)."] if lost else []


def refuse_what_is_no_text(text: str) -> None:
    """Refuse what no text holds: NUL, many control characters, or nothing but white space."""
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


def _refuse_binaries(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"It is {what}, not a text. Give the file its own ending.")


def _known(encoding: str) -> str:
    if encoding not in CHARSETS:
        raise Unreadable(f"“{encoding}” is no encoding that can be chosen: {', '.join(CHARSETS)}.")
    return encoding


def _in(data: bytes, codec: str, name: str, *, chosen: bool) -> str:
    if codec in ("utf-8", "utf-8-sig"):
        _refuse_nul_bytes(data)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _fault(data, name, error, chosen=chosen) from None


def _refuse_nul_bytes(data: bytes) -> None:
    at = data.find(b"\0")
    if at < 0:
        return
    what = f"It holds a NUL (byte 0x00 at {at}), so it is no text"
    if any(proposal.likeliness != "unlikely" for proposal in proposals(data, 1)):
        raise UnknownEncoding(f"{what}, or UTF-16 without a byte order mark. {WAY_OUT}")
    raise Unreadable(f"{what}. {WAY_OUT}")


def _fault(data: bytes, name: str, error: UnicodeDecodeError, *, chosen: bool) -> Unreadable:
    at = error.start + len(data) - len(error.object)  # one codec counts from behind the mark
    where = f"byte 0x{data[at]:02x} at {at}"
    if "surrogate" in error.reason or _SURROGATE.match(data, at):
        return Unreadable(
            f"It holds half of a surrogate pair ({where}), which is no character. {WAY_OUT}"
        )
    if name != "utf-8" and not chosen:
        claimed = name.removesuffix("-sig").upper()
        says = f"Its byte order mark says {claimed}, but it is not ({where})."
        return Unreadable(f"{says} {WAY_OUT}")
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > _MANY_CONTROLS * len(data):
        what = f"It is not {name.upper()} ({where}), and so many control characters are in no text."
        return Unreadable(f"{what} {WAY_OUT}")
    likely = next((p.encoding for p in proposals(data, 1) if p.likeliness == "likely"), "")
    looks = f"; it looks like {likely}" if likely else ""
    return UnknownEncoding(f"It is not {_shown(name)} ({where}){looks}. {WAY_OUT}")


def _shown(name: str) -> str:
    return name.upper() if name.startswith("utf") else name
