"""Paragraphs of texts, and the pairs of them that share wording, as the database has them."""

from itertools import combinations

from articles.text import reuse, segments
from factcheck.rules.mismatches import Part


def sharing(texts):
    """The parts of these Texts by their keys, and the pairs of different articles."""
    spans = [(text, start, end) for text in texts for start, end in segments.paragraphs(text.words)]
    parts = {
        key: Part(text.source, start, text.words[start:end], text.printed_on)
        for key, (text, start, end) in enumerate(spans)
    }
    pairs = []
    for a, b in combinations(parts, 2):
        is_elsewhere = parts[a].source != parts[b].source
        if is_elsewhere and reuse.compare(parts[a].words, parts[b].words).tier:
            pairs.append((a, b))
    return parts, pairs
