"""Addresses of the site with what their views declare: public or not, predicates on the user, lookup of a learner.

`reseau.permissions.required` notes the predicates on a view, `b2i.people.learners.learner_lookup.found_by` its lookup.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.web.page_access.openings import admits

OF_A_LEARNER = "b2i/livrets/<int:pk>/"
# They exist in debug mode alone.
OF_DEVELOPERS = ("component_sheet",)


class SiteAddress(NamedTuple):
    """`path` as the site declares it, without its leading slash; `name` with its namespace."""

    path: str
    name: str
    view: Callable

    @property
    def is_of_a_learner(self) -> bool:
        return self.path.startswith(OF_A_LEARNER)

    @property
    def lookup(self) -> Callable | None:
        """Function that finds the learner of the address, and refuses; None if the view declares none."""
        return getattr(self.view, "lookup", None) or getattr(getattr(self.view, "view_class", None), "lookup", None)

    @property
    def own_path(self) -> str:
        """Path of an address without an argument; empty for the others."""
        return "" if "<" in self.path else reverse(self.name)

    def admits(self, person: Member) -> bool:
        """Whether `person` comes as far as the view, whatever it shows."""
        return admits(person, self.view)

    def finds(self, learner: Learner, person: Member) -> bool:
        """Whether `person` may use the address for `learner`."""
        if not self.admits(person) or self.lookup is None:
            return False
        request = HttpRequest()
        request.method, request.user = "GET", person
        try:
            self.lookup(request, learner.pk)
        except Http404:
            return False
        return True


def all_addresses() -> list[SiteAddress]:
    """Return the addresses of the project's own views, in the order of their paths; Wagtail has rights of its own."""
    addresses = _walk(get_resolver().url_patterns)
    return sorted((each for each in addresses if not each.path.startswith("admin/")), key=lambda each: each.path)


def addresses_of_a_learner() -> list[SiteAddress]:
    return [address for address in all_addresses() if address.is_of_a_learner]


def addresses_of_roles() -> list[SiteAddress]:
    """Return the addresses without an argument: who opens them depends on the role alone."""
    return [address for address in all_addresses() if address.own_path and address.name not in OF_DEVELOPERS]


def _walk(patterns: list, path: str = "", namespace: str = "") -> Iterator[SiteAddress]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, f"{path}{pattern.pattern}", inner)
        elif isinstance(pattern, URLPattern) and pattern.name and _is_ours(pattern.callback):
            yield SiteAddress(f"{path}{pattern.pattern}", f"{namespace}{pattern.name}", pattern.callback)


def _is_ours(view: Callable) -> bool:
    return getattr(view, "view_class", view).__module__.partition(".")[0] in own_apps()


@cache
def own_apps() -> frozenset[str]:
    """Return the applications of this repository, as opposed to those of libraries."""
    return frozenset(config.name for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR)
