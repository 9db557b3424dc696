"""Foreign key of several columns: what a row copies from another one is what that other row says, in the database too.

Django gives a key of one column only. This constraint is read by migrations like any other, on SQLite and PostgreSQL.
"""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import Model
from django.db.models.constraints import BaseConstraint

INLINE = "CONSTRAINT %(name)s FOREIGN KEY (%(column)s) REFERENCES %(to_table)s (%(to_column)s)%(deferrable)s"
AT_THE_END = " DEFERRABLE INITIALLY DEFERRED"


class CompositeForeignKey(BaseConstraint):
    """Constraint that `fields` of a row are together `to_fields` of the row that the first of them, a key, points at.

    The other model needs a unique constraint of `to_fields`. The check is made at the end of the transaction, so that
    rows that are tied may move one after the other. A row with a null among `fields` is not checked.
    """

    def __init__(self, *, fields: Sequence[str], to_fields: Sequence[str], **kwargs) -> None:
        self.fields, self.to_fields = tuple(fields), tuple(to_fields)
        super().__init__(**kwargs)

    def constraint_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement | None:
        """Return the line of a new table, all that SQLite knows; elsewhere the key comes after the tables."""
        if schema_editor.connection.vendor == "sqlite":
            return self._statement(INLINE, model, schema_editor)
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return None

    def create_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        return self._statement(schema_editor.sql_create_fk, model, schema_editor)

    def remove_sql(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        return schema_editor._delete_constraint_sql(schema_editor.sql_delete_fk, model, self.name)

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Refuse a row whose copies are not those of the row that it points at."""
        if exclude and set(self.fields) & set(exclude):
            return
        values = [getattr(instance, model._meta.get_field(name).attname) for name in self.fields]
        targets = self._target(model)._base_manager.using(using)
        if None not in values and not targets.filter(**dict(zip(self.to_fields, values, strict=True))).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self) -> tuple[str, tuple, dict]:
        path, arguments, keywords = super().deconstruct()
        return path, arguments, keywords | {"fields": self.fields, "to_fields": self.to_fields}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CompositeForeignKey):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    __hash__ = None

    def _target(self, model: type[Model]) -> type[Model]:
        return model._meta.get_field(self.fields[0]).remote_field.model

    def _statement(self, sql: str, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        table, target = model._meta.db_table, self._target(model)
        quote = schema_editor.quote_name
        columns = [model._meta.get_field(name).column for name in self.fields]
        to_columns = [target._meta.get_field(name).column for name in self.to_fields]
        return Statement(
            sql,
            table=Table(table, quote),
            name=quote(self.name),
            column=Columns(table, columns, quote),
            to_table=Table(target._meta.db_table, quote),
            to_column=Columns(target._meta.db_table, to_columns, quote),
            deferrable=AT_THE_END,
        )
