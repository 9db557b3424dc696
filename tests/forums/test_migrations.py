"""Test of the migration to kinds of forums: the forums of a site of the release before keep their readers."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from forums.threads.forums.models import Forum

BEFORE = "0002_french_order"


def go_back_and_forth() -> None:
    """Undo and apply again all that came since: SQLite makes a table again with the columns of that state alone."""
    loader = MigrationLoader(connection, replace_migrations=False)
    names = sorted(name for app, name in loader.graph.nodes if app == "forums" and name > BEFORE)
    steps = [
        (loader.get_migration("forums", name), loader.project_state(("forums", name), at_end=False)) for name in names
    ]
    for migration, state in reversed(steps):
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.unapply(state.clone(), editor)
    for migration, state in steps:
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.apply(state.clone(), editor)


@pytest.mark.night("replays migrations for half a minute")
@pytest.mark.django_db(transaction=True)
def test_forums_of_territories_get_their_kind(settings, topic, figeac_topic, animator, stranger):
    settings.MIGRATION_MODULES = {}  # also where the tables of the tests are made without migrations

    go_back_and_forth()

    assert dict(Forum.objects.values_list("slug", "kind")) == {"reseau": "network", "figeac": "territory"}
    assert [forum.slug for forum in Forum.objects.visible_to(stranger)] == ["reseau"]
    topic.refresh_from_db()
    assert topic.kind == "question"
