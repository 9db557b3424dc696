"""Who belongs to the network and who watches over which territory; the decorators that turn predicates into a 404.

What each concept allows stands in its own `permissions`.
"""

from functools import wraps

from django.http import Http404

from reseau.places.models.commune import Territory
from reseau.web.page_access.openings import may_open as may_open


def is_network_member(user) -> bool:
    return user.is_authenticated and user.is_in_network


def is_coordinator(user) -> bool:
    return user.is_authenticated and user.is_coordinator


def watches_territory(user, territory_id: int) -> bool:
    """A coordinator watches every territory, a territorial animator those of their live territorial positions."""
    return user.is_authenticated and (user.is_coordinator or territory_id in user.watched_territory_ids)


def watches_any_territory(user) -> bool:
    """Coordinators and territorial animators: those who bring people into the network."""
    return user.is_authenticated and (user.is_coordinator or user.is_territorial)


def watched_territories(user):
    """Territories in which `user` reviews, invites and counts."""
    if is_coordinator(user):
        return Territory.objects.all()
    if not user.is_authenticated:
        return Territory.objects.none()
    return Territory.objects.filter(pk__in=user.watched_territory_ids)


def required(predicate):
    """Decorate a view so that whoever does not satisfy `predicate(user)` reads a 404, as if the page did not exist.

    The view keeps its predicates, from which `docs/acces.md` is computed.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not predicate(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        wrapper.predicates = (predicate, *getattr(view, "predicates", ()))
        return wrapper

    return decorate


network_required = required(is_network_member)
coordinator_required = required(is_coordinator)
