"""The five articles through every door and in every form: the same rows, or it is said why not."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction

from articles.models import Article, ImportItem, ImportRun
from tests.articles.formats import saving
from tests.articles.formats.test_seeds import SOURCES, TEXTS

FORMS = {
    "txt": (".txt", lambda text: text.encode()),
    "html": (".html", saving.as_html),
    "jsonl": (".jsonl", lambda text: saving.as_jsonl({"text": text})),
    "csv": (".csv", lambda text: saving.as_csv({"text": text})),
    "docx": (".docx", saving.as_docx),
    "pdf": (".pdf", saving.as_pdf),
    "utf-16": (".txt", lambda text: text.encode("utf-16")),
    "cp1251": (".txt", lambda text: text.encode("cp1251")),
}


def files(form):
    ending, save = FORMS[form]
    return [(name.replace(".txt", ending), save(text)) for name, text in sorted(TEXTS.items())]


def stored():
    """Of each article, by the number of its file: its paragraphs and what is said of it."""
    rows = {}
    for article in Article.objects.select_related("outlet").order_by("source_name"):
        revision = article.revisions.get()
        words = [(p.kind, revision.text[p.start : p.end]) for p in revision.paragraphs.all()]
        said = [article.title, article.byline, article.language, str(article.outlet)]
        said += [article.published and article.published.isoformat(), article.published_basis]
        said += [article.updated and article.updated.isoformat()]
        rows[article.source_name.rpartition("/")[2][:3]] = (words, said)
    return rows


def by_command(folder, made):
    for name, data in made:
        (folder / name).write_bytes(data)
    try:
        call_command("import_articles", folder, stdout=io.StringIO(), stderr=io.StringIO())
    except SystemExit:
        return  # some were refused, which the test looks at
    finally:
        for name, _ in made:
            (folder / name).unlink()


def by_upload(client, made):
    sent = [SimpleUploadedFile(name, data) for name, data in made]
    place = client.post("/imports/", {"files": sent, "sent": "yes"})["Location"]
    for item in ImportRun.objects.get().items.all():
        if item.is_undecided:
            likeliest = {"encoding": item.proposals[0]["encoding"]}
            client.post(f"{place}files/{item.pk}/encoding/", likeliest)
    client.post(f"{place}confirm/")


def outcome_of(door, made):
    """What is stored, and what was said of each file that was refused; then nothing is left."""
    with transaction.atomic():
        door(made)
        refused = ImportItem.objects.filter(outcome="rejected").values_list("path", "message")
        found = stored(), dict(refused)
        transaction.set_rollback(True)
    return found


def in_one_line(rows):
    """The same without the white space that a PDF does not keep."""
    return {
        name: ([(kind, " ".join(words.split())) for kind, words in paragraphs], said)
        for name, (paragraphs, said) in rows.items()
    }


@pytest.fixture
def doors(as_admin, tmp_path):
    return {
        "command": lambda made: by_command(tmp_path, made),
        "upload": lambda made: by_upload(as_admin, made),
        "zip by command": lambda made: by_command(tmp_path, [("a.zip", saving.as_zip(*made))]),
        "zip by upload": lambda made: by_upload(as_admin, [("a.zip", saving.as_zip(*made))]),
    }


@pytest.mark.parametrize("door", ["command", "upload", "zip by command", "zip by upload"])
def test_the_five_articles_are_stored_the_same_in_every_form(doors, door):
    expected, refused = outcome_of(doors["command"], sorted(SOURCES.items()))
    assert len(expected) == 5
    assert refused == {}
    for form in FORMS:
        found, refused = outcome_of(doors[door], files(form))
        if form == "cp1251" and "upload" not in door:  # nobody is there to choose an encoding
            plain = {name for name, data in files(form) if data.isascii()}
            assert set(found) == {name[:3] for name in plain}
            expected_now = {name: expected[name] for name in found}
            if door == "command":
                assert set(refused) == set(TEXTS) - plain
                assert all("it looks like windows-1252" in said for said in refused.values())
        else:
            expected_now = expected
            assert refused == {}, form
        if form == "pdf":
            found, expected_now = in_one_line(found), in_one_line(expected_now)
        assert found == expected_now, form
