from dataclasses import dataclass

from factcheck.rules.ranking import ranked


@dataclass
class Answer:
    folded: str
    supporting_origins: int
    contradicting_origins: int
    pk: int = 0


def order(*answers):
    return [(place.answer.folded, place.number, place.is_shared) for place in ranked(answers)]


def test_the_least_contradicted_comes_first_however_much_supports_the_others():
    assert order(Answer("loud", 9, 2), Answer("quiet", 1, 1)) == [
        ("quiet", 1, False),
        ("loud", 2, False),
    ]


def test_of_equally_contradicted_answers_the_most_supported_comes_first():
    assert order(Answer("a", 1, 1), Answer("b", 2, 1)) == [("b", 1, False), ("a", 2, False)]


def test_answers_of_one_weight_share_a_place_and_stand_by_their_wording():
    answers = [Answer("c", 1, 2), Answer("b", 1, 1, pk=1), Answer("a", 1, 1, pk=2)]
    assert order(*answers) == [("a", 1, True), ("b", 1, True), ("c", 3, False)]


def test_the_same_words_stand_by_their_key():
    places = ranked([Answer("a", 1, 1, pk=2), Answer("a", 1, 1, pk=1)])
    assert [place.answer.pk for place in places] == [1, 2]


def test_what_nobody_looked_at_comes_last_without_a_place():
    assert order(Answer("a", 0, 0), Answer("b", 0, 0), Answer("c", 0, 7)) == [
        ("c", 1, False),
        ("a", None, False),
        ("b", None, False),
    ]
