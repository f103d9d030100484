"""What the commands print, write, and end with."""

import hashlib
import json
import os
import threading
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command, get_commands
from django.db import connection

from articles.models import Article, ImportItem, ImportRun, Passage
from articles.protection import unprotect
from articles.services.ingest import ingest
from factcheck.models import Claim, Entry, Evidence
from factcheck.permissions import ROLES
from factcheck.services import claims
from tests import make

pytestmark = pytest.mark.django_db
CLAIMS = make.SEEDS / "claims.json"
FIELDS = "path sha256 outcome encoding message warnings rejected_rows articles".split()
ARTICLE = (
    "article revision title outlet byline language published_on published_basis updated_on".split()
)


def run(*arguments, **options):
    """(exit code, stdout, stderr) of a command, as a shell would see them."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def lines(report):
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path):
    """A folder with two good files, one of them deeper, a bad one, and one of another kind."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("The road is open.\n")
    (tmp_path / "in" / "bad.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "in" / "deep" / "b.TXT").write_text("The road is closed.\n")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path / "in"


def test_the_seeds_go_in_and_the_report_says_what_they_are(tmp_path):
    report = tmp_path / "report.jsonl"
    code, out, _ = run("import_articles", make.SEEDS, "--report", report)
    assert code == 0
    assert "5 files: 5 created, 0 unchanged, 0 new revision, 0 rejected." in out
    rows = lines(report)
    assert [row["path"][:3] for row in rows] == ["000", "001", "002", "003", "004"]
    for row in rows:
        assert list(row) == FIELDS
        assert list(row["articles"][0]) == ARTICLE
        assert (row["outcome"], row["encoding"], row["rejected_rows"]) == ("created", "utf-8", [])
        assert row["articles"][0]["article"] == make.seed(row["path"][:3]).pk
    found = [row["articles"][0] for row in rows]
    assert [article["published_on"] for article in found] == [
        "2023-01-12",
        "2023-01-02T12:20",
        "2022-12-24",
        "2023-02-01",
        "2023-01-11T17:39+04:00",
    ]
    bases = ["inferred", "header", "header", "header", "header"]
    assert [article["published_basis"] for article in found] == bases
    assert [article["outlet"] for article in found] == ["Azernews", "", "", "Trend", "Azernews"]
    assert [article["updated_on"] for article in found][2] == "2024-04-20T13:04"
    assert rows[0]["warnings"] == ["No title was found.", "No date was found in the header."]


def test_importing_again_changes_nothing(tmp_path):
    run("import_articles", make.SEEDS)
    entries = Entry.objects.count()
    code, out, _ = run("import_articles", make.SEEDS, "--report", tmp_path / "r")
    assert (code, Entry.objects.count()) == (0, entries)
    assert "5 files: 0 created, 5 unchanged" in out
    assert {row["outcome"] for row in lines(tmp_path / "r")} == {"unchanged"}


def test_a_bad_file_is_named_and_the_others_go_in(folder, tmp_path):
    code, out, err = run("import_articles", folder, "--report", tmp_path / "r")
    assert code == 1
    assert "3 files: 2 created, 0 unchanged, 0 new revision, 1 rejected." in out
    assert "bad.txt: " in err
    assert "1 other file was left alone: only .txt" in err
    assert set(Article.objects.values_list("source_name", flat=True)) == {"a.txt", "deep/b.TXT"}
    rows = {row["path"]: row for row in lines(tmp_path / "r")}
    assert rows["bad.txt"]["outcome"] == "rejected"
    assert rows["bad.txt"]["articles"] == []
    assert list(rows["bad.txt"]) == FIELDS
    outcomes = dict(ImportItem.objects.values_list("path", "outcome"))
    assert outcomes == {"a.txt": "created", "bad.txt": "rejected", "deep/b.TXT": "created"}


def test_trying_reports_the_same_and_saves_nothing(folder, tmp_path):
    code, out, _ = run("import_articles", folder, "--dry-run", "--report", tmp_path / "r")
    assert code == 1
    assert out.rstrip().endswith("1 rejected. Nothing was saved.")
    assert [row["outcome"] for row in lines(tmp_path / "r")] == ["created", "rejected", "created"]
    assert lines(tmp_path / "r")[0]["articles"][0]["article"] is None
    for model in (Article, ImportRun, ImportItem, Entry):
        assert not model.objects.exists()


def test_a_new_text_is_a_new_revision(folder, tmp_path):
    run("import_articles", folder / "a.txt")
    (folder / "a.txt").write_text("The road is shut.\n")
    code, out, _ = run("import_articles", folder / "a.txt", "--report", tmp_path / "r")
    assert (code, "1 new revision" in out) == (0, True)
    [row] = lines(tmp_path / "r")
    assert (row["outcome"], row["articles"][0]["revision"]) == ("revised", 2)


def test_a_path_that_is_not_there_is_wrong_use(folder):
    code, _, err = run("import_articles", folder, folder / "gone.txt")
    assert code == 2
    assert "gone.txt: there is no such file or folder." in err
    assert not Article.objects.exists()


def test_a_report_that_cannot_be_written_is_wrong_use_before_anything_is_imported(folder, tmp_path):
    code, _, err = run("import_articles", folder, "--report", tmp_path / "gone" / "r")
    assert (code, "gone/r: No such file or directory." in err) == (2, True)
    assert not Article.objects.exists()


def test_two_files_of_one_name_are_wrong_use(folder):
    (folder / "deep" / "a.txt").write_text("Other words.\n")
    code, _, err = run("import_articles", folder / "a.txt", folder / "deep")
    assert code == 2
    assert "would both be called “a.txt”. Import them from a folder above both" in err
    assert not Article.objects.exists()


def test_a_file_that_is_named_twice_is_read_once(folder):
    code, out, _ = run("import_articles", folder / "a.txt", folder / "a.txt")
    assert (code, "1 files: 1 created" in out) == (0, True)


@pytest.mark.parametrize("dry_run", [True, False])
def test_files_that_cannot_be_read_are_refused_one_by_one(folder, tmp_path, settings, dry_run):
    settings.MAX_IMPORT_BYTES = 30
    (folder / "large.txt").write_text("x" * 31)
    os.mkfifo(folder / "pipe.txt")
    strange = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    strange.write_text("Words.\n")
    report = tmp_path / "r"
    options = ["--dry-run"] if dry_run else []
    paths = [folder / "large.txt", folder / "pipe.txt", strange, folder / "a.txt"]
    code, _, _ = run("import_articles", *paths, "--report", report, *options)
    assert code == 1
    messages = {row["path"]: row["message"] for row in lines(report)}
    assert messages == {
        "large.txt": "It has more than 30 bytes, the most that are read. Split it, or raise"
        " FACTCHECK_MAX_IMPORT_BYTES.",
        "pipe.txt": "It is not a regular file.",
        "caf\\udce9.txt": "Its name is not UTF-8. Rename it.",
        "a.txt": "",
    }
    assert Article.objects.exists() != dry_run


def test_without_a_path_the_use_is_wrong():
    assert run("import_articles")[0] in (1, 2)


def test_claims_go_in_and_are_counted():
    make.seed_articles()
    code, out, _ = run("import_claims", CLAIMS)
    assert code == 0
    assert "24 claims, 77 evidence, 12 relations" in out
    code, out, _ = run("import_claims", CLAIMS)
    assert (code, out) == (0, "Added nothing new.\n")


def test_trying_claims_saves_nothing():
    make.seed_articles()
    entries = Entry.objects.count()
    code, out, _ = run("import_claims", CLAIMS, "--dry-run")
    assert code == 0
    assert out.endswith("12 relations, 5 terms. Nothing was saved.\n")
    assert (Claim.objects.count(), Entry.objects.count()) == (0, entries)


def test_claims_without_their_articles_are_refused_with_every_place():
    code, out, err = run("import_claims", CLAIMS)
    assert (code, out) == (1, "")
    assert err.count("no article is called") == 77
    assert "claims.json, claim c01 (“The Lachin-Khankendi road is open" in err
    assert err.endswith("Nothing of the file was saved.")
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (None, 2, "No such file or directory"),
        (b"{", 1, "is not JSON in UTF-8"),
        (b"\xff", 1, "is not JSON in UTF-8"),
        (b"[" * 100_000, 1, "is not JSON in UTF-8"),
        (b"[]", 1, "this is not a file of claims"),
        (b'{"format": "factcheck-claims/1", "claims": NaN}', 1, "“claims” must be a list"),
        (b"1" * 5_000, 1, "is not JSON in UTF-8"),
    ],
)
def test_a_file_that_holds_no_claims_is_refused_in_words(tmp_path, content, code, message):
    file = tmp_path / "claims.json"
    if content is not None:
        file.write_bytes(content)
    ended, _, err = run("import_claims", file)
    assert (ended, message in err) == (code, True)
    assert str(file) in err


