"""What stands between a reporting verb and the words reported: to whom, when and where."""

from collections.abc import Sequence

from articles.text import reporting as r
from articles.text.tokens import Token, is_body, is_person

type Tokens = Sequence[Token]

_FURTHEST = 8  # tokens to a listener or an occasion


def low(tokens: Tokens, at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def after_adjuncts(tokens: Tokens, at: int, lemma: str) -> int:
    """Go right over whom one tells, when and where: "told | reporters in Baku on Monday | that"."""
    if low(tokens, at) in ("out", "back"):
        at += 1
    if lemma in r.TELLING:
        at = _listener(tokens, at)
    here = -1
    while here != at:
        here = at
        at = _time(tokens, at)
        if low(tokens, at) in ("to", "with"):
            after = _listener(tokens, at + 1)
            at = after if after > at + 1 else at
        at = _occasion(tokens, at)
    return at


def _listener(tokens: Tokens, at: int) -> int:
    begun = at
    while low(tokens, at) in r.DETERMINERS:
        at += 1
    if low(tokens, at) in r.LISTENERS:
        return at + 1
    end = at
    while end < len(tokens) and tokens[end].is_name:
        end += 1
    while (
        at < end < len(tokens)
        and tokens[end].text.islower()
        and (
            is_body(tokens[end])
            or is_person(tokens[end])
            or low(tokens, end) in r.OCCASIONS | {"news"}
        )
    ):
        end += 1
    if end > at and not tokens[end - 1].is_possessive:
        return end
    for here in range(end, min(len(tokens), end + _FURTHEST)):
        word = tokens[here]
        if not word.is_word or word.low in r.GRAMMAR:
            break
        hears = is_person(word) or is_body(word) or word.low in r.PLACES_AND_EARS
        if hears and low(tokens, here + 1) not in r.PLACES_AND_EARS:
            return here + 1
    return begun


def _time(tokens: Tokens, at: int) -> int:
    word, following = low(tokens, at), low(tokens, at + 1)
    if word in (
        "on",
        "late",
        "early",
        "last",
        "this",
        "next",
        "earlier",
        "in",
        "at",
        "by",
        "since",
    ):
        if (
            following in r.WEEKDAYS
            or following in r.PERIODS
            or (
                word in ("on", "in", "late", "early")
                and (following in r.MONTHS or following.isdigit() or following in ("last", "late"))
            )
        ):
            return _time(tokens, at + 1) if following not in r.PERIODS else at + 2
        if word == "earlier" and following in ("this", "in", "on"):
            return max(_time(tokens, at + 1), at + 1)
    if (
        word in r.WEEKDAYS
        or word in r.MONTHS - {"may", "march", "mar"}
        or (word in ("may", "march") and tokens[at].text[0].isupper())
    ):
        at += 1
        while low(tokens, at).isdigit() or low(tokens, at) in r.PERIODS | r.MONTHS - {"may"}:
            at += 1
        return at
    if word[:1].isdigit() and (following in r.MONTHS or (word.isdigit() and len(word) == 4)):
        return _time(tokens, at + 1) if following in r.MONTHS else at + 1
    if word in r.ADVERBS or (word.endswith("ly") and len(word) > 5):
        return at + 1
    return at


def _occasion(tokens: Tokens, at: int) -> int:
    """Go over "in a statement", "during a visit to Baku", "in Moscow"."""
    if low(tokens, at) not in r.BEFORE_OCCASIONS:
        return at
    end = at + 1
    while end < len(tokens) and tokens[end].is_name and not tokens[end].is_possessive:
        end += 1
    if end > at + 1 and low(tokens, end) not in r.OCCASIONS | r.FINITE:
        return end
    for here in range(at + 1, min(len(tokens), at + _FURTHEST)):
        word = tokens[here]
        if not word.is_word or word.low in r.GRAMMAR:
            break
        if word.low in r.OCCASIONS and low(tokens, here + 1) not in r.OCCASIONS:
            end = here + 1
            if low(tokens, end) in ("with", "to", "for", "of", "on", "in"):
                end = (
                    max(end, _listener(tokens, end + 1))
                    if _listener(tokens, end + 1) > end + 1
                    else end
                )
            return end
    return at
