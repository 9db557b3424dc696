"""What a learner may do next about a skill that is missing, as apps offer it.

They list it in their module `declarations.learner_sections` under `NEXT_STEPS`, as functions like those of `SECTIONS`
(`reseau.web.page_sections`): they take the request, the learner and the missing skills, the next one first. Each costs
a constant number of queries, whatever the number of skills.
"""

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string

from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from jobs.declared import declared


def next_step_of(request: HttpRequest, learner: Learner, skills: Sequence[Skill]) -> str:
    """Return the HTML of the first step that is not None; empty if nothing is offered."""
    for offer in declared("learner_sections", "NEXT_STEPS"):
        if step := offer(request, learner, skills):
            template, context = step
            return render_to_string(template, context, request)
    return ""
