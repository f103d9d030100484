"""The rules of the house, read from the files: who may import whom, and what stands nowhere."""

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

ROOT = Path(__file__).resolve().parent.parent
APPS = ("articles", "factcheck")

FLOORS = {
    5: "urls wsgi asgi",
    4: "views api feeds sitemaps admin management apps middleware context_processors checks"
    " accounts converters storage tasks",
    3: "services queries filters forms exports presenters excerpts differences beside matrices"
    " search origins stands templatetags",
    2: "models permissions protection",
    1: "text formats rules settings suggesters",
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms.split()}
# Neighbours on one floor that do not know each other: what reads does not change rows, and what
# changes rows knows nothing of pages.
STRANGERS = {
    "services": {"queries", "filters", "forms", "presenters"},
    "queries": {"services"},
    "presenters": {"services"},
    "excerpts": {"services"},
    "differences": {"services"},
    "beside": {"services"},
    "matrices": {"services"},
    "origins": {"services", "queries"},
    "forms": {"services"},
}
PURE = {"text", "formats", "rules"}
VAGUE = {"utils", "helpers", "misc", "common"}


def room_of(module):
    """The part of an app that a module stands in: "articles.text.dates" is in "text"."""
    return module.split(".")[1] if "." in module else ""


def imports_of(module, source, is_package=False):
    """Every name that a source imports, in full: "articles.models.Passage"."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                parts = module.split(".")
                package = parts[: len(parts) - node.level + is_package]
                start = ".".join([*package, start] if start else package)
            yield from (f"{start}.{alias.name}" for alias in node.names)


def broken_rules(modules, packages=frozenset()):
    """What is wrong in {module name: source}, one sentence each."""
    for module, source in modules.items():
        app, room = module.split(".")[0], room_of(module)
        if VAGUE & set(module.split(".")):
            yield f"{module}: a name that says nothing"
        if room and room not in FLOOR_OF:
            yield f"{module}: “{room}” stands on no floor"
            continue
        for target in imports_of(module, source, module in packages):
            yield from faults_of_import(module, app, room, target)
        if room == "models" and overrides_save(source):
            yield f"{module}: overrides save()"


def faults_of_import(module, app, room, target):
    package, other = target.split(".")[0], room_of(target)
    if package == "django":
        if room in PURE:
            yield f"{module}: plain Python imports {target}"
        # After a migration there is no row to write a service for, so that one signal may be heard.
        elif target.startswith(("django.dispatch", "django.db.models.signals")) and not (
            room == "apps" and target == "django.db.models.signals.post_migrate"
        ):
            yield f"{module}: imports {target}"
    elif package in APPS and room:
        if app == "articles" and package == "factcheck":
            yield f"{module}: articles knows nothing of factcheck, but imports {target}"
        elif FLOOR_OF.get(other, 1) > FLOOR_OF[room]:
            yield f"{module}: imports upwards, {target}"
        elif other in STRANGERS.get(room, ()):
            yield f"{module}: {room} does not import {other}, {target}"


def overrides_save(source):
    return any(
        isinstance(node, ast.FunctionDef) and node.name in {"save", "asave"}
        for node in ast.walk(ast.parse(source))
    )


def house():
    """Our modules as {name: source}, and which of them are packages."""
    modules, packages = {}, set()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" in parts:
            continue
        name = ".".join(parts).removesuffix(".__init__")
        modules[name] = path.read_text(encoding="utf-8")
        if path.name == "__init__.py":
            packages.add(name)
    return modules, packages


def files():
    """All files that are or will be in the repository; an export without git is read whole."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        left_out = {".venv", "var", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
        paths = [path for path in ROOT.rglob("*") if not left_out & set(path.parts)]
    return [path for path in paths if path.is_file()]


def matches(pattern, paths):
    """Where a pattern stands, as "path:line: words", in files that are text."""
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            if found := pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {found.group()}"


