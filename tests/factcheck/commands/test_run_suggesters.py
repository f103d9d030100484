"""A newsroom's own model: a package with an entry point, as pip would install it."""

import importlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from factcheck.models import Evidence, Suggestion
from factcheck.queries import proposals
from factcheck.services import claims, passage_suggestions, suggestions
from tests import make
from tests.factcheck.views.markup import sent_by
from tests.factcheck.views.people import client_of

TEXT = "The road is open, they say.\n\nIt is not open at all.\n"
MODEL = """
from factcheck.suggesters import PassageFor, Quote

MEANWHILE = []  # what others do while the model is at work

def suggest(source, claims):
    for act in MEANWHILE:
        act()
    start = source.text.index("It is not open")
    for claim in claims:
        yield PassageFor(claim.key, start, start + 21, stance="contradicts", why="negation")
    yield Quote(0, 16, speaker="Maria Zakharova", directness="indirect_speech")

def fail(source, claims):
    raise RuntimeError("out of memory")

def beyond(source, claims):
    yield Quote(0, len(source.text) + 1)
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Installs a package whose suggesters are these functions of MODEL: install("suggest")."""

    def install(*functions):
        (tmp_path / "newsroom_model.py").write_text(MODEL)
        info = tmp_path / "newsroom_model-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: newsroom-model\nVersion: 1.0\n"
        )
        lines = [f"{name} = newsroom_model:{name}" for name in functions]
        (info / "entry_points.txt").write_text("[factcheck.suggesters]\n" + "\n".join(lines))
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        monkeypatch.delitem(importlib.sys.modules, "newsroom_model", raising=False)

    return install


@pytest.fixture
def article(db):
    make.actor()
    return make.article(TEXT)


