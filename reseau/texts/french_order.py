"""French alphabetical order, in the database so that pages of a list follow it, and the same in Python.

« Bétaille » stands between « Bagnac » and « Cahors »: accents, capitals, hyphens and apostrophes do not count. SQLite
calls `fold`; PostgreSQL has it in SQL, and compares bytes whatever the language of its cluster.
"""

from django.db import models
from django.db.backends.signals import connection_created

from reseau.texts.accent_folding import fold

SQLITE_FUNCTION = "fold_accents"
# Letters with accents and signs that `fold` turns into one plain letter or a space.
_FOLDED_SIGNS = {
    chr(code): fold(f"a{chr(code)}a")[1:-1]
    for code in (*range(0xC0, 0x180), *map(ord, "-'’\u00a0\u202f"))
    if len(fold(f"a{chr(code)}a")) == 3
}


class Folded(models.Func):
    """A text as `fold` gives it: `order_by(Folded("title"), "pk")`, `alias(words=Folded("about"))`."""

    arity = 1
    output_field = models.TextField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function=SQLITE_FUNCTION, **context)

    def as_postgresql(self, compiler, connection, **context):
        signs = "".join(_FOLDED_SIGNS).replace("'", "''")
        ligatures = "replace(replace(lower(%(expressions)s), 'œ', 'oe'), 'Œ', 'oe')"
        letters = f"translate({ligatures}, '{signs}', '{''.join(_FOLDED_SIGNS.values())}')"
        template = rf"""btrim(regexp_replace({letters}, '\s+', ' ', 'g')) COLLATE "C" """.strip()
        return self.as_sql(compiler, connection, template=f"({template})", **context)


class FoldedField(models.CharField):
    """A column that keeps what `fold` gives, in the same order everywhere: PostgreSQL compares its bytes."""

    def db_parameters(self, connection) -> dict:
        parameters = super().db_parameters(connection)
        return parameters | {"collation": "C"} if connection.vendor == "postgresql" else parameters


def teach_sqlite(connection, **kwargs) -> None:
    """Give `fold` to a new connection to SQLite."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_FUNCTION, 1, _fold_or_null, deterministic=True)


def _fold_or_null(text: str | None) -> str | None:
    return None if text is None else fold(text)


connection_created.connect(teach_sqlite)
