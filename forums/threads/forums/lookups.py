"""The forum of an address, for those who see it; 404 for others."""

from django.shortcuts import get_object_or_404

from forums.threads.forums.models import Forum


def find_forum(user, slug: str) -> Forum:
    return get_object_or_404(Forum.objects.visible_to(user).with_place(), slug=slug)
