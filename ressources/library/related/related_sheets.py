"""The few sheets shown under a sheet, and why each of them is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reseau.people.members.models.member import Member
from reseau.texts.accent_folding import fold
from ressources.library.related.queries import on_skills, run_too
from ressources.sheets.models.sheet import Sheet

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
    run = [RelatedSheet(other, _run_in_words(other.people)) for other in run_too(reader, sheet)]
    skills = list(sheet.skills.all())
    close = [RelatedSheet(other, _skills_in_words(other.shared)) for other in on_skills(reader, sheet, skills)]
    yield from run[: SHOWN // 2]
    yield from close if skills else ()
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
