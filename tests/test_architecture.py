"""House rules that a machine can check in the code: sizes, names, first lines, layers, frozen words."""

import ast
import datetime
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import BaseConstraint

from scripts.layout import APPS, ROOT

BANNED_NAMES = {"utils", "helpers", "common", "core", "misc", "mixins"}
MODULE_LINES, TEST_MODULE_LINES, FUNCTION_LINES, CLASS_LINES = 300, 500, 40, 200
# Django looks for these by name: options of a model or form, command of a module.
FRAMEWORK_CLASSES = {"Meta", "Command"}
# Django gives these names when nobody chooses one.
AUTOMATIC_MIGRATION = re.compile(r"\d{4}_(auto_|alter_|remove_|.*_and_more$)|(?!0001)\d{4}_initial")
MAKE_COMMAND = re.compile(r"\bmake ([a-z][a-z-]*)")
REASON = re.compile(r"#\s*(?:noqa|type: ignore|pragma: no cover)[^#]*?\s[-–]\s\S")
EXCEPTION = re.compile(r"#\s*(?:noqa|type: ignore|pragma: no cover)")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|lorem ipsum)\b", re.IGNORECASE)
# An elided French word before a straight apostrophe: « l'atelier », « qu'il ».
STRAIGHT_APOSTROPHE = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|aujourd|quelqu)'[a-zà-ÿ]", re.IGNORECASE)


