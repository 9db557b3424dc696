"""Every kind of event says what makes its messages false, or why nothing does; every message of the first names it."""

import ast

import pytest

from alertes.channels.facts.registry import source_names
from alertes.choices.kinds import Kind, declared_kinds
from scripts.layout import ROOT

TELLERS = ("notify", "plan_mails")
# They hand on what they are given.
QUEUES = {ROOT / "alertes/channels/notices/services.py"}


def kinds_by_constant() -> dict[str, Kind]:
    """Return the kinds by the name of their constant: `SESSION_DATES`."""
    kinds = {}
    for path in sorted(ROOT.glob("*/declarations/events.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            match node:
                case ast.Assign(targets=[ast.Name(id=constant)], value=ast.Call(keywords=keywords)):
                    name = next(each.value.value for each in keywords if each.arg == "name")
                    kinds[constant] = declared_kinds()[name]
    return kinds


KINDS = kinds_by_constant()


@pytest.mark.parametrize("kind", declared_kinds().values(), ids=lambda kind: kind.name)
def test_kind_names_its_facts_or_says_why_its_messages_last(kind):
    assert bool(kind.facts) != bool(kind.lasting)
    assert set(kind.facts) <= source_names()


def test_every_source_is_that_of_a_kind():
    told = {source for kind in KINDS.values() for source in kind.facts}

    assert source_names() - told == set()


def names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def messages_without_fact(source: str) -> list[int]:
    """Return the lines that queue a message of a kind with facts, and neither name its fact nor say that it lasts."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [call.lineno for function in functions for call in tellings(function) if is_without_fact(function, call)]


def tellings(function: ast.FunctionDef) -> list[ast.Call]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in TELLERS]


def is_without_fact(function: ast.FunctionDef, call: ast.Call) -> bool:
    """A kind in a dictionary is one of those that the function names; a kind that is handed on may be any."""
    given = {each.arg: each.value for each in call.keywords}
    if "fact" in given or (None not in given and "kind" not in given):
        return False
    if None in given and "fact" in {each.value for each in ast.walk(function) if isinstance(each, ast.Constant)}:
        return False
    kinds = names_in(given["kind"]) if "kind" in given else names_in(function) & set(KINDS)
    handed_on = {argument.arg for argument in function.args.kwonlyargs + function.args.args} & kinds
    return bool(handed_on) or any(KINDS[kind].facts for kind in kinds & set(KINDS))


@pytest.mark.parametrize("app", sorted({name.partition(".")[0] for name in declared_kinds()}))
def test_every_message_of_such_a_kind_names_its_fact(app):
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / app).rglob("*.py"))}
    faults = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, source in sources.items()
        if any(f"{name}(" in source for name in TELLERS) and path not in QUEUES
        for line in messages_without_fact(source)
    ]

    assert faults == []
