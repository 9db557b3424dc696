"""Who belongs to the network and who watches over which territory; the decorators that turn predicates into a 404, and
the question whether a link would lead a person to a page or to that 404.

What each concept allows stands in its own `permissions`.
"""

from collections.abc import Callable
from functools import lru_cache, wraps

from django.http import Http404
from django.urls import Resolver404, URLResolver, get_resolver

from reseau.places.models.commune import Territory
from reseau.web.addresses import address_of


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


def may_enter_admin(user) -> bool:
    """Whether Wagtail's admin exists for `user`."""
    return user.has_perm("wagtailadmin.access_admin")


def admits(user, view: Callable) -> bool:
    """Whether `user` comes as far as `view`: it is public, or they are logged in and satisfy its predicates."""
    if not getattr(view, "login_required", True):
        return True
    return user.is_authenticated and all(allows(user) for allows in getattr(view, "predicates", ()))


def may_open(user, address: str) -> bool:
    """Whether a link to `address`, a path of this site, leads `user` to a page rather than to a login or a 404.

    The view is not called: its own predicates are asked. They know the role; what an address names (a sheet, a session)
    is looked up by its view alone, which may still refuse it.
    """
    path = address.partition("?")[0].partition("#")[0]
    view = _view_at(get_resolver(), path)
    if view is None:
        return False
    if path.startswith(address_of("wagtailadmin_home")):
        return user.is_authenticated and may_enter_admin(user)
    return admits(user, view)


@lru_cache(maxsize=2048)
def _view_at(resolver: URLResolver, path: str) -> Callable | None:
    """Return what answers at `path`. A menu asks for the same sixty paths on every page."""
    try:
        return resolver.resolve(path).func
    except Resolver404:
        return None


network_required = required(is_network_member)
coordinator_required = required(is_coordinator)
