"""Between upload and import: encodings are chosen, details corrected, files left out."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from articles.formats import choose
from articles.models import Article, ImportItem, ImportRun, Revision
from factcheck import tasks
from factcheck.models import Entry
from factcheck.services import sources
from tests import make
from tests.factcheck.views.test_imports import GOOD, looked_at, rows_of, upload

RUSSIAN = "Дорога открыта.\n\nТак говорят все.\n"
QUOTED = "Peskov said “the road is open”.\n"
DETAILS = {
    "a0-title": "The road",
    "a0-outlet": "Azernews",
    "a0-byline": "Nargiz Mammadli",
    "a0-language": "en",
    "a0-url": "https://www.azernews.az/road.html",
    "a0-published": "2023-01-11 17:39 +04:00",
}


def place_of(path):
    item = ImportItem.objects.get(path=path)
    return f"/imports/{item.run_id}/files/{item.pk}/"


def correct(client, path, details):
    return client.post(place_of(path), details)


def test_a_file_in_an_uncertain_encoding_waits_and_the_others_cannot_leave_it_behind(as_admin):
    place = looked_at(as_admin, [("ru.txt", RUSSIAN.encode("cp1251")), ("good.txt", GOOD)])
    assert len(rows_of(as_admin.get(place), "ru.txt", "waits for you", "choose one")) == 1
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert "1 file waits for an encoding." in page.text
    assert not Article.objects.exists()
    assert "ru.txt" in as_admin.get(f"{place}?show=undecided").text
    assert "good.txt" not in as_admin.get(f"{place}?show=undecided").text


def test_the_chosen_encoding_is_the_one_that_is_kept(as_admin):
    place = looked_at(as_admin, [("ru.txt", RUSSIAN.encode("cp1251"))])
    file = place_of("ru.txt")
    choices = as_admin.get(file).text
    assert "Так говорят все." in choices
    assert 'value="windows-1251"' in choices
    as_admin.post(f"{file}encoding/", {"encoding": "windows-1251"})
    assert len(rows_of(as_admin.get(place), "ru.txt", "windows-1251", "Дорога открыта.")) == 1
    as_admin.post(f"{place}confirm/")
    revision = Revision.objects.get()
    assert (revision.text, revision.encoding) == (RUSSIAN, "windows-1251")
    assert bytes(revision.original.content) == RUSSIAN.encode("cp1251")


def test_a_choice_can_be_changed_until_the_import(as_admin):
    looked_at(as_admin, [("q.txt", QUOTED.encode("cp1252"))])
    file = place_of("q.txt")
    for name in ("macintosh", "windows-1252"):
        as_admin.post(f"{file}encoding/", {"encoding": name})
    assert "“the road is open”" in as_admin.get(file).text


def test_an_encoding_that_was_not_proposed_is_refused(as_admin):
    looked_at(as_admin, [("ru.txt", RUSSIAN.encode("cp1251"))])
    page = as_admin.post(f"{place_of('ru.txt')}encoding/", {"encoding": "utf-7"}, follow=True)
    assert "Choose one of the encodings." in page.text
    assert ImportItem.objects.get().is_undecided


def test_what_was_corrected_is_what_is_stored_and_the_date_is_an_editors(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    assert correct(as_admin, "good.txt", DETAILS).status_code == 302
    row = rows_of(as_admin.get(place), "good.txt", "The road", "Azernews", "set by an editor")
    assert len(row) == 1
    assert "11 January 2023, 17:39 (UTC+04:00)" in row[0]
    assert not Article.objects.exists()
    as_admin.post(f"{place}confirm/")
    article = Article.objects.get()
    assert (article.title, article.byline) == ("The road", "Nargiz Mammadli")
    assert (article.language, article.outlet.name) == ("en", "Azernews")
    assert article.published_basis == "editor"
    assert article.published.isoformat() == "2023-01-11T17:39+04:00"
    assert Revision.objects.get().text.encode() == GOOD
    assert Entry.objects.get().after["article"]["published_basis"] == "editor"


def test_a_date_that_was_read_wrong_can_be_taken_away(as_admin):
    place = looked_at(as_admin, [("a.txt", b" date 2023-01-02 2 Jan. 12:20\n\nWords.\n")])
    assert "stated in the header" in as_admin.get(place).text
    correct(as_admin, "a.txt", {"a0-published": ""})
    as_admin.post(f"{place}confirm/")
    article = Article.objects.get()
    assert (article.published_on, article.published_basis) == (None, "")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("published", "2023-02-30", "“2023-02-30” is no date that can be read in one way only"),
        ("published", "03/04/2023", "is no date"),
        ("url", "javascript:alert(1)", "Write the whole address, with https://"),
        ("language", "English", "Write the language as a code such as en"),
        ("title", "x" * 501, "at most 500 characters"),
        ("outlet", "\u200b", "This name has no letter and no digit."),
    ],
)
def test_a_refused_correction_keeps_what_was_typed(as_admin, field, value, words):
    looked_at(as_admin, [("good.txt", GOOD)])
    answer = correct(as_admin, "good.txt", DETAILS | {f"a0-{field}": value})
    assert answer.status_code == 422
    assert words in answer.text
    assert value in answer.text
    assert DETAILS["a0-byline"] in answer.text
    assert ImportItem.objects.get().corrections == {}


def test_each_article_of_a_table_is_corrected_by_itself(as_admin):
    table = b"text,title\nThe road is open.,One\nThe road is closed.,Two\n"
    place = looked_at(as_admin, [("a.csv", table)])
    file = as_admin.get(place_of("a.csv")).text
    assert 'value="One"' in file
    assert 'value="Two"' in file
    as_admin.post(place_of("a.csv"), {"a0-title": "One", "a1-title": "Second"})
    as_admin.post(f"{place}confirm/")
    assert set(Article.objects.values_list("title", flat=True)) == {"One", "Second"}


def test_a_known_article_is_not_corrected_here(as_admin):
    make.article("Old words.\n", name="good.txt")
    looked_at(as_admin, [("good.txt", GOOD)])
    page = as_admin.get(place_of("good.txt")).text
    assert "This article is known" in page
    assert 'name="a0-title"' not in page


def test_a_file_left_out_stays_out_and_is_reported(as_admin):
    place = looked_at(as_admin, [("bad.txt", RUSSIAN.encode("cp1251")), ("good.txt", GOOD)])
    as_admin.post(f"{place_of('bad.txt')}leave-out/", {"left_out": "yes"})
    assert len(rows_of(as_admin.get(place), "bad.txt", "left out")) == 1
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "bad.txt", "rejected", sources.LEFT_OUT)) == 1
    assert Article.objects.get().source_name == "good.txt"


def test_a_file_left_out_can_be_taken_in_again(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    for said in ("yes", "no"):
        as_admin.post(f"{place_of('good.txt')}leave-out/", {"left_out": said})
    as_admin.post(f"{place}confirm/")
    assert Article.objects.exists()


def test_after_the_import_nothing_of_it_can_be_changed(as_admin):
    looked_at(as_admin, [("good.txt", GOOD)])
    file, run = place_of("good.txt"), ImportRun.objects.get()
    sources.confirm_run(run=run, by=None)
    page = as_admin.post(f"{file}leave-out/", {"left_out": "yes"}, follow=True)
    assert "is being imported" in page.text
    page = as_admin.post(file, DETAILS, follow=True)
    assert "is being imported" in page.text
    sources.import_confirmed(run=run)
    assert "was imported already" in as_admin.post(file, DETAILS, follow=True).text
    assert Article.objects.get().title == ""


def zipped(files):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def test_the_files_of_an_archive_are_looked_at_one_by_one(as_admin):
    data = zipped([("a.txt", GOOD), ("b/ru.txt", RUSSIAN.encode("cp1251")), ("../c.txt", GOOD)])
    place = looked_at(as_admin, [("all.zip", data)])
    page = as_admin.get(place)
    assert len(rows_of(page, "all.zip/a.txt", "created")) == 1
    assert len(rows_of(page, "all.zip/b/ru.txt", "waits for you")) == 1
    refused = rows_of(page, "<bdi>all.zip</bdi>", "rejected", "1 file in it cannot be taken.")
    assert len(refused) == 1
    assert "all.zip/../c.txt: Its name leads out of the archive" in refused[0]
    as_admin.post(f"{place_of('all.zip/b/ru.txt')}encoding/", {"encoding": "windows-1251"})
    as_admin.post(f"{place}confirm/")
    names = set(Article.objects.values_list("source_name", flat=True))
    assert names == {"all.zip/a.txt", "all.zip/b/ru.txt"}


def test_the_same_bytes_twice_in_an_upload_are_said_before_the_import(as_admin):
    place = looked_at(as_admin, [("a.txt", GOOD), ("b.txt", GOOD)])
    row = rows_of(as_admin.get(place), "b.txt", "unchanged", "The same bytes as a.txt")
    assert len(row) == 1


def test_the_report_can_be_downloaded_and_is_that_of_the_command(as_admin, tmp_path):
    place = looked_at(as_admin, [("good.txt", GOOD), ("nothing.txt", b"")])
    as_admin.post(f"{place}confirm/")
    answer = as_admin.get(f"{place}report.jsonl")
    assert "attachment" in answer["Content-Disposition"]
    rows = [json.loads(line) for line in answer.content.splitlines()]
    assert [(row["path"], row["outcome"]) for row in rows] == [
        ("good.txt", "created"),
        ("nothing.txt", "rejected"),
    ]
    assert rows[0]["articles"][0]["article"] == Article.objects.get().pk


def test_staff_can_have_the_bytes_as_they_came(as_admin, as_editor, client):
    data = b"<script>alert(1)</script>\r\n\r\nWords.\r\n"
    make.article(data.decode(), name="folder/a.txt")
    place = f"/articles/{Article.objects.get().pk}/revisions/1/original/"
    answer = as_editor.get(place)
    assert answer.content == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(place).status_code == 302


@pytest.fixture
def worker(settings):
    """Long work waits for a worker, who is the test itself."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_with_a_worker_the_page_says_how_far_it_is_and_survives_reloading(as_admin, worker):
    place = looked_at(as_admin, [(f"{n}.txt", f"Words {n}.\n".encode()) for n in range(3)])
    assert "Reading the files" in as_admin.get(place).text
    assert DBTaskResult.objects.get().task_path == "factcheck.tasks.read_upload"
    run = ImportRun.objects.get()
    tasks.read_upload.func(run.pk)
    assert as_admin.get(f"{place}progress/")["HX-Refresh"] == "true"
    as_admin.post(f"{place}confirm/")
    for done in range(3):
        for page in (as_admin.get(place), as_admin.get(f"{place}progress/")):
            assert f"<strong>{done} of 3</strong>" in page.text
            assert f'max="3" value="{done}"' in page.text
        sources._bring_in_staged(run, run.items.filter(outcome="waiting").first().pk)
    tasks.import_upload.func(run.pk)
    assert as_admin.get(f"{place}progress/")["HX-Refresh"] == "true"
    assert len(rows_of(as_admin.get(place), "2.txt", "created")) == 1


