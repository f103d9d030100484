"""How much of one file is read: beyond a limit the file is refused, and the message names it."""

from dataclasses import dataclass

from articles.formats.draft import Unreadable


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is taken in. Each field's name is in the message that a file beyond it gets.

    The defaults are far above what an article needs, and low enough that the slowest file that
    they let through is read in half a minute and well under 700 MB.
    """

    file_bytes: int = 20_000_000  # one file, also where it lies in an archive
    paragraphs: int = 100_000  # in one text
    line_characters: int = 1_000_000
    rows: int = 100_000  # of a table
    elements: int = 20_000  # of a page
    nesting: int = 200  # elements within elements
    pages: int = 1_000  # of a PDF
    stream_bytes: int = 5_000_000  # one part of a PDF, unpacked
    reading_seconds: int = 20  # spent on one PDF
    members: int = 10_000  # files in an archive
    unpacked_bytes: int = 200_000_000  # all of an archive
    ratio: int = 100  # unpacked to packed, for what is larger than a megabyte

    def refuse_more(self, name: str, found: int, what: str) -> None:
        """Refuse where `found` is beyond the limit called `name`; `what` says of what it is."""
        most = getattr(self, name)
        if found > most:
            raise Unreadable(f"It has {found:,} {what}; the limit ({name}) is {most:,}.")


DEFAULT_LIMITS = Limits()
