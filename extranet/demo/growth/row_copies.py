"""The statement that copies the rows of a model: one `INSERT … SELECT` for all copies, on both databases.

A copied row has the key of its original plus the number of the copy times the *stride* of its table, so that relations
are followed by arithmetic. Records and forums have more copies than there are départements: these are shared out over
the EPM of each département, with the people of the EPM, turn after turn (`demo_turn`).
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models

from extranet.demo.growth.copied_rows import CopiedRows, Herd

PLACED = {"reseau.Member", "reseau.EPM"}


def model_of(rows: CopiedRows) -> type[models.Model]:
    return apps.get_model(rows.label) if "_" not in rows.label else _through(rows.label)


def _through(label: str) -> type[models.Model]:
    """Return the model of a relation of many to many, which the application knows but does not name."""
    app, name = label.split(".")
    return next(
        model for model in apps.get_app_config(app).get_models(include_auto_created=True) if model.__name__ == name
    )


def table_of_part(rows: CopiedRows) -> str:
    """Return the temporary table of the keys that are copied, of a model of which not all rows are."""
    return f"demo_part_{rows.herd}_{rows.label.lower().replace('.', '_')}"


@dataclass
class RowCopies:
    """Statements for rows of `plan`. `strides`: table → highest key; `values`: what texts of `plan` may name."""

    plan: list[CopiedRows]
    strides: dict[str, int]
    values: dict[str, str | int]
    by_model: dict[type[models.Model], list[CopiedRows]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_model = {}
        for rows in self.plan:
            self.by_model.setdefault(model_of(rows), []).append(rows)

    def part_statement(self, rows: CopiedRows) -> str:
        table = model_of(rows)._meta.db_table
        return f"CREATE TEMPORARY TABLE {table_of_part(rows)} AS SELECT s.id FROM {table} s WHERE {rows.where}"

    def statement(self, rows: CopiedRows) -> str:
        meta = model_of(rows)._meta
        fields = [one for one in meta.local_concrete_fields if not one.generated]
        columns = ", ".join(connection.ops.quote_name(one.column) for one in fields)
        values = ", ".join(self.value(rows, one) for one in fields)
        part = f" WHERE s.id IN (SELECT id FROM {table_of_part(rows)})" if rows.where else ""
        return (
            f"INSERT INTO {meta.db_table} ({columns}) SELECT {values}"
            f" FROM {meta.db_table} s CROSS JOIN demo_copy_{rows.herd} c{part}"
        )

    def value(self, rows: CopiedRows, one: models.Field) -> str:
        """Return the SQL of the column of a copy."""
        column = f"s.{connection.ops.quote_name(one.column)}"
        if one.name in rows.texts:
            return rows.texts[one.name].format(column, **self.values)
        if one.name in rows.moments:
            return _earlier(column, rows.hours)
        if isinstance(one, models.UUIDField) and (one.unique or one.name == "translation_key"):
            digest = f"md5(CAST({column} AS varchar(36)) || '-' || c.j)"
            return f"CAST({digest} AS uuid)" if connection.vendor == "postgresql" else digest
        if one.remote_field:
            return self.relation(rows, one, column)
        return f"{column} + c.j * {self.strides[one.model._meta.db_table]}" if one.primary_key else column

    def relation(self, rows: CopiedRows, one: models.ForeignKey, column: str) -> str:
        """Return the key of the related row in the same copy; that of the original where it is not copied."""
        target = one.remote_field.model
        while target._meta.pk.remote_field and target not in self.by_model:
            target = target._meta.pk.remote_field.model
        parts = self.by_model.get(target, [])
        if not parts:
            return column
        stride = self.strides[root_table(target)]
        if isinstance(one, models.OneToOneField) and one.primary_key:
            return f"{column} + c.j * {stride}"
        if target._meta.label in PLACED:
            return self.placed(rows, target, column, stride)
        part = next((part for part in parts if part.herd == rows.herd), parts[0])
        copied = f"{column} + {'c.j' if part.herd == rows.herd or rows.herd == Herd.PLACES else 'c.d'} * {stride}"
        if not part.where:
            return copied
        # A revision that is not copied is not one of the copied page.
        other = "NULL" if target._meta.label == "wagtailcore.Revision" else column
        return f"CASE WHEN {column} IN (SELECT id FROM {table_of_part(part)}) THEN {copied} ELSE {other} END"

    def placed(self, rows: CopiedRows, target: type[models.Model], column: str, stride: int) -> str:
        if rows.herd == Herd.PLACES:
            return f"{column} + c.j * {stride}"
        turn = f"SELECT t.target FROM demo_turn_{target._meta.model_name} t WHERE t.id = {column} AND t.turn = c.turn"
        return f"({turn}) + c.d * {stride}"


def root_table(model: type[models.Model]) -> str:
    while model._meta.pk.remote_field:
        model = model._meta.pk.remote_field.model
    return model._meta.db_table


def _earlier(column: str, hours: str) -> str:
    if connection.vendor == "postgresql":
        return f"{column} - ({hours}) * interval '1 hour'"
    # As Django writes moments, whose order is that of their text.
    return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || ({hours}) || ' hours') || '000'"
