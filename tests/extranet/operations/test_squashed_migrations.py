"""Databases on both sides of the squashed migrations: those behind are taken, those before are sent to a commit."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from extranet.operations.squashed_migrations import (
    LAST_COMMIT,
    replaced_among,
    squashed_migrations,
    stands_before_the_squash,
)

SQUASHED = ("forums", "0001_squashed_0014_addresses_of_topics")
FIRST, LAST, NEXT = (("forums", name) for name in ("0001_initial", "0014_addresses_of_topics", "0015_topic_tags"))


@pytest.fixture(autouse=True)
def migrations_on_disk(settings):
    """Also where the tables of the tests are made without migrations."""
    settings.MIGRATION_MODULES = {}


def test_each_app_has_one_squashed_migration_at_most():
    assert squashed_migrations()["forums"] == SQUASHED[1]
    assert {"audit", "accueil"}.isdisjoint(squashed_migrations())


def test_replaced_migrations_are_those_up_to_the_last_in_the_name():
    others = ("accueil", "0001_initial"), ("wagtailcore", "0001_initial")
    assert replaced_among([FIRST, LAST, NEXT, SQUASHED, *others]) == {FIRST, LAST}


@pytest.mark.parametrize(
    ("applied", "stands_before"),
    [
        ([], False),
        ([SQUASHED, NEXT], False),
        ([FIRST, LAST, SQUASHED, NEXT], False),
        ([FIRST], True),
        ([FIRST, LAST], True),
    ],
)
def test_database_with_replaced_migrations_alone_stands_before(applied, stands_before):
    assert stands_before_the_squash(applied) is stands_before


@pytest.mark.django_db
def test_migrate_refuses_a_database_of_before_and_names_the_commit():
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    recorder.migration_qs.filter(app="forums").delete()
    recorder.record_applied(*FIRST)

    with pytest.raises(CommandError, match=f"git checkout {LAST_COMMIT}"):
        call_command("migrate", verbosity=0)
