"""The shapes that an article's fields have, wherever they are stated."""

import re

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # BCP 47, roughly
ADDRESS = re.compile(r"https?://[^\s/]\S*", re.I)


def one_line(words: str | None) -> str:
    """Bring a field to one line: every run of white space is one space, none is at the ends."""
    return " ".join((words or "").split())
