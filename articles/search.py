"""Finding the paragraphs that bear on some words, such as a claim's.

A paragraph is scored by BM25 (Robertson and Zaragoza 2009) over its own words and its article's
title, plus a share of the BM25 of its whole article. One SQL text runs on both databases.
"""

from dataclasses import dataclass
from itertools import groupby
from math import log

from django.db import connection
from django.db.models import Count, Sum

from articles.models import IndexedArticle, Posting
from articles.text.stems import stems_with_words

K1 = 1.2  # how much it still adds that a word is said again
B = 0.75  # how much more often a longer text must say it
ARTICLE_SHARE = 0.25
LONGEST_QUERY = 5000  # characters of the words, and of a spelling; the rest is not looked for
MOST_TERMS = 200

# A concept is a word, or a group of spellings of which the best counts. Floats are summed in an
# order of the database's choice, hence the rounding: what scores the same shall stay equal.
REAL = "CAST(%s AS double precision)"
SCORES = """
WITH wanted (concept, spelling, term, weight, article_weight) AS (VALUES {wanted}),
bend (flat, steep, article_steep) AS (VALUES ({real}, {real}, {real})),
found AS (
    SELECT concept, spelling, wanted.term, weight, article_weight, article_id, paragraph_id,
        tf, title_tf, length
    FROM wanted JOIN articles_posting ON articles_posting.term = wanted.term
),
paragraph_spelling AS (
    SELECT paragraph_id, article_id, concept,
        SUM(weight * (tf + title_tf) / (tf + title_tf + flat + steep * length)) AS score
    FROM found CROSS JOIN bend GROUP BY paragraph_id, article_id, concept, spelling
),
paragraph_concept AS (
    SELECT paragraph_id, article_id, MAX(score) AS score
    FROM paragraph_spelling GROUP BY paragraph_id, article_id, concept
),
paragraph AS (
    SELECT paragraph_id, article_id, SUM(score) AS score
    FROM paragraph_concept GROUP BY paragraph_id, article_id
),
article_term AS (
    SELECT article_id, concept, spelling, article_weight, SUM(tf) + MAX(title_tf) AS tf
    FROM found GROUP BY article_id, concept, spelling, term, article_weight
),
article_spelling AS (
    SELECT article_id, concept,
        SUM(article_weight * tf / (tf + flat + article_steep * terms)) AS score
    FROM article_term JOIN articles_indexedarticle USING (article_id) CROSS JOIN bend
    GROUP BY article_id, concept, spelling
),
article_concept AS (
    SELECT article_id, MAX(score) AS score FROM article_spelling GROUP BY article_id, concept
),
article AS (
    SELECT article_id, SUM(score) AS score FROM article_concept GROUP BY article_id
),
best AS (
    SELECT paragraph_id, paragraph.article_id,
        ROUND(CAST(paragraph.score + article.score AS numeric), 9) AS total
    FROM paragraph JOIN article ON article.article_id = paragraph.article_id
    ORDER BY total DESC, paragraph_id LIMIT %s
)
SELECT best.paragraph_id, best.article_id, total, posting.term, posting.tf
FROM best CROSS JOIN articles_posting posting -- CROSS: SQLite shall go by the few best
WHERE posting.article_id = best.article_id AND posting.paragraph_id = best.paragraph_id
    AND posting.term IN (SELECT term FROM wanted)
ORDER BY total DESC, best.paragraph_id
"""

