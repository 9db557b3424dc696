"""Registry of sections that other apps add under the grid of a group session.

An app registers them in its module `session_sections`, which is discovered at startup, like the sections of an EPM
(`reseau.sections`).
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from b2i.grids.models import GroupSession

# Returns a template and its context, or None if there is nothing to show to the user.
SectionMaker = Callable[[HttpRequest, GroupSession], tuple[str, dict] | None]

_makers: list[SectionMaker] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Decorator: add a section after those already registered."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def sections_of(request: HttpRequest, session: GroupSession) -> list[str]:
    """Return the HTML of the sections, in the order of registration."""
    sections = [maker(request, session) for maker in _makers]
    return [render_to_string(template, context, request) for template, context in filter(None, sections)]
