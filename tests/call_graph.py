"""Calls of the project, read from its source: who calls what, and which functions may refuse (`ValidationError`).

Followed: imported names, functions of the same module, methods of `self`, of a form and of what has an annotated type;
a method of anything else only if its name is unique in the project, no usual object has it, and it refuses by itself.
What is handed on without being called is not followed.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.forms import ModelForm

from scripts.layout import modules

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Django's own checks of a row refuse.
CHECKS = {"full_clean", "clean_fields", "validate_constraints", "validate_unique"}
REFUSAL = "ValidationError"
ANY_REFUSAL, NOTHING = frozenset({REFUSAL}), frozenset()
USUAL = (str, bytes, dict, list, set, Model, QuerySet, ModelForm)
USUAL_NAMES = {"set", *(name for kind in USUAL for name in dir(kind))}


class Function(NamedTuple):
    """A function or method; `owner`: its class, or the function around it, dotted."""

    module: str
    owner: str
    node: ast.FunctionDef

    @property
    def key(self) -> str:
        return f"{self.owner or self.module}.{self.node.name}"


class Call(NamedTuple):
    """A call written in `caller`. `targets`: the functions that it may reach; `caught`: exceptions caught around it."""

    caller: Function
    node: ast.Call
    targets: frozenset[str]
    caught: frozenset[str]

    @property
    def place(self) -> str:
        return f"{self.caller.module}:{self.node.lineno}"


class CallGraph:
    """Functions and classes by dotted name; `calls` of each function; `refusals`: function → classes that leave it.

    `blocks`: the context managers that catch refusals.
    """

    def __init__(self, paths: dict[str, Path]) -> None:
        self.names: dict[str, dict[str, str]] = {}
        self.functions: dict[str, Function] = {}
        self.classes: dict[str, ast.ClassDef] = {}
        self.methods: dict[str, list[str]] = defaultdict(list)
        for module, path in paths.items():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            self.names[module] = dict(_names(module, tree))
            self._define(module, "", tree.body)
        self.ancestors = {key: self._above(key) for key in self.classes}
        self.blocks: set[str] = set()
        self.refusals: dict[str, frozenset[str]] = {}
        self._find_blocks()
        self.refusals |= {key: refusals for key, each in self.functions.items() if (refusals := self._own(each))}
        self.calls = {key: list(self._calls(each)) for key, each in self.functions.items()}
        self._spread()

    def _define(self, module: str, owner: str, body: list[ast.stmt]) -> None:
        for node in body:
            key = f"{owner or module}.{getattr(node, 'name', '')}"
            if isinstance(node, FUNCTIONS):
                self.functions[key] = Function(module, owner, node)
                if owner in self.classes and node.name not in USUAL_NAMES:
                    self.methods[node.name].append(key)
            elif isinstance(node, ast.ClassDef):
                self.classes[key] = node
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                self._define(module, key, node.body)

    def _above(self, key: str) -> tuple[str, ...]:
        if key not in self.classes:
            return (key,)
        bases = [self.dotted(key.rpartition(".")[0], base) for base in self.classes[key].bases]
        return (key, *(above for base in bases for above in self._above(base)))

    # What a name stands for.

    def dotted(self, module: str, node: ast.AST | None) -> str:
        """Return the dotted name of what an expression names, an empty string if it is more than names."""
        if isinstance(node, ast.Name):
            return self.names.get(module, {}).get(node.id, "")
        if isinstance(node, ast.Attribute):
            start = self.dotted(module, node.value)
            return start and (REFUSAL if node.attr == REFUSAL else f"{start}.{node.attr}")
        return self.dotted(module, node.left) if isinstance(node, ast.BinOp) else ""  # « Member | None »

    def family(self, key: str) -> tuple[str, ...]:
        """Return the class, those above it and those below: where a method of `self` may be written."""
        below = (other for other, line in self.ancestors.items() if key in line[1:])
        return (*self.ancestors.get(key, (key,)), *below)

    @cache  # noqa: B019 - one graph for all tests
    def form_of(self, owner: str) -> str:
        """Return the class of the form of a view, an empty string if it is none of the project's."""
        for key in self.family(owner):
            for node in self.classes[key].body if key in self.classes else []:
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "form_class":
                    return self.dotted(key.rpartition(".")[0], node.value)
        return ""

    def types_of(self, function: Function, node: ast.AST) -> set[str]:
        """Return the classes of a variable: an annotated argument, what calls make, the form of a view."""
        found: set[str] = set()
        if not isinstance(node, ast.Name):
            return found
        for argument in (*function.node.args.args, *function.node.args.kwonlyargs):
            if argument.arg == node.id:
                known = self.dotted(function.module, argument.annotation)
                found.add(known or (self.form_of(function.owner) if node.id == "form" else ""))
        for made in ast.walk(function.node):
            if isinstance(made, ast.Assign) and node.id in {ast.unparse(target) for target in made.targets}:
                either = (made.value.body, made.value.orelse) if isinstance(made.value, ast.IfExp) else (made.value,)
                found |= {self._made_by(function.module, value) for value in either}
        return found - {""}

    def _made_by(self, module: str, node: ast.AST) -> str:
        maker = self.dotted(module, node.func) if isinstance(node, ast.Call) else ""
        returned = self.functions.get(maker)
        return self.dotted(returned.module, returned.node.returns) if returned else maker

    def targets(self, function: Function, node: ast.Call) -> frozenset[str]:
        """Return the functions of the project that a call may reach."""
        called = node.func
        if isinstance(called, ast.Name) and f"{function.key}.{called.id}" in self.functions:
            return frozenset({f"{function.key}.{called.id}"})
        if key := self.dotted(function.module, called):
            made = (f"{above}.__init__" for above in self.ancestors.get(key, ()))
            return frozenset({key, *made} & self.functions.keys())
        if not isinstance(called, ast.Attribute):
            return frozenset()
        if ast.unparse(called.value) in {"self", "cls", "super()"}:
            found = {f"{home}.{called.attr}" for home in self.family(function.owner)} & self.functions.keys()
            if called.attr == "form_valid" and function.key in found:  # Django’s, of views that save a form
                found |= {self.save_of(function.owner)} - {""}
            return frozenset(found)
        if known := self.types_of(function, called.value):
            homes = {home for each in known for home in self.ancestors.get(each, ())}
            return frozenset({f"{home}.{called.attr}" for home in homes} & self.functions.keys())
        only = self.methods[called.attr] if len(self.methods[called.attr]) == 1 else []
        return frozenset(self.refusals.keys() & only)

    def save_of(self, view: str) -> str:
        """Return the method that saves the form of a view on a row, an empty string for another view."""
        saves_a_row = any(above.endswith((".CreateView", ".UpdateView")) for above in self.ancestors.get(view, ()))
        saves = (f"{above}.save" for above in self.ancestors.get(self.form_of(view), ()))
        return next((save for save in saves if saves_a_row and save in self.functions), "")

    # What is called, and which refusals leave the caller.

    def _calls(self, function: Function) -> Iterator[Call]:
        for node, caught in self._walk(function, function.node.body):
            if isinstance(node, ast.Call):
                yield Call(function, node, self.targets(function, node), caught)

    def _walk(
        self, function: Function, nodes: Iterable[ast.AST], caught: frozenset[str] = NOTHING
    ) -> Iterator[tuple[ast.AST, frozenset[str]]]:
        """Yield what a function does, and the exceptions of it that it catches; functions inside it are left out."""
        for node in nodes:
            yield node, caught
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                continue
            body = node.body if isinstance(node, (ast.Try, ast.With)) else []
            caught_in_body = self.caught_by(function, node)
            if any(self.targets(function, call) & self.blocks for call in _contexts(node)):
                caught_in_body |= ANY_REFUSAL
            yield from self._walk(function, body, caught | caught_in_body)
            others = (child for child in ast.iter_child_nodes(node) if child not in body)
            # Whoever is handed a lambda calls it, and catches its refusals or does not.
            yield from self._walk(function, others, caught | (ANY_REFUSAL if isinstance(node, ast.Lambda) else NOTHING))

    def caught_by(self, function: Function, node: ast.AST) -> frozenset[str]:
        """Return the exceptions that a `try` or a `suppress` names."""
        kinds = [handler.type for handler in node.handlers] if isinstance(node, ast.Try) else []
        for call in _contexts(node):
            kinds += call.args if ast.unparse(call.func) == "suppress" else []
        each = (kind for kinds_of_one in kinds for kind in getattr(kinds_of_one, "elts", [kinds_of_one]))
        return frozenset(self.dotted(function.module, kind) for kind in each)

    def leaving(self, kinds: Iterable[str], caught: frozenset[str]) -> frozenset[str]:
        """Return the refusals that are of none of the caught classes."""
        return frozenset(kind for kind in kinds if caught.isdisjoint(self.ancestors.get(kind, (kind,))))

    def refusals_of(self, call: Call, *, caught: frozenset[str] | None = None) -> frozenset[str]:
        """Return the refusals of a call that leave the caller; `caught`: what to catch instead of what it catches."""
        kinds = {kind for target in call.targets for kind in self.refusals.get(target, ())}
        return self.leaving(kinds, call.caught if caught is None else caught)

    def _find_blocks(self) -> None:
        """Note the context managers around whose `yield` refusals are caught, by themselves or by another one."""
        managers = [each for each in self.functions.values() if _is_context_manager(each)]
        while more := {each.key for each in managers if self._is_block(each)} - self.blocks:
            self.blocks |= more

    def _is_block(self, manager: Function) -> bool:
        inside = [caught for node, caught in self._walk(manager, manager.node.body) if isinstance(node, ast.Yield)]
        return any(REFUSAL in caught for caught in inside)

    def _own(self, function: Function) -> frozenset[str]:
        """Return the refusals that a function raises by itself, and does not catch."""
        found: frozenset[str] = frozenset()
        for node, caught in self._walk(function, function.node.body):
            raised = ""
            if isinstance(node, ast.Raise):
                raised = self.dotted(function.module, node.exc.func if isinstance(node.exc, ast.Call) else node.exc)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHECKS:
                raised = REFUSAL
            if REFUSAL in self.ancestors.get(raised, (raised,)):
                found |= self.leaving([raised], caught)
        return found

    def _spread(self) -> None:
        """Add to each function the refusals of what it calls."""
        has_grown = True
        while has_grown:
            has_grown = False
            for key, calls in self.calls.items():
                known = self.refusals.get(key, frozenset())
                all_of_them = known.union(*(self.refusals_of(call) for call in calls))
                if all_of_them != known:
                    self.refusals[key], has_grown = all_of_them, True


