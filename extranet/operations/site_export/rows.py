"""Rows of the tables, read block by block and written as they are, so that numbers and dates stay the same."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.crypto import get_random_string

from extranet.operations.site_export.columns import Column, columns_of, is_link_to_parent
from extranet.operations.site_export.scope import is_secret
from reseau.texts.markdown.html import to_html

BLOCK = 500
# Field → how it is made from its row, where a column would only say the same thing twice.
MADE_FROM_ROW: dict[str, Callable[[dict[str, Any]], Any]] = {"forums.Post.html": lambda row: to_html(row["body"])}
KEPT_WHEN_CLEARED = (ContentType, Permission)


@contextmanager
def one_instant() -> Iterator[None]:
    """Read the database as it is at one instant, whatever is written meanwhile; no writer waits."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def in_blocks(
    queryset: models.QuerySet, *, with_parents: bool = False, size: int = BLOCK
) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a model, in the order of their numbers, as natural values by name of field."""
    columns = exported_columns(queryset.model, with_parents=with_parents)
    names = [column.field.attname for column in columns]
    block: list[dict[str, Any]] = []
    for values in queryset.order_by(*order_of(queryset.model)).values_list(*names).iterator(chunk_size=size):
        natural = (column.natural(value) for column, value in zip(columns, values, strict=True))
        block.append(dict(zip((column.field.name for column in columns), natural, strict=True)))
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block


def exported_columns(model: type[models.Model], *, with_parents: bool = False) -> list[Column]:
    return [column for column in columns_of(model, with_parents=with_parents) if not is_made_from_row(column.field)]


def is_made_from_row(field: models.Field) -> bool:
    return f"{field.model._meta.label}.{field.name}" in MADE_FROM_ROW


def order_of(model: type[models.Model]) -> list[str]:
    """Return the number of the row; for a link table, which has none, both ends."""
    if model._meta.auto_created:
        return [field.attname for field in model._meta.local_concrete_fields if not field.primary_key]
    return ["pk"]


def insert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Insert rows of natural values into the table of a model alone; its parents are tables of their own."""
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and not (model._meta.auto_created and field.primary_key)
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our tables
    count = 0
    with connection.cursor() as cursor:
        for block in blocks_of(rows):
            cursor.executemany(statement, [[stored_value(field, row) for field in fields] for row in block])
            count += len(block)
    return count


def blocks_of(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    block = []
    for row in rows:
        block.append(row)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def stored_value(field: models.Field, row: dict[str, Any]) -> Any:
    if is_secret(field):
        return field.get_db_prep_save(placeholder(field), connection)
    if is_made_from_row(field):
        return field.get_db_prep_save(MADE_FROM_ROW[f"{field.model._meta.label}.{field.name}"](row), connection)
    if is_link_to_parent(field) and field.name not in row:
        return row[field.model._meta.get_parent_list()[-1]._meta.pk.name]
    return Column(field).stored(row[field.name])


def placeholder(field: models.Field) -> str | None:
    """Return a secret that opens nothing, until the exported one takes its place."""
    if field.null:
        return None
    return make_password(None) if field.name == "password" else get_random_string(min(32, field.max_length))


@transaction.atomic
def clear() -> None:
    """Empty every table but those that `migrate` fills for the code."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model not in KEPT_WHEN_CLEARED and model._meta.managed and not model._meta.proxy:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - a name of our tables


def reset_sequences() -> None:
    """Let the next rows come after those that were inserted with their numbers."""
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
