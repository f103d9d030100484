"""Findings follow the texts, and a decision lasts until what the check went by changes."""

from datetime import date

import pytest

from articles.models import Basis, Precision, Revision
from articles.text.dates import Moment
from factcheck.models import Entry, Finding
from factcheck.services import details, finding_inputs, findings, looking, placements, sources
from tests import make

pytestmark = pytest.mark.django_db
FRIDAY = "They met on Friday, 24 December 2022.\n"
RALLY = "The peaceful rally of many citizens beside the mountain road is on its {} day.\n"


@pytest.fixture
def editor(db):
    return make.person("editor")


def printed(text, day, basis=Basis.HEADER):
    article = make.article(text)
    article.published_on, article.published_basis = day, basis
    article.published_precision = Precision.DAY
    article.save()
    return article


def told():
    return [(row.check_name, row.found) for row in Finding.objects.standing()]


def noticed(text=FRIDAY):
    """The finding of an article of these words."""
    make.article(text)
    findings.look(by=None)
    return Finding.objects.get()


def test_the_seeds_have_one_day_that_does_not_fit_and_it_is_told_at_the_words(seeds):
    row = Finding.objects.get(check_name="weekday")
    assert row.severity == "amber"
    assert row.revision.article == make.seed("002")
    assert row.revision.text[row.start : row.end] == "Friday"
    assert (row.expected, row.found) == ("day 13", "Friday = 23 December 2022, day 12")
    entry = Entry.objects.get(verb="notice finding", row=str(row.pk))
    assert entry.after["found"] == row.found


def test_where_more_articles_give_a_later_start_two_of_the_seeds_do_not_fit(seeds):
    sentence = (
        "The peaceful protest of Azerbaijan's non-governmental organizations on the Lachin road in"
        " the area of Russian peacekeepers continues for the {} day.\n"
    )
    for n in (9, 10, 11):
        printed(sentence.format(f"{n}th"), date(2022, 12, 14 + n))
    findings.look(by=None)
    red = Finding.objects.filter(severity="red", check_name="day count")
    assert {row.revision.article.source_name[:3] for row in red} == {"001", "002"}


def test_a_text_whose_date_was_worked_out_from_a_count_bears_no_witness():
    printed(RALLY.format("5th"), date(2023, 1, 10))
    article = printed(RALLY.format("9th"), date(2023, 1, 10), Basis.INFERRED)
    findings.look(by=None)
    assert told() == []

    details.confirm_date(article=article, by=None)  # which looks by itself
    assert len(told()) == 2


def test_a_date_that_is_corrected_takes_its_findings_away(editor):
    printed(RALLY.format("5th"), date(2023, 1, 10))
    article = printed(RALLY.format("9th"), date(2023, 1, 10))
    findings.look(by=None)
    assert len(told()) == 2

    details.edit_details(
        article=article, published=Moment(date(2023, 1, 14)), by=editor, reason="misread"
    )
    assert told() == []
    assert Entry.objects.filter(verb="finding gone").count() == 2


def test_a_finding_follows_its_words_to_a_new_text():
    article = make.article(FRIDAY)
    findings.look(by=None)
    row = Finding.objects.get()
    newest = make.revision(article, f"More is known.\n\n{FRIDAY}")
    row.refresh_from_db()
    assert row.revision == newest
    assert newest.text[row.start : row.end] == "Friday, 24 December 2022"


def test_a_decision_lasts_over_new_texts_until_the_words_change(editor):
    article = make.article(FRIDAY)
    findings.look(by=None)
    row = findings.judge(
        finding=Finding.objects.get(), status="dismissed", by=editor, note="So they wrote."
    )
    assert (row.decided_by, row.note) == (editor, "So they wrote.")
    make.revision(article, "Nothing is left.\n")
    assert told() == []
    make.revision(article, f"More.\n\n{FRIDAY}")
    row.refresh_from_db()
    assert (row.gone_at, row.status) == (None, "dismissed")

    make.revision(article, FRIDAY.replace("met", "talked"))
    row.refresh_from_db()
    assert row.gone_at is not None
    assert Finding.objects.standing().get().status == "open"


def test_the_same_words_twice_are_two_findings():
    make.article(FRIDAY + FRIDAY)
    assert findings.look(by=None) == (2, 0)
    assert findings.look(by=None) == (0, 0)


