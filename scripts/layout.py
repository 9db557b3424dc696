"""Figures of the layout by rooms and concepts: entries of each folder, imports that stay in their concept, pairs.

    python -m scripts.layout [app …]

A room is a package of an app that holds concepts (`formation/sessions`); a concept is a package named for the trade,
in a room (`formation/sessions/enrolment`) or beside rooms (`b2i/frameworks`), as opposed to a layer (`views`) or to
what is found by name (`migrations`, `declarations`). Imports are read from the source, without running it; `urls` and
`models` at the root of an app, and `urls` of a room, which name every concept, are left out.
"""

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
APPS = (
    "accueil",
    "alertes",
    "audit",
    "b2i",
    "enquetes",
    "extranet",
    "formation",
    "forums",
    "jobs",
    "patrimoine",
    "projets",
    "qualite",
    "questionnaires",
    "reseau",
    "ressources",
    "search",
)
LAYERS = {"enums", "forms", "models", "services", "tasks", "views"}
FOUND_BY_NAME = {"data", "declarations", "formats", "legal", "management", "migrations", "settings", "templatetags"}
GATHERING = ("models", "models.__init__", "urls")


class Import(NamedTuple):
    """One name that the module `source` imports from the module `target`, both dotted."""

    source: str
    target: str


@cache
def modules() -> dict[str, Path]:
    """Dotted name → file, for every module of the apps, migrations left out."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def orders() -> dict[str, list[str]]:
    """App or room → what it holds, as the linter of imports orders it, those of one rank in alphabetical order."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return {
        container: [name for layer in contract["layers"] for name in sorted(re.split(r" [|:] ", layer))]
        for contract in settings["contracts"]
        if contract["id"].split("-")[0] in APPS
        for container in contract.get("containers", ())
        if "*" not in container
    }


def rooms() -> set[str]:
    """Packages of apps that hold concepts: « formation.sessions »."""
    return {name for name in orders() if "." in name}


def is_package(module: str) -> bool:
    return modules()[module].name == "__init__.py"


def concept_of(module: str) -> str:
    """Return « formation.sessions.enrolment » for what lies in that package, its room for what lies at the root of the
    room.

    An empty string for the root of an app.
    """
    parts = module.split(".")
    found = ""
    for depth in (2, 3):
        package = ".".join(parts[:depth])
        is_inside = len(parts) >= depth and package in modules() and is_package(package)
        if not is_inside or parts[depth - 1] in LAYERS | FOUND_BY_NAME or (depth == 3 and found not in rooms()):
            break
        found = package
    return found


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for module in modules() for found in _imports_of(module))


def _imports_of(module: str) -> Iterator[Import]:
    for node in ast.walk(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.ImportFrom) and node.module):
            continue
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            target = whole if whole in modules() else node.module
            if target in modules() and target != module:
                yield Import(module, target)


def inside(app: str) -> list[Import]:
    """Return the imports from one module of the app to another, except those of the modules that name every concept."""
    gathering = {f"{holder}.{name}" for holder in (app, *rooms()) for name in GATHERING}
    return [
        found
        for found in imports()
        if found.source.split(".")[0] == found.target.split(".")[0] == app and found.source not in gathering
    ]


def pairs(app: str) -> dict[tuple[str, str], list[Import]]:
    """Return the concepts that import each other, with the imports of the rarer direction; rooms, the linter orders."""
    between = defaultdict(list)
    for found in inside(app):
        source, target = concept_of(found.source), concept_of(found.target)
        if source and target and source != target:
            between[source, target].append(found)
    return {
        (source, target): between[source, target]
        for source, target in sorted(between)
        if (target, source) in between
        and (len(between[source, target]), source) < (len(between[target, source]), target)
    }


def readers_of(module: str) -> set[str]:
    """Return the concepts of any app that import the module; the root of another app counts as one."""
    app = module.split(".")[0]
    sources = {found.source for found in imports() if found.target == module}
    return {concept_of(source) or source.split(".")[0] for source in sources} - {app}


def entries() -> Counter[str]:
    """Return the number of files and folders in each folder of the apps, without what Django finds by name."""
    counted = Counter()
    for app in APPS:
        for folder in [ROOT / app, *(path for path in (ROOT / app).rglob("*") if path.is_dir())]:
            name = folder.relative_to(ROOT)
            if not {"__pycache__", "content"} & set(name.parts) and not FOUND_BY_NAME & set(name.parts):
                inside_folder = [path for path in folder.iterdir() if path.name != "__pycache__"]
                if inside_folder:
                    counted[str(name)] = len(inside_folder)
    return counted


def _folder_of(module: str) -> str:
    """Return the folder of the app that holds the module (its room), an empty string at its root."""
    return module.split(".")[1] if module.count(".") > 1 else ""


def lines_of(app: str) -> Iterator[str]:
    counts = {folder: count for folder, count in entries().items() if folder.split("/")[0] == app}
    below = sorted(((count, folder) for folder, count in counts.items() if folder != app), reverse=True)
    largest = ", ".join(f"{folder} {count}" for count, folder in below[:3])
    yield f"{app}: {counts[app]} entries at the root; largest folders: {largest or 'none'}"
    found = inside(app)
    near = sum(_folder_of(each.source) == _folder_of(each.target) for each in found)
    kept = sum(concept_of(each.source) == concept_of(each.target) != "" for each in found)
    shares = [f"{count / len(found):.0%}" if found else "–" for count in (near, kept)]
    yield f"  {len(found)} imports inside the app: {shares[0]} stay in their room, {shares[1]} in their concept"
    together = pairs(app)
    yield f"  {len(together)} pairs of concepts that import each other"
    for (source, target), back in together.items():
        yield f"    {source} → {target}: {', '.join(sorted({f'{each.source} → {each.target}' for each in back}))}"


def main(arguments: list[str]) -> None:
    for app in arguments or APPS:
        for line in lines_of(app):
            print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