def test_claims_go_out_to_a_file_or_to_the_terminal(tmp_path):
    make.seeds()
    out = tmp_path / "out.json"
    assert run("export_claims", "--out", out) == (0, "", "")
    code, printed, _ = run("export_claims")
    assert (code, printed) == (0, out.read_text(encoding="utf-8"))
    assert len(json.loads(printed)["claims"]) == 24
    assert "“blockage”" in printed
    assert run("import_claims", out)[1] == "Added nothing new.\n"
    code, _, err = run("export_claims", "--out", tmp_path / "gone" / "x")
    assert (code, "gone/x: No such file or directory." in err) == (2, True)


def test_every_anchor_of_the_seeds_holds():
    make.seeds()
    assert run("check_anchors")[:2] == (0, "48 of 48 passages hold the words of their revision.\n")


def test_a_forged_passage_is_named_with_its_place():
    make.seeds()
    unprotect(connection, ["articles_passage"])
    passage = Passage.objects.get(exact__startswith="Vehicles constantly pass")
    Passage.objects.filter(pk=passage.pk).update(exact="Nothing passes.")
    code, out, err = run("check_anchors")
    assert (code, out) == (1, "47 of 48 passages hold the words of their revision.\n")
    assert f"Passage {passage.pk}: characters {passage.start} to {passage.end} of" in err
    assert "read “Vehicles constantly pass" in err
    assert "not “Nothing passes.”. Restore the row from a backup." in err


