"""Who counts the people of a place: its team."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM


def may_count(user, epm: EPM) -> bool:
    return is_network_member(user) and epm.pk in user.epm_ids


def team_place(user, slug: str) -> EPM:
    """Return the place where `user` works. Raises Http404 for anybody else, and for an unknown place."""
    epm = get_object_or_404(EPM.objects.with_place(), slug=slug)
    if not may_count(user, epm):
        raise Http404
    return epm
