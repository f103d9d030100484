"""The doors through which files come in, and what became of a file that went through one."""

import io
import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from articles.models import ImportItem, ImportRun, Revision
from tests.hostile import SHOWN, Found, Outcome


def by_command(folder: Path, name: str, data: bytes) -> Found:
    """Write the file into the folder and import it from there."""
    path, report = folder / name.rpartition("/")[2], folder / "report"
    path.write_bytes(data)
    try:
        call_command(
            "import_articles", path, report=report, stdout=io.StringIO(), stderr=io.StringIO()
        )
    except SystemExit as left:
        if left.code != 1:
            raise
    finally:
        path.unlink()
    [row] = [json.loads(line) for line in report.read_text().splitlines()]
    return judged(name, [row], list(ImportItem.objects.all()))


def by_upload(client, name: str, data: bytes) -> Found:
    """Upload the file, look at it, leave out what waits for an encoding, and import the rest."""
    sent = {"files": [SimpleUploadedFile(name, data)], "sent": "yes"}
    answer = client.post("/imports/", sent)
    if answer.status_code == 422:
        return Found("refused", answer.text, "")
    place = answer["Location"]
    looked = client.get(place)
    assert looked.status_code == 200, looked
    run = ImportRun.objects.get()
    said = [f"{item.path}: {item.reading['message']}" for item in run.items.all()]
    for item in run.items.all():
        if item.is_undecided:
            page = client.get(f"{place}files/{item.pk}/")
            assert page.status_code == 200, page
            client.post(f"{place}files/{item.pk}/leave-out/", {"left_out": "yes"})
    client.post(f"{place}confirm/")
    report = client.get(f"{place}report.jsonl")
    rows = [json.loads(line) for line in report.text.splitlines()]
    found = judged(name, rows, list(run.items.all()))
    return Found(found.outcome, "\n".join([*said, found.said]), found.read)


def judged(name, rows, items):
    """What a report and the rows of the database say of the file."""
    assert {row["outcome"] for row in rows} <= {"created", "unchanged", "revised", "rejected"}
    said, refusals = [], 0
    for row in rows:
        rejected = [f"{bad['row']}: {bad['message']}" for bad in row["rejected_rows"]]
        members = [words for words in row["warnings"] if words.startswith(f"{name}/")]
        refusals += row["outcome"] == "rejected" or bool(rejected or members)
        said += [f"{row['path']}: {row['message']}", *row["warnings"], *rejected]
    revisions = Revision.objects.filter(import_items__in=items).select_related("article")
    read = [f"{revision.article.title}\n{revision.text[:SHOWN]}" for revision in revisions]
    outcome: Outcome = "read" if not refusals else "partly" if read else "refused"
    return Found(outcome, "\n".join(said), "\n".join(read))
