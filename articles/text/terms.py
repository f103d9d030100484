"""Words as they are compared and searched, not as they are shown."""

import re
import unicodedata

_DOUBLE_QUOTES = "“”„‟″«»〝〞"
_SINGLE_QUOTES = "‘’‚‛′‹›ʹʻʼˈ´`"
_WORD = re.compile(r"[^\W_]+")


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met (a table for str.translate)."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Bring a text to the form in which it is compared and searched; `fold(fold(x)) == fold(x)`.

    Compatibility forms are taken apart (NFKD) and combining marks dropped, capitals become small
    (casefold), quotation marks and apostrophes straight, every dash "-", every run of white space
    one space; white space at the ends goes. Zero-width characters stay, and so do letters of
    other scripts that only look alike. Source: Unicode Standard Annex 15.
    """
    return " ".join(text.translate(_FOLDED).split())


def fold_character(character: str) -> str:
    """Give what one character becomes in `fold`: no, one or more characters."""
    return _FOLDED[ord(character)]


def words(text: str) -> list[str]:
    """List the folded words in order: runs of letters and digits ("Lachin-Khankendi" is two)."""
    return _WORD.findall(fold(text))


def word_spans(folded: str) -> list[tuple[int, int]]:
    """Find where the words of a folded text stand in it."""
    return [match.span() for match in _WORD.finditer(folded)]


def _fold_character(character: str) -> str:
    small = _bare(_straight(character)).casefold()
    return "".join(_straight(part) for part in _bare(small))


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _straight(character: str) -> str:
    if character in _DOUBLE_QUOTES:
        return '"'
    if character in _SINGLE_QUOTES:
        return "'"
    if character == "\N{MINUS SIGN}" or unicodedata.category(character) == "Pd":
        return "-"
    return " " if character.isspace() else character
