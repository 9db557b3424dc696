"""Test of the migration to kinds of forums: the forums of a site of the release before keep their readers."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from forums.forums.models import Forum

STEPS = "0003_kinds_of_forums", "0004_kind_of_territory_forums", "0005_kinds_that_fit"


def go_back_and_forth() -> None:
    loader = MigrationExecutor(connection).loader
    migrations = [loader.get_migration("forums", name) for name in STEPS]
    states = [loader.project_state([("forums", "0002_french_order"), ("reseau", "0011_lengths_of_epm_texts")])]
    for migration in migrations:
        states.append(migration.mutate_state(states[-1], preserve=True))
    for migration, state in reversed(list(zip(migrations, states, strict=False))):
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.unapply(state.clone(), editor)
    for migration, state in zip(migrations, states, strict=False):
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.apply(state.clone(), editor)


@pytest.mark.django_db(transaction=True)
def test_forums_of_territories_get_their_kind(settings, topic, figeac_topic, animator, stranger):
    settings.MIGRATION_MODULES = {}  # also where the tables of the tests are made without migrations

    go_back_and_forth()

    assert dict(Forum.objects.values_list("slug", "kind")) == {"reseau": "network", "figeac": "territory"}
    assert [forum.slug for forum in Forum.objects.visible_to(stranger)] == ["reseau"]
    topic.refresh_from_db()
    assert topic.kind == "question"
