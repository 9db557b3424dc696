"""Rows related to a page, read as JSON in the query of the page instead of one query more."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db.models import DateTimeField, Field, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime


class JSONRows(Subquery):
    """These fields of the rows of `queryset`, which refers to the page as `OuterRef`, as a JSON list."""

    template = "(SELECT json_group_array(json(gathered.item)) FROM (%(subquery)s) gathered)"

    def __init__(self, queryset: QuerySet, *fields: str, **extra) -> None:
        rows = queryset.values(item=JSONObject(**{field: field for field in fields}))
        super().__init__(rows, output_field=JSONField(), **extra)

    def as_postgresql(self, compiler, connection, **extra):
        template = "(SELECT coalesce(jsonb_agg(gathered.item), '[]') FROM (%(subquery)s) gathered)"
        return self.as_sql(compiler, connection, template=template, **extra)


def instances_of_rows(model: type[Model], rows: Iterable[dict]) -> list[Model]:
    """Build instances from the rows; fields that were not selected are read on demand."""
    instances = []
    for row in rows:
        fields = [field for field in model._meta.concrete_fields if field.attname in row]
        values = [_parse_value(field, row[field.attname]) for field in fields]
        instances.append(model.from_db(None, [field.attname for field in fields], values))
    return instances


def _parse_value(field: Field, value: Any) -> Any:
    """Parse a date and time, which JSON writes as text, and SQLite in UTC without saying so."""
    if value is None or not isinstance(field, DateTimeField):
        return value
    moment = parse_datetime(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
