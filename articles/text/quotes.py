"""Quotes and reported speech in English news, with who is quoted."""

from articles.text import reporting as r
from articles.text.adjuncts import after_adjuncts
from articles.text.clauses import verb_group
from articles.text.noun_phrases import subject_before
from articles.text.quote_marks import blocks, quotations
from articles.text.quote_reading import STOPS, Directness, Quote, Reading
from articles.text.quote_sentences import Sentence
from articles.text.segments import sentences
from articles.text.tokens import Token, tokens_of

__all__ = ["Directness", "Quote", "find_quotes"]

_LONGEST = 200  # tokens read as one sentence


def find_quotes(text: str) -> list[Quote]:
    """Find direct quotes and reported speech, in order; none overlaps another.

    A quote within a quote is part of it. Where it is doubtful whether anybody spoke, nothing is
    found.
    """
    reading = Reading(text, {quotation.start: quotation for quotation in quotations(text)})
    masked = _masked(reading)
    parts = blocks(masked)
    starts = {start for start, _ in parts}
    lines = [
        line[at : at + _LONGEST]
        for begin, end in parts
        for a, b in sentences(masked[begin:end])
        for line in [tokens_of(masked, begin + a, begin + b)]
        for at in range(0, len(line), _LONGEST)
    ]
    common = frozenset(word.low for line in lines for word in line if word.text.islower())
    for line in lines:
        reading.speakers.learn(line, common)
    for line in lines:
        opens = line[0].start in starts
        for unit in _units(reading, line):
            Sentence(reading, unit, opens).read()
            opens = False
    return sorted(reading.found, key=lambda quote: quote.start)


def _masked(reading: Reading) -> str:
    """Hide what is in quotation marks, so that its stops end no sentence."""
    pieces, at = [], 0
    for quotation in reading.quotations.values():
        pieces.append(reading.text[at : quotation.start].replace("\ue000", " "))
        pieces.append("\ue000" * (quotation.end - quotation.start))
        at = quotation.end
    return "".join([*pieces, reading.text[at:].replace("\ue000", " ")])


def _units(reading: Reading, line: list[Token]) -> list[list[Token]]:
    """Part a line where a sentence ends within a quotation: “… are ready.” Peskov left."""
    units, begun = [], 0
    for at in range(len(line) - 1):
        if line[at].quoted and reading.inside(line[at]).endswith(STOPS):
            told = at > begun and line[at - 1].text in (":", ",")
            after = line[at + 1]
            if after.quoted or (
                after.text[0].isupper() and (told or not _is_attributed(reading, line, at))
            ):
                units.append(line[begun : at + 1])
                begun = at + 1
    return [*units, line[begun:]]


def _is_attributed(reading: Reading, line: list[Token], quoted: int) -> bool:
    """Say whether what follows a quotation tells only who spoke: “Why?” Peskov asked."""
    rest = line[quoted + 1 : quoted + 32]
    for at in range(1, min(16, len(rest))):
        group = verb_group(rest, at)
        if group and group[1] != "ing":
            mention = subject_before(rest, group[0])
            end = after_adjuncts(rest, at + 1, r.FORMS[rest[at].low][0])
            done = end >= len(rest) or not rest[end].is_word
            short = mention is not None and mention.last < 7
            stop = reading.inside(line[quoted]).endswith(".")
            return mention is not None and mention.first == 0 and done and (short or not stop)
    return False
