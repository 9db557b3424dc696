"""Sheets counted and requested by skill and level, and members who run workshops on a skill."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from reseau.people.members.models.member import Member
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery

# Who ran workshops on a skill in the past two years knows what a sheet on it needs.
RECENTLY = timedelta(days=2 * 365)
WRITERS = 2

SkillKey = int
Level = str


def sheets_by_skill_and_level(reader: Member) -> dict[tuple[SkillKey, Level], tuple[int, int]]:
    """Return the number of workshop sheets in use that `reader` may open, and of those that need no connection."""
    sheets = WorkshopPage.objects.visible_to(reader).in_use().order_by()
    rows = sheets.values_list("skills", "level").annotate(
        count=Count("pk", distinct=True), offline=Count("pk", distinct=True, filter=Q(needs_internet=False))
    )
    return {(skill, level): (count, offline) for skill, level, count, offline in rows if skill}


def requests_by_skill_and_level(reader: Member) -> dict[tuple[SkillKey, Level], SheetRequest]:
    """Return the most wanted open request of each cell that has one."""
    requests = SheetRequest.objects.visible_to(reader).open().with_cell().with_supporters(reader)
    found: dict[tuple[SkillKey, Level], SheetRequest] = {}
    for sheet_request in requests:
        found.setdefault((sheet_request.skill_id, sheet_request.level), sheet_request)
    return found


def possible_writers(reader: Member, skills: Collection[SkillKey]) -> dict[SkillKey, list[Member]]:
    """Return, for each skill, the members of the network who ran the most workshops on it."""
    since, known = timezone.localdate() - RECENTLY, Member.objects.visible_to(reader).order_by().values("pk")
    runs = Delivery.objects.filter(sheet__skills=OuterRef("pk"), date__gte=since, member__in=known)
    by_member = runs.order_by().values("member").annotate(count=Count("pk")).order_by("-count", "member")
    ranks = {f"writer_{rank}": Subquery(by_member.values("member")[rank : rank + 1]) for rank in range(WRITERS)}
    rows = Skill.objects.filter(pk__in=skills).order_by().annotate(**ranks).values_list("pk", *ranks)
    keys = {skill: [member for member in writers if member] for skill, *writers in rows}
    members = Member.objects.in_bulk({member for writers in keys.values() for member in writers})
    return {skill: [members[member] for member in writers] for skill, writers in keys.items()}
