"""Whether a link would lead a person to a page, rather than to a login or a 404: asked before it is shown."""

from collections.abc import Callable
from functools import lru_cache

from django.urls import Resolver404, URLResolver, get_resolver

from reseau.web.addresses import address_of


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
