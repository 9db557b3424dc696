"""What can be known to be impossible before anything is chosen, by counting; each reason is a sentence."""

import datetime
from collections.abc import Iterator, Sequence

from formation.planning.drafting.offers import Course, Offer, Year
from formation.planning.finding.world import FULL_DAY, Trainer
from formation.planning.soft_rules import holiday_of, holidays_are_known
from formation.wording import half_days_in_words
from reseau.enums import Weekday


def impossibilities(year: Year, offers: Sequence[Offer]) -> list[str]:
    """What stands in the way of the target, the gravest first."""
    return [*_of_the_year(year), *_of_courses(year, offers)]


def _of_the_year(year: Year) -> Iterator[str]:
    if not year.courses:
        yield "Le catalogue n’a aucune formation publiée."
    if not year.world.rooms:
        yield f"Aucun EPM ouvert n’a de place avant la fin de {year.year}."
    trainers = {trainer.key: trainer for course in year.courses for trainer in course.trainers}
    free = sum(free_half_days(trainer, year.first, year.last) for trainer in trainers.values())
    if trainers and free < year.missing:
        yield (
            f"Il manque {half_days_in_words(year.missing)}, et les personnes qui forment n’ont plus que "
            f"{half_days_in_words(free)} libre{'s' if free > 1 else ''} en {year.year}."
        )
    if not holidays_are_known(year.year):
        yield f"Les vacances scolaires de {year.year} ne sont pas encore connues\u00a0: vérifiez-les avant d’annoncer."


def _of_courses(year: Year, offers: Sequence[Offer]) -> Iterator[str]:
    offered = {offer.course.key for offer in offers}
    seats = max((room.seats for room in year.world.rooms), default=0)
    stations = max((room.workstations for room in year.world.rooms), default=0)
    for course in year.courses:
        yield from _of_course(course, seats, stations, is_offered=course.key in offered)


def _of_course(course: Course, seats: int, stations: int, *, is_offered: bool) -> Iterator[str]:
    name = f"«\u00a0{course.title}\u00a0»"
    if not course.trainers:
        yield f"{name}\u00a0: aucune personne n’est indiquée pour la donner."
    elif not is_offered:
        yield f"{name}\u00a0: aucun jour où une salle et une personne qui la donne soient libres."
    if seats and course.seats > seats:
        yield f"{name}\u00a0: elle demande {course.seats}\u00a0places, la plus grande salle en a {seats}."
    if seats and course.workstations > stations:
        yield f"{name}\u00a0: elle demande {course.workstations}\u00a0postes, aucune salle n’en a plus de {stations}."


def free_half_days(trainer: Trainer, first: datetime.date, last: datetime.date) -> int:
    """Working half-days on which she is neither taken nor away: the most that she could give."""
    day, count = first, 0
    while day <= last:
        if day.weekday() <= Weekday.FRIDAY and not holiday_of(day):
            count += sum(trainer.is_free(((day, part),)) for part in FULL_DAY)
        day += datetime.timedelta(days=1)
    return count
