from articles.text.postings import Counted, Posting


def test_the_title_counts_in_each_paragraph_and_once_in_the_article():
    counted = Counted("Road open", {7: "The road, the road.", 9: "It is closed."})
    assert sorted(counted.postings()) == [
        Posting("close", 9, tf=1, title_tf=0, length=3),
        Posting("open", 7, tf=0, title_tf=1, length=4),
        Posting("open", 9, tf=0, title_tf=1, length=3),
        Posting("road", 7, tf=2, title_tf=1, length=4),
        Posting("road", 9, tf=0, title_tf=1, length=3),
    ]
    assert (counted.paragraphs, counted.paragraph_terms, counted.terms) == (2, 7, 5)


def test_an_article_without_paragraphs_has_no_postings():
    counted = Counted("Road open", {})
    assert (list(counted.postings()), counted.paragraph_terms, counted.terms) == ([], 0, 2)


def test_a_paragraph_without_words_counts_as_a_paragraph():
    counted = Counted("", {1: "…", 2: "Road"})
    assert list(counted.postings()) == [Posting("road", 2, tf=1, title_tf=0, length=1)]
    assert (counted.paragraphs, counted.paragraph_terms) == (2, 1)
