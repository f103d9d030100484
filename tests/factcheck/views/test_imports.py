"""Files are uploaded, looked at, and then brought in or left."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, ImportItem, ImportRun, Original, Outcome, Revision
from factcheck.models import Entry
from factcheck.services import sources
from tests import make
from tests.factcheck.views.people import signed_in
from tests.factcheck.views.world import digest

GOOD = b"The road is open.\n\nSo they say.\n"
BAD = {
    "nul.txt": (b"The road\0is open, said Peskov on Monday.\n", "It holds a NUL (byte 0x00 at 8)"),
    "photo.jpg": (b"\xff\xd8\xff\xe0", "Files that end in .jpg cannot be read."),
    "paper.txt": (b"%PDF-1.4 whatever", "Give the file its own ending."),
    "nothing.txt": (b"", "The file is empty. Import one that holds an article."),
    "spaces.txt": (b" \n ", "The file holds white space only."),
    "noend": (GOOD, "Files without an ending cannot be read."),
}


def upload(client, files, **options):
    """Send these {name: bytes} through the form."""
    given = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/imports/", {"files": given, "sent": "yes"}, **options)


def looked_at(client, files):
    answer = upload(client, files)
    assert answer.status_code == 302
    return answer["Location"]


def rows_of(page, *words):
    """The table rows of the page that hold all these words."""
    rows = [row.split("</tr>")[0] for row in page.text.split("<tr")[2:]]
    return [row for row in rows if all(word in row for word in words)]


def test_looking_says_what_was_read_and_what_is_bad_and_saves_nothing(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD), *((n, d) for n, (d, _) in BAD.items())])
    before = digest()
    page = as_admin.get(place)
    assert "Look before importing" in page.text
    assert len(rows_of(page, "good.txt", "created", "The road is open.")) == 1
    for name, (_, words) in BAD.items():
        assert len(rows_of(page, name, "rejected", words)) == 1, name
    assert digest() == before
    for model in (Article, Revision, Original, Entry):
        assert not model.objects.exists(), model


def test_confirming_brings_in_the_good_files_and_reports_the_bad(as_admin, admin):
    place = looked_at(as_admin, [("nul.txt", BAD["nul.txt"][0]), ("good.txt", GOOD)])
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert "Imported: " in page.text
    assert Article.objects.get().source_name == "good.txt"
    assert Revision.objects.get().imported_by == admin
    assert bytes(Original.objects.get().content) == GOOD
    assert len(rows_of(page, "nul.txt", "rejected", "It holds a NUL")) == 1
    assert len(rows_of(page, "good.txt", "created", "The road is open.")) == 1
    assert Entry.objects.get(verb="import article").by == admin
    assert not ImportItem.objects.exclude(staged=None).exists()


def test_confirming_twice_imports_once_and_says_so(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    as_admin.post(f"{place}confirm/")
    before = digest()
    again = as_admin.post(f"{place}confirm/", follow=True)
    assert "was imported already." in again.text
    assert digest() == before


def test_confirming_goes_on_where_it_was_broken_off(as_admin, admin):
    place = looked_at(as_admin, [("one.txt", b"One.\n"), ("two.txt", b"Two.\n")])
    run = ImportRun.objects.get()
    sources.confirm_run(run=run, by=admin)
    sources._bring_in_staged(run, run.items.first().pk)  # and then the power went
    as_admin.post(f"{place}go-on/")
    assert Article.objects.count() == 2
    assert Entry.objects.filter(verb="import article").count() == 2


def test_what_was_discarded_is_gone_and_stays_out(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    page = as_admin.post(f"{place}discard/", follow=True)
    assert "The upload was discarded; nothing was imported." in page.text
    assert ImportItem.objects.get().staged is None
    confirmed = as_admin.post(f"{place}confirm/", follow=True)
    assert "was discarded already." in confirmed.text
    assert "discarded, nothing was imported" in confirmed.text
    assert not Article.objects.exists()


def test_what_was_imported_cannot_be_discarded(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    as_admin.post(f"{place}confirm/")
    assert "was imported already." in as_admin.post(f"{place}discard/", follow=True).text
    assert Article.objects.exists()


def test_a_file_that_is_stored_already_is_unchanged(as_admin):
    make.article(GOOD.decode(), name="first.txt")
    place = looked_at(as_admin, [("again.txt", GOOD)])
    words = "The same bytes are stored as first.txt."
    assert len(rows_of(as_admin.get(place), "again.txt", "unchanged", words)) == 1
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "again.txt", "unchanged", words)) == 1
    assert Revision.objects.count() == 1


def test_other_words_under_a_known_name_are_a_new_revision(as_admin):
    make.article("Old words.\n", name="good.txt")
    place = looked_at(as_admin, [("good.txt", GOOD)])
    assert len(rows_of(as_admin.get(place), "good.txt", "new revision")) == 1
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "good.txt", "new revision", "revision 2")) == 1
    assert ImportItem.objects.get().outcome == Outcome.REVISED


def test_a_file_too_large_is_refused_with_the_limit(as_admin, settings):
    settings.MAX_IMPORT_BYTES = 1000
    answer = upload(as_admin, [("good.txt", GOOD), ("large.txt", b"x" * 1001)])
    assert answer.status_code == 422
    assert "large.txt has 1,001 bytes; at most 1,000 are read." in answer.text
    assert "FACTCHECK_MAX_IMPORT_BYTES" in answer.text
    assert not ImportRun.objects.exists()
    assert upload(as_admin, [("fits.txt", b"x" * 1000)]).status_code == 302


def test_two_files_of_one_name_are_refused_with_words(as_admin):
    answer = upload(as_admin, [("a.txt", GOOD), ("b.txt", b"More.\n"), ("a.txt", b"Other.\n")])
    assert answer.status_code == 422
    assert "Two files are called a.txt. Rename one of them." in answer.text
    assert not ImportRun.objects.exists()


def test_two_files_of_one_name_from_two_folders_are_refused_too(as_admin):
    answer = upload(as_admin, [("one/a.txt", GOOD), ("two/a.txt", b"Other.\n")])
    assert answer.status_code == 422


def test_the_same_words_under_two_names_are_one_article(as_admin):
    place = looked_at(as_admin, [("a.txt", GOOD), ("b.txt", GOOD)])
    page = as_admin.post(f"{place}confirm/", follow=True)
    assert len(rows_of(page, "a.txt", "created")) == 1
    assert len(rows_of(page, "b.txt", "unchanged", "The same bytes are stored as a.txt.")) == 1
    assert Article.objects.count() == 1


def test_no_file_is_asked_for(as_admin):
    answer = as_admin.post("/imports/", {"sent": "yes"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "C:\\seeds\\road.txt": "road.txt",
    "<script>alert(1)<\\script>.txt": "script&gt;.txt",
    "<b>bold.txt": "&lt;b&gt;bold.txt",
    "it's “quoted” & so.txt": "it&#x27;s “quoted” &amp; so.txt",
    "дорога 道.txt": "дорога 道.txt",
    "\u202etxt.exe\u202c.txt": "txt.exe.txt",
    "طريق.txt": "طريق.txt",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_shown_bare_escaped_and_isolated(as_admin, name):
    shown = f"<bdi>{NAMES[name]}</bdi>"
    place = looked_at(as_admin, [(name, GOOD)])
    looked = as_admin.get(place)
    imported = as_admin.post(f"{place}confirm/", follow=True)
    article = as_admin.get(Article.objects.get().get_absolute_url())
    for page in (looked, imported, article):
        assert shown in page.text
        assert "\u202e" not in page.text


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 }}", "a & b"]
)
def test_what_stands_in_a_file_is_escaped_before_and_after(as_admin, words):
    place = looked_at(as_admin, [("a.txt", f"{words}\n\nBy {words}\n\n{words}\n".encode())])
    escaped = words.translate({60: "&lt;", 62: "&gt;", 34: "&quot;", 38: "&amp;"})
    for page in (as_admin.get(place), as_admin.post(f"{place}confirm/", follow=True)):
        assert escaped in page.text
        assert (words in page.text) == (words == escaped)


def test_an_upload_waits_in_the_list_for_whoever_confirms_it(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD)])
    assert "waits for you" in as_admin.get("/imports/").text
    other = signed_in(make.person("admin"))
    other.post(f"{place}confirm/")
    page = as_admin.get("/imports/")
    assert "waits for you" not in page.text
    assert Article.objects.exists()


def test_the_list_counts_the_files_by_what_became_of_them(as_admin):
    place = looked_at(as_admin, [("good.txt", GOOD), ("nothing.txt", b""), ("noend", b"x")])
    as_admin.post(f"{place}confirm/")
    [run] = as_admin.get("/imports/").context["page"].object_list
    assert (run.files, run.created, run.rejected, run.unchanged, run.revised) == (3, 1, 2, 0, 0)