def _contexts(node: ast.AST) -> list[ast.Call]:
    """Return the calls that a `with` opens."""
    items = node.items if isinstance(node, ast.With) else []
    return [item.context_expr for item in items if isinstance(item.context_expr, ast.Call)]


def _is_context_manager(function: Function) -> bool:
    return "contextmanager" in {ast.unparse(each) for each in function.node.decorator_list}


def _names(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, REFUSAL if alias.name == REFUSAL else f"{node.module}.{alias.name}"
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name, f"{module}.{node.name}"


@cache
def call_graph() -> CallGraph:
    return CallGraph(modules())


# What views and forms call.

PAGES = {"views", "forms", "admin", "wagtail_hooks"}


def is_of_pages(module: str) -> bool:
    return bool(PAGES & set(module.split(".")))


def calls_to_replay() -> list[Call]:
    """Return the calls of views and forms that reach a refusal of a function elsewhere, to be shown in a block.

    A refusal that the caller catches by the name of its own class is shown in a way of its own.
    """
    graph = call_graph()
    found = []
    for call in (call for calls in graph.calls.values() for call in calls if is_of_pages(call.caller.module)):
        elsewhere = frozenset(key for key in call.targets if not is_of_pages(graph.functions[key].module))
        call_elsewhere = call._replace(targets=elsewhere)
        if graph.refusals_of(call_elsewhere, caught=call.caught - ANY_REFUSAL):
            found.append(call_elsewhere)
    return found
