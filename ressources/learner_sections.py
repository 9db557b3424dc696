"""Sections for a learner, about the skills that are missing: the next step, workshops to join, memos for home."""

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from b2i.frameworks.models.framework import Skill
from b2i.learner_sections import register, register_next_step
from b2i.learners.models.learner import Learner
from ressources.open_workshops.models.workshop import OpenWorkshop
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage

AT_HOME = 2
WORKSHOPS = 3
# Skills that count first: the page names the first of them.
NEXT = 4
NEAR = 25  # kilometres, as the crow flies


@register_next_step
def next_workshop(request, learner, skills) -> tuple[str, dict] | None:
    """The soonest workshop near on the next skill, else the EPM of the learner."""
    if not skills:
        return None
    workshop = _workshops_near(request.user, learner, skills[:1]).first()
    context = {"workshop": workshop, "epm": learner.epm, "skill": skills[0]}
    return "ressources/open_workshops/_learner_next_step.html", context


@register
def to_go_on(request, learner, skills) -> tuple[str, dict]:
    """Workshops on the missing skills: with a date near the learner, those on the next skills first; then without.

    Then the EPM of the learner, and memos for home.
    """
    on_next = Exists(_links(skills[:NEXT], sheet=OuterRef("sheet")))
    nearby = _workshops_near(request.user, learner, skills).annotate(is_next=on_next)
    workshops = list(nearby.order_by("-is_next", "date", "start", "pk")[:WORKSHOPS])
    dated_sheets = {workshop.sheet_id for workshop in workshops}
    sheets = list(_sheets_on(request.user, skills)[: 2 * WORKSHOPS + AT_HOME])
    context = {
        "workshops": workshops,
        "sheets": [sheet for sheet in sheets if sheet.pk not in dated_sheets][: WORKSHOPS - len(workshops)],
        "memos": [sheet for sheet in sheets if sheet.takeaways][:AT_HOME],
        "epm": learner.epm,
    }
    return "ressources/open_workshops/_learner_workshops.html", context


def _workshops_near(user, learner: Learner, skills: Sequence[Skill]) -> QuerySet[OpenWorkshop]:
    """Return the workshops to come near the learner that work on some of `skills`, the soonest first."""
    queryset = OpenWorkshop.objects.visible_to(user).to_come().with_place()
    nearby = queryset.around(learner.commune or learner.epm.commune).filter(kilometres__lte=NEAR)
    return nearby.filter(Exists(_links(skills, sheet=OuterRef("sheet"))))


def _sheets_on(user, skills: Sequence[Skill]) -> QuerySet[WorkshopPage]:
    """Return the sheets on some of `skills`, those that work on most of the next ones first."""
    matches = Count("skills", filter=Q(skills__in=skills[:NEXT]), distinct=True)
    readable = WorkshopPage.objects.visible_to(user).in_use().filter(Exists(_links(skills, sheet=OuterRef("pk"))))
    return readable.annotate(matches=matches).order_by("-matches", "-first_published_at", "-pk")


def _links(skills: Sequence[Skill], *, sheet: OuterRef) -> QuerySet:
    return Sheet.skills.through.objects.filter(sheet=sheet, skill__in=skills)
