"""Roles in words: "Armenian Prime Minister" is the "Prime Minister of Armenia"."""

import re
from collections.abc import Iterable
from itertools import pairwise

from articles.text import reporting, terms
from articles.text.tokens import role_of
from factcheck.rules.countries import ADJECTIVES, COUNTRIES

_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_AMERICAN = re.compile(r"\bU\.?S\.?(?!\w)")  # "us" is somebody else
_SMALL = {"the", "a", "an", "of", "for"}
# Words that many roles share. A role of these alone names nobody: whose minister is meant?
_SHARED = reporting.PERSONS | set(
    "acting affairs chief defence defense deputy economy finance first foreign interior internal"
    " justice minister ministry press prime second secretary senior spokes state vice".split()
)
_COUNTRY = {
    tuple(terms.words(word)): tuple(terms.words(COUNTRIES[code]))
    for word, code in ADJECTIVES.items()
}
LONGEST = 14  # words


def key(title: str) -> tuple[str, ...]:
    """Name a role by its words in any order; nothing where they do not say whose role it is."""
    words = _plain(title)
    if not words or len(words) > LONGEST or all(word in _SHARED for word in words):
        return ()
    return tuple(sorted(words))


def named_in(text: str, keys: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Find which of these roles stand in `text`, their words side by side."""
    words, wanted = _plain(text), set(keys)
    return {
        found
        for size in {len(each) for each in wanted}
        for at in range(len(words) - size + 1)
        if (found := tuple(sorted(words[at : at + size]))) in wanted
    }


def _plain(text: str) -> list[str]:
    """The words that count, a country's adjective as the country, women's forms as men's."""
    words = terms.words(_POSSESSIVE.sub("", terms.fold(_AMERICAN.sub("American", text))))
    plain: list[str] = []
    skip = False
    for word, after in pairwise([*words, ""]):
        if skip:
            skip = False
        elif country := _COUNTRY.get((word, after)):
            plain += country
            skip = True
        elif country := _COUNTRY.get((word,)):
            plain += country
        elif word not in _SMALL:
            plain.append(role_of(word) or word)
    return plain
