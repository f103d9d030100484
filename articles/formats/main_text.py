"""Which of a page's blocks are the article."""

import copy
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from articles.formats.blocks import Block
from articles.text.terms import fold

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page without an article

_MOST = 0.9  # of the article's letters stand in its element
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class MainText:
    """The blocks of the article in order, the numbers of those that are boilerplate, and a hint.

    The hint is a sentence about a date that the page might have; it states none.
    """

    blocks: list[Block]
    boilerplate: frozenset[int]
    hint: str = ""


def main_text(tree: HtmlElement, blocks: list[Block], title: str) -> MainText:
    """Choose the blocks of the article's element, and its title where that stands before it.

    The article's element is the smallest that holds most of what trafilatura takes for the
    article. What it does not take there is boilerplate, except before the article's first words,
    where dates and bylines stand; what stands elsewhere is left out. Where trafilatura finds no
    article, all of the page is taken.
    """
    document = _extracted(tree)
    taken = {letters for words in _pieces(document) if (letters := _letters(words))}
    is_taken = [not (letters := _letters(block.words)) or letters in taken for block in blocks]
    home = _home(tree, [block for block, is_in in zip(blocks, is_taken, strict=True) if is_in])
    inside = [home in block.element.iterancestors() or block.element is home for block in blocks]
    heading = _heading(blocks, title)
    kept = [
        n
        for n, block in enumerate(blocks)
        if inside[n] or n == heading or (taken and is_taken[n] and not block.around)
    ]
    first = next((n for n in kept if is_taken[n] and _letters(blocks[n].words)), 0)
    boilerplate = frozenset(
        place
        for place, n in enumerate(kept)
        if blocks[n].around or (taken and not is_taken[n] and n > first)
    )
    return MainText([blocks[n] for n in kept], boilerplate, _hint(document))


def _extracted(tree: HtmlElement) -> Any:
    """Ask trafilatura for the article; None if it finds none, or fails over the page."""
    try:
        return trafilatura.bare_extraction(
            copy.deepcopy(tree),
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # whatever it stumbles over in a strange page, the words are there
        return None


def _pieces(document: Any) -> Iterator[str]:
    for element in document.body.iter() if document is not None else ():
        yield "".join(element.itertext())
        yield element.text or ""
        yield element.tail or ""


def _letters(words: str) -> str:
    return _NO_LETTERS.sub("", words)


def _home(tree: HtmlElement, taken: list[Block]) -> HtmlElement:
    """Find the smallest element that holds most of the letters that were taken."""
    weights: Counter[HtmlElement] = Counter()
    for block in taken:
        size = len(_letters(block.words))
        weights.update(dict.fromkeys([block.element, *block.element.iterancestors()], size))
    owned = Counter(block.element for block in taken)
    home, most = tree, _MOST * weights[tree]
    while most:
        child = next((child for child in home if weights[child] >= most), None)
        if child is None or owned[child] == 1:
            break
        home = child
    return home


def _heading(blocks: list[Block], title: str) -> int | None:
    """Find the page's main heading: that which says the title, else the only one."""
    headings = [n for n, block in enumerate(blocks) if block.element.tag == "h1"]
    same = [n for n in headings if fold(blocks[n].words) == fold(title)]
    return next(iter(same or (headings if len(headings) == 1 else [])), None)


def _hint(document: Any) -> str:
    if document is None or not document.date:
        return ""
    return f"trafilatura takes {document.date} for its date, which the page does not state plainly."
