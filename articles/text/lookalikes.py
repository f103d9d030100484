"""Names that look the same to the eye, so that a person is asked whether they are one."""

import unicodedata

from articles.text.terms import fold

# Letters that many fonts draw alike, by the Latin letter; a selection from Unicode Technical
# Standard 39 (confusables), of the scripts in which our sources write.
_ALIKE = {
    "a": "аαɑ",
    "b": "ЬьƄ",
    "c": "сϲ",
    "d": "ԁ",
    "e": "еҽ",
    "g": "ɡց",
    "h": "һհ",
    "i": "іιı",
    "j": "јϳ",
    "k": "кκ",
    "l": "I1|ӏӀІΙ",
    "n": "ոռη",
    "o": "0оοօ",
    "p": "рρ",
    "q": "ԛզ",
    "r": "гᴦ",
    "s": "ѕ",
    "u": "սυ",
    "v": "ѵν",
    "w": "ԝɯ",
    "x": "хχ",
    "y": "уγ",
    "A": "АΑ",
    "B": "ВΒ",
    "C": "СϹ",
    "E": "ЕΕ",
    "H": "НΗ",
    "J": "Ј",
    "K": "КΚ",
    "L": "Լ",
    "M": "МΜ",
    "N": "Ν",
    "O": "ОΟՕ",
    "P": "РΡ",
    "S": "ЅՏ",
    "T": "ТΤ",
    "U": "Ս",
    "X": "ХΧ",
    "Y": "УΥҮ",
    "Z": "Ζ",
}
_LATIN = {ord(twin): letter for letter, twins in _ALIKE.items() for twin in twins}
_PAIRS = {"rn": "m", "vv": "w"}


def alike(one: str, other: str) -> bool:
    """Say whether two names differ at most in case, marks, spaces and punctuation, characters that
    are not seen, or letters that look the same."""
    return _plain(one) == _plain(other) or _drawn(one) == _drawn(other)


def is_seen(text: str) -> bool:
    """Say whether a letter or digit stands in `text`."""
    return any(character.isalnum() for character in text)


def _plain(text: str) -> str:
    """The folded letters and digits alone; a name without any stays as it is."""
    folded = fold(text)
    return "".join(character for character in folded if character.isalnum()) or text


def _drawn(text: str) -> str:
    """`text` as its letters are drawn."""
    bare = unicodedata.normalize("NFKD", text)
    latin = _plain(bare.translate(_LATIN))
    for pair, letter in _PAIRS.items():
        latin = latin.replace(pair, letter)
    return latin
