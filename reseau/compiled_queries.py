"""Queries whose SQL is written once for each shape, then run with other values (ADR 80).

Writing the SQL of a large queryset costs Django more than the database takes to run it. The SQL depends on the shape of
the question alone: which relations are joined, how many places somebody works in; never on who asks.
"""

import copy
import logging
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.expressions import Expression
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

logger = logging.getLogger(__name__)


class Given(Expression):
    """Stands in a queryset for a value that is given at each run, typed by a field."""

    def __init__(self, name: str, output_field: models.Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection) -> tuple[str, list]:
        return "%s", [self]


class CompiledQuery:
    """`build(**values, **shape)` returns a queryset without asking the database.

    It is called once for each shape with placeholders as values, so that it may use them in lookups alone. `fields`: the
    field of each value. What Django cannot compile so is asked as an ordinary queryset each time, and logged once.
    """

    def __init__(self, build: Callable[..., models.QuerySet], **fields: models.Field) -> None:
        self.build, self.fields = build, fields
        self._compiled: dict[Hashable, _Compiled | None] = {}

    def rows(self, values: Mapping[str, Any], /, **shape: Hashable) -> list:
        """Return the rows of the queryset, as its class gives them: instances, dictionaries or tuples.

        `values`: name → value, of each field; `shape`: hashable arguments that change the SQL.
        """
        compiled = self.compiled(**shape)
        return list(self.build(**values, **shape) if compiled is None else compiled.bind(values))

    def compiled(self, **shape: Hashable) -> "_Compiled | None":
        """Return what is kept for this shape; None if it cannot be compiled."""
        key = tuple(sorted(shape.items()))
        if key not in self._compiled:
            self._compiled[key] = self._compile(shape)
        return self._compiled[key]

    def _compile(self, shape: Mapping[str, Hashable]) -> "_Compiled | None":
        placeholders = {name: Given(name, field) for name, field in self.fields.items()}
        try:
            return _Compiled(self.build(**placeholders, **shape))
        except Exception:
            logger.exception("%s is asked as an ordinary queryset", self.build.__qualname__)
            return None


class _Compiled:
    """A queryset of one shape, its compiler after it wrote the SQL, and the SQL."""

    def __init__(self, queryset: models.QuerySet) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.params = "", ()

    def bind(self, values: Mapping[str, Any]) -> models.QuerySet:
        """Return the queryset to run with these values; it is iterated once, and not narrowed any more."""
        connection = connections[self.queryset.db]
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        params = tuple(
            param.output_field.get_db_prep_value(values[param.name], connection) if isinstance(param, Given) else param
            for param in self.params
        )
        compiler.as_sql = lambda *args, **options: (self.sql, params)
        bound = self.queryset.all()
        bound._query = _BoundQuery(self.queryset.query, compiler)
        return bound


class _BoundQuery:
    """The query of a compiled queryset: as it was, but it hands out the compiler that has nothing left to write."""

    def __init__(self, query: Query, compiler: SQLCompiler) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *args, **options) -> SQLCompiler:
        return self._compiler

    def __getattr__(self, name: str):
        return getattr(self._query, name)
