"""Fingerprints find shared wording, whatever stands around it."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.fingerprints import fingerprints

RUN = "the experts were going to begin preliminary monitoring"  # eight words
WORDS = st.lists(
    st.sampled_from("road talks peace trucks open said closed day".split()), max_size=30
)


@given(WORDS, WORDS, WORDS, WORDS)
def test_texts_that_share_eight_words_share_a_fingerprint(a, b, c, d):
    one, other = (" ".join([*before, RUN, *after]) for before, after in ((a, b), (c, d)))
    assert fingerprints(one) & fingerprints(other)


@given(WORDS, WORDS)
def test_texts_without_a_run_of_five_in_common_share_none(a, b):
    ours, theirs = " ".join(a), " ".join(f"{word}s" for word in b)
    assert not fingerprints(ours) & fingerprints(theirs)


def test_case_accents_and_punctuation_do_not_count():
    assert fingerprints("The Road, is open: “today”!") == fingerprints("the róad is OPEN today")


def test_a_text_of_fewer_than_five_words_has_none():
    assert fingerprints("The road is open") == set()
    assert len(fingerprints("The road is open today")) == 1


def test_they_fit_into_a_signed_number_of_64_bits_and_never_change():
    assert fingerprints("the road is open today") == {-5955259949435661529}
    assert all(-(2**63) <= n < 2**63 for n in fingerprints(RUN))
