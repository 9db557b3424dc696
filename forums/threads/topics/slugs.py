"""Addresses of topics under that of their forum."""

from forums.threads.forums.models import Forum
from forums.threads.topics.models import SLUG_LENGTH, Topic
from reseau.texts.slugs import first_free, slug_of

# Last parts of addresses under a forum that a topic may not use.
RESERVED_SLUGS = frozenset({"nouveau"})


def free_slug(forum: Forum, title: str, *, topic: Topic | None = None) -> str:
    """Return a slug made from `title` that no topic of `forum` has or had: `cle-usb`, then `cle-usb-2`. That of `topic`
    itself, in another time or place, is free.
    """
    stem = slug_of(title, length=SLUG_LENGTH, default="sujet")
    present = forum.topics.filter(slug__startswith=stem)
    former = forum.former_addresses.filter(slug__startswith=stem)
    if topic:
        present, former = present.exclude(pk=topic.pk), former.exclude(topic=topic)
    taken = RESERVED_SLUGS.union(present.values_list("slug", flat=True), former.values_list("slug", flat=True))
    return first_free(stem, taken=taken)
