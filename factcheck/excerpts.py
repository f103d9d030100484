"""Paragraphs that are proposed for a claim, as pages show them."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.text import matches
from factcheck.presenters import naming_invisible

LONGEST = 1_500  # characters of a paragraph
BEFORE_SENTENCE = 400  # of them before its likeliest sentence, where it is longer


def proposal(row, proposed, claim):
    """A proposed paragraph with the words that were looked for marked, and where it is opened."""
    words = row.paragraph.words
    start, end = matches.likeliest_sentence(words, proposed.weights)
    first, last = 0, len(words)
    if last > LONGEST:
        first = max(start - BEFORE_SENTENCE, 0)
        last = min(first + LONGEST, last)
    wanted = proposed.weights.keys()
    return {
        "row": row,
        "before": emphasised(words[first:start], wanted),
        "sentence": emphasised(words[start : min(end, last)], wanted),
        "after": emphasised(words[end:last], wanted),
        "is_cut_before": first > 0,
        "is_cut_after": last < len(words),
        "matches": [proposed.written.get(word, word) for word in row.found.words],
        "title_matches": [proposed.written.get(word, word) for word in row.found.title_words],
        "url": opened_for(row.paragraph, proposed, claim),
        "copies": [(copy, opened_for(copy, proposed, claim)) for copy in row.copies],
    }


def opened_for(paragraph, proposed, claim):
    """The address at which the likeliest sentence of a paragraph is chosen for a claim."""
    start, end = matches.likeliest_sentence(paragraph.words, proposed.weights)
    at = {"start": paragraph.start + start, "end": paragraph.start + end, "claim": claim.slug}
    return f"{reverse('desk:article', args=[paragraph.revision.article_id])}?{urlencode(at)}"


def emphasised(words, wanted):
    """The words as HTML, those with a `wanted` stem in bold, for the desk."""
    pieces, since = [], 0
    for start, end in matches.spans(words, wanted):
        bold = format_html("<b>{}</b>", naming_invisible(words[start:end]))
        pieces += [(naming_invisible(words[since:start]),), (bold,)]
        since = end
    return format_html_join("", "{}", [*pieces, (naming_invisible(words[since:]),)])
