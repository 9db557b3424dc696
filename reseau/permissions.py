"""Who may do what in the network: predicates that read aloud, and the decorators that turn them into 404."""

from functools import wraps

from django.http import Http404

from reseau.enums import Role
from reseau.members.models.position import Position
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


def is_network_member(user) -> bool:
    return user.is_authenticated and user.is_in_network


def is_coordinator(user) -> bool:
    return user.is_authenticated and user.is_coordinator


def may_invite(user) -> bool:
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


def watches_territory(user, territory_id: int) -> bool:
    """A coordinator watches every territory, a territorial animator those of her live territorial positions."""
    return user.is_authenticated and (user.is_coordinator or territory_id in user.watched_territory_ids)


def watched_territories(user):
    """Territories in which `user` reviews, invites and counts."""
    if is_coordinator(user):
        return Territory.objects.all()
    if not user.is_authenticated:
        return Territory.objects.none()
    return Territory.objects.filter(pk__in=user.watched_territory_ids)


def may_edit_epm(user, epm: EPM) -> bool:
    """Those who work in the EPM keep its record, and those who watch over its territory."""
    return is_network_member(user) and (epm.pk in user.epm_ids or watches_territory(user, epm.commune.territory_id))


def may_open_positions(user) -> bool:
    """Those who bring people into the network also give them further positions."""
    return may_invite(user)


def may_close_position(user, position: Position) -> bool:
    """A coordinator closes any position, a territorial animator those of the EPM of her territory."""
    if is_coordinator(user):
        return True
    return position.role == Role.ANIMATOR and watches_territory(user, position.covered_territory_id)


def required(predicate):
    """Decorator of views: whoever does not satisfy `predicate(user)` reads a 404, as if the page did not exist."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not predicate(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return decorate


network_required = required(is_network_member)
coordinator_required = required(is_coordinator)
