"""Sections for a learner, about the skills that come next: what to practise at home, which workshops to join."""

from django.db.models import Count, Exists, OuterRef, Q

from b2i.learner_sections import register
from ressources.open_workshops.models import OpenWorkshop
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage

AT_HOME = 3
WORKSHOPS = 3
NEAR = 25  # kilometres, as the crow flies


@register
def workshops_nearby(request, learner, skills) -> tuple[str, dict]:
    """The workshops on the next skills first, then the soonest; the EPM of the learner and its opening hours in any
    case.
    """
    skill_links = Sheet.skills.through.objects.filter(sheet=OuterRef("sheet"), skill__in=skills)
    queryset = OpenWorkshop.objects.visible_to(request.user).to_come().with_place()
    nearby = queryset.around(learner.commune or learner.epm.commune).filter(kilometres__lte=NEAR)
    workshops = nearby.annotate(is_next=Exists(skill_links)).order_by("-is_next", "date", "start", "pk")[:WORKSHOPS]
    return "ressources/open_workshops/_learner_workshops.html", {"workshops": list(workshops), "epm": learner.epm}


@register
def at_home(request, learner, skills) -> tuple[str, dict] | None:
    """Sheets with a memo; those that work on most of these skills first."""
    matches = Count("skills", filter=Q(skills__in=skills), distinct=True)
    readable = WorkshopPage.objects.visible_to(request.user).in_use().exclude(takeaways="")
    sheets = list(
        readable.annotate(matches=matches)
        .filter(matches__gt=0)
        .order_by("-matches", "-first_published_at", "-pk")[:AT_HOME]
    )
    return ("ressources/library/_at_home.html", {"sheets": sheets}) if sheets else None
