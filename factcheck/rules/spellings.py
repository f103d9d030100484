"""Which names are likely one name in another spelling, by how names are brought into Latin letters.

It only ever proposes: a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from articles.text import terms

LONG = 7  # letters of a word in which one other letter is more likely a slip than another name
TELLING = 3  # letters of a word that says more than an initial or a particle
_WORD = re.compile(r"[^\W_]+")
# Letters that a fold keeps or makes too plain: Cyrillic as English papers write it, Turkic, Latin.
_LETTERS = str.maketrans(
    {"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ğ": "gh", "ə": "a", "ı": "i", "ł": "l"}
    | {"ø": "o", "đ": "d", "æ": "ae", "ß": "ss"}
    | dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", (
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh sh  i  e iu ia").split(" "),
        strict=True))
    | {"ё": "e", "і": "i", "ї": "i", "є": "e", "ґ": "g"}
)  # fmt: skip
# What is one sound in several spellings, in the order in which it is brought together.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"(?<=[aeiou])h$", ""),  # Abdulla(h)
        (r"(?<=[oe])ff$", "v"),
        (r"tch|tsch", "ch"),
        (r"shch|sch", "sh"),
        (r"dzh|dj", "j"),
        (r"zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"j$", "i"),  # Sergej
        (r"^[yj]e", "e"),  # Yerevan
        (r"y", "i"),  # Dmitry, Dmitriy, Dmitrii
        (r"(.)\1+", r"\1"),
        (r"(?<!^)e", "a"),  # Khankendi, Khankandi
        (r"(.)\1+", r"\1"),
    ]
]


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """What the spellings of a word share: "dmitri" for Dmitriy, Dmitry and Дмитрий."""
    plain = terms.fold(word.lower().translate(_LETTERS))
    plain = "".join(letter for letter in plain if letter.isalnum())
    for pattern, sound in _SOUNDS:
        plain = pattern.sub(sound, plain)
    return plain


@dataclass(frozen=True)
class Name:
    """A name by its words, as they are written, folded, and by their skeletons."""

    written: tuple[str, ...]
    folded: tuple[str, ...]
    bones: tuple[str, ...]

    @classmethod
    def read(cls, name: str) -> "Name":
        """Read a name; its article is left out."""
        words = [word for word in _WORD.findall(name) if word.lower() != "the"]
        folded = tuple(map(terms.fold, words))
        return cls(tuple(words), folded, tuple(map(skeleton, words)))

    def turned(self) -> "Name":
        """The same two words, the last one first."""
        return Name(self.written[::-1], self.folded[::-1], self.bones[::-1])

    @property
    def block(self) -> tuple[str, ...]:
        """What two spellings of one name share: the first letters of its words."""
        return tuple(sorted(bone[:1] for bone in self.bones))


def why_alike(one: Name, other: Name) -> str:
    """Say why two names may be one, in words; "" where they are likelier two."""
    if len(one.bones) != len(other.bones) or not all((*one.bones, *other.bones)):
        return ""
    told = _in_order(one, other)
    return told or (_in_order(one, other.turned()) if len(one.bones) == 2 else "")


def _in_order(one: Name, other: Name) -> str:
    doubts, spelled, telling = [], [], False
    for at, (a, b) in enumerate(zip(one.bones, other.bones, strict=True)):
        pair = f"“{one.written[at]}” and “{other.written[at]}”"
        if a == b:
            telling = telling or len(a) >= TELLING
            if one.folded[at] != other.folded[at]:
                spelled.append(f"{pair} may be one name, spelled in two ways")
        elif min(len(a), len(b)) == 1 and a[0] == b[0] and at < len(one.bones) - 1:
            doubts.append(f"{pair}: the one may be the initial of the other")
        elif _slip(a, b):
            doubts.append(f"{pair} differ by one letter")
            telling = True
        else:
            return ""
    if not telling or len(doubts) > 1:
        return ""
    return "; ".join([*doubts, *spelled]) or "they are the same words"


def _slip(a: str, b: str) -> bool:
    """Say whether one letter within a long word differs; at its end it may be a woman's form."""
    if min(len(a), len(b)) < LONG or a[0] != b[0] or a[-1] != b[-1] or not (a + b).isalpha():
        return False
    return DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1


def alike_in(names: Sequence[tuple[Hashable, Name]]) -> Iterator[tuple[int, int, str]]:
    """Find which of some names may be one, those of one key aside: (place, place, why)."""
    blocks = defaultdict(list)
    for at, (_, name) in enumerate(names):
        blocks[name.block].append(at)
    for block in blocks.values():
        for a, b in combinations(block, 2):
            if names[a][0] != names[b][0] and (why := why_alike(names[a][1], names[b][1])):
                yield a, b, why
