"""Marks: values that no row has, in the place of those of a query, found again among its parameters."""

import copy
import datetime
import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connections, models
from django.utils import timezone

# Marks of numbers: « 21 », the rank in four digits, « 0047 ». They are within the whole numbers of every field but the
# small ones, no key of ours comes near, and a number computed from one of them is none.
FIRST, STEP = 2_100_000_047, 10_000
IN_A_TEXT = re.compile(r"(?<!\d)21(\d{4})0047(?!\d)")
NEAR_A_MARK = re.compile(r"(?<!\d)21\d{8}(?!\d)")
# What a mark of a fraction has more.
HALF = 0.5
# Days between two marks.
YEAR = 366
# SQLite takes moments as texts.
A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
FIRST_DAY = datetime.date(1, 1, 2)
FIRST_MOMENT = datetime.datetime(2, 1, 2, tzinfo=datetime.UTC)
# Whatever is made of it, in small letters, without accents, cut or escaped, is another text, and still holds « mark ».
A_TEXT = " É%_mark{} "
A_TEXT_CHANGED = re.compile(r"mark\d", re.IGNORECASE)


class MarkError(Exception):
    """A mark where it cannot be found again: the query is not compiled."""


def mark_of(rank: int) -> int:
    return FIRST + STEP * rank


@dataclass(frozen=True)
class ParameterSlot:
    """The place of values among the parameters: their ranks, and what makes the parameter of all values."""

    ranks: frozenset[int]
    fill: Callable[[list], Any]


class Marks:
    """The values of one run, each with its mark, and the shape: what the SQL depends on."""

    def __init__(self) -> None:
        self.values: list = []
        self.shape: list[Hashable] = []
        self._numbers: dict[tuple[str, Any], int] = {}
        self._awaited: set[int] = set()

    def stand_for_argument(self, value: Any) -> Any:
        """Return the mark of an argument, which has to be found again; the keys of a member need not."""
        if hasattr(value, "stand_in"):
            return self._stand_in(value)
        known = len(self.values)
        mark = self.stand_for(value)
        self._awaited.update(range(known, len(self.values)))
        return mark

    def _stand_in(self, reader: Any) -> Any:
        """Ask `reader` for its stand-in; that of a first argument is kept, since each query of a page asks for it."""
        if self.values or self.shape:
            return reader.stand_in(self)
        positions, stand_in, state = reader.__dict__.get("first_stand_in", (None, None, None))
        if positions is None or positions is not reader.live_positions:
            stand_in = reader.stand_in(self)
            reader.__dict__["first_stand_in"] = (reader.live_positions, stand_in, self._state)
        else:
            self.values, self.shape, self._numbers = map(copy.copy, state)
        return stand_in

    @property
    def _state(self) -> tuple[list, list, dict]:
        return self.values.copy(), self.shape.copy(), self._numbers.copy()

    def stand_for(self, value: Any) -> Any:
        """Return a mark of the same type as `value`; values that can have none are kept, and belong to the shape."""
        match value:
            case Enum() | bool():
                return self.keep(value)
            case int():
                return mark_of(self._add("number", value))
            case float():
                return mark_of(self._add("fraction", value)) + HALF
            case str():
                return A_TEXT.format(self._add("text", value))
            case datetime.datetime():
                return FIRST_MOMENT + datetime.timedelta(days=YEAR * self._add("moment", value))
            case datetime.date():
                return FIRST_DAY + datetime.timedelta(days=YEAR * self._add("day", value))
            case models.Model():
                key = mark_of(self._add("row", value.pk))
                return type(value).from_db(None, [value._meta.pk.attname], [key])
            case tuple():
                self.shape.append(len(value))
                return tuple(self.stand_for(each) for each in value)
            case _:
                return self.keep(value)

    def keep(self, value: Hashable) -> Any:
        self.shape.append(type(value) if getattr(value, "is_anonymous", False) else value)
        return value

    def number(self, value: int, kind: str) -> int:
        """Return the mark of a key; the same one for the same key of the same `kind`."""
        key = (kind, value)
        if key not in self._numbers:
            self._numbers[key] = self._add("number", value)
        rank = self._numbers[key]
        self.shape.append((kind, rank))
        return mark_of(rank)

    def slots(self, sql: str, params: tuple, connection) -> list[ParameterSlot | Any]:
        """Return the parameters, with a slot in the place of each mark and of each text that holds one.

        A moment that is no mark comes from the clock, and moves with it. Raises `MarkError` for a mark inside anything
        else, and for an argument that is nowhere: something was made of it that is not seen again, or no row of a small
        column can hold its mark, so that PostgreSQL is not asked.
        """
        found = [self._slot(param, connection) for param in params]
        seen = {rank for slot in found if isinstance(slot, ParameterSlot) for rank in slot.ranks}
        self.refuse(sql)
        if lost := self._awaited - seen:
            raise MarkError(f"values that are not found again: {[self.values[rank] for rank in sorted(lost)]}")
        return found

    def _slot(self, param: Any, connection) -> ParameterSlot | Any:
        for rank, value in enumerate(self.values):
            if fill := _filling(rank, value, param, connection):
                return ParameterSlot(frozenset({rank}), fill)
        if isinstance(param, str) and (held := IN_A_TEXT.findall(param)):
            ranks = frozenset(map(int, held))
            return ParameterSlot(ranks, lambda values: IN_A_TEXT.sub(lambda mark: str(values[int(mark[1])]), param))
        if (since := _seconds_from_now(param)) is not None:
            return ParameterSlot(frozenset(), _moving_moment(since, connection))
        self.refuse(param)
        return param

    def refuse(self, *found: Any) -> None:
        """Raise `MarkError` if the text of any of `found` holds a mark."""
        for each in found:
            text = repr(each)
            if NEAR_A_MARK.search(text) or A_TEXT_CHANGED.search(text):
                raise MarkError(f"a mark that cannot be replaced: {text[:200]}")

    @contextmanager
    def refused_by_the_database(self) -> Iterator[None]:
        """Nothing that is asked meanwhile may hold a mark: its answer would decide the shape."""

        def ask(execute, sql, params, many, context):
            self.refuse(params)
            return execute(sql, params, many, context)

        with connections["default"].execute_wrapper(ask):
            yield

    def _add(self, kind: str, value: Any) -> int:
        self.shape.append(kind)
        self.values.append(value)
        return len(self.values) - 1


