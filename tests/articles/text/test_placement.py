import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.anchors import Placement, place
from articles.text.placement import Alignment
from tests import judging, revisions, rewrites
from tests.hard_texts import texts

FIRST = (
    "The rally near Shusha goes on for the fourth week, and nobody was hurt, local media report."
)
ROAD = (
    "Convoys of the Red Cross passed through the Lachin road on Monday without being stopped. "
    "Eight trucks followed them in the evening, said a spokesman for the peacekeepers."
)
TALKS = (
    "After the talks on December 3 and 7 a group of experts was to begin the first inspection of "
    "the two deposits. It never reached them, because the way there was barred by a crowd."
)
LAST = "Yerevan has asked the court in Strasbourg to rule on the matter before the end of winter."
OLD = "\n\n".join([FIRST, ROAD, TALKS, "None", LAST])


def find(words, new, old=OLD):
    """The state, and the words where the passage is said to stand."""
    start = old.index(words)
    found = place(old, start, start + len(words), new)
    if found.start is None or found.end is None:
        return found.state, None
    return found.state, new[found.start : found.end]


@pytest.mark.parametrize("words", ["trucks", "Eight trucks followed", ROAD, "None", OLD, "g, s"])
def test_nothing_changed(words):
    assert find(words, OLD) == ("exact", words)


@pytest.mark.parametrize("words", ["trucks", "Eight trucks followed them", ROAD, "Convoys", "s."])
def test_paragraphs_come_in_and_go_elsewhere(words):
    new = "\n\n".join(["A new beginning was written for it.", FIRST, ROAD, TALKS, "Read on here."])
    assert find(words, new) == ("exact", words)


def test_a_word_far_away_in_the_paragraph_changes():
    assert find("Eight trucks", OLD.replace("Convoys", "Cars")) == ("exact", "Eight trucks")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("stopped. ", "stopped again. "),
        ("followed", "accompanied"),
        ("stopped. ", "stopped.  "),
        ("stopped. ", "stopped.\n\n"),
    ],
)
def test_something_right_beside_it_changes(before, after):
    assert find("Eight trucks", OLD.replace(before, after)) == ("changed", "Eight trucks")


def test_a_word_of_it_changes():
    new = OLD.replace("Eight", "Seven")
    assert find("Eight trucks followed them", new) == ("changed", "Seven trucks followed them")


def test_a_letter_or_a_space_inside_it_changes():
    assert find("Eight trucks", OLD.replace("Eight", "eight"))[0] == "changed"
    assert find("Eight trucks", OLD.replace("Eight t", "Eight\N{NO-BREAK SPACE}t"))[0] == "changed"


def test_its_words_change_and_its_paragraph_moves():
    new = "\n\n".join([LAST, TALKS, FIRST, ROAD.replace("Eight", "Nine")])
    words = "Eight trucks followed them in the evening"
    assert find(words, new) == ("changed", words.replace("Eight", "Nine"))


def test_its_paragraph_moves():
    new = "\n\n".join([FIRST, TALKS, LAST, ROAD])
    assert find("Eight trucks", new) == ("exact", "Eight trucks")
    assert find("barred by a crowd", new) == ("exact", "barred by a crowd")


def test_its_paragraph_moves_with_a_word_changed_far_from_it():
    new = "\n\n".join([FIRST, TALKS, "None", LAST, ROAD.replace("Convoys", "Cars")])
    assert find("Eight trucks", new) == ("exact", "Eight trucks")


def test_a_short_paragraph_is_known_by_its_neighbours_only():
    assert find("None", f"{OLD}\n\nIt ends here.") == ("exact", "None")
    assert find("None", "\n\n".join([FIRST, "None", ROAD, TALKS, LAST]))[0] == "changed"
    assert find("None", OLD.replace("None", "Nothing\n\nNone"))[0] == "changed"


def test_the_end_of_a_text_is_a_neighbour():
    assert find("It ends.", f"Now.\n\n{OLD}\n\nIt ends.", f"{OLD}\n\nIt ends.")[0] == "exact"
    assert find("End", f"Now.\n\n{OLD}\n\nEnd", f"{OLD}\n\nEnd") == ("exact", "End")
    assert find("It ends.", f"{OLD}\n\nIt ends.\n\nMore of it.", f"{OLD}\n\nIt ends.")[0] != "exact"


def test_its_words_are_gone():
    assert find("Eight trucks followed them", "\n\n".join([FIRST, TALKS])) == ("lost", None)
    assert find("Eight trucks followed them", "") == ("lost", None)


def test_its_sentence_was_dropped_and_stands_in_another_paragraph():
    sentence = ROAD[ROAD.index("Eight") :]
    new = OLD.replace(f" {sentence}", "").replace("crowd.", f"crowd. {sentence}")
    assert find("followed them in", new) == ("changed", "followed them in")


def test_its_paragraph_stands_twice():
    assert find("Eight trucks", f"{OLD}\n\n{ROAD}")[0] == "ambiguous"
    assert find("Eight trucks", f"{OLD}\n\nMore.", f"{OLD}\n\n{ROAD}")[0] == "ambiguous"


def test_a_copy_comes_in_and_the_original_is_altered():
    for before, after in [("Eight", "Seven"), ("stopped", "halted"), ("Convoys", "Cars")]:
        for both in ((ROAD.replace(before, after), ROAD), (ROAD, ROAD.replace(before, after))):
            new = OLD.replace(ROAD, "\n\n".join(both))
            assert find("Eight trucks followed", new)[0] == "ambiguous"


