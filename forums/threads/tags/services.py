"""Tag a topic; follow the tags that the coordination merges."""

from collections.abc import Iterable

from django.db import transaction

from forums.threads.tags.models import TopicTag
from forums.threads.topics.models import Topic
from reseau.texts.tags.models import Tag, canonical_names
from reseau.texts.tags.names import check_tags, split_tags

MAX_TAGS = 5


@transaction.atomic
def set_tags(*, topic: Topic, text: str) -> None:
    """Give `topic` the tags of a text like « imprimante, Linux »; merged words give the tag that was kept.

    Raises `ValidationError` for too many of them, or one that is too long.
    """
    names = canonical_names(split_tags(text))
    check_tags(names, most=MAX_TAGS)
    put_tags(topic=topic, names=names)


@transaction.atomic
def put_tags(*, topic: Topic, names: Iterable[str]) -> None:
    """Give `topic` tags that a topic has already: those of the one from which it is made, or made again."""
    names = canonical_names(names)
    tags = [Tag.objects.filter(name__iexact=name).first() or Tag.objects.get_or_create(name=name)[0] for name in names]
    # One by one, so that the search index is told of each.
    for link in topic.tagged_items.exclude(tag__in=tags):
        link.delete()
    for tag in tags:
        TopicTag.objects.get_or_create(topic=topic, tag=tag)


@transaction.atomic
def merge_topic_tags(*, merged: Iterable[Tag], target: Tag) -> int:
    """Replace the `merged` tags by `target` on every topic; return how many topics."""
    merged = list(merged)
    links = TopicTag.objects.filter(tag__in=merged)
    topics = set(links.values_list("topic", flat=True))
    tagged = set(TopicTag.objects.filter(tag=target, topic__in=topics).values_list("topic", flat=True))
    links.delete()
    TopicTag.objects.bulk_create([TopicTag(topic_id=topic, tag=target) for topic in sorted(topics - tagged)])
    return len(topics)