def test_work_that_was_broken_off_can_be_gone_on_with(as_admin, worker, settings):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    assert "Nothing has moved for a minute" not in as_admin.get(place).text
    ImportRun.objects.update(started_at="2023-01-01T00:00Z")
    assert "Nothing has moved for a minute" in as_admin.get(place).text
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    page = as_admin.post(f"{place}go-on/", follow=True)
    assert "Look before importing" in page.text


def test_a_commands_run_that_was_broken_off_can_be_closed(as_admin):
    run = sources.begin_run(by=None)
    sources.import_file(run=run, name="good.txt", data=GOOD, by=None)
    ImportRun.objects.update(started_at="2023-01-01T00:00Z")
    ImportItem.objects.update(done_at="2023-01-01T00:00Z")
    place = f"/imports/{run.pk}/"
    assert "Nothing has moved for a minute" in as_admin.get(place).text
    page = as_admin.post(f"{place}go-on/", follow=True)
    assert "Imported: 1 created." in page.text
    assert ImportRun.objects.get().finished_at


def test_a_known_file_read_in_a_wrong_encoding_can_be_read_in_another(as_admin):
    data = RUSSIAN.encode("cp1251")
    for name in ("x-mac-cyrillic", "windows-1251"):
        place = looked_at(as_admin, [("ru.txt", data)])
        file = f"{place}files/{ImportItem.objects.latest('pk').pk}/"
        as_admin.post(f"{file}encoding/", {"encoding": name})
        as_admin.post(f"{place}confirm/")
    article = Article.objects.get()
    assert [revision.encoding for revision in article.revisions.all()] == [
        "x-mac-cyrillic",
        "windows-1251",
    ]
    assert article.revisions.last().text == RUSSIAN


