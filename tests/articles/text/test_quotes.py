from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.text.quote_marks import quotations
from articles.text.quotes import Quote, find_quotes
from articles.text.reporting import FORMS
from tests.articles.text.quote_cases import HELD_OUT, MORE, TUNED, read_case

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
UNFOUND = {
    ("No date yet for leaders' meeting", "Kremlin")
}  # a name after a dash is as often a site's


def facts(quotes):
    return [(quote.start, quote.end, quote.speaker, quote.directness) for quote in quotes]


@pytest.mark.parametrize("case", [*TUNED, *HELD_OUT, *MORE])
def test_quotes_are_found_with_their_speakers_and_nothing_else(case):
    text, expected = read_case(case)
    expected = [fact for fact in expected if (text[fact[0] : fact[1]], fact[2]) not in UNFOUND]

    found = facts(find_quotes(text))

    assert [(text[a:b], *rest) for a, b, *rest in found] == [
        (text[a:b], *rest) for a, b, *rest in expected
    ]
    assert found == expected


DIRECT = [
    ("000", "“The public attacks and", "process,”", "Maria Zakharova", "she", "said"),
    ("000", '"The topic of sending UN', 'Yerevan,"', "Dmitriy Peskov", "Peskov", "noted"),
    ("000", "“Of course, they also", "name,”", "Ilham Aliyev", "the president", "highlighted"),
    ("000", "“Just like all the other", "better,”", "Ilham Aliyev", "he", "stressed"),
    ("001", '"We express concern', 'situation,"', "Maria Zakharova", "she", "stressed"),
    ("001", '"We consider any public', 'normalization,"', "Maria Zakharova", "she", "said"),
    ("001", '"We call on Baku', '2020,"', "Maria Zakharova", "Zakharova", "said"),
    ("001", '"We stress that the', 'region."', "Maria Zakharova", None, ""),
    ("003", '"From day one', 'action,"', "Anastasia Lavrina", "Lavrina", "noted"),
    ("003", '"Karabakh is an', 'not,"', "Anastasia Lavrina", "the vice-chairman", "added"),
    ("004", '"The topic of sending UN', 'Yerevan,"', "Dmitriy Peskov", "Peskov", "said"),
    ("004", '"There are constant', 'conflict,"', "Dmitriy Peskov", "the spokesperson", "said"),
]
TOLD = [
    ("000", "humanitarian convoys pass freely", "Maria Zakharova", "indirect"),
    ("000", 'if Russia "is unable to fulfill', "Nikol Pashinyan", "mixed"),
    ("000", "sending UN peacekeepers to Karabakh is", "Dmitriy Peskov", "indirect"),
    ("000", "the demands of the protesters", "Ilham Aliyev", "indirect"),
    ("001", "the Lachin corridor should be used", "Maria Zakharova", "indirect"),
    ("001", "Russia calls for", "Maria Zakharova", "mixed"),
    ("002", "not to leave the scene", "Protestors", "indirect"),
    ("002", "eight Kamaz trucks", "Caliber.Az", "indirect"),
    ("003", "Members of the Russian Community", "Anastasia Lavrina", "indirect"),
    ("004", "The sending of UN peacekeepers", "Dmitriy Peskov", "indirect"),
    ("004", "food shortages began", "Nikol Pashinyan", "indirect"),
]


@pytest.fixture(scope="module")
def articles():
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
    return {name: (text, find_quotes(text)) for name, text in texts.items()}


@pytest.mark.parametrize(("name", "begin", "end", "speaker", "mention", "cue"), DIRECT)
def test_the_seeds_direct_quotes_have_their_speakers(
    articles, name, begin, end, speaker, mention, cue
):
    text, quotes = articles[name]
    (quote,) = (q for q in quotes if text.startswith(begin, q.start))
    assert text[quote.start : quote.end].endswith(end)
    assert (quote.speaker, quote.directness, quote.cue) == (speaker, "direct", cue)
    beside = text[quote.speaker_start : quote.speaker_end] if mention else quote.speaker_start
    assert beside == mention


@pytest.mark.parametrize(("name", "begin", "speaker", "directness"), TOLD)
def test_the_seeds_reported_speech_has_its_speakers(articles, name, begin, speaker, directness):
    text, quotes = articles[name]
    (quote,) = (q for q in quotes if text.startswith(begin, q.start))
    assert (quote.speaker, quote.directness) == (speaker, directness)


def test_the_seeds_have_as_many_quotes_as_were_counted_by_hand(articles):
    counts = {name: len(quotes) for name, (_, quotes) in articles.items()}
    assert counts == {"000": 11, "001": 7, "002": 6, "003": 3, "004": 5}


def test_a_quote_says_where_its_speaker_stands():
    text = "Kremlin spokesman Dmitriy Peskov said that nothing had been decided."
    assert find_quotes(text) == [
        Quote(43, 67, "Dmitriy Peskov", "indirect", 0, 32, "said"),
    ]


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", "say says said saying"),
        ("deny", "deny denies denied denying"),
        ("stress", "stress stresses stressed stressing"),
        ("admit", "admit admits admitted admitting"),
        ("note", "note notes noted noting"),
        ("signal", "signal signals signalled signaled signalling"),
    ],
)
def test_verbs_are_known_in_all_their_forms(lemma, forms):
    assert {FORMS[form][0] for form in forms.split()} == {lemma}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “a “b” c” d", ["“a “b” c”"]),
        ("„Ja“ and »nein«, «non» and ``no''", ["„Ja“", "»nein«", "«non»", "``no''"]),
        ("the leaders' wish, the soldiers' mothers in the '90s, don't", []),
        ("'the leaders' wish for peace', he said", ["'the leaders' wish for peace'"]),
        ('a 12" pipe', []),
        ('"never closed', []),
        ('"first\n\n"second" and so on', ['"first', '"second"']),
        ("“one.\n“Two” three", ["“one.", "“Two”"]),
        ('"broken\nline" goes on', ['"broken\nline"']),
        ("", []),
    ],
)
def test_quotation_marks_are_paired_within_paragraphs(text, quoted):
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


PIECES = st.sampled_from(
    "Peskov Zakharova the minister said that “we go” \"we go\" 'we' , . : ; - ( ) \n\n \n who "
    "and as according to told reporters he she they it in a statement on Monday is was has not "
    "AP's saying adding quoted A. B. the head of Baku's \ue000".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.lists(PIECES, max_size=40).map(" ".join))
@example("\ue000\ue000")
@example(", said Peskov")
@example("minister saying “we go now there” said go , now , he called -")
@example("he was adding , saying “we go now there”")
@example("“we go now there” said told “we go now there” now")
def test_any_text_ends_and_spans_lie_in_it_apart(text):
    at = 0
    for quote in find_quotes(text):
        assert at <= quote.start < quote.end <= len(text)
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)
        at = quote.end


@pytest.mark.parametrize("piece", ["he said ", "“a ", "A and B said ", "\n“a", "a' 's "])
def test_a_long_text_without_end_is_read_to_its_end(piece):
    find_quotes(piece * 5000)
