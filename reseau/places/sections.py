"""Sections that other applications add to a page, without this one knowing them; those of an EPM and of a member.

Each kind of page has its `PageSections`. An application registers what it adds to the pages of an EPM and of a member
in its modules `declarations.epm_sections` and `member_sections`, which are found by their name:

    @register
    def next_sessions(request, epm):
        sessions = Session.objects.visible_to(request.user).filter(epm=epm)
        return ("formation/sessions/_epm_sessions.html", {"sessions": sessions}) if sessions else None
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

# Takes the request and what the page is about; returns the template of a section and its context, or None if this
# person has nothing to see.
SectionMaker = Callable[..., tuple[str, dict] | None]


class PageSections:
    """The sections of one kind of page, in the order in which they were registered."""

    def __init__(self) -> None:
        self.makers: list[SectionMaker] = []

    def register(self, maker: SectionMaker) -> SectionMaker:
        """Add a section below those registered before, once. Decorator."""
        if maker not in self.makers:
            self.makers.append(maker)
        return maker

    def render(self, request: HttpRequest, *about) -> list[str]:
        """Return the HTML of the sections; `about`: what the page is about."""
        contents = [maker(request, *about) for maker in self.makers]
        return [render_to_string(template, context, request) for template, context in filter(None, contents)]


EPM_SECTIONS, MEMBER_SECTIONS = PageSections(), PageSections()

register, sections_of = EPM_SECTIONS.register, EPM_SECTIONS.render
register_for_members, member_sections_of = MEMBER_SECTIONS.register, MEMBER_SECTIONS.render
