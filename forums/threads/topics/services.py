"""The address of a topic: it changes with its forum and its title, and the former one still leads there."""

from django.db import transaction

from forums.threads.forums.models import Forum
from forums.threads.topics.models import Topic, TopicAddress
from forums.threads.topics.slugs import free_slug


@transaction.atomic
def lock_forums(*, forums: list[Forum]) -> None:
    """Lock forums, in one order for everybody, before their topics change address."""
    list(Forum.objects.select_for_update(of=("self",)).filter(pk__in=[forum.pk for forum in forums]).order_by("pk"))


@transaction.atomic
def readdress(*, topic: Topic, forum: Forum, title: str, keep_former: bool = True) -> Topic:
    """Give a locked topic its address in `forum` under `title`, and keep the former one; where it comes back, it finds
    its own again. Without `keep_former`, the links to all its former addresses end: they say what must not be read.
    """
    former = TopicAddress(forum=topic.forum, slug=topic.slug, topic=topic)
    topic.forum, topic.title = forum, title
    topic.slug = free_slug(forum, title, topic=topic)
    is_changed = (topic.forum.pk, topic.slug) != (former.forum.pk, former.slug)
    if not keep_former:
        topic.former_addresses.all().delete()
    elif is_changed:
        topic.former_addresses.filter(forum=forum, slug=topic.slug).delete()
        former.save()
    topic.save(update_fields=["forum", "title", "slug"])
    return topic
