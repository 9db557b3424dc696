"""The few sheets shown under a sheet, and why each of them is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, QuerySet

from reseau.people.members.models.member import Member
from reseau.texts.accent_folding import fold
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery import Delivery

# Sheets beside a sheet: those that the people who run it run too, and those on its skills.
# One person who runs two sheets says little.
FEWEST_PEOPLE = 2
# Of a sheet that all run, the latest are enough.
LATEST = 100
FOUND = 4


def shown_sheets(reader: Member, sheet: Sheet) -> QuerySet[Sheet]:
    sheets = Sheet.objects.visible_to(reader).in_use().exclude(pk=sheet.pk).order_by()
    return sheets.only("title", "slug")


def sheets_run_too(reader: Member, sheet: Sheet) -> QuerySet[Sheet]:
    """Return the sheets that the most people run among those who ran `sheet` last; `people`: how many."""
    runners = Delivery.objects.filter(sheet=sheet.pk).order_by("-date", "-pk").values("member")[:LATEST]
    runs = shown_sheets(reader, sheet).filter(workshoppage__deliveries__member__in=runners)
    counted = runs.annotate(people=Count("workshoppage__deliveries__member", distinct=True)).filter(
        people__gte=FEWEST_PEOPLE
    )
    return counted.order_by("-people", "-pk")[:FOUND]


def sheets_on_skills(reader: Member, sheet: Sheet) -> QuerySet[Sheet]:
    """Return the sheets that share the most skills with `sheet`, the latest first; `shared`: how many."""
    # A sheet without skills costs what others cost.
    skills = [skill.pk for skill in sheet.skills.all()] or [0]
    sheets = shown_sheets(reader, sheet).filter(skills__in=skills).annotate(shared=Count("skills", distinct=True))
    return sheets.order_by("-shared", "-first_published_at", "-pk")[:FOUND]


SHOWN = 4


@dataclass(frozen=True, slots=True)
class RelatedSheet:
    sheet: Sheet
    reason: str


def related_sheets(sheet: Sheet, reader: Member) -> list[RelatedSheet]:
    """Return the sheets that `reader` may open: half of them by what people run, the others by skills; by title."""
    shown = islice(_without_repeats(_candidates(sheet, reader)), SHOWN)
    return sorted(shown, key=lambda related: fold(related.sheet.title))


def _candidates(sheet: Sheet, reader: Member) -> Iterator[RelatedSheet]:
    run = [RelatedSheet(other, _run_in_words(other.people)) for other in sheets_run_too(reader, sheet)]
    close = [RelatedSheet(other, _skills_in_words(other.shared)) for other in sheets_on_skills(reader, sheet)]
    yield from run[: SHOWN // 2]
    yield from close
    yield from run[SHOWN // 2 :]


def _without_repeats(candidates: Iterator[RelatedSheet]) -> Iterator[RelatedSheet]:
    seen: set[int] = set()
    for candidate in candidates:
        if candidate.sheet.pk not in seen:
            seen.add(candidate.sheet.pk)
            yield candidate


def _run_in_words(people: int) -> str:
    return f"{people}\u00a0personnes animent les deux"


def _skills_in_words(shared: int) -> str:
    return "une compétence en commun" if shared == 1 else f"{shared}\u00a0compétences en commun"
