"""The noun phrase beside a reporting verb: who speaks, and the name that stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.text import reporting as r
from articles.text.tokens import Token, is_body, is_person, is_source, role_of

_LONGEST = 30  # tokens of a subject


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
    head: str = ""  # the role of "the Kremlin spokesman", where it is somebody met before
    is_known: bool = False  # surely somebody who can speak


def skip_back(tokens: Sequence[Token], at: int) -> int:
    """Go left from `at` over adverbs and times: "Peskov on Monday also | said"."""
    while at >= 0:
        low = tokens[at].low
        if low in r.ADVERBS or (low.endswith("ly") and tokens[at].text.islower() and len(low) > 4):
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
    while at >= 1 and tokens[at].text in _PARTNER:
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
    roles = phrase.roles | aside.roles if aside and aside.is_person else phrase.roles
    return Mention(
        phrase.first, last, named.name, phrase.description, roles,
        person, phrase.is_plural, phrase.head, phrase.is_known,
    )  # fmt: skip


def _relative(tokens: Sequence[Token], at: int) -> int | None:
    """Find the "who" of a clause that ends at `at`: "an official who asked not to be named"."""
    for who in range(at, max(0, at - 12), -1):
        if tokens[who].low == "who":
            return who
        if not tokens[who].is_word:
            return None
    return None


BASED = ("-based", "-backed", "-led", "-run")
_PARTNER = {",": ",", ")": "(", "—": "—", "–": "–"}


def _opener(tokens: Sequence[Token], closer: int) -> int | None:
    wanted = _PARTNER[tokens[closer].text]
    for at in range(closer - 1, max(-1, closer - _LONGEST), -1):
        if tokens[at].text == wanted:
            return at
    return None


def noun_phrase(tokens: Sequence[Token], floor: int, end: int) -> Mention | None:
    """Read the noun phrase that ends before token `end`, no further left than `floor`."""
    if end <= floor:
        return None
    final = tokens[end - 1]
    if final.low in r.PRONOUNS and not final.is_possessive:
        plural = final.low == "they"
        person = final.low in ("he", "she")
        return Mention(end - 1, end, "", "", frozenset({final.low}), person, plural, is_known=True)
    if final.low in r.PREPOSITIONS:
        return None
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
            and (at == end or tokens[at].low not in r.WITHIN)
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
    text = " ".join(spelled(words[a:b]))
    person = is_person(words[head]) or (
        b > a and a > 0 and (is_person(words[a - 1]) or words[a - 1].low.rstrip(".") in r.TITLES)
    )
    described = " ".join(spelled(words[lead:]))
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
    around = [*words[lead:a], *words[b:]] if b > a else words[lead : head + 1]
    known = (
        b > a or person or is_body(words[head]) or is_source(words[head]) or head_low in r.CROWDS
    )
    return Mention(
        first, end, text, described[:1].upper() + described[1:],
        frozenset(role_of(word.low) for word in around), person, plural,
        role_of(head_low) if words[0].low == "the" and not plural else "", known,
    )  # fmt: skip


def _head(words: Sequence[Token]) -> int:
    """Find the noun that the others are about: the last before a preposition or a participle."""
    for at in range(1, len(words)):
        low = words[at].low
        if low in r.WITHIN or (words[at].text.islower() and low.endswith(("ed", "ing")) and at > 1):
            return at - 1
    return len(words) - 1


def spelled(words: Sequence[Token]) -> list[str]:
    return [word.text for word in words]


def _name_in(words: Sequence[Token]) -> tuple[int, int]:
    """Find the name in a noun phrase, as [a, b); empty where there is none."""
    end = len(words)
    start = end
    while start > 0 and words[start - 1].is_name:
        start -= 1
    role = max((n for n, word in enumerate(words) if is_role(word)), default=-1)
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


def is_role(word: Token) -> bool:
    return is_person(word) or (word.low.rstrip(".") in r.TITLES and not word.text.islower())


def _body_name(words: Sequence[Token], role: int) -> tuple[int, int]:
    """Find the name of a body that ends in small letters: "Caliber.Az news agency"."""
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
    while start < end - 1 and words[start].low.endswith(BASED):
        start += 1
    return start, end
