"""Tables of a new site, made from its models in one go; anything but an empty SQLite file takes its migrations.

What `migrate` leaves is what this leaves: a test compares both (tests/extranet/operations/first_start/). Why:
docs/adr/0083.
"""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL, SeparateDatabaseAndState
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

from extranet.operations.first_start.starting_rows import write_rows_of_libraries, write_rows_of_ours

# Applications with migrations, all of whose starting rows are known. One more, and the migrations are replayed.
OURS = {
    *("accueil", "alertes", "audit", "b2i", "enquetes", "extranet", "formation", "forums", "jobs", "patrimoine"),
    *("projets", "qualite", "questionnaires", "reseau", "ressources", "search"),
}
KNOWN = OURS | {
    *("account", "auth", "contenttypes", "django_tasks_database", "mfa", "sessions", "taggit", "wagtailadmin"),
    *("wagtailcore", "wagtaildocs", "wagtailembeds", "wagtailforms", "wagtailimages", "wagtailredirects"),
    *("wagtailsearch", "wagtailusers"),
}
# Wagtail makes this one in a migration, as a virtual table of SQLite with its triggers.
FULL_TEXT_MIGRATION = "wagtail.search.migrations.0006_customise_indexentry"
FULL_TEXT_TABLE = "wagtailsearch_indexentry_fts"


@translation.override(None)
def make_tables() -> bool:
    """Bring the database up to date; return whether it was empty and its tables were made without migrations.

    One transaction: an interruption leaves an empty file. Names of rights are kept in English, as by `migrate`.
    """
    loader = MigrationLoader(connection)
    if not is_new_site(connection, {app for app, _ in loader.disk_migrations}):
        call_command("migrate", verbosity=0)
        return False
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
    with connection.schema_editor() as editor:
        for model in tables():
            editor.create_model(model)
        make_full_text(editor)
        run_own_sql(editor, loader)
        note_migrations(loader)
        write_rows_of_libraries()
        write_rows_of_ours(editor)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
    return True


def is_new_site(database: BaseDatabaseWrapper, migrated: set[str]) -> bool:
    """Whether the database is an empty file of SQLite, and the applications that are `migrated` are those we know."""
    return (
        database.vendor == "sqlite"
        and migrated == KNOWN
        and not (settings.MIGRATION_MODULES or settings.DATABASE_ROUTERS)
        and not database.introspection.table_names()
    )


def tables() -> list[type[models.Model]]:
    """Return the models that have a table; those of many-to-many relations come with the model that declares them."""
    return [
        model
        for model in apps.get_models()
        if model._meta.can_migrate(connection) and model._meta.db_table != FULL_TEXT_TABLE
    ]


def make_full_text(editor: BaseDatabaseSchemaEditor) -> None:
    for operation in import_module(FULL_TEXT_MIGRATION).Migration.operations:
        if isinstance(operation, SeparateDatabaseAndState):
            for statement in operation.database_operations:
                statement.database_forwards("wagtailsearch", editor, None, None)


def run_own_sql(editor: BaseDatabaseSchemaEditor, loader: MigrationLoader) -> None:
    """Run the SQL of our migrations, which no model knows: indexes on tables of Wagtail."""
    for app, name in sorted(loader.graph.nodes):
        for operation in loader.graph.nodes[app, name].operations if app in OURS else ():
            if isinstance(operation, RunSQL):
                operation.database_forwards(app, editor, None, None)


def note_migrations(loader: MigrationLoader) -> None:
    """Record each migration as applied."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    applied = [recorder.Migration(app=app, name=name) for app, name in sorted(loader.disk_migrations)]
    recorder.migration_qs.bulk_create(applied)
