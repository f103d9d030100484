"""HTML pages: the article's paragraphs, with what the page's metadata states of it.

trafilatura says which of the page's blocks are the article; the words are taken from the page
itself, for trafilatura changes white space and joins lines. Nothing is fetched.
"""

from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.formats.blocks import blocks
from articles.formats.draft import Reading, Unreadable
from articles.formats.encoding import losses, refuse_what_is_no_text
from articles.formats.headers import draft
from articles.formats.limits import DEFAULT_LIMITS, Limits
from articles.formats.main_text import main_text
from articles.formats.metadata import metadata
from articles.formats.page_encoding import decode_page
from articles.formats.tags import clean

_NO_WORDS = "The page shows no words. Import one that holds an article."


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None) -> Reading:
    """Read the bytes of one page (.html, .htm), which is one article.

    Unreadable if it is no text, shows no words, or is beyond the limits.
    """
    source, name, warnings = decode_page(data, encoding)
    page = clean(source, limits)
    tree = _parsed(page.markup, limits)
    stated = metadata(tree, page.json_ld)
    chosen = main_text(tree, blocks(tree, limits), stated.title)
    text = "\n\n".join(block.words for block in chosen.blocks)
    if not text:
        raise Unreadable(_NO_WORDS)
    refuse_what_is_no_text(text)
    article = draft(text, stated, chosen.boilerplate, limits)
    if chosen.hint and not article.published and not stated.warnings:
        article = replace(article, warnings=[*article.warnings, chosen.hint])
    return Reading([article], name, [*warnings, *losses(text)])


def _parsed(markup: str, limits: Limits) -> HtmlElement:
    """Parse the page. libxml2 silently drops what is beyond its own limits, but logs that."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError:
        tree = None
    for error in parser.error_log:
        if error.level == etree.ErrorLevels.FATAL:
            raise Unreadable(
                f"The page cannot be read to its end: {error.message[:200]}. The limit of elements"
                f" within one another (nesting) is {limits.nesting}, and that of a text between two"
                " tags is 10,000,000 bytes."
            )
    if tree is None:
        raise Unreadable(_NO_WORDS)
    return tree
