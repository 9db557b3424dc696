"""Ways to break Python: operators of cosmic-ray, and six more for what decides in a Django project.

Django decides in the arguments of queries, and a service in what it calls; cosmic-ray changes neither.
"""

from collections.abc import Iterator

import parso
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator
from parso.python.tree import IfStmt

# The opposite and the nearest neighbour: other pairs raise a TypeError at once on most objects, and measure nothing.
COMPARISONS = {
    "Eq": ["NotEq"],
    "NotEq": ["Eq"],
    "Lt": ["LtE", "GtE"],
    "LtE": ["Lt", "Gt"],
    "Gt": ["GtE", "LtE"],
    "GtE": ["Gt", "Lt"],
    "Is": ["IsNot"],
    "IsNot": ["Is"],
}
CALCULATIONS = {
    "Add": "Sub",
    "Sub": "Add",
    "Mul": "FloorDiv",
    "Div": "Mul",
    "FloorDiv": "Mul",
    "Mod": "Mul",
    "BitOr": "BitAnd",
    "BitAnd": "BitOr",
}
OF_THE_LIBRARY = (
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "NumberReplacer",
    "ZeroIterationForLoop",
    *(f"ReplaceComparisonOperator_{one}_{other}" for one, others in COMPARISONS.items() for other in others),
    *(f"ReplaceBinaryOperator_{one}_{other}" for one, other in CALCULATIONS.items()),
    *(f"ReplaceUnaryOperator_Delete_{one}" for one in ("Not", "Invert", "USub")),
)
# Calls whose arguments decide which rows are meant, or what is written in them.
QUERIES = {"exclude", "filter", "get", "Q", "update"}
# « Before » and « before or at the same time »: the end of the name of a condition.
BOUNDARIES = {"__gt": "__gte", "__gte": "__gt", "__lt": "__lte", "__lte": "__lt"}
LOGGERS = {"logger", "logging"}


class GuardRemoved(Operator):
    """The body of an `if` is never reached: a refusal that nobody tries is not missed."""

    def mutation_positions(self, node) -> Iterator:
        for index in self._conditions(node):
            yield node.children[index].start_pos, node.children[index].end_pos

    def mutate(self, node, index: int):
        node.children[self._conditions(node)[index]] = parso.parse(" False")
        return node

    @staticmethod
    def _conditions(node) -> list[int]:
        if not isinstance(node, IfStmt):
            return []
        return [rank + 1 for rank, child in enumerate(node.children) if child in ("if", "elif")]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("if late: refuse()", "if False: refuse()"),
            Example("if a: b()\nelif c: d()", "if a: b()\nelif False: d()", occurrence=1),
        )


class CallRemoved(Operator):
    """A statement that only calls something is gone: a notice, a mail, a line in the journal."""

    def mutation_positions(self, node) -> Iterator:
        if node.type == "simple_stmt" and node.children[0].type in {"atom_expr", "power"}:
            called = node.children[0]
            if called.children[-1].type == "trailer" and called.get_first_leaf().value not in LOGGERS:
                yield called.start_pos, called.end_pos

    def mutate(self, node, index: int):
        prefix = node.children[0].get_first_leaf().prefix
        node.children[0] = parso.parse(f"{prefix}None")
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("notify(member)\nx = 1\n", "None\nx = 1\n"), Example("a.b(c)(d)\n", "None\n"))


class OperandRemoved(Operator):
    """One operand of an `and` or an `or` does not count."""

    def mutation_positions(self, node) -> Iterator:
        if node.type in {"and_test", "or_test"}:
            for operand in node.children[::2]:
                yield operand.start_pos, operand.end_pos

    def mutate(self, node, index: int):
        drop_item(node.children, index)
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("x = a and b", "x = b"),
            Example("x = a and b", "x = a", occurrence=1),
            Example("x = a or b or c", "x = a or c", occurrence=1),
        )


class ConditionRemoved(Operator):
    """One argument of a query is gone: rows of others, or of another state, come with it."""

    def mutation_positions(self, node) -> Iterator:
        for argument in self._arguments(node):
            yield argument.start_pos, argument.end_pos

    def mutate(self, node, index: int):
        inside = node.children[1]
        if inside.type == "arglist" and len(inside.children) > 1:
            drop_item(inside.children, index)
        else:
            del node.children[1]
        return node

    @staticmethod
    def _arguments(node) -> list:
        """Return the arguments of the parentheses `node`, if they are those of a query."""
        if node.type != "trailer" or node.children[0] != "(" or len(node.children) == 2:
            return []
        name = node.get_previous_leaf()
        inside = node.children[1]
        arguments = inside.children[::2] if inside.type == "arglist" else [inside]
        if name.value not in QUERIES or (name.value == "get" and len(arguments) == 1):
            return []
        # The only positional argument of `.get("name")` is the key of a mapping.
        return arguments if name.value in {"filter", "exclude"} else [one for one in arguments if is_keyword(one)]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("x.filter(a=1)", "x.filter()"),
            Example("x.filter(a=1, b=2)", "x.filter( b=2)"),
            Example("x.filter(a=1, b=2)", "x.filter(a=1)", occurrence=1),
            Example("Q(a=1) | Q(b=2)", "Q(a=1) | Q()", occurrence=1),
        )


class BoundaryMoved(Operator):
    """A condition of a query takes the boundary itself, or no longer takes it."""

    def mutation_positions(self, node) -> Iterator:
        if is_keyword(node) and self._boundary(node):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node, index: int):
        name = node.children[0]
        end = self._boundary(node)
        name.value = name.value.removesuffix(end) + BOUNDARIES[end]
        return node

    @staticmethod
    def _boundary(node) -> str:
        return next((end for end in BOUNDARIES if node.children[0].value.endswith(end)), "")

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x.filter(day__gte=now)", "x.filter(day__gt=now)"),)


class MembershipNegated(Operator):
    """`in` for `not in`, and the reverse."""

    def mutation_positions(self, node) -> Iterator:
        for rank in self._memberships(node):
            yield node.children[rank].start_pos, node.children[rank].end_pos

    def mutate(self, node, index: int):
        rank = self._memberships(node)[index]
        node.children[rank] = parso.parse(" not in" if node.children[rank].get_code().strip() == "in" else " in")
        return node

    @staticmethod
    def _memberships(node) -> list[int]:
        if node.type != "comparison":
            return []
        words = [" ".join(child.get_code(include_prefix=False).split()) for child in node.children]
        return [rank for rank in range(1, len(words), 2) if words[rank] in {"in", "not in"}]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("a in b", "a not in b"), Example("a not in b", "a in b"))


OURS = (GuardRemoved, CallRemoved, OperandRemoved, ConditionRemoved, BoundaryMoved, MembershipNegated)


def is_keyword(node) -> bool:
    """Whether `node` is an argument such as `day=today`."""
    return node.type == "argument" and len(node.children) == 3 and node.children[1] == "="


def drop_item(children: list, index: int) -> None:
    """Remove item `index` of a list of nodes with separators between them, and one separator."""
    start = max(2 * index - 1, 0)
    del children[start : start + 2]


def operators() -> dict[str, Operator]:
    """Name → operator, in a fixed order."""
    found = {name: get_operator(f"core/{name}")() for name in OF_THE_LIBRARY}
    return found | {operator.__name__: operator() for operator in OURS}
