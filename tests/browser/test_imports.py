"""Files are dropped on the page, and the progress of their import is watched."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, ImportRun
from factcheck import tasks
from factcheck.services import sources
from tests import make

DROP = """names => {
  const dropped = new DataTransfer();
  for (const name of names) dropped.items.add(new File([`Words of ${name}.`], name));
  const form = document.querySelector(".dropzone");
  for (const type of ["dragenter", "dragover", "drop"]) {
    const options = {dataTransfer: dropped, bubbles: true, cancelable: true};
    form.dispatchEvent(new DragEvent(type, options));
  }
}"""


@pytest.fixture
def admin_page(page, admin, sign_in):
    sign_in(page, admin)
    return page


def drop(page, names):
    page.goto("/imports/")
    page.evaluate(DROP, names)
    expect(page.locator("#chosen-files")).to_contain_text(names[0])
    page.get_by_role("button", name="Look at the files").click()


def test_dropped_files_are_chosen_and_looked_at(admin_page):
    drop(admin_page, [f"{n}.txt" for n in range(7)])
    expect(admin_page.get_by_role("heading", name="Look before importing")).to_be_visible()
    expect(admin_page.get_by_role("row").filter(has_text="created")).to_have_count(7)


def test_the_progress_moves_by_itself_survives_reloading_and_ends_at_the_report(
    admin_page, axe, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page = admin_page
    drop(page, ["a.txt", "b.txt", "c.txt"])
    expect(page.get_by_role("heading", name="Reading the files")).to_be_visible()
    run = ImportRun.objects.get()
    tasks.read_upload.func(run.pk)
    page.get_by_role("button", name="Import 3 files").click()
    expect(page.get_by_text("0 of 3 files done")).to_be_visible()
    axe(page)
    sources._bring_in_staged(run, run.items.first().pk)
    expect(page.get_by_text("1 of 3 files done")).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 of 3 files done")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "1")
    tasks.import_upload.func(run.pk)
    expect(page.get_by_role("row").filter(has_text="created")).to_have_count(3)
    assert Article.objects.count() == 3


def test_without_scripts_files_are_read_corrected_and_imported(new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, make.person("admin"))
    page.goto("/imports/")
    russian = {"name": "ru.txt", "mimeType": "", "buffer": "Дорога открыта.".encode("cp1251")}
    page.get_by_label("Choose files").set_input_files([russian])
    page.get_by_role("button", name="Look at the files").click()
    page.get_by_role("link", name="choose one").click()
    page.get_by_label("windows-1251").check()
    page.get_by_role("button", name="Read it in this encoding").click()
    page.get_by_label("Title").fill("Дорога")
    page.get_by_label("Published").fill("2023-01")
    page.get_by_role("button", name="Keep for the import").click()
    page.get_by_role("link", name="Back to all files").click()
    page.get_by_role("button", name="Import 1 file").click()
    expect(page.get_by_role("row").filter(has_text="created")).to_contain_text("Дорога")
    assert Article.objects.get().published.isoformat() == "2023-01"
