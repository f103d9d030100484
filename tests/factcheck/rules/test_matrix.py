from factcheck.rules.matrix import Mark, Told, by_stance, cells

WORDS = {"+": "supports", "-": "contradicts", "o": "mentions"}


def cell(signs):
    """The cell in which these stances are taken: "+-" supports and contradicts."""
    told = [Told("row", "column", WORDS[sign], n) for n, sign in enumerate(signs)]
    return cells(told).get("row", {}).get("column", [])


def test_a_cell_counts_its_passages_and_leads_to_the_first():
    told = [Told("road", "Peskov", "supports", key) for key in (7, 3, 9)]
    assert cells(told) == {"road": {"Peskov": [Mark("supports", 7, 3, [])]}}


def test_a_cell_shows_every_stance_in_it_in_one_order():
    assert [mark.stance for mark in cell("o-+-")] == ["supports", "contradicts", "mentions"]
    assert [mark.count for mark in cell("o-+-")] == [1, 2, 1]


def test_whoever_speaks_is_named_once_for_each_stance():
    who = ["Aliyev", "own words", "Aliyev"]
    told = [Told("road", "Azernews", "supports", n, name) for n, name in enumerate(who)]
    told.append(Told("road", "Azernews", "contradicts", 9, "Aliyev"))
    supports, contradicts = cells(told)["road"]["Azernews"]
    assert (supports.who, supports.count) == (["Aliyev", "own words"], 3)
    assert contradicts.who == ["Aliyev"]


def test_by_stance_support_comes_first_and_silence_last():
    mixed = ["", "o", "-o", "+-", "-", "+o", "+"]
    assert by_stance(mixed, cell) == ["+o", "+", "+-", "-o", "-", "o", ""]
