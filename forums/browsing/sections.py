"""Sections that other applications add to the page of a topic, without this one knowing them.

An application writes them in its module `topic_sections`, which is found by itself; each gives the template of its
piece and its context, or nothing when there is nothing to show to this person.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string

from forums.topics.models import Topic

SectionMaker = Callable[[HttpRequest, Topic], tuple[str, dict] | None]

_makers: list[SectionMaker] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Add a section below those registered before. Decorator."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def sections_of(request: HttpRequest, topic: Topic) -> list[str]:
    """Return the HTML of the sections, in the order in which they were registered."""
    contents = [maker(request, topic) for maker in _makers]
    return [render_to_string(template, context, request) for template, context in filter(None, contents)]
