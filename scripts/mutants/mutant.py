"""A place that can be broken, by one mutation or several; a mutant: its file with one of them."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Mutation:
    """One change: `apply()` returns the whole file with it. Only a test that reaches one of `lines` can notice."""

    name: str
    lines: tuple[int, ...]
    apply: Callable[[], str | None]


@dataclass(frozen=True)
class MutationPlace:
    """`position`: line and column, from 1 and 0. `scope`: « Seats.take », empty in a template."""

    path: Path
    position: tuple[int, int]
    scope: str
    source: str
    mutations: tuple[Mutation, ...]

    def mutant(self, mutation: Mutation) -> "Mutant":
        return Mutant(self.path, self.scope, mutation.lines, self.source, mutation.apply() or self.source)


@dataclass(frozen=True)
class Mutant:
    """`before` and `after`: the whole file."""

    path: Path
    scope: str
    lines: tuple[int, ...]
    before: str
    after: str

    @property
    def app(self) -> str:
        """App of a module or of a template."""
        parts = self.path.with_suffix("").parts
        return parts[1] if parts[0] == "templates" else parts[0]

    @property
    def is_template(self) -> bool:
        return self.path.suffix == ".html"

    @cached_property
    def diff(self) -> str:
        """Lines taken and lines added, each after its sign."""
        changes = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), n=0, lineterm="")
        return "\n".join(line for line in list(changes)[2:] if not line.startswith("@@"))

    @property
    def title(self) -> str:
        """« `formation/sessions/enrolment/waiting_list.py`, `Seats.take` »."""
        return f"`{self.path}`, `{self.scope}`" if self.scope else f"`{self.path}`"
