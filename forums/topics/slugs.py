"""Addresses of topics under that of their forum."""

from django.utils.text import slugify

from forums.forums.models import Forum
from forums.topics.models import SLUG_LENGTH
from reseau.accent_folding import fold

# Last parts of addresses under a forum that a topic may not use.
RESERVED_SLUGS = frozenset({"nouveau"})


def free_slug(forum: Forum, title: str) -> str:
    """Return a slug made from `title` that no topic of `forum` has yet: `cle-usb`, then `cle-usb-2`."""
    stem = slugify(fold(title))[:SLUG_LENGTH].strip("-") or "sujet"
    taken_slugs = RESERVED_SLUGS | set(forum.topics.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken_slugs:
        number += 1
        slug = f"{stem}-{number}"
    return slug
