"""Sections that other applications add to the page of an EPM or of a member, without this one knowing them.

An application registers them in its modules `epm_sections` and `member_sections`, which are found by their name:

    @register
    def next_sessions(request, epm):
        sessions = Session.objects.visible_to(request.user).filter(epm=epm)
        return ("formation/_epm_sessions.html", {"sessions": sessions}) if sessions else None
"""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string

# Takes the EPM or the member of the page; returns the template of a section and its context, or None if this person has
# nothing to see.
SectionMaker = Callable[[HttpRequest, Model], tuple[str, dict] | None]

_makers: list[SectionMaker] = []
_member_makers: list[SectionMaker] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Add a section to the page of an EPM, below those registered before. Decorator."""
    return _add(_makers, maker)


def register_for_members(maker: SectionMaker) -> SectionMaker:
    """Add a section to the page of a member, below those registered before. Decorator."""
    return _add(_member_makers, maker)


def sections_of(request: HttpRequest, epm: Model) -> list[str]:
    """Return the HTML of the sections, in the order in which they were registered."""
    return _render_all(_makers, request, epm)


def member_sections_of(request: HttpRequest, member: Model) -> list[str]:
    return _render_all(_member_makers, request, member)


def _add(makers: list[SectionMaker], maker: SectionMaker) -> SectionMaker:
    if maker not in makers:
        makers.append(maker)
    return maker


def _render_all(makers: list[SectionMaker], request: HttpRequest, page_object: Model) -> list[str]:
    contents = [maker(request, page_object) for maker in makers]
    return [render_to_string(template, context, request) for template, context in filter(None, contents)]
