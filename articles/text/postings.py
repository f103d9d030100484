"""What an index keeps of an article, by which its paragraphs are found."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from articles.text.stems import stems


class Posting(NamedTuple):
    """A term in a paragraph: how often there and in the title, and how long both are together."""

    term: str
    paragraph: int
    tf: int
    title_tf: int
    length: int


class Counted:
    """The terms of an article: its title's, and those of the paragraphs given by their keys.

    The title counts as part of each paragraph (`paragraph_terms` is the sum of their lengths) and
    once as part of the article (`terms`).
    """

    def __init__(self, title: str, paragraphs: Mapping[int, str]):
        self._title = Counter(stems(title))
        self._bodies = {key: Counter(stems(text)) for key, text in paragraphs.items()}
        of_bodies = sum(body.total() for body in self._bodies.values())
        self.paragraphs = len(self._bodies)
        self.paragraph_terms = of_bodies + self._title.total() * self.paragraphs
        self.terms = of_bodies + self._title.total()

    def postings(self) -> Iterator[Posting]:
        for key, body in self._bodies.items():
            length = body.total() + self._title.total()
            for term in body | self._title:
                yield Posting(term, key, body[term], self._title[term], length)
