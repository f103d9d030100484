"""What is selected in the real browser is what is stored, to the character."""

import random

from hypothesis import HealthCheck, given, settings

from articles.services.passages import mark_passage
from articles.text import segments
from tests import make
from tests.hard_texts import texts

PAIRS = 240
TEXTS = 12

# Selects from one place to another, each the n-th UTF-16 unit of a paragraph, and reads it back.
CHOOSE = """
async ([module, from, to]) => {
  const { chosenWords } = await import(module);
  const paragraphs = document.querySelectorAll("#words p[data-start]");
  const place = ([paragraph, units]) => {
    const walker = document.createTreeWalker(paragraphs[paragraph], NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (units > node.length) {
      units -= node.length;
      node = walker.nextNode();
    }
    return [node, units];
  };
  const range = document.createRange();
  range.setStart(...place(from));
  range.setEnd(...place(to));
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return chosenWords(selection.getRangeAt(0), document.querySelector("#words"));
}
"""


def utf16_units(text):
    return len(text.encode("utf-16-le")) // 2


def any_letters(text, spans, dice):
    """(start, end) in code points: from before one letter of a paragraph to after another one."""
    letters = sorted(dice.randrange(*spans[dice.randrange(len(spans))]) for _ in range(2))
    return letters[0], letters[1] + 1


def in_page(text, spans, at):
    """The paragraph that holds or ends at the code point, and the UTF-16 units into it."""
    number, start = next((n, a) for n, (a, b) in enumerate(spans) if a <= at <= b)
    return number, utf16_units(text[start:at])


def test_stored_words_are_the_chosen_words(page, editor, sign_in):
    sign_in(page, editor)
    dice, done = random.Random(7), []

    @settings(
        max_examples=TEXTS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(texts())
    def one_text(text):
        text += f"\nText {next(make.numbers)}"  # the same bytes are not imported twice
        spans = segments.paragraphs(text)
        revision = make.article(text).revisions.get()
        mark = mark_passage(revision=revision, start=0, end=1, by=editor)
        make.link(make.claim(), mark)  # marks split the text nodes
        page.goto(f"/desk/articles/{revision.article_id}/")
        for _ in range(PAIRS // TEXTS):
            start, end = any_letters(text, spans, dice)
            ends = [in_page(text, spans, at) for at in (start, end)]
            found = page.evaluate(CHOOSE, ["/static/factcheck/selection.js", *ends])
            assert found == {"start": start, "end": end, "exact": text[start:end]}
            passage = mark_passage(revision=revision, by=editor, **found)
            passage.refresh_from_db()
            assert passage.exact == text[start:end]
            done.append(passage)

    one_text()
    assert len(done) >= PAIRS


def test_a_selection_that_leaves_the_text_is_cut_to_it(page, editor, sign_in):
    article = make.article("First words.\n\nLast words.\n")
    sign_in(page, editor)
    page.goto(f"/desk/articles/{article.pk}/")
    found = page.evaluate(
        """async () => {
          const { chosenWords } = await import("/static/factcheck/selection.js");
          const range = document.createRange();
          range.selectNodeContents(document.body);
          return chosenWords(range, document.querySelector("#words"));
        }"""
    )
    assert found == {"start": 0, "end": 25, "exact": "First words.\n\nLast words."}


def test_names_of_invisible_characters_are_seen_and_do_not_count(page, editor, sign_in):
    text = "a\u202eb\u200b\U000e0041c d\xad e.\n"
    revision = make.article(text).revisions.get()
    make.link(make.claim(), mark_passage(revision=revision, start=1, end=4, by=editor))
    sign_in(page, editor)
    page.goto(f"/desk/articles/{revision.article_id}/")
    names = page.evaluate(
        """() => [...document.querySelectorAll("#words .unseen")]
          .map((element) => getComputedStyle(element, "::before").content)"""
    )
    assert names == ['"U+202E"', '"U+200B"', '"U+E0041"', '"U+00AD"']
    for start in range(10):
        for end in range(start + 1, 11):
            ends = [(0, utf16_units(text[:at])) for at in (start, end)]
            found = page.evaluate(CHOOSE, ["/static/factcheck/selection.js", *ends])
            assert found == {"start": start, "end": end, "exact": text[start:end]}


def test_half_a_surrogate_pair_is_taken_whole(page, editor, sign_in):
    article = make.article("a \N{MUSICAL SYMBOL G CLEF} b\n")
    sign_in(page, editor)
    page.goto(f"/desk/articles/{article.pk}/")
    found = page.evaluate(CHOOSE, ["/static/factcheck/selection.js", (0, 3), (0, 5)])
    assert found == {"start": 2, "end": 4, "exact": "\N{MUSICAL SYMBOL G CLEF} "}
