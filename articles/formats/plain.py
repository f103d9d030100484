"""Plain text: the words as they are, with the header read where it is sure."""

from articles.formats.draft import Reading
from articles.formats.encoding import decode, losses
from articles.formats.headers import draft
from articles.formats.limits import DEFAULT_LIMITS, Limits


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> Reading:
    """Read the bytes of one .txt file, which is one article. Unreadable if it is no text."""
    text, name = decode(data, encoding)
    return Reading([draft(text, limits=limits)], name, losses(text))
