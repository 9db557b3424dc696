"""Queries whose SQL is written once for each shape, then run with other values (ADR 80, 116).

Writing the SQL of a large queryset costs Django more than the database takes to run it. The SQL depends on the shape of
the question alone: which relations are joined, in how many places somebody works; never on who asks.
"""

import copy
import logging
import re
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from reseau.web.queries.placeholders import Marks, ParameterSlot, moment_of

logger = logging.getLogger(__name__)

# Bounds the memory of a query whose shapes visitors choose.
MOST_SHAPES = 200
# Runs of each shape that are compared, where runs are, before the rest are drawn from.
FIRST_RUNS = 3
# Seconds that a loaded machine takes between two readings of the clock.
PATIENCE = 10


class CompiledQuery:
    """`build(**arguments)` returns a queryset without asking the database.

    It is called once for each shape, with marks in place of the values: numbers, texts, dates, moments, rows
    known by their key, tuples of them, and members (`Member.stand_in`). Everything else, and the arguments named in
    `shape`, is part of the shape, and so is the hour, so that `build` may ask which day it is; moments that it takes
    from the clock move with it. What cannot be compiled is asked as an ordinary queryset each time, and logged once.
    """

    # How many times tables were made or emptied. Keys that the SQL holds, those of types of content, change then.
    _times_made = 0

    def __init__(self, build: Callable[..., models.QuerySet], *, shape: Iterable[str] = ()) -> None:
        self.build, self.shape = build, frozenset(shape)
        # One attribute, read once by each run: another thread may begin a new hour meanwhile.
        self._of_the_hour: tuple[Hashable, dict[Hashable, _Compiled | None]] = (None, {})

    def rows(self, **arguments: Any) -> list:
        """Return the rows of the queryset, as its class gives them: instances, dictionaries or tuples. One query."""
        return list(self.queryset(**arguments))

    def queryset(self, **arguments: Any) -> models.QuerySet:
        """Return the queryset to iterate once, its SQL written already where that could be done."""
        marks, marked = self._mark(arguments)
        compiled = self._find(marks, marked)
        if compiled is None:
            return self.build(**arguments)
        bound = compiled.bind(marks.values)
        if compiled.is_run_checked():
            check_same_question(bound.query.get_compiler(), self.build(**arguments))
        return bound

    def statement(self, **arguments: Any) -> tuple[str, tuple]:
        """Return SQL and parameters, for one query made of several; both empty where there can be no row."""
        marks, marked = self._mark(arguments)
        compiled = self._find(marks, marked)
        if compiled is None or getattr(settings, "COMPILED_QUERIES_CHECKED", 0):
            queryset = self.queryset(**arguments)
            return written(queryset.query.get_compiler(using=queryset.db))
        return compiled.sql, compiled.params(marks.values)

    def row(self, **arguments: Any) -> Any:
        """Return the first row, or None. `build` bounds its queryset."""
        return next(iter(self.rows(**arguments)), None)

    def is_compiled(self, **arguments: Any) -> bool:
        """Whether these arguments have a shape that can be compiled."""
        return self._find(*self._mark(arguments)) is not None

    @staticmethod
    def forget_every_shape(**kwargs) -> None:
        """Compile each query anew. Receives `post_migrate`."""
        CompiledQuery._times_made += 1

    def _mark(self, arguments: dict[str, Any]) -> tuple[Marks, dict[str, Any]]:
        marks = Marks()
        marked = {
            name: marks.keep(value) if name in self.shape else marks.stand_for_argument(value)
            for name, value in arguments.items()
        }
        return marks, marked

    def _find(self, marks: Marks, marked: dict[str, Any]) -> "_Compiled | None":
        now = timezone.localtime()
        this_hour = (now.toordinal(), now.hour, CompiledQuery._times_made)
        hour, compiled = self._of_the_hour
        if hour != this_hour or len(compiled) >= MOST_SHAPES:
            compiled = {}
            self._of_the_hour = (this_hour, compiled)
        key = (*marked, *marks.shape)
        if key not in compiled:
            compiled[key] = self._compile(marks, marked)
        return compiled[key]

    def _compile(self, marks: Marks, marked: dict[str, Any]) -> "_Compiled | None":
        try:
            return _Compiled(self.build, marks, marked)
        except Exception:
            logger.exception("%s is asked as an ordinary queryset", getattr(self.build, "__qualname__", self.build))
            return None


