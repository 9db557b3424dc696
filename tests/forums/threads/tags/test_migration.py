"""Test of the migration of the texts of tags: words of the library where it has them, and the way back."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from forums.threads.tags.models import TopicTag
from forums.threads.topics.models import Topic
from reseau.texts.tags.models import Tag, TagAlias

pytestmark = pytest.mark.django_db(transaction=True)


def run(name: str, *, backwards: bool = False) -> None:
    loader = MigrationLoader(connection)
    migration = loader.get_migration("forums", name)
    state = loader.project_state([("forums", "0015_topic_tags"), ("reseau", "0013_tags")])
    with connection.schema_editor() as editor:
        (migration.unapply if backwards else migration.apply)(state, editor)


def test_texts_become_tags_and_come_back(settings, topic):
    settings.MIGRATION_MODULES = {}
    courriel = Tag.objects.create(name="courriel", slug="courriel")
    Tag.objects.create(name="Clé", slug="clé-usb")
    TagAlias.objects.create(name="mél", key="mél", slug="mel", tag=courriel)
    Topic.objects.filter(pk=topic.pk).update(former_tags=f"Courriel, MÉL,  clé   usb, ++, {'a' * 61}")

    run("0016_tags_from_texts")

    assert sorted(topic.tags.values_list("name", "slug")) == [("clé usb", "clé-usb_1"), ("courriel", "courriel")]

    run("0016_tags_from_texts", backwards=True)

    topic.refresh_from_db()
    assert (topic.former_tags, TopicTag.objects.count()) == ("courriel, clé usb", 0)
