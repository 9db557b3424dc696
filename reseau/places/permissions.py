"""Who keeps the record of a place, and the place of a page that is for them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from reseau.permissions import is_network_member, watches_territory
from reseau.places.models.epm import EPM


def may_edit_epm(user, epm: EPM) -> bool:
    """Those who work in the EPM keep its record, and those who watch over its territory."""
    return is_network_member(user) and (epm.pk in user.epm_ids or watches_territory(user, epm.commune.territory_id))


def kept_epm(user, slug: str) -> EPM:
    """Return the place whose record `user` keeps. Raises Http404 for anybody else, and for an unknown place."""
    epm = get_object_or_404(EPM.objects.visible_to(user).with_place(), slug=slug)
    if not may_edit_epm(user, epm):
        raise Http404
    return epm