def run(**options):
    out, err = StringIO(), StringIO()
    call_command("run_suggesters", stdout=out, stderr=err, json=True, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_without_a_suggester_nothing_is_proposed(article):
    out = StringIO()
    call_command("run_suggesters", stdout=out)
    assert "No suggester is installed." in out.getvalue()


def test_what_it_proposes_waits_under_its_name_and_counts_for_nothing(install, article):
    install("suggest")
    claim = make.claim("The road is open.")
    assert run() == [{"suggester": "suggest", "texts": 1, "proposed": 2, "failed": 0}]

    quote, passage = Suggestion.objects.order_by("start")
    assert (quote.suggester, quote.exact, quote.speaker.name) == (
        "suggest",
        "The road is open",
        "Maria Zakharova",
    )
    assert (passage.claim, passage.stance, passage.why) == (claim, "contradicts", "negation")
    assert passage.exact == "It is not open at all"
    assert not Evidence.objects.exists()
    page = client_of("anonymous").get(claim.get_absolute_url()).text
    assert "suggest" not in page.split("<main")[1].split("</main>")[0]


def test_a_text_is_looked_at_once_unless_asked_again(install, article):
    install("suggest")
    run()
    claim = make.claim()
    assert run()[0]["texts"] == 0
    assert run(again=True)[0] == {"suggester": "suggest", "texts": 1, "proposed": 1, "failed": 0}
    assert Suggestion.objects.get(kind="passage").claim == claim
    make.revision(article, TEXT.replace("they say", "he says"))
    assert run()[0] == {"suggester": "suggest", "texts": 1, "proposed": 0, "failed": 0}
    assert {row.revision.number for row in Suggestion.objects.filter(suggester="suggest")} == {2}


def test_decisions_last(install, article):
    install("suggest")
    make.claim()
    run()
    editor = make.person("editor")
    for row in Suggestion.objects.all():
        suggestions.dismiss(suggestion=row, by=editor)
    assert run(again=True)[0]["proposed"] == 0
    assert not Suggestion.objects.waiting().exists()


def test_a_passage_that_was_dismissed_for_its_claim_is_not_suggested(install, article):
    install("suggest")
    claim, editor = make.claim(), make.person("editor")
    paragraph = article.revisions.get().paragraphs.last()
    passage_suggestions.dismiss_passages(claim=claim, paragraphs=[paragraph], by=editor)
    run()
    assert not Suggestion.objects.filter(suggester="suggest", kind="passage").exists()


def test_an_editor_takes_it_at_the_words_and_says_the_stance(install, article):
    install("suggest")
    claim = make.claim("The road is open.")
    run()
    editor = client_of("editor")
    page = editor.get(f"/desk/articles/{article.pk}/").text
    assert "suggested by <bdi>suggest</bdi>" in " ".join(page.split()).replace("> <", "><")
    assert "as: contradicts" in page
    assert "Suggested from outside" in editor.get(f"/desk/claims/{claim.slug}/").text

    [row] = proposals.suggested_for(claim)
    form = editor.get(
        f"/desk/articles/{article.pk}/", {k: v for k, v in row.params.items() if v is not None}
    )
    sent = sent_by(form, "link-form")
    assert "stance" not in sent
    assert sent["claim"] == claim.slug
    editor.post(f"/desk/articles/{article.pk}/link/", sent | {"stance": "mentions"})
    row.refresh_from_db()
    assert row.decision == "taken"
    assert row.evidence.stance == "mentions"
    assert "Suggested from outside" not in editor.get(f"/desk/claims/{claim.slug}/").text


@pytest.mark.parametrize(
    ("function", "words"),
    [("fail", "RuntimeError: out of memory"), ("beyond", "holds no words of the text")],
)
def test_a_text_on_which_it_fails_is_told_and_the_others_are_stored(
    install, article, function, words
):
    install(function, "suggest")
    err = StringIO()
    with pytest.raises(CommandError, match="1 failures"):
        call_command("run_suggesters", stderr=err, stdout=StringIO())
    assert words in err.getvalue()
    assert article.source_name in err.getvalue()
    assert {row.suggester for row in Suggestion.objects.all()} == {"suggest"}
    assert run(only="suggest")[0]["texts"] == 0
    with pytest.raises(CommandError):
        run(only=function)  # it was not seen, so it is tried again


@pytest.mark.django_db(transaction=True)
def test_editors_can_write_while_a_model_is_at_work(install, article):
    install("suggest")
    claim, other = make.claim("The road is open."), make.claim("The road is not shut.")
    merge = {"claim": claim, "into": other, "by": make.person("editor"), "reason": "the same"}
    was_locked = []
    meanwhile = importlib.import_module("newsroom_model").MEANWHILE
    meanwhile.append(lambda: was_locked.append(connection.in_atomic_block))
    meanwhile.append(lambda: claims.merge_claims(**merge))
    assert run() == [{"suggester": "suggest", "texts": 1, "proposed": 2, "failed": 0}]

    assert was_locked == [False]
    assert Suggestion.objects.get(kind="passage").claim == other


def test_a_package_that_cannot_be_loaded_stops_no_other(install, article):
    install("absent", "suggest")
    err = StringIO()
    with pytest.raises(CommandError, match="1 failures"):
        call_command("run_suggesters", stderr=err, stdout=StringIO())
    assert "absent (newsroom_model:absent) cannot be loaded: AttributeError" in err.getvalue()
    assert Suggestion.objects.filter(suggester="suggest").exists()


def test_a_name_that_is_not_installed_is_refused_with_those_that_are(install, article):
    install("suggest")
    with pytest.raises(CommandError, match=r"No suggester is called “gues”\. Installed: suggest\."):
        call_command("run_suggesters", only="gues")


def test_the_database_takes_no_stance_from_the_program_itself(article):
    told = {"kind": "quote", "revision": article.revisions.get(), "start": 0, "end": 3}
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.create(key="x", stance="supports", **told)
    Suggestion.objects.create(key="x", stance="supports", suggester="y", **told)
