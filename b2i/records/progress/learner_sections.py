"""Registry of what other apps add to a learner's own page, about the skills that are missing, the next one first.

An app registers them in its module `declarations.learner_sections`, which is discovered at startup:

    @register
    def at_home(request, learner, skills):
        sheets = Sheet.objects.visible_to(request.user).filter(skills__in=skills)
        return ("ressources/library/_at_home.html", {"sheets": sheets}) if sheets else None

An empty section is None. Each section costs a constant number of queries, whatever the number of skills.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from reseau.places.sections import PageSections, SectionMaker

LEARNER_SECTIONS = PageSections()
_next_steps: list[SectionMaker] = []

register, sections_of = LEARNER_SECTIONS.register, LEARNER_SECTIONS.render


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
