"""Who writes a heritage record, who reads it again, who withdraws it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from patrimoine.sites.models import HeritagePlace
from reseau.permissions import is_network_member, watches_territory


def may_review(user, place: HeritagePlace) -> bool:
    """The animation of the territory and the coordination."""
    return is_network_member(user) and watches_territory(user, place.commune.territory_id)


def may_write(user, place: HeritagePlace) -> bool:
    """Its author until it is published, then those who read it again: what was read does not change behind them."""
    return may_review(user, place) or (is_author(user, place) and not place.is_published)


def may_withdraw(user, place: HeritagePlace) -> bool:
    """Its author and those who read it again: at once, without asking anybody."""
    return is_author(user, place) or may_review(user, place)


def is_author(user, place: HeritagePlace) -> bool:
    return is_network_member(user) and place.author_id == user.pk


def allowed_place(user, slug: str, predicate) -> HeritagePlace:
    """Return the place about which `predicate(user, place)` holds. Raises Http404 for anybody else."""
    place = get_object_or_404(HeritagePlace.objects.visible_to(user).with_commune(), slug=slug)
    if not predicate(user, place):
        raise Http404
    return place
