"""Who says what in one sentence."""

import re
from dataclasses import dataclass, replace

from articles.text import reporting as r
from articles.text.adjuncts import after_adjuncts, low
from articles.text.clauses import reported, subject_after, topic_of, verb_group
from articles.text.noun_phrases import Mention, noun_phrase, subject_before
from articles.text.quote_reading import STOPS, Directness, Quote, Reading
from articles.text.tokens import Token

_CUES = r.FORMS.keys() | {"according", "citing", "quoting"}
_MOST = 20  # cues; a sentence with more is no prose
_SCARE = 2  # words; so few in quotation marks are not a quote by themselves
_DASHES = ("-", "–", "—")
_CITES = ("quoted", "cited", "quoting", "citing", "reported", "quotes")
_DATELINE = re.compile(
    r"[A-Z]{3}[^.!?\n\ue000]{0,60}?(?:\)\s*[-–—]|\s[-–—])\s+|/[A-Z]{2,12}/\.?\s*[-–—]?\s*"
)


@dataclass(slots=True)
class Sentence:
    """A sentence being read from left to right."""

    search: Reading
    tokens: list[Token]
    opens: bool  # a paragraph
    who: str = ""  # has spoken in it
    floor: int = 0  # the token from which words can still be somebody's
    clause: int | None = None  # the number in `found` of a clause that goes on to the end

    def read(self) -> None:
        self.floor = self._dateline()
        cues = [at for at, token in enumerate(self.tokens) if token.low in _CUES]
        for at in cues[:_MOST]:
            token = self.tokens[at]
            if token.low == "according" and low(self.tokens, at + 1) == "to":
                self._according(at)
            elif token.low in r.FORMS:
                self._verb(at)
            elif token.low in ("citing", "quoting") and low(self.tokens, at - 1) == ",":
                self._cut(at - 1)
        self._headline()
        for at, token in enumerate(self.tokens):
            if token.quoted and not self._covered(token.start):
                self._alone(at)
        self.search.last = self.who or self._topic()

    def _dateline(self) -> int:
        match = self.opens and _DATELINE.match(self.search.text, self.tokens[0].start)
        if not match:
            return 0
        return next((n for n, token in enumerate(self.tokens) if token.start >= match.end()), 0)

    def _headline(self) -> None:
        """Read "Peskov: no date yet", "No date yet - Kremlin" and "No date yet: spokesman"."""
        tokens = self.tokens
        if self.who or not self.opens or tokens[-1].text in STOPS:
            return
        for at in range(1, len(tokens) - 1):
            if tokens[at].text == ":" and at < 8 and len(tokens) - at > 3:
                mention = noun_phrase(tokens, 0, at)
                if mention and mention.first == 0 and self._speaks(mention):
                    self._add(at + 1, len(tokens), None, mention)
                    return
            if tokens[at].text in (":", *_DASHES) and at > 2 and len(tokens) - at < 8:
                mention = noun_phrase(tokens, at + 1, len(tokens))
                if mention and mention.first == at + 1 and self._speaks(mention):
                    self._add(0, at, None, mention)
                    return

    def _speaks(self, mention: Mention) -> bool:
        """Say whether a headline's name is one of the text, or a role."""
        if not mention.name:
            return mention.is_person
        return mention.is_person or self.search.speakers.knows(mention.name)

    def _topic(self) -> str:
        mention = topic_of(self.tokens)
        if mention is None:
            return ""
        return self._resolve(mention)

    def _resolve(self, mention: Mention) -> str:
        at = self.tokens[mention.first].start
        speaker = ""
        if mention.roles & r.PRONOUNS and low(self.tokens, mention.first - 1) == "which":
            speaker = self._named_before(mention.first)
        speaker = speaker or self.search.speakers.resolve(mention, at)
        self.search.speakers.speak(speaker, mention, at)
        return speaker

    def _named_before(self, at: int) -> str:
        """Give the name that "in which she said" is about: the last full one before."""
        for token in reversed(self.tokens[:at]):
            full = self.search.speakers.full(token.text, token.start) if token.is_name else ""
            if " " in full:
                return full
        return ""

    # who speaks

    def _verb(self, at: int) -> None:
        tokens = self.tokens
        group = verb_group(tokens, at)
        if group is None:
            return
        first, form = group
        if tokens[at].low == "saying" and low(tokens, at - 1) == "as":
            mention = self._cited(at)
        elif form == "ing":
            beside = low(tokens, at - 1)
            if beside in r.SAYERS | {"by", ","} or (
                low(tokens, at + 1) == "that" and beside.isalpha()
            ):
                self._linked(at, at - 1 if beside == "," else at)
            return
        elif low(tokens, first - 1) in ("and", "but") or (
            low(tokens, first - 2) in ("and", "but") and low(tokens, first - 1) in r.ADVERBS
        ):
            cut = first - 1 if low(tokens, first - 1) in ("and", "but") else first - 2
            self._linked(at, cut)
            return
        else:
            mention = self._subject(at, first, form)
        if mention is not None:
            self._spoken(at, mention)

    def _cited(self, at: int) -> Mention | None:
        """Read who "was quoted as saying", or whom another is "quoting as saying"."""
        for n in range(at - 2, max(-1, at - 14), -1):
            if low(self.tokens, n) in _CITES:
                if low(self.tokens, n - 1) in r.BEING:
                    has = low(self.tokens, n - 2) in r.HAVING
                    return subject_before(self.tokens, n - 2 if has else n - 1)
                return noun_phrase(self.tokens, n + 1, at - 1)
        return None

    def _subject(self, at: int, first: int, form: str) -> Mention | None:
        tokens = self.tokens
        lemma = r.FORMS[tokens[at].low][0]
        if form in ("past", "s") and first == at and at and lemma not in r.TELLING - {"ask"}:
            mention = self._inverted(at)
            if mention:
                return mention
        mention = subject_before(tokens, first)
        if mention is None or first == 0:
            return None
        if form == "base" and not mention.is_plural:
            return None
        if form == "s" and mention.is_plural and not mention.name:
            return None
        return mention

    def _inverted(self, at: int) -> Mention | None:
        """Read the subject of "“…,” said X" and of "…, said X on Monday."."""
        tokens = self.tokens
        beside = (
            tokens[max(0, at - 2) : at]
            if tokens[at - 1].text in (",", *_DASHES)
            else tokens[at - 1 : at]
        )
        mention = subject_after(tokens, at + 1)
        if (
            mention is None
            or beside[-1].is_word
            or any(word.low in r.FINITE for word in tokens[mention.last : mention.last + 1])
        ):
            return None
        if beside[0].quoted:
            return mention
        rest = after_adjuncts(tokens, mention.last, "say")
        ends = rest == len(tokens) or not tokens[rest].is_word
        return mention if mention.is_known and ends else None

    def _linked(self, at: int, cut: int) -> None:
        """Read a verb without a subject of its own: "…, adding that …", "… and said that …"."""
        begin = reported(self.tokens, at, Mention(at, at, is_known=True))
        quoted = at + 1 + (low(self.tokens, at + 1) in (",", ":"))
        if self.clause is None and quoted < len(self.tokens) and self.tokens[quoted].quoted:
            self._add(quoted, quoted + 1, at, None, self.who or self._topic())
            return
        speaker = self.who or self._topic()
        if begin is None or not speaker:
            return
        if self.clause is not None:
            if self.tokens[begin - 1].low != "that" and self.tokens[cut].text != ",":
                return
            self._cut(cut)
        self._clause(begin, at, None, speaker)

    def _spoken(self, at: int, mention: Mention) -> None:
        tokens, lemma = self.tokens, r.FORMS[self.tokens[at].low][0]
        inverted = mention.first > at
        left = min(at, mention.first) - 1
        rest = mention.last if inverted else after_adjuncts(tokens, at + 1, lemma)
        ends = rest >= len(tokens) or not (
            tokens[rest].is_word or any(token.quoted for token in tokens[rest : rest + 2])
        )
        if self.clause is not None and not self._may_part(left, ends):
            return
        if ends and low(tokens, left) == "as" and low(tokens, left - 1) == ",":
            left -= 1  # "…, as X said."
        quoted = left - 1 if left > 0 and tokens[left].text in (",", *_DASHES) else left
        if quoted >= self.floor and tokens[quoted].quoted and self._fits(quoted, left, ends):
            self._quoted_before(quoted, at, mention)
        elif (
            ends
            and left > self.floor
            and tokens[left].text in (",", *_DASHES)
            and self._told_before(left, rest, at, mention)
        ):
            return
        elif not inverted:
            self._after(at, rest, mention)
            return
        self._quoted_after(rest, at, mention)

    def _may_part(self, left: int, ends: bool) -> bool:
        """Say whether, within a clause, another's words begin: ", while X said", ", X reports"."""
        if low(self.tokens, left) in ("while", "but", "and", "whereas"):
            self._cut(left)
            return True
        if ends and self.tokens[left].text == ",":
            self._cut(left)
        return False

    def _fits(self, quoted: int, left: int, ends: bool) -> bool:
        token = self.tokens[quoted]
        if self._covered(token.start) or (quoted > self.floor and self.search.is_title(token)):
            return False
        inside = self.search.inside(token)
        return (
            left > quoted
            or inside.endswith((*STOPS, ","))
            or (self.search.size(token) > _SCARE and not self.search.is_title(token))
        )

    # what is said

    def _quoted_before(self, quoted: int, at: int, mention: Mention) -> None:
        begin = quoted
        if quoted > self.floor and self.tokens[quoted - 1].is_word:
            begin = self.floor
        self._add(begin, quoted + 1, at, mention)

    def _told_before(self, left: int, rest: int, at: int, mention: Mention) -> bool:
        """Take the words before ", X said" as a clause; with those after it, if they go on."""
        tokens = self.tokens
        words = [token for token in tokens[self.floor : left] if token.is_word or token.quoted]
        aside = low(tokens, self.floor) in r.PREPOSITIONS | r.ADVERBS | {"speaking", "asked", "as"}
        if len(words) < 2 or (
            aside
            and not any(
                token.low in r.FINITE or (token.text.islower() and token.low.endswith("ed"))
                for token in words
            )
        ):
            return False
        end = left
        if low(tokens, rest) == "," and self._goes_on(rest + 1):
            end = len(tokens)
        self._add(self.floor, end, at, mention)
        self.floor = rest
        return True

    def _goes_on(self, at: int) -> bool:
        word = low(self.tokens, at)
        more = [token for token in self.tokens[at:] if token.is_word or token.quoted]
        return (
            len(more) > 2
            and word not in r.BREAKS | r.PREPOSITIONS | {"and", "but"}
            and not word.endswith("ing")
            and (word not in r.ARTICLES or any(token.low in r.FINITE for token in more))
            and not self.tokens[at].quoted
            and not (len(more) < 6 and any(token.low in r.FORMS for token in more))
        )

    def _after(self, at: int, rest: int, mention: Mention) -> None:
        tokens = self.tokens
        if low(tokens, mention.first - 1) == "as" and low(tokens, rest) == ",":
            if mention.first == self.floor + 1:
                self._clause(rest + 1, at, mention)
            return
        begin = reported(tokens, at, mention)
        quoted = rest + (low(tokens, rest) in (":", ","))
        quoted += low(tokens, quoted) == "that"
        if quoted < len(tokens) and tokens[quoted].quoted:
            after = tokens[quoted + 1 : quoted + 2]
            if begin is None or not after or not after[0].is_word:
                self._add(quoted, quoted + 1, at, mention)
                return
        if begin is not None:
            self._clause(begin, at, mention)
            return
        for n in range(at + 1, len(tokens)):
            group = verb_group(tokens, n)
            if group and group[1] == "past":
                break
            if self.search.size(tokens[n]) > _SCARE and not self.search.is_title(tokens[n]):
                self._add(n, n + 1, at, mention)

    def _quoted_after(self, rest: int, at: int, mention: Mention) -> None:
        rest = after_adjuncts(self.tokens, rest, "say")
        if low(self.tokens, rest) in (",", ":", *_DASHES):
            rest += 1
        if rest < len(self.tokens) and self.tokens[rest].quoted:
            self._add(rest, rest + 1, at, mention)

    def _clause(self, begin: int, at: int, mention: Mention | None, speaker: str = "") -> None:
        while begin < len(self.tokens) - 1 and self.tokens[begin].text == ",":
            begin += 1
        if self._add(begin, len(self.tokens), at, mention, speaker):
            self.clause = len(self.search.found) - 1

    def _cut(self, at: int) -> None:
        """End the open clause before token `at`."""
        if self.clause is not None:
            quote = self.search.found[self.clause]
            end = self._trimmed(0, at)
            if end > quote.start:
                kind = self._directness(quote.start, end)
                self.search.found[self.clause] = replace(quote, end=end, directness=kind)
        self.clause, self.floor = None, at + 1

    def _according(self, at: int) -> None:
        """Read "according to X, …" and "…, according to X"."""
        tokens = self.tokens
        end = at + 2
        while end < len(tokens) and (tokens[end].is_word or tokens[end].text in "&'’"):
            end += 1
        mention = self._source(at + 2, end)
        if mention is None:
            return
        left = at - 1
        if at <= self.floor + 1 and low(tokens, end) == ",":
            self._clause(self._past_aside(end) + 1, at, mention)
        elif self.clause is not None:
            self._cut(at - 1 if low(tokens, left) == "," else at)
        elif left >= self.floor and (tokens[left].quoted or tokens[left - 1].quoted):
            self._quoted_before(left if tokens[left].quoted else left - 1, at, mention)
        elif not self.who and left - self.floor > 1:
            more = low(tokens, end) == "," and low(tokens, left) == "," and self._goes_on(end + 1)
            last = len(tokens) if more else left + (tokens[left].text != ",")
            self._add(self.floor, last, at, mention)

    def _source(self, at: int, end: int) -> Mention | None:
        word = low(self.tokens, at)
        if word in ("him", "her", "them") and end == at + 1:
            pronoun = {"him": "he", "her": "she", "them": "they"}[word]
            return Mention(at, end, roles=frozenset({pronoun}), is_person=word != "them")
        mention = subject_after(self.tokens[:end], at)
        head = self.tokens[mention.last - 1].low if mention else ""
        return None if head in r.RULES else mention

    def _past_aside(self, comma: int) -> int:
        """Go over ", the spokesman," to the comma after it."""
        for at in range(comma + 1, min(comma + 10, len(self.tokens) - 1)):
            if self.tokens[at].text == ",":
                aside = noun_phrase(self.tokens, comma + 1, at)
                return at if aside and aside.first == comma + 1 and aside.is_person else comma
            if self.tokens[at].low in r.FINITE:
                break
        return comma

    def _alone(self, at: int) -> None:
        """Keep words in quotation marks that no verb claims, if they are whole sentences."""
        search, token = self.search, self.tokens[at]
        whole = all(not other.is_word for n, other in enumerate(self.tokens) if n != at)
        led = at > 0 and self.tokens[at - 1].text == ":"
        if not (whole or led) or search.size(token) <= _SCARE or search.is_title(token):
            return
        follows = at == 0 or led or self.tokens[0].quoted
        speaker = self.who or (self._topic() if led else "") or (search.last if follows else "")
        self._add(at, at + 1, None, None, speaker)
        if search.quotations[token.start].runs_on:
            search.chain.append(len(search.found) - 1)
        else:
            search.chain.clear()

    # keeping it

    def _covered(self, start: int) -> bool:
        return any(quote.start <= start < quote.end for quote in self.search.found[-6:])

    def _trimmed(self, begin: int, end: int) -> int:
        while end > begin + 1 and self.tokens[end - 1].text in ".,;:…!-–—":
            end -= 1
        return self.tokens[end - 1].end

    def _directness(self, start: int, end: int) -> Directness:
        inside = [token for token in self.tokens if token.quoted and start <= token.start < end]
        if len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end):
            return "direct"
        return "mixed" if any(self.search.size(token) > _SCARE for token in inside) else "indirect"

    def _add(
        self, begin: int, last: int, verb: int | None, mention: Mention | None, speaker: str = ""
    ) -> bool:
        if begin >= len(self.tokens) or begin >= last:
            return False
        start, end = self.tokens[begin].start, self._trimmed(begin, last)
        if any(quote.start < end and start < quote.end for quote in self.search.found[-6:]):
            return False
        mentioned: int | None = None
        until: int | None = None
        if mention is not None:
            speaker = self._resolve(mention)
            mentioned = self.tokens[mention.first].start
            until = self.tokens[mention.last - 1].end
        self.who = speaker or self.who
        self.search.found.append(
            Quote(
                start, end, speaker, self._directness(start, end), mentioned, until, self._cue(verb)
            )
        )
        if mention is not None and self.search.chain:
            self._name_chain(begin, speaker)
        return True

    def _name_chain(self, begin: int, speaker: str) -> None:
        """Give the paragraphs of a quote that ran on the speaker who is named after the last."""
        if self.opens and begin == 0 and self.tokens[0].quoted:
            for number in self.search.chain:
                self.search.found[number] = replace(self.search.found[number], speaker=speaker)
        self.search.chain.clear()

    def _cue(self, verb: int | None) -> str:
        if verb is None:
            return ""
        text = self.tokens[verb].text
        return f"{text} to" if text.lower() == "according" else text
