"""Reviewers of a sheet: those who may review it, and the one who has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.texts.wording import day_in_full
from reseau.web.queries.cached_query import CachedQuery
from ressources.sheets.models.authorship import author_keys

# A territory with more territorial animators names the first of them.
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Charge:
    """Who reviews a sheet: its `holder` since `since`, or all the `reviewers`, by name; an answer by `due`."""

    reviewers: str
    holder: Member | None = None
    since: datetime | None = None
    due: date | None = None
    is_late: bool = False


def reviewers_of(sheet) -> list[Member]:
    """Return the territorial animators of the sheet's territory, its authors aside; without any, the coordinators."""
    territorials = _holding(role=Role.TERRITORIAL, territory=sheet.epm.commune.territory_id)
    return list(territorials.exclude(pk__in=author_keys(sheet))) or list(_holding(role=Role.COORDINATOR))


def possible_reviewers(sheet) -> QuerySet[Member]:
    """Return those who may be assigned: territorial animators of the territory, authors aside, and coordinators."""
    territorials = _holding(role=Role.TERRITORIAL, territory=sheet.epm.commune.territory_id)
    reviewers = territorials.exclude(pk__in=author_keys(sheet)) | _holding(role=Role.COORDINATOR)
    return reviewers.distinct().order_by("search_name", "pk")


def reviewing_positions() -> QuerySet[Position]:
    """Return rows (territory, member, first name, last name) of those who review."""
    positions = Position.objects.live().filter(role__in=[Role.TERRITORIAL, Role.COORDINATOR], member__is_active=True)
    return positions.order_by("member__search_name").values_list(
        "territory", "member", "member__first_name", "member__last_name"
    )


REVIEWING_POSITIONS = CachedQuery(reviewing_positions)


def charges(sheets: Iterable) -> dict[int, Charge]:
    """Return who reviews each of the sheets, by key. One query; `assignment__reviewer` must be joined."""
    by_territory: dict[int | None, dict[int, str]] = {}
    for territory, member, first_name, last_name in REVIEWING_POSITIONS.rows():
        by_territory.setdefault(territory, {})[member] = f"{first_name} {last_name}".strip()
    return {sheet.pk: _charge(sheet, by_territory) for sheet in sheets}


def taken_by(holder: Member, sheet) -> str:
    """Return the refusal for another reviewer."""
    return f"{holder} s’occupe de cette fiche depuis le {day_in_full(sheet.assignment.since)}."


def _charge(sheet, by_territory: dict[int | None, dict[int, str]]) -> Charge:
    """Return the charge of one sheet. `by_territory`: names by key of member; those of coordinators under None."""
    territorials = by_territory.get(sheet.epm.commune.territory_id, {})
    names = _some([name for key, name in territorials.items() if key != sheet.owner_id]) or "la coordination"
    assignment = getattr(sheet, "assignment", None)
    if assignment is None:
        return Charge(names)
    still_reviews = assignment.reviewer_id in territorials or assignment.reviewer_id in by_territory.get(None, {})
    holder = assignment.reviewer if still_reviews else None
    return Charge(names, holder, assignment.since, assignment.due, assignment.is_late)


def _some(names: list[str]) -> str:
    """Return the names, or the first of them and how many others there are."""
    others = len(names) - NAMES_SHOWN
    return ", ".join(names) if others <= 1 else f"{', '.join(names[:NAMES_SHOWN])} et {others}\u00a0autres"


def _holding(**position) -> QuerySet[Member]:
    return Member.objects.filter(is_active=True, pk__in=Position.objects.live().filter(**position).values("member"))
