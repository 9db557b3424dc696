"""Places of a Python module that can be broken while the site runs: what stands in the body of a function."""

from collections import defaultdict
from functools import partial
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from parso.tree import NodeOrLeaf

from scripts.mutants.mutant import Mutation, MutationPlace
from scripts.mutants.operators import LOGGERS, GuardRemoved, operators

STRINGS = {"string", "fstring", "strings"}
# No operator changes these by themselves; they are most of a module.
NEVER_CHANGED = {"name", "newline", "endmarker", *STRINGS}
# Read by people who debug.
FOR_DEBUGGING = {"__str__", "__repr__"}


def python_places(path: Path, source: str) -> list[MutationPlace]:
    """Return the places of the module in order; module and class bodies, texts, annotations and logging left out."""
    tree = get_ast(source)
    nodes = [node for node in ast_nodes(tree) if node.type not in NEVER_CHANGED]
    mutations: dict[tuple, list[Mutation]] = defaultdict(list)
    scopes: dict[tuple, str] = {}
    for name, operator in operators().items():
        for occurrence, (node, (start, end)) in enumerate(positions(operator, nodes)):
            leaf = tree.get_leaf_for_position(start)
            scope = scopes.setdefault(start, scope_of(leaf))
            if scope:
                lines = guarded_lines(node, start) if isinstance(operator, GuardRemoved) else statement_lines(leaf)
                mutations[start, end].append(Mutation(name, lines, partial(mutate_code, source, operator, occurrence)))
    return [
        MutationPlace(path, start, scopes[start], source, tuple(found))
        for (start, end), found in sorted(mutations.items())
    ]


def positions(operator: Operator, nodes: list[NodeOrLeaf]):
    """Yield node and span of each change in the order in which cosmic-ray counts them."""
    for node in nodes:
        for span in operator.mutation_positions(node):
            yield node, span


def scope_of(leaf: NodeOrLeaf) -> str:
    """Return the dotted name of the function in whose body `leaf` stands; empty if a change there is no use."""
    names, is_in_function, node = [], False, leaf
    while node.parent is not None:
        parent = node.parent
        if is_useless(parent, node):
            return ""
        if parent.type in {"funcdef", "classdef", "lambdef"}:
            if node is not parent.children[-1]:
                return ""
            is_in_function = is_in_function or parent.type != "classdef"
            names += [] if parent.type == "lambdef" else [parent.name.value]
        node = parent
    if not is_in_function or FOR_DEBUGGING & set(names):
        return ""
    return ".".join(reversed(names)) or "lambda"


def is_useless(parent: NodeOrLeaf, child: NodeOrLeaf) -> bool:
    """Whether `child` is a part of a text, an annotation, a decorator, a default, a refusal’s words or the log."""
    match parent.type:
        case "fstring" | "decorator" | "param" | "raise_stmt":
            return True
        case "annassign":
            return child is parent.children[1]
        case "test":
            return child is parent.children[2] and {parent.children[0].type, parent.children[4].type} <= STRINGS
        case "atom_expr" | "power":
            return parent.get_first_leaf().value in LOGGERS
    return False


def statement_lines(leaf: NodeOrLeaf) -> tuple[int, ...]:
    """Return the line of `leaf`, then those before it in the same statement."""
    statement = leaf
    while statement.parent.type not in {"suite", "file_input"}:
        statement = statement.parent
    return tuple(range(leaf.start_pos[0], statement.start_pos[0] - 1, -1))


def guarded_lines(statement: NodeOrLeaf, condition: tuple[int, int]) -> tuple[int, ...]:
    """Return the first line of what the `condition` of an `if` guards."""
    children = statement.children
    rank = next(rank for rank, child in enumerate(children) if child.start_pos == condition)
    body = children[rank + 2]
    return (body.children[1] if body.type == "suite" else body).start_pos[:1]