def moment_of(param: Any) -> datetime.datetime | None:
    """Return the moment that a parameter is, None if it is none: SQLite takes them as texts, in universal time."""
    if isinstance(param, str) and A_MOMENT.match(param):
        return datetime.datetime.fromisoformat(param).replace(tzinfo=datetime.UTC)
    return param if isinstance(param, datetime.datetime) else None


def _seconds_from_now(param: Any) -> int | None:
    """Return how long after now a moment is. Full hours, like the first of a day, hold until the next compilation."""
    moment = moment_of(param)
    if moment is None or (moment.minute, moment.second, moment.microsecond) == (0, 0, 0):
        return None
    return round((moment - timezone.now()).total_seconds())


def _moving_moment(seconds: int, connection) -> Callable[[list], Any]:
    gap = datetime.timedelta(seconds=seconds)
    return lambda values: connection.ops.adapt_datetimefield_value(timezone.now() + gap)


def _filling(rank: int, value: Any, param: Any, connection) -> Callable[[list], Any] | None:
    """Return what makes the parameter of the value of this rank, if `param` is its mark."""
    match value:
        case datetime.datetime():
            adapt, mark = connection.ops.adapt_datetimefield_value, FIRST_MOMENT + datetime.timedelta(days=YEAR * rank)
        case datetime.date():
            adapt, mark = connection.ops.adapt_datefield_value, FIRST_DAY + datetime.timedelta(days=YEAR * rank)
        case str():
            return (lambda values: values[rank]) if param == A_TEXT.format(rank) else None
        case float():
            return (lambda values: values[rank]) if param == mark_of(rank) + HALF else None
        case _:
            kind, is_mark = type(param), isinstance(param, int) and param == mark_of(rank)
            return (lambda values: kind(values[rank])) if is_mark else None
    return (lambda values: adapt(values[rank])) if param == adapt(mark) else None
