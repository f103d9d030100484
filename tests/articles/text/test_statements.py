from articles.text.statements import find_statements


def test_a_count_stands_in_its_sentence_with_the_words_that_tell_of_what():
    text = "Nothing began. The rally on the road is on its 13th day. For 2 days it rained."
    rally, rain = find_statements(text)
    assert text[rally.start : rally.end] == "The rally on the road is on its 13th day."
    assert rally.terms == {"rally", "road", "13th"}
    assert rally.shares(rain) == 0


def test_a_count_of_too_many_days_is_left_out():
    assert find_statements("They waited for 9000 days.") == find_statements("They waited.") == []
