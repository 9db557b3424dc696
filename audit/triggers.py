"""The trigger that refuses to change a line of the journal, whoever asks: a service, a command, SQL by hand.

Migrations remake tables and lose their triggers, so that it is set after each migration, never by one.
"""

from django.db import DEFAULT_DB_ALIAS, connection

from audit.models import AuditLine

TABLE = AuditLine._meta.db_table
REFUSAL = "the journal of acts is only added to"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
SET = {
    "sqlite": [
        f"""
        CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
        """
    ],
    "postgresql": [
        FUNCTION,
        f"""
        CREATE OR REPLACE TRIGGER audit_is_never_changed BEFORE UPDATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
        """,
    ],
}


def set_trigger(using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Receives `post_migrate`."""
    if using != DEFAULT_DB_ALIAS or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SET[connection.vendor]:
            cursor.execute(statement)