def test_a_copy_comes_in_and_its_sentence_goes_from_the_original():
    rest = ROAD[: ROAD.index(" Eight")]
    assert find("followed them", OLD.replace(ROAD, f"{rest}\n\n{ROAD}"))[0] == "ambiguous"
    assert find("followed them", OLD.replace(ROAD, f"{ROAD}\n\n{rest}"))[0] == "ambiguous"


def test_a_short_paragraph_comes_in_again_much_altered():
    old = (
        f"{FIRST}\n\nThe governor of the region did not answer the questions of our correspondent."
    )
    again = "The mayor of the region would not answer two questions of a correspondent."
    start = old.index("did not answer")
    new = old.replace("The governor", f"{again}\n\nThe governor")
    assert place(old, start, start + 14, new).state == "ambiguous"


def test_a_sentence_is_doubled_before_it():
    """Which of the two was there before cannot be known, though only one begins as it did."""
    sentence = ROAD[ROAD.index("Eight") :]
    new = OLD.replace(sentence, f"{sentence} {sentence}")
    assert find("Eight trucks", new)[0] == "ambiguous"


def test_its_words_are_repeated_elsewhere():
    new = OLD.replace("nobody was hurt", "nobody was hurt by trucks followed them in the evening")
    assert find("trucks followed them in the evening", new)[0] == "exact"


def test_a_new_paragraph_quotes_it_and_its_own_is_gone():
    a = "Much has been said and written about this by many people in many places of the world."
    new = OLD.replace(ROAD, f"{a} {ROAD[40:150]} {a}")
    assert find("Eight trucks", new)[0] != "exact"
    new = OLD.replace(ROAD, f"{a} {a} {ROAD[40:150]} {a} {a}")
    assert find("Eight trucks", new) == ("changed", "Eight trucks")


def test_nearly_the_same_paragraph_goes():
    other = ROAD.replace("Eight", "Nine")
    assert find("Eight trucks", OLD, f"{OLD}\n\n{other}")[0] == "ambiguous"


@pytest.mark.parametrize("words", ["", " ", "\n\n"])
def test_no_words_are_nowhere(words):
    assert find(words, OLD + "more") == ("ambiguous", None)


def test_a_line_break_at_its_end_binds_it_to_what_follows():
    words = TALKS[-30:] + "\n\n"
    assert find(words, OLD.replace("None", "Nothing"))[0] == "changed"
    assert find(words, OLD.replace("winter", "summer"))[0] == "exact"


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, 3)])
def test_a_span_outside_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="no span of a text of 2 characters"):
        place("it", start, end, "it")


def test_many_passages_of_one_text():
    both = Alignment(OLD, f"News.\n\n{OLD}")
    spans = [(OLD.index(word), OLD.index(word) + len(word)) for word in ("Eight", "talks", "court")]
    assert [both.place(*span) for span in spans] == [
        Placement("exact", start + 7, end + 7) for start, end in spans
    ]


HUGE = {
    "a megabyte": " ".join(f"word{n % 90_000}" for n in range(110_000)),
    "one token": "token " * 100_000,
    "one word": "x" * 1_000_000,
    "no words": " \n" * 200_000,
    "marks": "\N{COMBINING ACUTE ACCENT}" * 100_000,
    "two tokens": "a b " * 30_000 + "b a " * 30_000,
    "spaceless": "中文新聞" * 25_000,
    "paragraphs": "A\n\n" * 60_000,
    "random": " ".join(random.Random(1).choices("abcdefghijkl", k=60_000)),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_too_large_to_compare_is_not_exact(name):
    """That it ends is what is tested: seconds would be far too long for this to pass unnoticed."""
    text = HUGE[name]
    half = len(text) // 2
    assert place(text, half, half + 40, text[5:half][::-1] + text[half:] + "z").state != "exact"


@pytest.mark.parametrize(
    "old",
    [
        "中文新聞報道記者說道路開放，封鎖軍人民眾政府。部門今天表示不知道這件事。",
        "الطريق مفتوح أمام الجميع منذ صباح اليوم، كما قال المتحدث باسم القوات للصحفيين في المدينة.",
        "👍🏽 the cafe\u0301 🇦🇿 was open 👪, and so \u202ewere\u202c all the other places 💩.",
    ],
)
def test_every_script_is_read(old):
    for start in range(len(old) - 4):
        found = place(old, start, start + 4, f"New.\n\n{old}")
        assert found in (
            Placement("exact", start + 6, start + 10),
            Placement("ambiguous"),
        ) or (found.state == "ambiguous")
    assert place(old, 4, 14, f"New.\n\n{old}") == Placement("exact", 10, 20)


@given(texts(), texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_and_exact_means_the_same_words(old, new, data):
    if data.draw(st.booleans()):
        new = data.draw(st.sampled_from([old + new, new + old, old[: len(old) // 2] + new, old]))
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    found = place(old, start, end, new)
    assert (found.start is None) == (found.end is None)
    if found.start is not None and found.end is not None:
        assert 0 <= found.start <= found.end <= len(new)
    if found.state == "exact":
        assert new[found.start : found.end] == old[start:end]
    if found.state == "lost":
        assert found == Placement("lost")


@pytest.mark.parametrize("generator", [revisions, rewrites])
def test_of_generated_revisions_none_is_wrongly_exact_and_most_are_found(generator):
    """`python -m benchmarks placement` judges tens of thousands."""
    tally = judging.judge(generator.make_cases(2022, 1500))
    assert [case.name for case in tally.wrong] == []
    assert tally.counts["clear"] > 400
    assert tally.found > 0.95


def test_a_judge_knows_a_wrong_answer():
    case = next(c for c in revisions.make_cases(1, 100) if c.truth.place is None)
    assert case.judge(Placement("exact", 0, 1)) == "wrong"
    assert case.judge(Placement("lost")) == "cautious"