def test_corrections_that_came_too_late_are_said(as_admin):
    table = b"text,url\n{},https://example.org/a\n"
    files = [(f"{n}.csv", table.replace(b"{}", n.encode() * 9)) for n in "ab"]
    place = looked_at(as_admin, files)
    correct(as_admin, "b.csv", DETAILS)
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "b.csv", "new revision", "was not taken")) == 1
    assert Article.objects.get().title == ""


def test_a_reader_that_fails_refuses_its_file_alone(as_admin, monkeypatch):
    def fail(data, limits, encoding):
        raise RecursionError("too deep")

    monkeypatch.setitem(choose.READERS, ".html", fail)
    place = looked_at(as_admin, [("a.txt", GOOD), ("b.html", b"<p>Words"), ("c.txt", b"More.\n")])
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "b.html", "rejected", "failed to read it (RecursionError)")) == 1
    assert set(Article.objects.values_list("source_name", flat=True)) == {"a.txt", "c.txt"}


def test_the_words_of_an_older_text_stay_older_and_it_is_said(as_admin):
    for text in (b"12 soldiers.\n", b"20 soldiers.\n", b"12 soldiers.\n"):
        place = looked_at(as_admin, [("rev.txt", text)])
        page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "rev.txt", "unchanged", "the words of text 1; a later text")) == 1


