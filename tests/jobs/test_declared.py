"""What apps declare: every list that is read has an app that fills it, and the other way round."""

import ast
from collections import defaultdict
from pathlib import Path

from django.apps import apps

from jobs.declared import declared, declaring_modules, load_declarations
from tests.test_architecture import ROOT, app_modules, complain, tree

# Read by their module: `page_sections("topic_sections", request, topic)`.
READERS = {"declared": None, "page_sections": "SECTIONS"}


def lists_that_are_read() -> set[tuple[str, str]]:
    """Return each pair of a module and a list that code asks for."""
    found = set()
    for path in app_modules():
        for node in ast.walk(tree(path)):
            name = getattr(node.func, "id", None) if isinstance(node, ast.Call) else None
            if name in READERS and isinstance(node.args[0], ast.Constant):
                found.add((node.args[0].value, READERS[name] or node.args[1].value))
    return found


def test_each_list_that_is_read_is_declared_by_an_app():
    empty = [f"{module}.{values}" for module, values in sorted(lists_that_are_read()) if not declared(module, values)]

    complain(empty, "No app declares these lists; is a name misspelt?")


def test_each_module_of_declarations_is_read():
    lists = defaultdict(set)
    for module, values in lists_that_are_read():
        lists[module].add(values)
    unread = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("*/declarations/*.py")
        if path.stem != "__init__" and not names_of(path) & lists[path.stem]
    ]

    complain(unread, "Nobody reads these declarations:")


def names_of(path: Path) -> set[str]:
    """Return the names that a module gives to values."""
    targets = [each for node in tree(path).body if isinstance(node, ast.Assign) for each in node.targets]
    targets += [node.target for node in tree(path).body if isinstance(node, ast.AnnAssign)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def test_lists_come_in_the_order_of_the_apps(declare):
    order = [config.name for config in apps.get_app_configs()]
    found = [module.__name__.partition(".")[0] for module in declaring_modules("jobs")]

    assert found == sorted(found, key=order.index)
    assert {"extranet", "search", "audit"} <= set(found)
    declare("jobs", JOBS=[1, 2])
    assert declared("jobs", "JOBS") == (1, 2)
    assert declared("jobs", "OTHERS") == ()


def test_fault_in_a_declaration_shows_when_the_site_starts(monkeypatch):
    imported = []
    monkeypatch.setattr("jobs.declared.import_module", lambda name: imported.append(name) or real(name))
    from importlib import import_module as real  # noqa: PLC0415 - the one that is replaced above

    load_declarations()

    files = {
        f"{path.parts[0]}.declarations.{path.stem}"
        for each in ROOT.glob("*/declarations/*.py")
        if (path := each.relative_to(ROOT)).stem != "__init__"
    }
    assert files <= set(imported)
