"""The words around a reporting verb: what belongs to it, and where the reported clause begins."""

from collections.abc import Sequence

from articles.text import reporting as r
from articles.text.adjuncts import after_adjuncts, low
from articles.text.noun_phrases import Mention, noun_phrase
from articles.text.tokens import Token, is_body, is_person

type Tokens = Sequence[Token]

_WENT = ("went", "goes", "gone")


def verb_group(tokens: Tokens, at: int) -> tuple[int, str] | None:
    """Find where the verb at `at` begins with its auxiliaries, and its form.

    None where it is no finite verb or participle of somebody's speech: "was told", "would say",
    "did not say", "announced by".
    """
    token = tokens[at]
    if token.text != token.low or token.low not in r.FORMS:
        return None
    form = r.FORMS[token.low][1]
    if form == "past" and low(tokens, at + 1) == "by":
        return None
    first = at
    left = _before_adverbs(tokens, at)
    if low(tokens, left) in r.BEING:
        if form != "ing":
            return None
        first, left = left, _before_adverbs(tokens, left)
        form = "past"
    if low(tokens, left) in r.HAVING:
        first, left = left, _before_adverbs(tokens, left)
    if (
        low(tokens, left) == "to"
        and low(tokens, left - 1) == "on"
        and low(tokens, left - 2) in _WENT
    ):
        return left - 2, "past"
    return None if low(tokens, left) in r.UNSAID else (first, form)


def _before_adverbs(tokens: Tokens, at: int) -> int:
    at -= 1
    while at >= 0 and (tokens[at].low in r.ADVERBS or tokens[at].low.endswith("ly")):
        at -= 1
    return at


def subject_after(tokens: Tokens, at: int) -> Mention | None:
    """Read a subject that begins at token `at`: "said | the head of the mission in Geneva"."""
    end = at
    while end < len(tokens) and end < at + 20:
        token = tokens[end]
        if token.low in r.WITHIN and token.low not in ("of", "for", "from"):
            break
        if token.low in r.AFTER_SUBJECT:
            break
        if token.low in r.OUTSIDE or not (token.is_word or token.text in "&'’"):
            break
        end += 1
        if token.low in r.PRONOUNS:
            break
    if end == at:
        return None
    mention = noun_phrase(tokens, at, end)
    return mention if mention and mention.first == at else None


def reported(tokens: Tokens, verb: int, mention: Mention) -> int | None:
    """Find where the clause begins that the verb reports in the article's words, if it does."""
    lemma, _ = r.FORMS[tokens[verb].low]
    at = after_adjuncts(tokens, verb + 1, lemma)
    that = _that(tokens, verb, at, lemma)
    if that is not None:
        return that + 1 if mention.is_known or lemma not in r.SHOWING else None
    if lemma in r.ASK:
        return _question(tokens, verb, at)
    if not mention.is_known and lemma not in ("say", "tell", "claim"):
        return None
    first, left = low(tokens, at), sum(word.is_word or word.quoted for word in tokens[at : at + 4])
    if left < 2:
        return None
    if lemma in r.TO_DO and first in ("to", "not"):
        return at
    if lemma in r.FOR_ON and first in ("for", "on", "upon") and at == verb + 1:
        return at + 1
    if lemma in r.BLAME and any(low(tokens, n) == "of" for n in range(at, at + 15)):
        return verb + 1
    if lemma in r.DEMAND and (tokens[verb].text != "demands" or mention.name):
        return verb + 1
    if lemma == "warn" and first in ("of", "against", "about"):
        return at + 1
    if (
        lemma == "deny"
        and left > 2
        and (
            first
            in (
                "any",
                "having",
                "all",
                "being",
                "allegations",
                "accusations",
                "involvement",
                "responsibility",
                "wrongdoing",
            )
            or low(tokens, at + 1) in ("allegations", "accusations", "claims", "reports", "charges")
        )
    ):
        return at
    if lemma in r.TELLING and at == verb + 1:
        return None  # nobody is told
    if lemma in r.CLAUSE and _is_clause(tokens, at, lemma):
        return at
    return None


