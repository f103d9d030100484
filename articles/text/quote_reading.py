"""What a text's quotes are, and what is known of it while they are looked for."""

import re
from dataclasses import dataclass, field
from typing import Literal

from articles.text.quote_marks import Quotation
from articles.text.speakers import Speakers
from articles.text.tokens import Token

type Directness = Literal["direct", "indirect", "mixed"]

STOPS = (".", "!", "?", "…")
_MARKS = "\"“”„‟″«»'‘’‚‹›`"
_WORD = re.compile(r"\w++(?:['’-]\w++)*+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words: `text[start:end]`, with their quotation marks, without the last stop.

    Directness: "direct" stands in quotation marks as a whole, "indirect" is told in the article's
    own words, "mixed" is told with some of the speaker's words in quotation marks.
    """

    start: int
    end: int
    speaker: str  # the fullest name in the text, else the description; "" where nobody can be told
    directness: Directness
    speaker_start: int | None = None  # where the speaker is mentioned beside the quote, if he is
    speaker_end: int | None = None
    cue: str = ""  # what reports: "said", "According to"; "" where the quote stands alone


@dataclass(slots=True)
class Reading:
    """A text being read sentence by sentence."""

    text: str
    quotations: dict[int, Quotation]
    speakers: Speakers = field(default_factory=Speakers)
    found: list[Quote] = field(default_factory=list)
    last: str = ""  # who spoke, or was spoken of, in the sentence before
    chain: list[int] = field(default_factory=list)  # in `found`, a quote that runs on

    def inside(self, token: Token) -> str:
        return self.text[token.start : token.end].strip(_MARKS).strip()

    def size(self, token: Token) -> int:
        return len(_WORD.findall(self.text, token.start, token.end)) if token.quoted else 0

    def is_title(self, token: Token) -> bool:
        """Say whether words in marks are written like the title of a work."""
        words = [word for word in _WORD.findall(self.inside(token)) if len(word) > 3]
        return not self.inside(token).endswith((*STOPS, ",")) and all(
            not word.islower() for word in words
        )
