"""Sections that other applications add under the grid of a workshop, without this one knowing them.

An application writes them in its module `session_sections`, which is found by itself, as those of an EPM are
(`reseau.sections`).
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from b2i.grids.models import GroupSession

# Gives the template of a section and its context, or None when there is nothing to show to this person.
SectionMaker = Callable[[HttpRequest, GroupSession], tuple[str, dict] | None]

_makers: list[SectionMaker] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Decorator: adds a section below those registered before."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def sections_of(request: HttpRequest, session: GroupSession) -> list[str]:
    """HTML of the sections, in the order in which they were registered."""
    made = [maker(request, session) for maker in _makers]
    return [render_to_string(template, context, request) for template, context in filter(None, made)]
