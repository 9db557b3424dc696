"""Rooms, concepts, layers: rules that a machine can check about the place of files."""

import ast
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.apps import apps

from scripts.layout import APPS, ROOT, concept_of, entries, imports, is_package, modules, orders, pairs, readers_of
from scripts.migrations import BASELINE

# These apps are one concept each.
WITHOUT_PACKAGES = ("audit", "jobs")
ENTRIES_OF_A_FOLDER = 16
CONCEPTS_FOR_THE_ROOT = 3
# Django and Wagtail find these by name at the root of an app; settings name others.
FOUND_BY_NAME = ("apps", "models", "urls", "wagtail_hooks")
# Django asks for many files at the root of the app that bears the settings.
ENTRIES_OF_A_ROOT = {"extranet": 17, "reseau": 17}
SETTINGS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "extranet" / "settings").glob("*.py"))


def complain(found: list[str], advice: str) -> None:
    assert not found, "\n".join([advice, *(f"  {line}" for line in found)])


def root_modules(app: str) -> list[str]:
    return [name for name in modules() if name.count(".") == 1 and name.startswith(f"{app}.") and not concept_of(name)]


def test_lists_of_applications_lack_none():
    """One that is not named is not linted, not measured and not checked, without a word."""
    installed = {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    migrated = {app for app in installed if (ROOT / app / "migrations").is_dir()}
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    contracts = {contract["id"]: contract for contract in tools["importlinter"]["contracts"]}
    in_order = {app for line in contracts["apps"]["layers"] for app in line.split(" | ")}
    inside = {container.partition(".")[0] for container in contracts["layers-of-concepts"]["containers"]}
    lists = [APPS, tools["coverage"]["run"]["source"], tools["importlinter"]["root_packages"], in_order]
    assert [installed - set(names) for names in lists] == [set()] * len(lists)
    assert installed - inside - {*WITHOUT_PACKAGES} == set()
    assert [installed - {*contracts[name]["containers"]} for name in ("modules", "permissions")] == [
        {"jobs", "search"}
    ] * 2
    assert set(BASELINE) == migrated


@pytest.mark.parametrize("app", [app for app in APPS if app not in WITHOUT_PACKAGES])
def test_file_at_the_root_is_used_by_three_concepts(app):
    alone = [
        f"{name}: {', '.join(sorted(readers_of(name))) or 'nobody'}"
        for name in root_modules(app)
        if not any(fnmatch(name.split(".")[1], pattern) for pattern in FOUND_BY_NAME)
        and not is_package(name)
        and f"{name}." not in SETTINGS
        and len(readers_of(name)) < CONCEPTS_FOR_THE_ROOT
    ]
    complain(alone, f"Move these into a concept: fewer than {CONCEPTS_FOR_THE_ROOT} import them.")


def test_folder_has_few_entries():
    full = [
        f"{folder}: {count} entries"
        for folder, count in entries().items()
        if count > ENTRIES_OF_A_ROOT.get(folder, ENTRIES_OF_A_FOLDER)
    ]
    complain(full, f"Cut these folders by room or concept: {ENTRIES_OF_A_FOLDER} entries at most.")


def test_no_folder_holds_a_single_module():
    alone = [
        str(path.parent.relative_to(ROOT))
        for name, path in modules().items()
        if is_package(name)
        and name not in APPS
        and not {"declarations", "formats", "management", "templatetags"} & set(path.parts)  # found by name
        and len([other for other in path.parent.iterdir() if other.name not in {"__init__.py", "__pycache__"}]) == 1
    ]
    complain(alone, "Make one module of each of these folders:")


def test_packages_reexport_no_name():
    faces = [
        f"{name}: {ast.unparse(node)}"
        for name, path in modules().items()
        if is_package(name) and not name.endswith(".models")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{name}.")
    ]
    complain(faces, "Import from the module that defines the name, never through a package:")


def test_other_apps_import_kinds_of_event_alone_from_declarations():
    strangers = [
        f"{found.source} → {found.target}"
        for found in imports()
        if found.source.split(".")[0] != found.target.split(".")[0]
        and found.target.split(".")[1:2] == ["declarations"]
        and found.target.split(".")[2:] != ["events"]
    ]
    complain(strangers, "Move what these modules of other apps need into a concept:")


@pytest.mark.parametrize("app", APPS)
def test_no_two_concepts_import_each_other(app):
    circles = [f"{source} → {target}: {back[0].source}" for (source, target), back in pairs(app).items()]
    complain(circles, "Give these concepts an order (a reverse relation, a QuerySet verb, or the caller composes):")


def concepts_in_order(app: str) -> list[str]:
    """Return the rooms of an app in the order of the linter of imports, each before its concepts."""
    found = []
    for room in orders().get(app, []):
        inside = [
            name for name in orders().get(f"{app}.{room}", []) if concept_of(f"{app}.{room}.{name}").count(".") > 1
        ]
        found += [room, *inside] if room != "declarations" else []
    return found


def concepts_on_the_map(app: str) -> list[str]:
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = re.search(rf"^\*\*{app}\*\*.*?(?=^\*\*|^At the root)", document, re.MULTILINE | re.DOTALL)
    return re.findall(r"^- `(\w+)`|(?:^  |·\s+)`(\w+)`", section.group(), re.MULTILINE)


@pytest.mark.parametrize("app", APPS)
def test_map_names_each_concept_in_the_linted_order(app):
    packages = {concept_of(name) for name in modules() if name.split(".")[0] == app}
    on_the_map = [room or concept for room, concept in concepts_on_the_map(app)]
    assert on_the_map == concepts_in_order(app)
    assert set(on_the_map) == {name for package in packages for name in package.split(".")[1:]}