def test_an_empty_database_has_no_anchor_that_fails():
    assert run("check_anchors")[:2] == (0, "0 of 0 passages hold the words of their revision.\n")


def test_the_ledger_holds():
    make.seeds()
    total = Entry.objects.count()
    assert run("verify_ledger") == (0, f"The chain of {total} entries holds.\n", "")


def test_a_forged_ledger_is_told_entry_by_entry():
    make.claim()
    make.claim()
    unprotect(connection, ["factcheck_entry"])
    Entry.objects.filter(number=2).update(reason="forged")
    code, out, err = run("verify_ledger")
    assert (code, out) == (1, "The chain of 3 entries does not hold: 1 faults.\n")
    assert err == "Ledger: entry 2 was changed after it was written.\n"


@pytest.fixture
def demo(settings, tmp_path):
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    return tmp_path


def test_the_demo_is_refused_where_it_is_not_meant_to_be(settings, tmp_path):
    settings.DEBUG, settings.VAR_DIR = False, tmp_path
    code, _, err = run("prepare_demo")
    assert (code, "only under FACTCHECK_DEBUG=1" in err) == (1, True)
    assert not get_user_model().objects.exists()
    assert not list(tmp_path.iterdir())


def test_the_demo_has_the_seeds_and_a_person_of_each_role(demo):
    code, out, _ = run("prepare_demo")
    assert code == 0
    assert (Article.objects.count(), Claim.objects.count(), Evidence.objects.count()) == (5, 24, 77)
    password = (demo / "demo_password").read_text()
    assert out.count(password) == len(ROLES)
    for role in ROLES:
        user = get_user_model().objects.get(username=role)
        assert user.check_password(password)
        assert [group.name for group in user.groups.all()] == [role]
        assert (user.is_staff, user.is_superuser) == (role == "admin", False)


