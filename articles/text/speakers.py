"""The names of a text, and whom "the minister" or "she" means in it."""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.text import reporting as r
from articles.text.noun_phrases import BASED, Mention, is_role, spelled
from articles.text.tokens import POSSESSIVE, Token, is_body, is_person, role_of

_MEMORY = 50  # mentions to look back over


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
                    self.subjects.add(" ".join(spelled(tokens[start:at])))
            else:
                at += 1

    def _learn_run(
        self, tokens: Sequence[Token], start: int, end: int, common: frozenset[str]
    ) -> None:
        role = max((n for n in range(start, end) if is_role(tokens[n])), default=start - 1)
        body = max((n for n in range(start, end) if is_body(tokens[n])), default=start - 1)
        first = max(role, body) + 1
        while first < end and tokens[first].low.endswith(BASED):
            first += 1
        if first == end:
            return
        if first == 0 and end > 1 and tokens[0].low in common:
            first = 1
        size = end - first
        name = POSSESSIVE.sub("", " ".join(spelled(tokens[first:end])))
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
            if low in r.GRAMMAR | {"and"} or (low in r.FORMS and not is_person(tokens[at - 1])):
                break
            at -= 1
            if tokens[at].text.islower() and not (
                is_person(tokens[at]) or is_body(tokens[at]) or low in r.WITHIN | r.ARTICLES
            ):
                break
        left = tokens[at:first]
        if not any(is_person(word) for word in left):
            return frozenset()
        for n, word in enumerate(left):
            if word.low in ("for", "of", "to", "from") and n and is_person(left[n - 1]):
                return frozenset(role_of(each.low) for each in left[:n])
        while any(word.low in r.PREPOSITIONS for word in left):
            left = left[next(n for n, word in enumerate(left) if word.low in r.PREPOSITIONS) + 1 :]
        if not left or not is_person(left[-1]):
            return frozenset()
        return frozenset(role_of(word.low) for word in left if word.low not in r.DETERMINERS)

    def knows(self, name: str) -> bool:
        """Say whether the text has a name again, in full or before a reporting verb."""
        return name in self.subjects or self.full(name, 0) != name

    def full(self, name: str, at: int) -> str:
        """Give the fullest form of a name: the latest before `at`, or else the first after it."""
        known = self.names.get(POSSESSIVE.sub("", name.rsplit(" ", 1)[-1].lower()), [])
        here = bisect_right(known, at, key=lambda entry: entry[0])
        near = [*reversed(known[max(0, here - _MEMORY) : here]), *known[here : here + _MEMORY]]
        return next((full for _, full in near if name in full), name)

    def resolve(self, mention: Mention, at: int) -> str:
        """Give the name of whom a mention means; a description where no name is known."""
        if mention.name:
            return self.full(mention.name, at)
        if mention.roles & r.PRONOUNS:
            return self._pronoun(mention)
        return self._byrole_of(mention, at) or mention.description

    def _byrole_of(self, mention: Mention, at: int) -> str:
        if mention.is_plural or not mention.roles:
            return ""
        if mention.is_person:
            here = bisect_right(self.roles, at, key=lambda entry: entry[0])
            for start, name, roles in reversed(self.roles[max(0, here - _MEMORY) : here]):
                if roles >= mention.roles:
                    return self.full(name, start)
            return self._by_head(mention, here)
        for name, earlier in reversed(self.spoken[-_MEMORY:]):
            if not earlier.is_person and mention.roles <= {word.lower() for word in name.split()}:
                return name
        return ""

    def _by_head(self, mention: Mention, here: int) -> str:
        """Give the one person with the role of "the Kremlin spokesman", or who spoke last."""
        if not mention.head or any(role.endswith(r.PEOPLES) for role in mention.roles):
            return ""
        near = self.roles[max(0, here - _MEMORY) : here]
        named = {self.full(name, start) for start, name, roles in near if mention.head in roles}
        if len(named) == 1:
            return named.pop()
        spoken = [name for name, earlier in self.spoken[-_MEMORY:] if _may_be_he(earlier)]
        anybody = mention.head in r.ANYBODY or mention.description == "Head of state"
        return spoken[-1] if anybody and spoken else ""

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
