"""Registry of what other apps add to a learner's own page, about the skills that are missing, the next one first.

An app registers them in its module `learner_sections`, which is discovered at startup:

    @register
    def at_home(request, learner, skills):
        sheets = Sheet.objects.visible_to(request.user).filter(skills__in=skills)
        return ("ressources/library/_at_home.html", {"sheets": sheets}) if sheets else None

An empty section is None. Each section costs a constant number of queries, whatever the number of skills.
"""

from collections.abc import Callable, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string

from b2i.frameworks.models.framework import Skill
from b2i.learners.models.learner import Learner

SectionMaker = Callable[[HttpRequest, Learner, Sequence[Skill]], tuple[str, dict] | None]

_makers: list[SectionMaker] = []
_next_steps: list[SectionMaker] = []


def register(maker: SectionMaker) -> SectionMaker:
    """Decorator: add a section to the page of a learner, after those already registered."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def register_next_step(maker: SectionMaker) -> SectionMaker:
    """Decorator: offer what to do about the next skill; the first step that is not None stands on the page."""
    if maker not in _next_steps:
        _next_steps.append(maker)
    return maker


def next_step_of(request: HttpRequest, learner: Learner, skills: Sequence[Skill]) -> str:
    """Return the HTML of what to do about the next skill; empty if nothing is offered."""
    for maker in _next_steps:
        if step := maker(request, learner, skills):
            template, context = step
            return render_to_string(template, context, request)
    return ""


def sections_of(request: HttpRequest, learner: Learner, skills: Sequence[Skill]) -> list[str]:
    """Return the HTML of the sections, in the order of registration."""
    sections = [maker(request, learner, skills) for maker in _makers]
    return [render_to_string(template, context, request) for template, context in filter(None, sections)]
