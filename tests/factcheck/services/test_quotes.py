"""Quotes are proposed as articles come in, with the speakers that are known; each only once."""

from datetime import date

import pytest
from django.core.management import call_command

from articles.models import Article
from factcheck.models import Actor, Entry, Suggestion
from factcheck.queries import proposals
from factcheck.services import actor_merges, actors, quotes, sources, suggestions
from tests import make
from tests.factcheck.services.entries import new_entries, verbs

pytestmark = pytest.mark.django_db
PEACE = '"We want peace," Maria Zakharova said.'
ROAD = "Dmitriy Peskov said that the road is open."


def bring_in(text, name="talks.txt"):
    """The article of that name, with this as its newest text."""
    run = sources.begin_run(by=None)
    sources.import_file(run=run, name=name, data=f"{text}\n".encode(), by=None)
    return Article.objects.get(source_name=name)


def waiting(article):
    return proposals.quotes_of(article.revisions.last())["proposals"]


def words(article):
    return [row.exact for row in waiting(article)]


def test_an_import_proposes_quotes_with_the_speakers_that_are_known():
    speaker = make.actor("Maria Zakharova")
    with new_entries() as entries:
        article = bring_in(f"{PEACE}\n\n{ROAD}")
    direct, indirect = Suggestion.objects.all()
    text = article.revisions.get().text
    assert (direct.exact, direct.speaker) == ('"We want peace,"', speaker)
    assert (direct.kind, direct.directness, direct.cue) == ("quote", "direct_quote", "said")
    assert (indirect.exact, indirect.directness) == ("the road is open", "indirect_speech")
    assert (indirect.speaker, indirect.speaker_name) == (None, "Dmitriy Peskov")
    for row in (direct, indirect):
        assert text[row.start : row.end] == row.exact
    assert verbs(entries) == ["import article", "propose quotes"]
    assert entries[1].after == {"proposed": 2, "moved": 0}
    assert not Actor.objects.filter(name="Dmitriy Peskov").exists()


@pytest.mark.parametrize(
    ("known", "named", "meant"),
    [
        (["Maria Zakharova"], "MARIA ZAKHAROVA", "Maria Zakharova"),
        (["Maria Zakharova"], "Zakharova", "Maria Zakharova"),
        (["Maria Zakharova", "Anna Zakharova"], "Zakharova", None),
        (["Maria Zakharova"], "Anna Zakharova", None),
        (["Dmitriy Peskov / Dmitry Peskov"], "Dmitry Peskov", "Dmitriy Peskov"),
        (["Ministry of Economy"], "the Ministry of Economy", "Ministry of Economy"),
        (["Ministry of Economy"], "Economy", None),  # no person's last name
        (["Ministry / The Office", "Office"], "office", None),
    ],
)
def test_a_speaker_is_recognised_where_it_is_sure(known, named, meant):
    for names in known:
        name, *others = names.split(" / ")
        kind = "government" if name.startswith(("Ministry", "Office")) else "person"
        actor = make.actor(name, kind)
        for other in others:
            actors.add_alias(actor=actor, name=other, by=None)
    found = quotes.search.actors_called([named])
    assert {name: actor.name for name, actor in found.items()} == ({named: meant} if meant else {})


def test_who_comes_to_be_known_later_is_recognised_then():
    article = bring_in(ROAD)
    assert waiting(article)[0].speaker is None
    speaker = make.actor("Dmitriy Peskov")
    assert waiting(article)[0].speaker == speaker


def test_a_new_import_of_the_same_words_does_not_ask_again(editor):
    article = bring_in(f"{PEACE}\n\n{ROAD}")
    suggestions.dismiss(suggestion=Suggestion.objects.first(), by=editor)
    bring_in(f"Updated.\n\n{PEACE}\n\n{ROAD}")
    assert Suggestion.objects.count() == 2
    assert words(article) == ["the road is open"]
    newest = article.revisions.last()
    for row in Suggestion.objects.all():
        assert row.revision == newest
        assert newest.text[row.start : row.end] == row.exact
    assert Suggestion.objects.filter(decision="dismissed").count() == 1


def test_quotes_that_left_the_text_are_proposed_no_more_until_they_come_back():
    article = bring_in(f"{PEACE}\n\n{ROAD}")
    bring_in(f"{PEACE}\n\nNothing else was heard.")
    assert words(article) == ['"We want peace,"']
    bring_in(f"Once more.\n\n{PEACE}\n\n{ROAD}")
    assert words(article) == ['"We want peace,"', "the road is open"]