@cache
def tracked() -> tuple[Path, ...]:
    """Files of the project: tracked by git or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git as the developer has it
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for line in sorted(set(listing.stdout.splitlines())) if (path := ROOT / line).is_file())


def modules(*, with_tests: bool = True) -> list[Path]:
    """Python files without migrations."""
    found = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    return [path for path in found if with_tests or not is_test(path)]


def app_modules() -> list[Path]:
    return [path for path in modules(with_tests=False) if path.relative_to(ROOT).parts[0] in APPS]


def is_test(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] in {"tests", "conftest.py"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def definitions(path: Path, kinds: tuple) -> Iterator:
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def at(path: Path, node=None) -> str:
    """« reseau/places/models/epm.py:12 », a location that editors open."""
    line = f":{node.lineno}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"


def length(node) -> int:
    return node.end_lineno - node.lineno + 1


def complain(found: list[str], advice: str) -> None:
    assert not found, "\n".join([advice, *(f"  {line}" for line in found)])


def test_modules_are_short():
    long = []
    for path in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        limit = TEST_MODULE_LINES if is_test(path) else MODULE_LINES
        if lines > limit:
            long.append(f"{at(path)}: {lines} lines, {limit} at most")
    complain(long, "Split these modules by concept, never by number:")


def test_functions_are_short():
    long = [
        f"{at(path, node)} {node.name}: {length(node)} lines"
        for path in modules()
        for node in definitions(path, FUNCTIONS)
        if length(node) > FUNCTION_LINES
    ]
    complain(long, f"Split these functions ({FUNCTION_LINES} lines at most):")


def test_classes_are_short():
    long = [
        f"{at(path, node)} {node.name}: {length(node)} lines"
        for path in modules()
        for node in definitions(path, (ast.ClassDef,))
        if length(node) > CLASS_LINES
    ]
    complain(long, f"Split these classes ({CLASS_LINES} lines at most):")


def test_classes_have_distinct_names():
    places: dict[str, list[str]] = {}
    for path in modules(with_tests=False):
        for node in definitions(path, (ast.ClassDef,)):
            if node.name not in FRAMEWORK_CLASSES:
                places.setdefault(node.name, []).append(at(path, node))
    shared = [f"{name}: {', '.join(found)}" for name, found in sorted(places.items()) if len(found) > 1]
    complain(
        shared, "One name, one thing: name these classes after their trade (`SearchFacet`); a model keeps its name:"
    )


def test_no_junk_drawer():
    drawers = [
        at(path)
        for path in tracked()
        if {part.split(".")[0].lstrip("_") for part in path.relative_to(ROOT).parts} & BANNED_NAMES
    ]
    complain(drawers, "Name these for what they do, and put them beside their user:")


def test_modules_begin_with_a_docstring():
    silent = [at(path) for path in modules() if path.read_text(encoding="utf-8").strip() and not first_line(tree(path))]
    complain(silent, "Begin these modules with a docstring that says what they are in the trade:")


def first_line(node) -> str:
    return (ast.get_docstring(node) or "").strip().split("\n")[0]


def services() -> list[tuple[Path, ast.FunctionDef]]:
    """Public functions of each `services.py`, or of each module of a `services` package."""
    homes = [path for path in app_modules() if "services" in {path.stem, path.parent.name}]
    return [
        (path, node)
        for path in homes
        for node in tree(path).body
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_")
    ]


def test_services_take_keywords_only():
    positional = [
        f"{at(path, node)} {node.name}" for path, node in services() if node.args.args or node.args.posonlyargs
    ]
    complain(positional, "Put `*,` before the parameters of these services: a call must read aloud:")


def test_services_have_docstrings():
    silent = [f"{at(path, node)} {node.name}" for path, node in services() if not first_line(node)]
    complain(silent, "Give these services a docstring whose first line says what they do in the trade:")


def test_declarations_are_found_by_one_function():
    """`jobs.declared`: what fills a list at the import of some module would be read half full by a second thread."""
    others = [
        at(path, node)
        for path in app_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id in {"autodiscover_modules", "module_has_submodule"}
        if path.relative_to(ROOT).as_posix() != "jobs/declared.py"
    ]
    complain(others, "Read what apps list through `declared`:")


def test_signals_only_update_the_index():
    heard = [
        at(path, node)
        for path in app_modules()
        if path.relative_to(ROOT).parts[0] != "search"
        for node in definitions(path, (ast.ImportFrom,))
        if node.module in {"django.db.models.signals", "django.dispatch"} and path.name != "apps.py"
    ]
    complain(heard, "Call by name, after commit, what these signals do (only the index listens to signals):")


def test_exceptions_to_linters_have_a_reason():
    bare = [
        f"{at(path)}:{number}: {line.strip()}"
        for path in modules()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if EXCEPTION.search(line) and not REASON.search(line)
    ]
    complain(bare, "Say why after a dash: `# noqa: S603 - the command is written here`:")


def test_no_todo_is_left():
    text = {".py", ".html", ".md", ".css", ".js", ".toml", ".txt", ".sh", ""}
    open_ends = [
        f"{at(path)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path.suffix in text and path != Path(__file__) and path.name not in {"LICENSE", "uv.lock"}
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    complain(open_ends, "Do it, or take it out and open an issue:")


def test_french_strings_have_typographic_apostrophes():
    straight = [
        f"{at(path, node)}: {node.value[:80]!r}"
        for path in [*app_modules(), *(path for path in modules() if "scripts" in path.parts)]
        for node in definitions(path, (ast.Constant,))
        if isinstance(node.value, str) and STRAIGHT_APOSTROPHE.search(node.value) and node not in docstrings(path)
    ]
    complain(straight, "Write ’ in these French strings:")


@cache
def docstrings(path: Path) -> frozenset:
    bodies = (node.body for node in definitions(path, (ast.Module, ast.ClassDef, *FUNCTIONS)))
    firsts = (body[0] for body in bodies if body and isinstance(body[0], ast.Expr))
    return frozenset(node.value for node in firsts if isinstance(node.value, ast.Constant))


@pytest.mark.django_db
def test_migrations_have_a_name_and_a_reverse():
    faults = []
    for (app, name), migration in MigrationLoader(connection, ignore_no_migrations=True).disk_migrations.items():
        if app not in APPS:
            continue
        if AUTOMATIC_MIGRATION.fullmatch(name) or AUTOMATIC_MIGRATION.match(name):
            faults.append(f"{app}/migrations/{name}.py: name it for its subject")
        faults += [
            f"{app}/migrations/{name}.py: {operation.describe()} cannot be undone"
            for operation in migration.operations
            if not operation.reversible
        ]
    complain(faults, "A migration has one subject, a real name, and a way back:")


def our_models() -> list:
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def test_glossary_lists_every_model():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    unknown = [
        f"{model._meta.label}: `{model.__name__}`, {model._meta.verbose_name}"
        for model in our_models()
        if f"`{model.__name__.lower()}`" not in glossary or str(model._meta.verbose_name).lower() not in glossary
    ]
    complain(unknown, "Add the class and its French name to docs/glossary.md:")


def test_constraints_have_a_french_message():
    silent = [
        f"{model._meta.label}: {constraint.name}"
        for model in our_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == BaseConstraint.default_violation_error_message
    ]
    complain(silent, "Give these constraints a violation_error_message, in French, that says what to do:")


def test_no_default_is_a_fixed_moment():
    """`check --deploy` refuses such a default, and only within ten seconds of that hour: nobody sees it but one run."""
    fixed = [
        f"{field}: {field.default}"
        for model in our_models()
        for field in model._meta.local_fields
        if isinstance(field.default, datetime.date | datetime.time)
    ]
    complain(fixed, "Name these defaults by a function:")


@pytest.mark.django_db
def test_no_constraint_calls_a_function_that_only_django_knows():
    """Other tools check a SQLite database too, and `PRAGMA quick_check` evaluates its constraints."""
    stored = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL",
        "postgresql": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'",
    }
    with connection.cursor() as cursor:
        cursor.execute(stored[connection.vendor])
        private = [name for name, sql in cursor.fetchall() if re.search(r"\bdjango_\w+\(", sql)]
    complain(private, "Write the constraints of these tables without a function that Django adds to SQLite:")


def test_rows_are_locked_without_their_relations():
    """On PostgreSQL a lock with joins does not find a row whose relation changed during the wait."""
    calls = {"select_for_update", "select_related"}
    joined = [
        at(path, statement)
        for path in app_modules()
        for statement in definitions(path, (ast.Assign, ast.Return, ast.Expr))
        if calls <= {part.attr for part in ast.walk(statement) if isinstance(part, ast.Attribute)}
        and at(path) != "reseau/web/queries/row_locks.py"
    ]
    complain(joined, "Lock these rows with reseau.web.queries.row_locks:")


def test_documents_name_existing_commands():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    documents = [path for path in tracked() if path.suffix == ".md" and path.parent in {ROOT, ROOT / "docs"}]
    unknown = [
        f"{at(path)}: make {target}"
        for path in documents
        for target in MAKE_COMMAND.findall(" ".join(code_of(path)))
        if target not in targets
    ]
    complain(unknown, "The Makefile has no such target; mend the document or add the target:")


def code_of(path: Path) -> list[str]:
    """Code parts of a Markdown file, where « make » is a command and not a verb."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"```.*?```", text, re.DOTALL) + re.findall(r"`[^`\n]+`", text)


def test_readme_has_the_two_commands():
    commands = " ".join(code_of(ROOT / "README.md"))
    assert [name for name in ("make run", "make test") if name not in commands] == []


# Waits of many writers on a SQLite file, as the site opens it.
PARALLEL_ON_SQLITE = {
    "test_two_hundred_requests_at_once_give_exactly_the_places",
    "test_copy_is_one_instant_while_the_site_writes",
    "test_page_that_workers_index_at_once_has_one_entry",
}


def test_parallel_requests_run_on_postgresql_alone_and_say_so(request):
    """SQLite has no row locks: there, such a test proves nothing, and fails now and then."""
    wrong = []
    for item in request.session.items:
        is_marked = item.get_closest_marker("postgresql") is not None
        is_parallel = "in_parallel" in item.fixturenames and item.originalname not in PARALLEL_ON_SQLITE
        if is_marked != item.originalname.endswith("_on_postgresql") or (is_parallel and not is_marked):
            wrong.append(item.nodeid)
    assert wrong == [], "give these the mark `postgresql` and a name in `_on_postgresql`, or neither"
