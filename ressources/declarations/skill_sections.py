"""Sections of the public page of a skill: the sheets and the next workshops that work on it."""

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from b2i.frameworks.models.framework import Skill
from b2i.frameworks.skill_counts import SkillCount
from b2i.frameworks.skill_facets import facet_value
from reseau.people.members.models.member import Member
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

SHOWN = 6


def latest_sheets(reader: Member, skill: Skill) -> QuerySet[Sheet]:
    """Return the latest sheets on a skill; what their cards join is read for them alone."""
    readable = Sheet.objects.visible_to(reader).in_use().filter(skills=skill)
    latest = readable.order_by("-first_published_at", "-pk").values("pk")[: SHOWN + 1]
    return Sheet.objects.filter(pk__in=latest).with_card().order_by("-first_published_at", "-pk")


def next_workshops(reader: Member, skill: Skill) -> QuerySet[OpenWorkshop]:
    """Return the next workshops on a skill, read by day until there are enough."""
    is_on_skill = Exists(Sheet.skills.through.objects.filter(sheet=OuterRef("sheet"), skill=skill))
    return OpenWorkshop.objects.visible_to(reader).to_come().with_place().filter(is_on_skill)[:SHOWN]


def sheets_on_skill(request, skill) -> tuple[str, dict] | None:
    """The latest sheets that the reader may open, and the address of all of them."""
    sheets = latest_sheets(request.user, skill)
    if not sheets:
        return None
    search_url = reverse("search:results", query={"kind": "sheet", "skill": facet_value(skill)})
    more_url = search_url if len(sheets) > SHOWN else ""
    return "ressources/library/_skill_sheets.html", {"sheets": sheets[:SHOWN], "everything": more_url}


def workshops_on_skill(request, skill) -> tuple[str, dict] | None:
    """The next workshops. Their absence is shown only for the framework of the records."""
    workshops = next_workshops(request.user, skill)
    if not workshops and not skill.domain.framework.is_record_base:
        return None
    return "ressources/workshops/open_workshops/_skill_workshops.html", {"workshops": workshops}


def sheets_by_skill(user, framework) -> dict[int, int]:
    sheets = Sheet.objects.visible_to(user).in_use().filter(skills__domain__framework=framework).order_by()
    return dict(sheets.values_list("skills").annotate(Count("pk", distinct=True)))


def workshops_by_skill(user, framework) -> dict[int, int]:
    workshops = OpenWorkshop.objects.visible_to(user).to_come().filter(sheet__skills__domain__framework=framework)
    return dict(workshops.order_by().values_list("sheet__skills").annotate(Count("pk", distinct=True)))


SECTIONS = (sheets_on_skill, workshops_on_skill)
COUNTS = (
    SkillCount("fiche", "fiches", sheets_by_skill),
    SkillCount("atelier à venir", "ateliers à venir", workshops_by_skill),
)