def test_the_same_words_twice_are_two_quotes():
    article = bring_in(f"{PEACE}\n\nIt was raining.\n\n{PEACE}")
    assert len(set(Suggestion.objects.values_list("key", "start"))) == 2
    first, second = waiting(article)
    assert first.exact == second.exact
    assert first.start < second.start


def test_the_same_words_in_another_article_are_proposed_there_too():
    bring_in(PEACE)
    assert words(bring_in(f"{PEACE}\n\nMore.", name="other.txt")) == ['"We want peace,"']


def test_words_that_are_linked_already_do_not_wait():
    article = bring_in(f"{PEACE}\n\n{ROAD}")
    link = make.link(make.claim(), make.words(article, "the road is open"))
    assert words(article) == ['"We want peace,"']
    assert proposals.quotes_waiting([article.pk]) == {article.pk: 1}
    bring_in(f"{PEACE}\n\n{ROAD}\n\nMore.")  # the link stands in the new text as well
    assert words(article) == ['"We want peace,"']
    make.evidence.retire_evidence(evidence=link, editor=None)
    assert words(article) == ['"We want peace,"', "the road is open"]


def test_texts_in_other_languages_give_none():
    article = bring_in(PEACE)
    Suggestion.objects.all().delete()
    article.language = "de-AT"
    revision = article.revisions.get()
    revision.article = article
    assert quotes.propose_quotes(revision=revision, by=None) == (0, 0)
    article.language = "en-GB"
    assert quotes.propose_quotes(revision=revision, by=None) == (1, 0)


def test_a_text_that_is_too_long_to_look_at_gives_none(monkeypatch):
    monkeypatch.setattr(quotes, "MOST_LETTERS", len(PEACE))  # and a line end
    assert words(bring_in(PEACE)) == []
    monkeypatch.setattr(quotes, "MOST_LETTERS", len(ROAD) + 1)
    assert words(bring_in(ROAD, name="other.txt")) == ["the road is open"]


def test_the_command_proposes_what_was_imported_before(capsys):
    bring_in(f"{PEACE}\n\n{ROAD}")
    Suggestion.objects.all().delete()
    call_command("propose_quotes")
    assert capsys.readouterr().out == "2 quotes proposed and 0 brought up to date in 1 texts.\n"
    make.actor("Dmitriy Peskov")
    call_command("propose_quotes")
    assert capsys.readouterr().out == "0 quotes proposed and 1 brought up to date in 1 texts.\n"
    assert Suggestion.objects.last().speaker.name == "Dmitriy Peskov"
    written = Entry.objects.count()
    call_command("propose_quotes")
    assert capsys.readouterr().out == "0 quotes proposed and 0 brought up to date in 1 texts.\n"
    assert Entry.objects.count() == written


def test_an_import_that_fails_proposes_nothing(monkeypatch):
    run = sources.begin_run(by=None)
    monkeypatch.setattr(quotes, "find_quotes", lambda text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sources.import_file(run=run, name="talks.txt", data=PEACE.encode(), by=None)
    assert not Article.objects.exists()


def test_a_role_is_recognised_where_one_actor_held_it_when_the_article_was_printed():
    speaker = make.actor("Nikol Pashinyan")
    title = "Prime Minister of Armenia"
    actors.add_role(actor=speaker, title=title, holds_from=date(2018, 5, 8), by=None)
    text = "{}\n\nThe Armenian prime minister said that the road is open."
    dated, old, undated = (
        bring_in(text.format(line), name)
        for name, line in [
            ("a.txt", "Published: 2023-01-11"),
            ("b.txt", "Published: 2017-01-11"),
            ("c.txt", "Words."),
        ]
    )
    assert (dated.published_on, old.published_on) == (date(2023, 1, 11), date(2017, 1, 11))
    assert [row.speaker for row in waiting(dated)] == [speaker]
    assert Suggestion.objects.get(revision__article=dated).speaker == speaker
    assert [row.speaker for row in waiting(old) + waiting(undated)] == [None, None]


def test_a_quote_of_an_actor_that_was_merged_is_the_others():
    actor, into = make.actor("Dmitriy Peskov"), make.actor("Dmitry Peskov")
    article = bring_in(ROAD)
    actor_merges.merge_actors(actor=actor, into=into, by=None, reason="one man")
    assert [row.speaker for row in waiting(article)] == [into]
    actor.refresh_from_db()
    actor_merges.part_actor(actor=actor, by=None, reason="two men")
    assert [row.speaker for row in waiting(article)] == [actor]
