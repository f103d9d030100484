"""The words and marks of a sentence, and which of them mean persons and bodies."""

import re
from functools import lru_cache
from typing import NamedTuple

from articles.text import reporting as r

_TOKEN = re.compile(
    r"(?P<quoted>\ue000++)"
    r"|(?:[^\W\d_]\.){2,}+|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Gov|Sen|Rep|Prof|St|[A-Z])\.(?=\s)"
    r"|\d++(?:[.,:]\d++)*+(?:-\w++)*+|[^\W_]++(?:['’.\-‑&/][^\W_]++)*+|\S"
)
POSSESSIVE = re.compile(r"['’]s$")
_CONTRACTED = re.compile(r"['’](?:s|ve|re|ll|d|m)$")
_SAME_ROLE = re.compile(r"(?:wo)?man$|person$")
_ACRONYMS = frozenset({"US", "IT", "WHO"})  # not the words of grammar that they look like


class Token(NamedTuple):
    """A word or mark of a sentence; `low` is in small letters and without a possessive ending."""

    text: str
    start: int
    end: int
    low: str
    quoted: bool

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name: with a capital, and no word of grammar or calendar."""
        return self.text[0].isupper() and self.low not in _NOT_NAMES

    @property
    def is_possessive(self) -> bool:
        return self.text[-2:] in ("'s", "’s")


_NOT_NAMES = (
    r.BREAKS | r.ADVERBS | r.WEEKDAYS | (r.MONTHS - {"may", "mar"}) | r.PREPOSITIONS | r.DETERMINERS
    | r.AUXILIARIES | frozenset({"and", "or", "may"})
)  # fmt: skip


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(
            match[0],
            match.start(),
            match.end(),
            match[0] if match[0] in _ACRONYMS else _CONTRACTED.sub("", match[0].lower()),
            match["quoted"] is not None,
        )
        for match in _TOKEN.finditer(text, start, end)
    ]


def is_person(token: Token) -> bool:
    """Say whether it is a word for a person: "spokeswoman", "vice-chairman", "economists"."""
    return _is_person(token.low.rsplit("-", 1)[-1], token.text.islower())


@lru_cache(maxsize=4096)
def _is_person(word: str, is_common: bool) -> bool:
    return any(
        form in r.PERSONS or (is_common and len(form) > 5 and form.endswith(r.PERSON_ENDINGS))
        for form in _singulars(word)
    )


def is_body(token: Token) -> bool:
    return _is_one_of(token.low, r.BODIES)


def is_source(token: Token) -> bool:
    return _is_one_of(token.low, r.SOURCES)


@lru_cache(maxsize=4096)
def _is_one_of(word: str, names: frozenset[str]) -> bool:
    return any(form in names for form in _singulars(word))


def _singulars(word: str) -> list[str]:
    forms = [word]
    if word.endswith("men"):
        forms.append(word[:-2] + "an")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s"):
        forms.append(word[:-1])
        if word.endswith("es"):
            forms.append(word[:-2])
    return forms


def role_of(word: str) -> str:
    return _SAME_ROLE.sub("", word.rsplit("-", 1)[-1])
