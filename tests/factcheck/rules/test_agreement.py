from factcheck.rules.agreement import agreed, sides

OPEN, CLOSED = 1, 2  # answers
HELD, ELSE = 10, 11  # other claims of the topic
QUESTION = [(OPEN, 100, "supports"), (OPEN, 101, "contradicts"), (CLOSED, 101, "supports")]


def saying(claim, *articles):
    return [(claim, article, "supports") for article in articles]


def test_a_side_are_the_articles_that_take_one_stand_on_one_answer():
    told = [*QUESTION, (OPEN, 102, "supports"), (OPEN, 103, "mentions")]
    assert sorted(map(sorted, sides(told))) == [[100, 102], [101], [101]]


def test_all_agree_on_what_each_side_supports_and_nobody_contradicts():
    assert agreed(sides(QUESTION), saying(HELD, 100, 101)) == {HELD: {100, 101}}


def test_what_one_side_does_not_say_is_not_agreed():
    told = [*QUESTION, (CLOSED, 102, "supports")]
    assert agreed(sides(told), saying(HELD, 101, 102)) == {}


def test_an_article_that_takes_no_side_adds_nothing():
    told = [*QUESTION, (OPEN, 103, "mentions")]
    assert agreed(sides(told), saying(HELD, 100, 101, 103, 104)) == {HELD: {100, 101}}


def test_one_article_against_it_is_enough_even_one_that_takes_no_side():
    told = [*saying(HELD, 100, 101), (HELD, 104, "contradicts"), *saying(ELSE, 100, 101)]
    assert agreed(sides(QUESTION), told) == {ELSE: {100, 101}}


def test_a_mention_is_neither_for_nor_against():
    told = [(HELD, 100, "mentions"), (HELD, 101, "supports"), *saying(ELSE, 100, 101)]
    told += [(ELSE, 104, "mentions")]
    assert agreed(sides(QUESTION), told) == {ELSE: {100, 101}}


def test_one_article_that_gives_both_sides_does_not_agree_with_itself():
    told = [(OPEN, 100, "supports"), (CLOSED, 100, "supports")]
    assert agreed(sides(told), saying(HELD, 100)) == {}


def test_where_there_is_one_side_nobody_agrees_with_it():
    told = saying(OPEN, 100, 101)
    assert agreed(sides(told), saying(HELD, 100, 101)) == {}
    assert agreed(sides([]), saying(HELD, 100, 101)) == {}
