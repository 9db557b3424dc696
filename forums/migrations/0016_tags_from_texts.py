"""Give topics the tags that stand in their texts: those of the library where it has them, merged words included."""

from django.db import migrations
from django.utils.text import slugify

LONGEST = 60
OLD_LENGTH = 140


def read_texts(apps, schema_editor) -> None:
    Tag = apps.get_model("reseau", "Tag")
    TagAlias = apps.get_model("reseau", "TagAlias")
    Topic = apps.get_model("forums", "Topic")
    TopicTag = apps.get_model("forums", "TopicTag")
    tags = {name.casefold(): pk for name, pk in Tag.objects.order_by("-pk").values_list("name", "pk")}
    tags |= dict(TagAlias.objects.values_list("key", "tag"))
    for topic in Topic.objects.exclude(former_tags="").only("former_tags").iterator():
        for name in names_in(topic.former_tags):
            if name.casefold() not in tags:
                tags[name.casefold()] = Tag.objects.create(name=name, slug=free_slug(Tag, name)).pk
            TopicTag.objects.get_or_create(topic_id=topic.pk, tag_id=tags[name.casefold()])


def write_texts(apps, schema_editor) -> None:
    """Write the tags of each topic into its text again, as far as they fit."""
    Topic = apps.get_model("forums", "Topic")
    TopicTag = apps.get_model("forums", "TopicTag")
    names: dict[int, list[str]] = {}
    for topic, name in TopicTag.objects.order_by("pk").values_list("topic", "tag__name"):
        names.setdefault(topic, []).append(name)
    Topic.objects.exclude(pk__in=names).update(former_tags="")
    for topic, words in names.items():
        while len(", ".join(words)) > OLD_LENGTH:
            words.pop()
        Topic.objects.filter(pk=topic).update(former_tags=", ".join(words))
    TopicTag.objects.all().delete()


def names_in(text: str) -> list[str]:
    """Return the words that can be tags: a sentence, or signs without a letter, stays in the text alone."""
    names = (" ".join(name.split()) for name in text.replace(";", ",").split(","))
    return [name for name in names if slugify(name, allow_unicode=True) and len(name) <= LONGEST]


def free_slug(model, name: str) -> str:
    stem = slugify(name, allow_unicode=True)
    slug, number = stem, 0
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}_{number}"
    return slug


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0015_topic_tags'),
    ]

    operations = [
        migrations.RunPython(read_texts, write_texts),
    ]
