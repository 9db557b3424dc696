"""Sections of the page of an EPM: its next workshops, its latest sheets, the workshops that were run there."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

SHOWN = 5


def next_workshops(reader: Member, epm: EPM) -> QuerySet[OpenWorkshop]:
    return OpenWorkshop.objects.visible_to(reader).to_come().with_place().filter(epm=epm)[:SHOWN]


def latest_sheets(reader: Member, epm: EPM) -> QuerySet[Sheet]:
    return Sheet.objects.latest_published(reader).filter(epm=epm)[:SHOWN]


def delivery_figures(reader: Member, epm: EPM) -> QuerySet:
    """Return, for each sheet and year, how often it was run and with how many people; whether `reader` may open it."""
    readable_sheets = WorkshopPage.objects.visible_to(reader).in_use().filter(pk=OuterRef("sheet"))
    deliveries = Delivery.objects.filter(epm=epm, date__year__gte=timezone.localdate().year - 1).order_by()
    rows = deliveries.annotate(is_offered=Exists(readable_sheets)).values(
        "is_offered", year=ExtractYear("date"), title=F("sheet__title"), slug=F("sheet__slug")
    )
    return rows.annotate(times=Count("pk"), people=Sum("headcount"))


NEXT_WORKSHOPS = CompiledQuery(next_workshops)
LATEST_SHEETS = CompiledQuery(latest_sheets)
DELIVERY_FIGURES = CompiledQuery(delivery_figures)


def workshops_to_come_here(request, epm) -> tuple[str, dict] | None:
    workshops = NEXT_WORKSHOPS.rows(reader=request.user, epm=epm)
    return ("ressources/workshops/open_workshops/_epm_workshops.html", {"workshops": workshops}) if workshops else None


def sheets_from_here(request, epm) -> tuple[str, dict] | None:
    sheets = LATEST_SHEETS.rows(reader=request.user, epm=epm)
    return ("ressources/library/_epm_sheets.html", {"sheets": sheets}) if sheets else None


def workshops_run_here(request, epm) -> tuple[str, dict] | None:
    """Counts of this year and the last for everybody; the sheets, for members. One query."""
    figures = DELIVERY_FIGURES.rows(reader=request.user, epm=epm)
    if not figures:
        return None
    most_run = sheets_most_run(figures) if is_network_member(request.user) else ()
    return "ressources/workshops/deliveries/_epm_activity.html", {
        "years": totals_by_year(figures),
        "most_run": most_run,
    }


def totals_by_year(figures: Iterable[dict]) -> list[dict]:
    """Return the totals of each year, the latest first."""
    years: dict[int, dict] = {}
    for row in sorted(figures, key=lambda row: -row["year"]):
        total = years.setdefault(row["year"], {"year": row["year"], "times": 0, "people": 0})
        total["times"] += row["times"]
        total["people"] += row["people"]
    return list(years.values())


def sheets_most_run(figures: Iterable[dict]) -> list[dict]:
    """Return the sheets most often run that the reader may open, with the number of times."""
    times: Counter = Counter()
    for row in figures:
        if row["is_offered"]:
            times[row["title"], row["slug"]] += row["times"]
    ranked = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return [{"title": title, "slug": slug, "times": count} for (title, slug), count in ranked[:SHOWN]]


SECTIONS = (workshops_to_come_here, sheets_from_here, workshops_run_here)
