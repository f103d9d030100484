from articles.text.statements import find_statements


def test_a_count_stands_in_its_sentence_with_the_words_that_tell_of_what():
    text = "Nothing began. The rally on the road is on its 13th day. For 2 days it rained."
    rally, rain = find_statements(text)
    assert text[rally.start : rally.end] == "The rally on the road is on its 13th day."
    assert rally.terms == {"rally", "road", "13th"}
    assert rally.shares(rain) == 0


def test_a_count_of_too_many_days_is_left_out():
    assert find_statements("They waited for 9000 days.") == find_statements("They waited.") == []


def test_two_counts_in_one_sentence_have_the_words_of_their_own_parts():
    crews, alarm = find_statements(
        "Fire crews are on duty for nine days, and this is the third day of the highest alarm."
    )
    assert crews.terms == {"fire", "crews", "duty", "nine"}
    assert alarm.terms == {"third", "highest", "alarm"}
    assert (crews.start, crews.end) == (alarm.start, alarm.end)


def test_two_counts_in_one_part_of_a_sentence_share_its_words():
    days, weeks = find_statements("The siege is on its 22nd day, in its fourth week of hunger.")
    assert days.terms == weeks.terms == {"siege", "22nd", "fourth", "hunger"}