# Each term is counted no further than it is still rare, so that common ones cost no more.
KIN = """
WITH mine AS (
    SELECT DISTINCT term FROM articles_posting WHERE article_id = %s AND tf > 0
),
rare AS (
    SELECT term FROM mine WHERE (
        SELECT COUNT(*) FROM (
            SELECT 1 FROM articles_posting other WHERE other.term = mine.term LIMIT %s
        ) few
    ) <= %s
)
SELECT posting.article_id, COUNT(DISTINCT posting.term) AS shared
FROM rare JOIN articles_posting posting ON posting.term = rare.term
WHERE posting.article_id <> %s AND posting.tf > 0
GROUP BY posting.article_id ORDER BY shared DESC, posting.article_id LIMIT %s
"""
RARE = 100  # paragraphs in which a rare term stands at the most


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph that was found, by the primary keys of it and its article.

    `words` are those of the search that stand in it in some form, folded, in the order of the
    search; `title_words` stand in its article's title alone.
    """

    paragraph: int
    article: int
    score: float
    words: tuple[str, ...]
    title_words: tuple[str, ...]


def passages_for(words, limit, spellings=()):
    """The paragraphs that likeliest bear on `words`, likeliest first, in three queries.

    Any word may match, stop words aside. `spellings` are groups of equivalent spellings, such as an
    actor's names: a group counts as much as the spelling of it that fits best, and its words do not
    count again by themselves. Where scores are equal, what came in first comes first.

    This is for the desk: it looks into every article's newest text, also where readers may not.
    """
    told = stems_with_words(words[:LONGEST_QUERY])
    groups = [[stems_with_words(name[:LONGEST_QUERY]) for name in group] for group in spellings]
    wanted = _wanted(told, groups)
    counts = _counts({term for _, _, term in wanted})
    if not counts or limit < 1:
        return []
    named = {}
    for term, word in [*told, *(pair for group in groups for name in group for pair in name)]:
        named.setdefault(term, word)
    return _found(_ranked(wanted, counts, limit), named)


def kin_of(article, limit):
    """The articles that share most rare terms with one, in one query: [key], the most shared first.

    They are those that may have copied from it or with it. It is a guess: a copy all of whose terms
    stand in more than 100 paragraphs is missed, and long articles come up sooner than short ones.
    """
    with connection.cursor() as cursor:
        cursor.execute(KIN, [article.pk, RARE + 1, RARE, article.pk, limit])
        return [pk for pk, _ in cursor.fetchall()]


def _wanted(told, groups):
    """What is looked for: (concept, spelling, term); a word that no group has is a concept."""
    grouped = {
        (concept, spelling, term): None
        for concept, group in enumerate(groups)
        for spelling, name in enumerate(group)
        for term, _ in name
    }
    covered = {term for _, _, term in grouped}
    alone = dict.fromkeys(term for term, _ in told if term not in covered)
    single = [(concept, 0, term) for concept, term in enumerate(alone, start=len(groups))]
    return [*single, *grouped][:MOST_TERMS]


def _counts(terms):
    """For each term that stands somewhere, in how many paragraphs and in how many articles."""
    postings = Posting.objects.filter(term__in=terms).values("term").order_by()
    counted = postings.annotate(of=Count("*"), articles=Count("article", distinct=True))
    return {row["term"]: (row["of"], row["articles"]) for row in counted}


def _ranked(wanted, counts, limit):
    """The best paragraphs as rows (paragraph, article, score, term, tf), one for each term."""
    whole = IndexedArticle.objects.aggregate(
        articles=Count("*"), of=Sum("paragraphs"), length=Sum("paragraph_terms"), terms=Sum("terms")
    )
    weights = {
        term: (
            (K1 + 1) * _rarity(paragraphs, whole["of"]),
            (K1 + 1) * _rarity(articles, whole["articles"]) * ARTICLE_SHARE,
        )
        for term, (paragraphs, articles) in counts.items()
    }
    rows = [(*row, *weights[row[2]]) for row in wanted if row[2] in weights]
    mean, mean_of_articles = whole["length"] / whole["of"], whole["terms"] / whole["articles"]
    bend = (K1 * (1 - B), K1 * B / mean, K1 * B / mean_of_articles)
    row = f"(%s, %s, %s, {REAL}, {REAL})"
    sql = SCORES.format(wanted=", ".join([row] * len(rows)), real=REAL)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for row in rows for value in row), *bend, limit])
        return cursor.fetchall()


def _rarity(holding, of):
    """How much less common a term is that stands in `holding` of so many; never below zero."""
    return log(1 + (of - holding + 0.5) / (holding + 0.5))


def _found(rows, named):
    order = {term: place for place, term in enumerate(named)}
    found = []
    for (paragraph, article, score), group in groupby(rows, key=lambda row: row[:3]):
        matched = sorted(((term, tf) for *_, term, tf in group), key=lambda pair: order[pair[0]])
        words = tuple(named[term] for term, tf in matched if tf)
        in_title = tuple(named[term] for term, tf in matched if not tf)
        found.append(Found(paragraph, article, float(score), words, in_title))
    return found