def test_the_demo_again_changes_nothing(demo):
    run("prepare_demo")
    editor = get_user_model().objects.get(username="editor")
    claims.edit_claim(
        claim=Claim.objects.get(key="c01"), by=editor, reason="better", proposition="Cars pass."
    )
    users = list(get_user_model().objects.order_by("pk").values())
    entries, runs = Entry.objects.count(), ImportRun.objects.count()
    code, out, _ = run("prepare_demo")
    assert code == 0
    assert (demo / "demo_password").read_text() in out
    assert list(get_user_model().objects.order_by("pk").values()) == users
    assert (Entry.objects.count(), ImportRun.objects.count()) == (entries, runs)
    assert Claim.objects.get(key="c01").proposition == "Cars pass."


def test_a_demo_that_was_cut_short_begins_anew(demo, monkeypatch):
    monkeypatch.setattr("factcheck.services.interchange.import_claims", lambda *args, **kw: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("prepare_demo")
    assert not Article.objects.exists()
    monkeypatch.undo()
    run("prepare_demo")
    assert Claim.objects.count() == 24


def test_the_commands_are_these():
    ours = {name for name, app in get_commands().items() if app in ("articles", "factcheck")}
    assert ours == {
        "check_anchors",
        "export_claims",
        "find_reuse",
        "import_articles",
        "import_claims",
        "index_articles",
        "place_passages",
        "prepare_demo",
        "propose_quotes",
        "recount_claims",
        "run_checks",
        "run_suggesters",
        "verify_ledger",
    }


def test_no_link_pipe_or_device_in_a_folder_is_read(folder, tmp_path):
    (tmp_path / "outside.txt").write_text("Secret words.\n")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    code, _, err = run("import_articles", folder)
    assert (code, Article.objects.count()) == (1, 2)
    assert "link.txt: It is a link. Import what it leads to." in err
    assert "endless.txt: It is a link." in err
    assert "pipe.txt: It is not a regular file." in err


def test_a_path_that_is_too_long_is_refused_and_the_others_go_in(folder):
    deep = folder.joinpath(*["x" * 200] * 3)
    deep.mkdir(parents=True)
    (deep / "c.txt").write_text("Nobody gets here.\n")
    code, _, err = run("import_articles", folder)
    assert (code, Article.objects.count()) == (1, 2)
    assert "Its path has more than 500 characters. Shorten it." in err


def test_every_kind_of_file_goes_in(tmp_path):
    (tmp_path / "page.html").write_text(
        "<html><head><title>Road opens</title></head><body><article><h1>Road opens</h1>"
        "<p>The road opened on Monday, the ministry said in a long statement.</p>"
        "<p>Lorries passed all day and nobody stopped them at the bridge.</p></article></body>"
    )
    (tmp_path / "rows.csv").write_text(
        "text,title\nThe road is open.,One\n,Two\nClosed it is.,Three\n"
    )
    (tmp_path / "rows.jsonl").write_text('{"text": "A line of words."}\n')
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a/first.txt", "First words.\n")
        archive.writestr("../evil.txt", "Evil words.\n")
    report = tmp_path / "report"
    code, out, _ = run("import_articles", tmp_path, "--report", report)
    rows = {row["path"]: row for row in lines(report)}
    assert (code, "4 files: 4 created" in out) == (0, True)
    assert rows["page.html"]["articles"][0]["title"] == "Road opens"
    assert [a["title"] for a in rows["rows.csv"]["articles"]] == ["One", "Three"]
    assert [bad["row"] for bad in rows["rows.csv"]["rejected_rows"]] == [3]
    assert Article.objects.filter(source_name="all.zip/a/first.txt").exists()
    assert any("evil.txt" in warning for warning in rows["all.zip"]["warnings"])
    assert not Article.objects.filter(source_name__contains="evil").exists()

    run("import_articles", tmp_path, "--report", report)
    assert {row["outcome"] for row in lines(report)} == {"unchanged"}


def test_passages_are_looked_for_in_texts_that_came_before_there_were_placements(seed_articles):
    article = make.seed("003")
    for words in ("Lavrina noted", "Of course not", "However, when arriving"):
        make.words(article, words)
    text = article.revisions.get().text.replace("Of course not", "Never")
    ingest(name=article.source_name, data=f"First of all.\n\n{text}".encode())
    code, out, _ = run("place_passages", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {row["exact"]: row["state"] for row in rows}["However, when arriving"] == "exact"
    assert {(row["article"], row["revision"]) for row in rows} == {(article.source_name, 2)}
    assert set(rows[0]) == set("passage article revision state start end exact".split())
    assert Entry.objects.filter(verb="place passages").count() == 1
    assert run("place_passages")[1] == (
        "0 passages in 0 new texts: 0 exact, 0 changed, 0 lost, 0 ambiguous.\n"
    )


def test_the_checks_print_each_finding_as_a_line_and_run_again_change_nothing(seeds):
    article = make.seed("004")
    make.revision(article, "Moscow announced nothing.\n")
    code, out, err = run("run_checks", "--json")
    assert (code, err) == (0, "Checking the newest texts …\n")
    rows = [json.loads(line) for line in out.splitlines()]
    fields = ["check", "severity", "claim", "article", "expected", "found", "why", "status"]
    assert all(list(row) == fields for row in rows)
    [friday] = [row for row in rows if row["check"] == "weekday"]
    assert friday["severity"] == "amber"
    assert friday["article"].startswith("002")
    assert (friday["expected"], friday["status"], friday["claim"]) == ("day 13", "open", None)
    lost = [row for row in rows if row["check"] == "lost passage"]
    assert {row["article"] for row in lost} == {article.source_name}
    assert all(row["severity"] == "red" and row["claim"] for row in lost)
    assert "day count" not in {row["check"] for row in rows}

    entries = Entry.objects.count()
    assert run("run_checks", "--json")[1] == out
    told = f"{len(rows)} findings: 0 are new, and 0 are gone. New contradictions proposed: 0.\n"
    assert run("run_checks")[1] == told
    assert Entry.objects.count() == entries


def test_a_sparse_file_of_gigabytes_is_refused_and_the_others_go_in(folder):
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(5_000_000_000)
    code, _, err = run("import_articles", folder)
    assert code == 1
    assert "sparse.txt: It has more than 20,000,000 bytes" in err
    assert Article.objects.exists()


def test_a_folder_with_a_files_name_is_a_folder(folder):
    (folder / "deep.txt").mkdir()
    (folder / "deep.txt" / "inside.txt").write_text("Words inside.\n")
    run("import_articles", folder)
    assert Article.objects.filter(source_name="deep.txt/inside.txt").exists()


def test_a_file_that_is_written_meanwhile_goes_in_as_it_was_read(folder):
    """What is stored is what one reading gave: its bytes, its hash and its words agree."""
    file, stop = folder / "live.txt", threading.Event()
    file.write_text("Line.\n")

    def write():
        while not stop.is_set():
            with file.open("a") as out:
                out.write("Line.\n" * 50)
            if file.stat().st_size > 5_000_000:
                file.write_text("Line.\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        run("import_articles", folder)
    finally:
        stop.set()
        writer.join()
    revision = Article.objects.get(source_name="live.txt").revisions.get()
    content = bytes(revision.original.content)
    assert revision.original.sha256 == hashlib.sha256(content).hexdigest()
    assert revision.text == content.decode()
