"""Triggers that count, in the same transaction, each change of what visitors may see.

Whatever writes is counted: services, `QuerySet.update`, Wagtail, a restored table, another process, SQL by hand.
Migrations remake tables and lose their triggers, so that they are set after each migration, never by one.
"""

import time
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from extranet.operations.public_cache.unseen_tables import seen_columns, seen_tables

PREFIX = "public_change_"
COUNTER = "extranet_tablechange"
NOTE_ONE = """
INSERT INTO extranet_tablechange (table_name, writer, changes) VALUES ({table}, {writer}, 1)
ON CONFLICT (table_name, writer) DO UPDATE SET changes = extranet_tablechange.changes + 1
"""
# In milliseconds since 1970: above any version that a process may remember.
BEGIN_COUNT = """
INSERT INTO extranet_tablechange (table_name, writer, changes) VALUES (%s, 0, %s)
ON CONFLICT (table_name, writer) DO UPDATE SET changes = EXCLUDED.changes
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION note_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {NOTE_ONE.format(table="TG_TABLE_NAME", writer="pg_backend_pid()")}; RETURN NULL; END $$
"""
LISTS = {
    "sqlite": f"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{PREFIX}%'",  # noqa: S608 - constants
    "postgresql": f"""
        SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgname LIKE '{PREFIX}%' AND pg_table_is_visible(pg_class.oid)
        """,  # noqa: S608 - constants
}


class ChangeTrigger(NamedTuple):
    """`events`: what follows AFTER, such as DELETE. The name changes with the rest: a former one is seen as such."""

    table: str
    events: str

    @property
    def name(self) -> str:
        return PREFIX + sha256(f"{self.table} {self.events} {NOTE_ONE}".encode()).hexdigest()[:16]

    @property
    def sql(self) -> str:
        head = f'CREATE TRIGGER {self.name} AFTER {self.events} ON "{self.table}"'
        if connection.vendor == "postgresql":
            return f"{head} FOR EACH STATEMENT EXECUTE FUNCTION note_public_change()"
        note = NOTE_ONE.format(table=f"'{self.table}'", writer=0)
        return f"{head} BEGIN {note}; END"


def wanted_triggers() -> Iterator[ChangeTrigger]:
    columns = seen_columns()
    for table in seen_tables():
        named = ", ".join(f'"{column}"' for column in columns.get(table, ()))
        update = f"UPDATE OF {named}" if named else "UPDATE"
        if connection.vendor == "postgresql":
            yield ChangeTrigger(table, f"INSERT OR DELETE OR {update}")
            yield ChangeTrigger(table, "TRUNCATE")
        else:
            for event in ("INSERT", "DELETE", update):
                yield ChangeTrigger(table, event)


def existing_triggers() -> dict[str, str]:
    """Return the table of each trigger by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LISTS[connection.vendor])
        return dict(cursor.fetchall())


def set_triggers(using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Set what misses, remove what is too much, and begin to count. Receives `post_migrate`."""
    if using != DEFAULT_DB_ALIAS or not has_counter():
        return
    existing, wanted = existing_triggers(), {trigger.name: trigger for trigger in wanted_triggers()}
    if existing.keys() == wanted.keys():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        _drop({name: existing[name] for name in existing.keys() - wanted.keys()})
        for name in wanted.keys() - existing.keys():
            cursor.execute(wanted[name].sql)
        begin = time.time_ns() // 1_000_000
        cursor.executemany(BEGIN_COUNT, [(table, begin) for table in {trigger.table for trigger in wanted.values()}])


def drop_triggers(using: str = DEFAULT_DB_ALIAS, plan: list | None = None, **kwargs) -> None:
    """Remove the triggers before migrations, which may remake tables, and the count: until it begins again, no page
    is kept. Receives `pre_migrate`.
    """
    if using != DEFAULT_DB_ALIAS or not plan or not has_counter():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        _drop(existing_triggers())
        cursor.execute("DELETE FROM extranet_tablechange")
        # The web server of before reads that one.
        cursor.execute("DELETE FROM extranet_publicchange")


def has_counter() -> bool:
    return COUNTER in connection.introspection.table_names()


def _drop(triggers: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        for name, table in triggers.items():
            of_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{of_table}")
