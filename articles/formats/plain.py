"""Plain text: the words as they are, with the header read where it is sure."""

from articles.formats.draft import Reading
from articles.formats.encoding import decode
from articles.formats.headers import draft


def read(data: bytes) -> Reading:
    """Read the bytes of one .txt file, which is one article. Unreadable if it is no text."""
    text, encoding = decode(data)
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    warnings = [f"{lost} characters were lost before this file was made (U+FFFD)."] if lost else []
    return Reading([draft(text)], encoding, warnings)
