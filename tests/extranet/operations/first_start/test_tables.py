"""Tables of a new site: those that the migrations make, with the same rows."""

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from extranet.operations.first_start.tables import KNOWN, is_new_site
from tests.extranet.operations.first_start.database_contents import rows, schema


@pytest.fixture
def empty_file(tmp_path, settings, django_db_blocker):
    """A connection to a file without tables, for a site that has its migrations."""
    settings.MIGRATION_MODULES = {}
    database = DatabaseWrapper({**connection.settings_dict, "NAME": tmp_path / "new.sqlite3", "OPTIONS": {}})
    with django_db_blocker.unblock():
        yield database
    database.close()


@pytest.mark.night("replays every migration for two minutes")
def test_new_site_is_what_the_migrations_make(manage):
    migrated = manage("migrated", "migrate", "--verbosity=0")
    made = manage("made", "prepare", "tables")

    assert schema(made) == schema(migrated)
    assert rows(made) == rows(migrated)
    assert rows(made)["wagtailcore_site"] != []


@pytest.mark.night("makes the tables of a site twice, which the site of the journeys does by day")
def test_made_site_has_no_migration_to_apply(manage):
    made = manage("made", "prepare", "tables")
    before = rows(made)

    manage("made", "migrate", "--check")
    manage("made", "prepare", "tables")

    assert rows(made) == before


def test_empty_file_is_a_new_site_whatever_is_installed(empty_file):
    """An application that nobody added here would be as right, and start ten times as slowly."""
    assert is_new_site(empty_file, {app for app, _ in MigrationLoader(None).disk_migrations}) is True


def test_file_with_a_table_takes_its_migrations(empty_file):
    empty_file.cursor().execute("CREATE TABLE reseau_member (id integer)")

    assert is_new_site(empty_file, KNOWN) is False


def test_application_that_nobody_knows_takes_its_migrations(empty_file):
    assert is_new_site(empty_file, {*KNOWN, "plugin"}) is False


def test_migrations_of_an_operator_are_taken(empty_file, settings):
    settings.MIGRATION_MODULES = {"reseau": "own.migrations"}

    assert is_new_site(empty_file, KNOWN) is False