def test_too_many_files_are_refused_in_the_house(as_admin, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    answer = upload(as_admin, [(f"{n}.txt", GOOD) for n in range(3)])
    assert answer.status_code == 400
    assert "Go back and send fewer files at once" in answer.text


def named(client, names):
    """Upload files under these paths, as a browser does that knows their folders."""
    files = [SimpleUploadedFile(path.rpartition("/")[2], path.encode()) for path in names]
    client.post("/imports/", {"files": files, "paths": json.dumps(names), "sent": "yes"})
    return set(ImportItem.objects.values_list("path", flat=True))


def test_files_of_a_folder_keep_their_paths(as_admin):
    names = {"2023/index.html", "2024/index.html", "a.txt"}
    assert named(as_admin, sorted(names)) == names


@pytest.mark.parametrize("path", ["../a.txt", "/a.txt", "b//a.txt", "b/./a.txt", "b/\u202ea.txt"])
def test_a_path_that_leads_elsewhere_is_not_taken(as_admin, path):
    data = {
        "files": [SimpleUploadedFile("a.txt", GOOD)],
        "paths": json.dumps([path]),
        "sent": "yes",
    }
    as_admin.post("/imports/", data)
    assert ImportItem.objects.get().path == "a.txt"


@pytest.mark.parametrize(
    "paths", ["{}", "[1]", "[]", '["b/other.txt"]', "null", '["a.txt", "b.txt"]']
)
def test_paths_that_do_not_fit_the_files_are_passed_over(as_admin, paths):
    data = {"files": [SimpleUploadedFile("a.txt", GOOD)], "paths": paths, "sent": "yes"}
    as_admin.post("/imports/", data)
    assert ImportItem.objects.get().path == "a.txt"
