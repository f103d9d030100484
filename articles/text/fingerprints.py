"""A few hashes of a text, enough to find what shares its wording among very many others."""

from hashlib import blake2b

from articles.text import terms

SHINGLE = 5  # words in a hash
WINDOW = 4  # hashes of which one is kept


def fingerprints(text: str) -> set[int]:
    """Give the fingerprints of a text, as whole numbers of 64 bits with a sign.

    Of each four hashes of five words in a row the least is kept, so that two texts which share a
    run of eight words share a fingerprint. A text of fewer than five words has none. Source:
    Schleimer, Wilkerson, Aiken, Winnowing: local algorithms for document fingerprinting (2003).
    """
    words = terms.words(text)
    runs = (words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1))
    hashes = [_hash(" ".join(run)) for run in runs]
    if len(hashes) < WINDOW:
        return {min(hashes)} if hashes else set()
    return set(map(min, zip(*(hashes[at:] for at in range(WINDOW)), strict=False)))


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), signed=True)
