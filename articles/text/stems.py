"""What words are looked for by: stems of the words that say something."""

import Stemmer

from articles.text import terms

# Words that only join others, and what is left of contractions cut at their apostrophe.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are aren as at be because been before
    being below between both but by can could couldn d did didn do does doesn doing down during each
    few for from further had hadn has hasn have haven having he her here hers herself him himself
    his how i if in into is isn it its itself just ll m may me might more most must my myself no nor
    not now of off on once only or other our ours ourselves out over own re s same shall she should
    shouldn so some such t than that the their theirs them themselves then there these they this
    those through to too under until up upon us ve very was wasn we were weren what when where which
    while who whom whose why will with would wouldn you your yours yourself yourselves
    """.split()
)
LONGEST = 40  # characters of a stem; longer "words" are no words


def stems(text: str) -> list[str]:
    """List the stems of the words in order, without stop words ("blocked", "blocking": "block").

    The stems are those of English (Snowball); words in other scripts stay as they are.
    """
    return [stem for stem, _ in stems_with_words(text)]


def stems_with_words(text: str) -> list[tuple[str, str]]:
    """List each stem with the word that it was made of, in order."""
    words = [word for word in terms.words(text) if word not in STOP_WORDS]
    return list(zip(stem_words(words), words, strict=True))


def stem_words(words: list[str]) -> list[str]:
    """Give the stem of each of these folded words, stop words too."""
    stemmer = Stemmer.Stemmer("english")  # made anew, for one must not be shared by threads
    return [stem[:LONGEST] for stem in stemmer.stemWords(words)]
