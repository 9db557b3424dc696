"""Sections that other applications add to the page of an EPM, without this one knowing them.

An application writes them in its module `epm_sections`, which is found by itself:

    @register
    def next_sessions(request, epm):
        sessions = Session.objects.visible_to(request.user).filter(epm=epm)
        return ("formation/_epm_sessions.html", {"sessions": sessions}) if sessions else None
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from reseau.models import EPM

# Gives the template of a section and its context, or None when there is nothing to show to this person.
SectionMaker = Callable[[HttpRequest, EPM], tuple[str, dict] | None]

_makers: list[SectionMaker] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Decorator: adds a section below those registered before."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def sections_of(request: HttpRequest, epm: EPM) -> list[str]:
    """HTML of the sections, in the order in which they were registered."""
    made = [maker(request, epm) for maker in _makers]
    return [render_to_string(template, context, request) for template, context in filter(None, made)]
