"""Sections that other applications add to a page, without its own knowing them: of an EPM, of a member, of a topic…

An application lists what it adds to one kind of page in a module of its `declarations`, named after that page
(`epm_sections`, `topic_sections`), under `SECTIONS`:

    def next_sessions(request, epm):
        sessions = Session.objects.visible_to(request.user).filter(epm=epm)
        return ("formation/sessions/_epm_sessions.html", {"sessions": sessions}) if sessions else None

    SECTIONS = (next_sessions,)
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from jobs.declared import declared

# Takes the request and what the page is about; returns the template of a section and its context, or None if this
# person has nothing to see.
SectionMaker = Callable[..., tuple[str, dict] | None]


def page_sections(module: str, request: HttpRequest, *about) -> list[str]:
    """Return the HTML of the sections that apps list in their `declarations.<module>`, in the order of the apps.

    `about`: what the page is about.
    """
    makers: tuple[SectionMaker, ...] = declared(module, "SECTIONS")
    contents = [maker(request, *about) for maker in makers]
    return [render_to_string(template, context, request) for template, context in filter(None, contents)]
