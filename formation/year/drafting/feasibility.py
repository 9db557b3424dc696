"""Obstacles to the target that counting shows before any choice, each in a sentence."""

import datetime
from collections.abc import Iterator, Sequence

from formation.sessions.wording import half_days_in_words
from formation.year.drafting.candidates import Candidate, Course, Year
from formation.year.planning.date_search.search_space import FULL_DAY, Trainer
from reseau.enums import Weekday
from reseau.places.opening_hours.holidays import holiday_of, holidays_are_known


def impossibilities(year: Year, candidates: Sequence[Candidate]) -> list[str]:
    """List the obstacles to the target, most serious first."""
    return [*_of_the_year(year), *_of_courses(year, candidates)]


def _of_the_year(year: Year) -> Iterator[str]:
    if not year.courses:
        yield "Le catalogue n’a aucune formation publiée."
    if not year.search_space.rooms:
        yield f"Aucun EPM ouvert n’a de place avant la fin de {year.year}."
    trainers = {trainer.key: trainer for course in year.courses for trainer in course.trainers}
    free_count = sum(free_half_days(trainer, year.first, year.last) for trainer in trainers.values())
    if trainers and free_count < year.missing:
        yield (
            f"Il manque {half_days_in_words(year.missing)}, et les personnes qui forment n’ont plus que "
            f"{half_days_in_words(free_count)} libre{'s' if free_count > 1 else ''} en {year.year}."
        )
    if not holidays_are_known(year.year):
        yield f"Les vacances scolaires de {year.year} ne sont pas encore connues\u00a0: vérifiez-les avant d’annoncer."


def _of_courses(year: Year, candidates: Sequence[Candidate]) -> Iterator[str]:
    courses_with_candidates = {candidate.course.key for candidate in candidates}
    seats = max((room.seats for room in year.search_space.rooms), default=0)
    stations = max((room.workstations for room in year.search_space.rooms), default=0)
    for course in year.courses:
        yield from _of_course(course, seats, stations, has_candidate=course.key in courses_with_candidates)


def _of_course(course: Course, seats: int, stations: int, *, has_candidate: bool) -> Iterator[str]:
    name = f"«\u00a0{course.title}\u00a0»"
    if not course.trainers:
        yield f"{name}\u00a0: aucune personne n’est indiquée pour la donner."
    elif not has_candidate:
        yield f"{name}\u00a0: aucun jour où une salle et une personne qui la donne soient libres."
    if seats and course.seats > seats:
        yield f"{name}\u00a0: elle demande {course.seats}\u00a0places, la plus grande salle en a {seats}."
    if seats and course.workstations > stations:
        yield f"{name}\u00a0: elle demande {course.workstations}\u00a0postes, aucune salle n’en a plus de {stations}."


def free_half_days(trainer: Trainer, first: datetime.date, last: datetime.date) -> int:
    """Count the working half-days on which the trainer is free: an upper bound of what they could give."""
    day, count = first, 0
    while day <= last:
        if day.weekday() <= Weekday.FRIDAY and not holiday_of(day):
            count += sum(trainer.is_free(((day, part),)) for part in FULL_DAY)
        day += datetime.timedelta(days=1)
    return count