def test_imports_run_down_and_names_say_something():
    assert list(broken_rules(*house())) == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("factcheck.models.claims", "from factcheck import queries", "upwards"),
        ("factcheck.models.claims", "from ..queries import claim_page", "upwards"),
        ("factcheck.models.claims", "def f():\n    import factcheck.services", "upwards"),
        ("factcheck.services.claims", "from articles.views import page", "upwards"),
        ("articles.views.pages", "from factcheck.models import Claim", "knows nothing"),
        ("articles.views.pages", "import factcheck", "knows nothing"),
        ("factcheck.queries", "from factcheck.services import claims", "does not import"),
        ("factcheck.services.claims", "from factcheck import forms", "does not import"),
        ("factcheck.rules.states", "from django.db import models", "plain Python"),
        ("articles.text.dates", "import django", "plain Python"),
        ("factcheck.models.claims", "from django.db.models.signals import post_save", "imports"),
        ("factcheck.services.claims", "from django import dispatch", "imports"),
        ("factcheck.models.claims", "class Claim:\n    def save(self): ...", "overrides save"),
        ("factcheck.services.helpers", "", "says nothing"),
        ("factcheck.machinery", "", "no floor"),
    ],
)
def test_a_broken_rule_is_seen(module, source, fault):
    assert [fault in sentence for sentence in broken_rules({module: source})] == [True]


def test_what_is_allowed_is_not_called_a_fault():
    allowed = {
        "factcheck": "",
        "factcheck.views.claims": "from factcheck import forms, queries\nfrom . import topics",
        "factcheck.services.claims": "from articles.services import passages\nimport django.db",
        "factcheck.models": "from .claims import Claim",
        "articles.text.dates": "import re\nfrom . import segments",
        "articles.apps": "from django.db.models.signals import post_migrate",
    }
    assert list(broken_rules(allowed, packages={"factcheck", "factcheck.models"})) == []


def test_pages_load_nothing_from_elsewhere():
    loads = re.compile(
        r"""(?xi)
        (?: \bsrc(?:set)? \s*=\s* | <link\b[^>]*\bhref \s*=\s* | @import\s+ | url\(\s*
          | \bfrom\s+ | \bimport[\s(]+ ) ["']? (?:https?:)? //(?!\{)
        | \b(?: cdn\. | cdnjs | unpkg | jsdelivr | bootstrapcdn | googleapis | gstatic ) """
    )
    pages = [
        path
        for path in files()
        if path.suffix in {".html", ".css", ".js", ".svg"} or path.name == "settings.py"
    ]
    assert list(matches(loads, pages)) == []


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    # Written with [brackets], so that this line does not match itself. .ci/run may name a registry.
    words = re.compile(
        r"index[-]url|find[-]links|/wor[k]/|/far[m]/|/roo[t]/|farm[-]studio|farm[-]bench"
        r"|\.librar[y]\b|before[-]stop|DEVELOPERS[.]md|\.\./share[d]|developer[ ]session"
        r"|pypi[.]org|pythonhosted[.]org|registry[.]npmjs"
    )
    assert list(matches(words, [path for path in files() if path != ROOT / ".ci/run"])) == []


def test_locks_name_no_host_and_no_folder():
    locks = [path for path in files() if path.is_relative_to(ROOT / "requirements")]
    assert len(locks) == 6
    assert list(matches(re.compile(r":/|\s/|\.\./"), locks)) == []


@pytest.mark.django_db
def test_the_suite_runs_on_the_database_that_it_names():
    vendor = {"sqlite": "sqlite", "postgres": "postgresql"}[os.environ["TEST_DATABASE"]]
    asked = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}[vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchone()[0]
    assert connection.vendor == vendor


def test_psycopg_3_is_not_there_for_django_would_prefer_it():
    assert not is_psycopg3


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(f"Migrations are missing:\n{capsys.readouterr().out}", pytrace=False)
