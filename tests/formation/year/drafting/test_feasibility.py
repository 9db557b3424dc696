"""Obstacles that counting shows before any choice."""

import datetime
from dataclasses import replace

from formation.year.drafting.feasibility import free_half_days, impossibilities
from tests.formation.year.drafting.test_optimiser import candidate, course, year
from tests.formation.year.planning.date_search.search_spaces import MONDAY, day, room, trainer


def test_ordinary_year_has_no_obstacle():
    any_course = course()

    assert impossibilities(year(any_course), [candidate(any_course, 0)]) == []


def test_lack_of_free_trainer_days_is_reported():
    busy = trainer(absences=((day(2), day(400)),))
    any_course = course(trainers=(busy,))

    assert impossibilities(year(any_course, missing=8), [candidate(any_course, 0)]) == [
        (
            "Il manque 8\u00a0demi-journées, et les personnes qui forment n’ont plus que "
            "4\u00a0demi-journées libres en 2027."
        )
    ]


def test_free_half_days_leave_out_week_ends_holidays_and_absences():
    armistice = datetime.date(2027, 11, 11)  # a Thursday

    assert free_half_days(trainer(), MONDAY, day(6)) == 10
    assert free_half_days(trainer(), armistice, armistice) == 0
    assert free_half_days(trainer(absences=((day(0), day(1)),)), MONDAY, day(6)) == 6
    assert free_half_days(trainer(busy=frozenset({(day(0), "morning")})), MONDAY, day(0)) == 1


def test_training_without_trainer_or_date_is_reported():
    alone, never = course(1, trainers=()), course(2)

    assert impossibilities(year(alone, never), [candidate(alone, 0)]) == [
        "«\u00a0Formation 1\u00a0»\u00a0: aucune personne n’est indiquée pour la donner.",
        "«\u00a0Formation 2\u00a0»\u00a0: aucun jour où une salle et une personne qui la donne soient libres.",
    ]


def test_lack_of_seats_is_reported_with_the_largest_room():
    large = course(seats=30, workstations=12)

    assert impossibilities(year(large, rooms=(room(),)), [candidate(large, 0)]) == [
        "«\u00a0Formation 1\u00a0»\u00a0: elle demande 30\u00a0places, la plus grande salle en a 12.",
        "«\u00a0Formation 1\u00a0»\u00a0: elle demande 12\u00a0postes, aucune salle n’en a plus de 6.",
    ]


def test_empty_catalogue_and_lack_of_rooms_are_reported():
    assert impossibilities(year(rooms=()), []) == [
        "Le catalogue n’a aucune formation publiée.",
        "Aucun EPM ouvert n’a de place avant la fin de 2027.",
    ]


def test_unknown_school_holidays_are_reported():
    distant_year = replace(year(course()), year=2060)

    assert impossibilities(distant_year, [candidate(course(), 0)]) == [
        "Les vacances scolaires de 2060 ne sont pas encore connues\u00a0: vérifiez-les avant d’annoncer."
    ]
