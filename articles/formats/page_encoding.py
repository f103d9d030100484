"""The encoding of a page, which may state it itself. Source: HTML Standard, 13.2.3.2."""

import re

from articles.formats.charsets import CHARSETS
from articles.formats.encoding import decode

_STATED = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]+)"""
    rb"""|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]+)""",
    re.I,
)
_WINDOW = 4_096  # bytes; browsers look no further than 1,024
# Names that stand for another encoding in all browsers. Source: Encoding Standard, 4.2.
_LABELS = {
    **dict.fromkeys("ascii us-ascii latin1 iso-8859-1 cp1252 x-cp1252".split(), "windows-1252"),
    **dict.fromkeys("latin5 iso-8859-9 cp1254".split(), "windows-1254"),
    **{f"cp125{n}": f"windows-125{n}" for n in (0, 1, 3, 5, 6, 7, 8)},
    **dict.fromkeys("utf8 utf-16 utf-16le utf-16be unicode".split(), "utf-8"),
    **dict.fromkeys("gb2312 gbk x-gbk".split(), "gb18030"),
    **dict.fromkeys("sjis x-sjis shift-jis".split(), "shift_jis"),
    **dict.fromkeys("koi8 koi8r".split(), "koi8-r"),
    "cp866": "ibm866",
    "latin2": "iso-8859-2",
    "ks_c_5601-1987": "euc-kr",
}


def decode_page(data: bytes, encoding: str | None) -> tuple[str, str, list[str]]:
    """Decode a page; give its source, the encoding's name, and warnings.

    A byte order mark or the person's choice decides, then strict UTF-8, then what the page states.
    Bytes that are UTF-8 by chance are rarer than pages that were saved anew and state what they
    were before; a warning says so. Raises what `encoding.decode` raises.
    """
    stated = _stated(data)
    if encoding or stated in ("", "utf-8") or stated not in CHARSETS:
        text, name = decode(data, encoding)
        return text, name, []
    if not _is_utf8(data):
        text, name = decode(data, stated)
        return text, name, []
    text, name = decode(data)
    doubt = f"The page says that it is in {stated}, but it is UTF-8 and was read so."
    return text, name, [] if data.isascii() else [doubt]


def _stated(data: bytes) -> str:
    match = _STATED.search(data[:_WINDOW])
    label = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    return _LABELS.get(label, label)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