class _Compiled:
    """A queryset of one shape, its compiler after it wrote the SQL, the SQL, and where its values stand."""

    # Answers of earlier runs, where a query keeps them (`cached_query`).
    kept: Any = None
    runs = 0

    def __init__(self, build: Callable[..., models.QuerySet], marks: Marks, marked: dict[str, Any]) -> None:
        with marks.refused_by_the_database():
            self.queryset = build(**marked)
        self.compiler = self.queryset.query.get_compiler(using=self.queryset.db)
        self.sql, params = written(self.compiler)
        # `none()` asks nothing, whatever its arguments; any other empty query may be so because of a mark.
        is_none = self.queryset.query.is_empty()
        self.slots = [] if is_none else marks.slots(self.sql, params, self.compiler.connection)
        # What makes values of Python of the columns: looked up once, where Django would for each column at each run.
        self.converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        for lookup in self.queryset._prefetch_related_lookups:
            if (joined := getattr(lookup, "queryset", None)) is not None:
                marks.refuse(*written(joined.query.get_compiler(using=self.queryset.db)))

    def is_run_checked(self) -> bool:
        """Whether this run is compared with the plain queryset: in tests, the first ones and each eighth, say."""
        if not (each := getattr(settings, "COMPILED_QUERIES_CHECKED", 0)):
            return False
        self.runs += 1
        return self.runs <= FIRST_RUNS or self.runs % each == 0

    def params(self, values: list) -> tuple:
        """Return the parameters of the SQL for these values."""
        return tuple(slot.fill(values) if isinstance(slot, ParameterSlot) else slot for slot in self.slots)

    def bind(self, values: list) -> models.QuerySet:
        """Return the queryset to run with these values; it is iterated once, and not narrowed any more."""
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        statement = self.sql, self.params(values)
        compiler.as_sql = lambda *args, **options: statement
        compiler.get_converters = lambda columns: self.converters
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


def few_lengths(keys: Iterable[int]) -> tuple[int, ...]:
    """Return `keys` with some that no row has, up to a power of two: a query of these keys has few shapes."""
    known = sorted(set(keys))
    length = 1 << max(0, len(known) - 1).bit_length()
    return (*known, *range(-1, len(known) - length - 1, -1))


def written(compiler: SQLCompiler) -> tuple[str, tuple]:
    """Return SQL and parameters, both empty where Django knows that there can be no row."""
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return "", ()
    return sql, tuple(params)


def check_same_question(compiler: SQLCompiler, plain: models.QuerySet) -> None:
    """Raise `AssertionError` unless the compiled query asks what `plain` asks. The test suite does so."""
    sql, params = compiler.as_sql()
    expected_sql, expected_params = written(plain.query.get_compiler(using=plain.db))
    is_same = sql == expected_sql and all(
        _is_same(*pair) for pair in zip(_in_order(sql, params), _in_order(sql, expected_params), strict=True)
    )
    if not is_same:
        raise AssertionError(f"a compiled query asks something else: {sql} {params}, {expected_sql} {expected_params}")


def _in_order(sql: str, params: tuple) -> list:
    """Put the values of each list in order: those of a set come in any."""
    left, ordered = list(params), []
    for group in re.findall(r"IN \((%s(?:, %s)*)\)|(%s)", sql):
        size = group[0].count("%s") or 1
        ordered += sorted(left[:size], key=repr)
        del left[:size]
    return ordered


def _is_same(param: Any, expected: Any) -> bool:
    """Whether two parameters are equal, but for the moments between two readings of the clock."""
    moments = moment_of(param), moment_of(expected)
    return param == expected or (None not in moments and abs((moments[0] - moments[1]).total_seconds()) < PATIENCE)
