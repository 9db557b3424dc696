"""A file of SQLite read whole, in a form that depends neither on the order of columns nor on that of writes."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

# Tables that SQLite or its full-text search keep for themselves.
OWN_TABLES = re.compile(r"sqlite_|wagtailsearch_indexentry_fts_")
# Moments of the making, keys drawn at random, and the order in which a set is written.
NOT_COMPARED = {
    ("django_migrations", "id"),
    ("django_migrations", "applied"),
    ("wagtailcore_page", "translation_key"),
    ("auth_group_permissions", "id"),
    ("questionnaires_questionnaireversion", "frozen"),
    ("questionnaires_questionnaireversion", "changed"),
    # Begins with the moment at which the triggers are set.
    ("extranet_tablechange", "changes"),
}
# The migrations of Wagtail do not know how this model is called by people: « Can add sqliteftsindexentry ».
FULL_TEXT = "wagtailsearch.sqliteftsindexentry"
# Django numbers types and rights in the order in which it meets the models: what points at one is compared by its name.
NAMES = {
    "django_content_type": "SELECT id, app_label || '.' || model FROM django_content_type",
    "auth_permission": (
        "SELECT auth_permission.id, app_label || '.' || model || '.' || codename"
        " FROM auth_permission JOIN django_content_type ON content_type_id = django_content_type.id"
    ),
}


def schema(path: Path) -> dict[tuple[str, str], list[str]]:
    """Return the definition of each table, index and trigger: of a table, its columns and constraints, sorted."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(kind, name): parts(sql) for kind, name, sql in found if not OWN_TABLES.match(name)}


def parts(sql: str) -> list[str]:
    """Cut a definition at the commas that stand in its outer parentheses only, and sort what it cuts."""
    opening, depth, found = sql.index("(") if "(" in sql else len(sql), 0, [""]
    for character in sql[opening + 1 :].rstrip().removesuffix(")"):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            found.append("")
        else:
            found[-1] += character
    return [sql[:opening], *sorted(" ".join(part.split()) for part in found)]


def rows(path: Path) -> dict[str, list[tuple]]:
    """Return the rows of each table that has some, sorted, each as sorted pairs of a column and its value."""
    with closing(sqlite3.connect(path)) as database:
        names = {table: dict(database.execute(query)) for table, query in NAMES.items()}
        listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        tables = {
            name: sorted(read(database, name, names), key=repr) for (name,) in listed if not OWN_TABLES.match(name)
        }
    return {name: found for name, found in tables.items() if found}


def read(database: sqlite3.Connection, table: str, names: dict[str, dict[int, str]]) -> Iterator[tuple]:
    named = {row[3]: row[2] for row in database.execute(f'PRAGMA foreign_key_list("{table}")') if row[2] in names}
    if table in names:
        named["id"] = table
    cursor = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of this very file
    columns = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(columns, values, strict=True))
        row |= {column: names[target].get(row[column]) for column, target in named.items()}
        if row.get("content_type_id") == FULL_TEXT:
            row["name"] = ""
        yield tuple(sorted((column, value) for column, value in row.items() if (table, column) not in NOT_COMPARED))
