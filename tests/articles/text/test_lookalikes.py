import pytest

from articles.text.lookalikes import alike, is_seen


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Azernews", "Azernews"),
        ("Azernews", "AZERNEWS"),
        ("Azernews", "Azer-News"),
        ("Azernews", "Azer\u200bnews"),
        ("Azernews", "\u202eAzernews\u202c"),
        ("Azernews", "\u2066Azernews\u2069"),
        ("Azernews", "Azern\u0435ws"),  # Cyrillic ie
        ("Trend", "\u0422rend"),  # Cyrillic te
        ("BBC", "\u0392\u0392\u0421"),  # Greek beta, Cyrillic es
        ("Iran News", "lran News"),
        ("Modern", "Modem"),
        ("Report", "Repört"),
        ("Ｔｒｅｎｄ", "Trend"),
    ],
)
def test_names_that_look_the_same_are_alike(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Trend", "Trends"), ("Azernews", "Armenews"), ("…", "—"), ("Report", "Reporter"), ("", "a")],
)
def test_names_that_do_not_are_not(one, other):
    assert not alike(one, other)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u202e\u202c", "…!"])
def test_a_name_without_letters_is_not_seen(name):
    assert not is_seen(name)
    assert is_seen(f"{name}7")
