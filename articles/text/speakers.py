"""Who speaks: the noun phrase beside a reporting verb, and the name that it stands for."""

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from articles.text import reporting as r

_TOKEN = re.compile(
    r"(?P<quoted>\ue000++)"
    r"|(?:[^\W\d_]\.){2,}+|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Gov|Sen|Rep|Prof|St|[A-Z])\.(?=\s)"
    r"|\d++(?:[.,:]\d++)*+(?:-\w++)*+|[^\W_]++(?:['’.\-‑&/][^\W_]++)*+|\S"
)
_POSSESSIVE = re.compile(r"['’]s$")
_CONTRACTED = re.compile(r"['’](?:s|ve|re|ll|d|m)$")
_SAME_ROLE = re.compile(r"(?:wo)?man$|person$")
_ACRONYMS = frozenset({"US", "IT", "WHO"})  # not the words of grammar that they look like
_LONGEST = 30  # tokens of a subject
_MEMORY = 50  # mentions to look back over


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


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [first, last) that say who speaks; the name in them, or how he is described.

    `name` is empty where only a description stands there ("the spokeswoman"). `roles` are the
    words around the name or of the description, each in one form for women and men.
    """

    first: int
    last: int
    name: str = ""
    description: str = ""
    roles: frozenset[str] = frozenset()
    is_person: bool = False
    is_plural: bool = False
    is_known: bool = False  # surely somebody who can speak


def is_person(token: Token) -> bool:
    word = token.low.rsplit("-", 1)[-1]
    return any(
        form in r.PERSONS
        or (token.text.islower() and len(form) > 5 and form.endswith(r.PERSON_ENDINGS))
        for form in _singulars(word)
    )


def is_body(token: Token) -> bool:
    return any(form in r.BODIES for form in _singulars(token.low))


def _is_source(token: Token) -> bool:
    return any(form in r.SOURCES for form in _singulars(token.low))


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


def _role(word: str) -> str:
    return _SAME_ROLE.sub("", word.rsplit("-", 1)[-1])


def skip_back(tokens: Sequence[Token], at: int) -> int:
    """Go left from `at` over adverbs and times: "Peskov on Monday also | said"."""
    while at >= 0:
        low = tokens[at].low
        if low in r.ADVERBS:
            at -= 1
        elif low.endswith("ly") and tokens[at].text.islower() and len(low) > 4:
            at -= 1
        elif low in r.WEEKDAYS or (low.isdigit() and at and tokens[at - 1].low in r.MONTHS):
            at -= 2 if low.isdigit() else 1
            if at >= 0 and tokens[at].low in ("on", "last", "late", "early"):
                at -= 1
        elif low in r.PERIODS and at and tokens[at - 1].low in ("last", "this", "next", "earlier"):
            at -= 2
        else:
            return at
    return at


def subject_before(tokens: Sequence[Token], at: int) -> Mention | None:
    """Read the subject that ends right before token `at`, over what is put in between commas."""
    at = skip_back(tokens, at - 1)
    last = at + 1
    aside: Mention | None = None
    for _ in range(3):
        if at < 1 or tokens[at].text not in _PARTNER:
            break
        opener = _opener(tokens, at)
        if opener is None:
            return None
        between = noun_phrase(tokens, opener + 1, at)
        aside = between if between and between.first == opener + 1 else aside
        at = opener - 1
    who = _relative(tokens, at)
    if who is not None:
        at = who - (2 if tokens[who - 1].text == "," else 1)
    if at < 0:
        return None
    phrase = noun_phrase(tokens, 0, at + 1)
    if phrase is None:
        return None
    if phrase.name and phrase.first > 1 and tokens[phrase.first - 1].text == ",":
        role = noun_phrase(tokens, 0, phrase.first - 1)  # "one resident, Mary Smith, 67, told"
        if role and role.is_person and not role.name and role.last - role.first < 6:
            phrase = replace(phrase, first=role.first, is_person=True)
    named = phrase if phrase.name or not (aside and aside.name and aside.is_known) else aside
    person = phrase.is_person or named.is_person
    return Mention(
        phrase.first, last, named.name, phrase.description, phrase.roles | (aside.roles if aside and aside.is_person else frozenset()),
        person, phrase.is_plural, phrase.is_known,
    )  # fmt: skip


def _relative(tokens: Sequence[Token], at: int) -> int | None:
    """Find the "who" of a clause that ends at token `at`: "an official who asked not to be named"."""
    for who in range(at, max(0, at - 12), -1):
        if tokens[who].low == "who":
            return who
        if not tokens[who].is_word:
            return None
    return None


_BASED = ("-based", "-backed", "-led", "-run")
_PARTNER = {",": ",", ")": "(", "—": "—", "–": "–"}


def _opener(tokens: Sequence[Token], closer: int) -> int | None:
    wanted = _PARTNER[tokens[closer].text]
    for at in range(closer - 1, max(-1, closer - _LONGEST), -1):
        if tokens[at].text == wanted:
            return at
        if tokens[at].quoted:
            return None
    return None


def noun_phrase(tokens: Sequence[Token], floor: int, end: int) -> Mention | None:
    """Read the noun phrase that ends before token `end`, no further left than `floor`."""
    if end <= floor:
        return None
    final = tokens[end - 1]
    if final.low in r.PRONOUNS and not final.is_possessive:
        plural = final.low == "they"
        person = final.low in ("he", "she")
        return Mention(end - 1, end, "", "", frozenset({final.low}), person, plural, True)
    first = _left_end(tokens, floor, end)
    while first < end and (
        tokens[first].low in r.ADVERBS
        or tokens[first].low in ("and", "or", "but")
        or not tokens[first].is_word
    ):
        first += 1
    if first < end and tokens[first].low in r.PREPOSITIONS:
        first = _last_titled_name(tokens, first, end)
    return _mention(tokens, first, end) if first < end else None


def _left_end(tokens: Sequence[Token], floor: int, end: int) -> int:
    at = end
    while at > max(floor, end - _LONGEST):
        token = tokens[at - 1]
        low = token.low
        if token.quoted or low in r.BREAKS or low in r.AUXILIARIES:
            break
        if low in r.WEEKDAYS or (low in r.PREPOSITIONS and low not in r.WITHIN):
            break
        if low == "and" and not _joins(tokens, floor, at - 1):
            break
        if token.text == "," and not (
            at < end
            and at - 2 >= floor
            and tokens[at - 2].is_name
            and tokens[at].is_name
            and any(word.low == "and" for word in tokens[at:end])
        ):
            break
        if not token.is_word and token.text not in "&'’.,":
            break
        if token.text == "." and at - 2 >= floor and len(tokens[at - 2].text) > 2:
            break
        if (
            token.text.islower()
            and low.endswith("ed")
            and low not in ("armed", "united", "so-called")
        ):
            if at == end or tokens[at].low not in r.WITHIN:
                break
        elif (
            token.text.islower() and low in r.FORMS and at < end and tokens[at].low in r.DETERMINERS
        ):
            break
        at -= 1
        if low in r.DETERMINERS and at > floor:
            left = tokens[at - 1].low
            if left == "and" and at > 1 and tokens[at - 2].low.endswith("ed"):
                break
            if left not in r.WITHIN and left != "and" and left not in r.QUANTITIES:
                break
    return at


def _joins(tokens: Sequence[Token], floor: int, conjunction: int) -> bool:
    """Say whether an "and" joins two parts of one subject, not two clauses."""
    for at in range(conjunction - 1, max(floor, conjunction - 6) - 1, -1):
        token = tokens[at]
        if token.low in r.PREPOSITIONS or token.low in r.AUXILIARIES:
            return False
        if token.text.islower() and (
            token.low.endswith("ed") or (token.low in r.FORMS and not is_person(token))
        ):
            return False
        if not token.is_word or token.low in r.BREAKS:
            return True
    return conjunction - floor < 6


def _last_titled_name(tokens: Sequence[Token], first: int, end: int) -> int:
    """After "In Moscow" and the like: where the last name begins, with the roles before it."""
    at = end
    while at > first and (tokens[at - 1].is_name or is_person(tokens[at - 1])):
        at -= 1
    left = tokens[at - 1].low if at > first else ""
    if left in r.WITHIN or left == "the" or left in r.POSSESSIVES:
        return end
    return at


def _mention(tokens: Sequence[Token], first: int, end: int) -> Mention | None:
    words = tokens[first:end]
    head = _head(words)
    lead = 0
    while lead < len(words) - 1 and (
        words[lead].low in r.ARTICLES | r.POSSESSIVES | {"own", "one"}
    ):
        lead += 1
    if (
        words[head].low in r.DETERMINERS - {"others", "some", "many", "both", "several"}
        or words[head].low in r.DATES
        or (words[head].is_possessive and head == len(words) - 1)
        or words[head].text[0].isdigit()
    ):
        return None
    a, b = _name_in(words)
    text = " ".join(_spelled(words[a:b]))
    person = is_person(words[head]) or (
        b > a and a > 0 and (is_person(words[a - 1]) or words[a - 1].low.rstrip(".") in r.TITLES)
    )
    described = " ".join(_spelled(words[lead:]))
    head_low = words[head].low
    plural = words[head].text.islower() or head == 0
    plural = (
        plural
        and not (b > a and b - a > 1)
        and (
            (head_low.endswith("s") and not head_low.endswith(("ss", "us")))
            or head_low in r.PLURALS | r.CROWDS
        )
    )
    plural = plural or any(word.low == "and" for word in words)
    around = words[lead:a] + words[b:] if b > a else words[lead : head + 1]
    known = (
        b > a or person or is_body(words[head]) or _is_source(words[head]) or head_low in r.CROWDS
    )
    return Mention(
        first, end, text, described[:1].upper() + described[1:],
        frozenset(_role(word.low) for word in around), person, plural, known,
    )  # fmt: skip


def _head(words: Sequence[Token]) -> int:
    """Find the noun that the others are about: the last before a preposition or a participle."""
    for at in range(1, len(words)):
        low = words[at].low
        if low in r.WITHIN or (words[at].text.islower() and low.endswith(("ed", "ing")) and at > 1):
            return at - 1
    return len(words) - 1


def _spelled(words: Sequence[Token]) -> list[str]:
    return [word.text for word in words]


def _name_in(words: Sequence[Token]) -> tuple[int, int]:
    """Find the name in a noun phrase, as [a, b); empty where there is none."""
    end = len(words)
    start = end
    while start > 0 and words[start - 1].is_name:
        start -= 1
    role = max((n for n, word in enumerate(words) if _is_role(word)), default=-1)
    if start == end:
        return _body_name(words, role)
    if role >= start:  # "Foreign Ministry Spokeswoman Maria Zakharova"
        return (role + 1, end) if role + 1 < end else _body_name(words, role)
    for n in range(end - 2, start - 1, -1):
        if words[n].is_possessive:  # "Russia's Lavrov"
            return n + 1, end
    before = words[start - 1] if start else None
    if role < 0 or before is None:
        if before is not None and before.low in r.WITHIN | {"and", "the"}:
            return _body_name(words, role)
        if before is not None and before.low not in r.ARTICLES:
            return start, end
        return _without_base(words, start, end)
    if before.low not in r.WITHIN | r.DETERMINERS | {"and"}:
        return start, end  # "spokesman Dmitriy Peskov", "human rights lawyer Anna"
    indefinite = words[0].low in ("a", "an", "one")
    if indefinite or is_body(words[-1]) or end - start < 3:
        return _body_name(words, role)
    body = max((n for n in range(start, end) if is_body(words[n])), default=-1)
    return (body + 1 if body >= 0 else end - 2), end


def _is_role(word: Token) -> bool:
    return is_person(word) or (word.low.rstrip(".") in r.TITLES and not word.text.islower())


def _body_name(words: Sequence[Token], role: int) -> tuple[int, int]:
    """Find the name of a body that ends in small letters ("Caliber.Az news agency") or in "of …"."""
    if role >= 0:
        return 0, 0
    start = 0
    while start < len(words) - 1 and not words[start].is_name:
        if words[start].low not in r.ARTICLES | {"news"}:
            return 0, 0
        start += 1
    end = start
    while end < len(words) and words[end].is_name:
        end += 1
    rest = words[end:]
    if end == start:
        return 0, 0
    if not rest:
        return _without_base(words, start, end)
    if rest and rest[0].low in r.WITHIN and is_body(words[end - 1]):
        return start, len(words)
    if (
        rest
        and all(is_body(word) or word.low in ("news", "wire") for word in rest)
        and len(rest) > 1
    ):
        return _without_base(words, start, end)
    if rest and rest[0].low in (
        "agency",
        "newspaper",
        "website",
        "news",
        "portal",
        "outlet",
        "channel",
    ):
        return _without_base(words, start, end)
    return 0, 0


def _without_base(words: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and words[start].low.endswith(_BASED):
        start += 1
    return start, end


def _may_be_he(mention: Mention) -> bool:
    human = mention.is_person or (bool(mention.name) and not mention.roles & r.BODIES)
    return human and not mention.is_plural


@dataclass(slots=True)
class Speakers:
    """The names of a text, and who has spoken so far."""

    names: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    roles: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)
    spoken: list[tuple[str, Mention]] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)  # names right before a reporting verb
    women: set[str] = field(default_factory=set)
    men: set[str] = field(default_factory=set)

    def learn(self, tokens: Sequence[Token], is_common: frozenset[str]) -> None:
        """Note the full names of a sentence and the roles that stand before them."""
        at = 0
        while at < len(tokens):
            start = at
            while (
                at < len(tokens)
                and tokens[at].is_name
                and not (at > start and tokens[at - 1].is_possessive)
            ):
                at += 1
            if at > start:
                self._learn_run(tokens, start, at, is_common)
                if at < len(tokens) and tokens[at].text.islower() and tokens[at].low in r.FORMS:
                    self.subjects.add(" ".join(_spelled(tokens[start:at])))
            else:
                at += 1

    def _learn_run(
        self, tokens: Sequence[Token], start: int, end: int, common: frozenset[str]
    ) -> None:
        role = max((n for n in range(start, end) if _is_role(tokens[n])), default=start - 1)
        body = max((n for n in range(start, end) if is_body(tokens[n])), default=start - 1)
        first = max(role, body) + 1
        while first < end and tokens[first].low.endswith(_BASED):
            first += 1
        if first == end:
            return
        if first == 0 and end > 1 and tokens[0].low in common:
            first = 1
        size = end - first
        name = _POSSESSIVE.sub("", " ".join(_spelled(tokens[first:end])))
        if size in (2, 3):
            self.names.setdefault(tokens[end - 1].low, []).append((tokens[first].start, name))
        roles = self._roles_before(tokens, first)
        if roles:
            self.roles.append((tokens[first].start, name, roles))

    def _roles_before(self, tokens: Sequence[Token], first: int) -> frozenset[str]:
        """Read the roles right before a name; those of "the president's spokesman", not his."""
        at = first
        while (
            at > max(0, first - 10)
            and tokens[at - 1].is_word
            and (tokens[at - 1].is_name or tokens[at - 1].text.islower())
        ):
            low = tokens[at - 1].low
            if low in r.GRAMMAR | {"and"} or (
                low in r.FORMS and not is_person(tokens[at - 1])
            ):
                break
            at -= 1
        left = tokens[at:first]
        if not any(is_person(word) for word in left):
            return frozenset()
        for n, word in enumerate(left):
            if word.low in ("for", "of", "to", "from") and n and is_person(left[n - 1]):
                return frozenset(_role(each.low) for each in left[:n])
        while any(word.low in r.PREPOSITIONS for word in left):
            left = left[next(n for n, word in enumerate(left) if word.low in r.PREPOSITIONS) + 1 :]
        if not left or not is_person(left[-1]):
            return frozenset()
        return frozenset(_role(word.low) for word in left if word.low not in r.DETERMINERS)

    def knows(self, name: str) -> bool:
        """Say whether the text has a name again, in full or as the first word of a sentence's subject."""
        return name in self.subjects or self.full(name, 0) != name

    def full(self, name: str, at: int) -> str:
        """Give the fullest form of a name: the latest before `at`, or else the first after it."""
        known = self.names.get(_POSSESSIVE.sub("", name.rsplit(" ", 1)[-1].lower()), [])
        here = bisect_right(known, at, key=lambda entry: entry[0])
        near = [*reversed(known[max(0, here - _MEMORY) : here]), *known[here : here + _MEMORY]]
        return next((full for _, full in near if name in full), name)

    def resolve(self, mention: Mention, at: int) -> str:
        """Give the name of whom a mention means; a description where no name is known."""
        if mention.name:
            return self.full(mention.name, at)
        if mention.roles & r.PRONOUNS:
            return self._pronoun(mention)
        return self._by_role(mention, at) or mention.description

    def _by_role(self, mention: Mention, at: int) -> str:
        if mention.is_plural or not mention.roles:
            return ""
        if mention.is_person:
            here = bisect_right(self.roles, at, key=lambda entry: entry[0])
            for start, name, roles in reversed(self.roles[max(0, here - _MEMORY) : here]):
                if roles >= mention.roles:
                    return self.full(name, start)
            return ""
        for name, earlier in reversed(self.spoken[-_MEMORY:]):
            if not earlier.is_person and mention.roles <= {word.lower() for word in name.split()}:
                return name
        return ""

    def _pronoun(self, mention: Mention) -> str:
        (pronoun,) = mention.roles
        for name, earlier in reversed(self.spoken[-_MEMORY:]):
            fits = {
                "he": _may_be_he(earlier) and name not in self.women,
                "she": _may_be_he(earlier) and name not in self.men,
                "it": not earlier.is_person and not earlier.is_plural,
                "they": earlier.is_plural or not earlier.is_person,
            }[pronoun]
            if fits:
                return name
        return ""

    def speak(self, name: str, mention: Mention, at: int) -> None:
        """Note that somebody spoke, or stands where pronouns will mean him."""
        if not name:
            return
        self.spoken.append((name, mention))
        if mention.name and mention.is_person and mention.roles:
            insort(self.roles, (at, name, mention.roles), key=lambda entry: entry[0])
        if "she" in mention.roles:
            self.women.add(name)
        if "he" in mention.roles:
            self.men.add(name)