def test_looking_again_writes_nothing():
    noticed()
    entries = Entry.objects.count()
    assert findings.look(by=None) == (0, 0)
    assert Entry.objects.count() == entries


def test_an_import_of_other_texts_does_not_look():
    make.article(FRIDAY)
    make.revision(make.article(), "It is closed.\n")
    assert told() == []
    make.revision(make.article("The road is shut.\n"), "It was Friday, 25 December 2022.\n")
    assert len(told()) == 2


def test_a_text_that_is_too_long_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(finding_inputs, "MOST_LETTERS", 10)
    make.article(FRIDAY)
    assert findings.look(by=None) == (0, 0)


def test_what_was_judged_is_not_judged_again_but_can_be_taken_back(editor):
    row = noticed()
    with pytest.raises(findings.NotOpen, match="no decision"):
        findings.take_back(finding=row, by=editor)
    findings.judge(finding=row, status="accepted", by=editor)
    with pytest.raises(findings.NotOpen, match="accepted already"):
        findings.judge(finding=row, status="dismissed", by=editor)

    row = findings.take_back(finding=row, by=editor)
    assert (row.status, row.decided_by, row.decided_at, row.note) == ("open", None, None, "")
    verbs = Entry.objects.filter(by=editor).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["accept finding", "take finding back"]


def test_what_is_gone_is_not_judged(editor):
    row = noticed()
    make.revision(row.revision.article, "Nothing is left.\n")
    with pytest.raises(findings.NotOpen, match="not found any more"):
        findings.judge(finding=row, status="accepted", by=editor)


def test_a_lost_passage_is_found_for_each_claim_and_goes_with_the_decision(editor):
    article = make.article("The road is open.\n\nThe road is closed.\n")
    words, one, other = make.words(article, "The road is open."), make.claim(), make.claim()
    make.link(one, words), make.link(other, words)
    make.revision(article, "The road is closed.\n")
    findings.look(by=None)
    rows = Finding.objects.standing()
    assert {(row.check_name, row.severity, row.claim) for row in rows} == {
        ("lost passage", "red", one),
        ("lost passage", "red", other),
    }
    assert not rows.judged().exists()
    with pytest.raises(Finding.DoesNotExist):  # its placement is decided instead
        findings.judge(finding=rows[0], status="accepted", by=editor)

    placements.retire_passage(placement=words.placements.get(), by=editor, reason="gone")
    assert findings.look(by=None) == (0, 2)


def test_an_import_runs_the_checks_alone_that_it_concerns(monkeypatch):
    def concerned(*texts):
        run = sources.begin_run(by=None)
        for n, text in enumerate(texts):
            name = f"{len(text)}-{n}.txt"
            sources.import_file(run=run, name=name, data=text.encode(), by=None)
        sources.finish_run(run=run)
        return looking.concerned(Revision.objects.filter(import_items__run=run).distinct())

    alike = "The convoy of the Red Cross left for Lachin on the road past Shusha at dawn.\n"
    said = "“We call on both sides to keep the road open,” Maria Zakharova said.\n"
    assert concerned("Nothing happened.\n") == []
    assert concerned(FRIDAY) == ["texts"]
    assert concerned(said) == ["quotes"]
    assert concerned(alike, f"{alike} \n") == ["shared wording"]
    monkeypatch.setattr(looking, "MOST_LINKS", 0)
    assert concerned(f"{alike}\n\nMore.\n") == []


def test_a_finding_about_two_articles_goes_when_either_of_them_changes():
    words = "On November 9, 2022, {} trucks went along the road from Khankendi to Lachin.\n"
    make.revision(make.article("One.\n"), words.format("eight"))
    other = make.article("Other.\n")
    make.revision(other, words.format("nine"))
    assert {name for name, _ in told()} == {"date or number mismatch", "copy drift"}
    make.revision(other, "Nothing is left.\n")
    assert told() == []


def test_a_date_before_its_time_is_found_unless_the_article_was_changed_since():
    article = printed("The talks took place on January 5, 2023.\n", date(2022, 12, 24))
    findings.look(by=None)
    assert told() == [("order of dates", "January 5, 2023")]
    article.updated_on = date(2023, 1, 6)
    article.save()
    findings.look(by=None)
    assert told() == []