def _that(tokens: Tokens, verb: int, at: int, lemma: str) -> int | None:
    """Find the "that" of the clause, over a listener or "hope" or "in an interview with X"."""
    if lemma not in r.THAT_CLAUSE:
        return None
    if low(tokens, at) == "that" and not _is_pronoun_that(tokens, at):
        return at
    if low(tokens, at) == ",":
        for n in range(at + 1, min(len(tokens), at + 12)):
            if low(tokens, n) == "that" and (n == at + 1 or low(tokens, n - 1) == ","):
                return n
    over = low(tokens, verb + 1) in (
        "in",
        "at",
        "to",
        "on",
        "during",
        "after",
        "via",
        "through",
        "from",
        "with",
        "by",
    )
    if over or lemma in r.TELLING:
        for n in range(at, min(len(tokens), verb + 18)):
            if low(tokens, n) == "that":
                return None if _is_pronoun_that(tokens, n) else n
            if tokens[n].text == "," and n + 1 < len(tokens) and tokens[n + 1].is_name:
                continue  # "from Ukraine, Russia and France"
            word = low(tokens, n)
            if not tokens[n].is_word or word in r.FINITE or word in r.BREAKS:
                return None
            if word in r.FORMS and word not in r.OCCASIONS:
                return None
    if lemma in ("express", "voice", "share"):
        for n in range(verb + 1, min(len(tokens), verb + 6)):
            if low(tokens, n) in r.FEELINGS and low(tokens, n + 1) == "that":
                return n + 1
    return None


def _is_pronoun_that(tokens: Tokens, at: int) -> bool:
    """Tell "said that was wrong", where "that" is the subject, from "said that it was"."""
    return low(tokens, at + 1) in r.FINITE or at + 3 > len(tokens)


def _question(tokens: Tokens, verb: int, at: int) -> int | None:
    for n in range(verb + 1, min(len(tokens), max(at, verb) + 7)):
        if not tokens[n].is_word:
            return None
        if low(tokens, n) in r.ASKED:
            return (
                n
                if len(tokens) - n > 3
                and (n <= at or low(tokens, n) in ("whether", "if", "why", "how", "what"))
                else None
            )
    return None


def _is_clause(tokens: Tokens, at: int, lemma: str) -> bool:
    """Say whether words after a verb are a clause without "that", not an object."""
    first = low(tokens, at)
    if not tokens[at].is_word and not tokens[at].quoted:
        return False
    if first in r.PRONOUNS | {"there", "i", "we", "you"} or (
        first == "that" and lemma in ("say", "tell")
    ):
        return True
    if first in r.NO_CLAUSE:
        return False
    relative = False
    for n in range(at, min(len(tokens), at + 40)):
        word = low(tokens, n)
        if word in (
            "who",
            "which",
            "that",
            "when",
            "where",
            "as",
            "after",
            "because",
            "while",
            "what",
        ):
            relative = True
        elif tokens[n].text == ";":
            break
        elif tokens[n].text in (",", ":") and lemma not in ("say", "tell"):
            relative = n > at + 6
        elif word in r.FINITE and n > at:
            if not relative:
                return True
            relative = False
        elif (
            word.endswith("ed")
            and n > at
            and not relative
            and lemma in ("say", "tell", "claim")
            and n + 1 < len(tokens)
        ):
            return True
    rest = tokens[at:]
    return (
        lemma in ("say", "tell")
        and first not in r.PREPOSITIONS
        and (len(rest) > 4 or any(word.quoted for word in rest[1:]))
    )


def topic_of(tokens: Tokens) -> Mention | None:
    """Read the subject with which a sentence begins, if it is a name, a role or a pronoun."""
    mention = _first_subject(tokens, 0)
    if mention is None:
        comma = next((n for n in range(min(len(tokens), 15)) if tokens[n].text == ","), len(tokens))
        mention = _first_subject(tokens, comma + 1)
    return mention


def _is_titled(tokens: Tokens, at: int) -> bool:
    """Say whether a word is part of a role: "White House | press | secretary"."""
    return any(is_person(token) for token in tokens[at : at + 2])


def _first_subject(tokens: Tokens, at: int) -> Mention | None:
    while at < len(tokens) - 1 and (low(tokens, at) in r.ADVERBS | {",", "and", "but"}):
        at += 1
    if low(tokens, at) in r.PRONOUNS:
        return noun_phrase(tokens, at, at + 1)
    end = at
    best = 0
    while end < min(len(tokens), at + 14):
        token = tokens[end]
        if token.is_name or is_person(token) or (is_body(token) and end > at):
            best = end + 1
        elif (
            not token.is_word
            or token.low in r.GRAMMAR
            or token.low in r.FORMS
            or (best and token.low not in r.WITHIN | r.DETERMINERS and not _is_titled(tokens, end))
        ):
            break
        end += 1
        if token.is_possessive and best:
            best = 0
    mention = noun_phrase(tokens, at, best) if best else None
    return mention if mention and mention.first == at and mention.is_known else None
