"""What is known to be impossible by counting, before anything is chosen."""

import datetime
from dataclasses import replace

from formation.planning.drafting.counting import free_half_days, impossibilities
from tests.formation.planning.test_choosing import course, offer, year
from tests.formation.planning.worlds import MONDAY, day, room, trainer


def test_ordinary_year_has_nothing_against_it():
    one = course()

    assert impossibilities(year(one), [offer(one, 0)]) == []


def test_trainers_without_enough_days_are_counted():
    busy = trainer(away=((day(2), day(400)),))
    one = course(trainers=(busy,))

    assert impossibilities(year(one, missing=8), [offer(one, 0)]) == [
        (
            "Il manque 8\u00a0demi-journées, et les personnes qui forment n’ont plus que "
            "4\u00a0demi-journées libres en 2027."
        )
    ]


def test_free_half_days_leave_out_week_ends_holidays_and_absences():
    armistice = datetime.date(2027, 11, 11)  # a Thursday

    assert free_half_days(trainer(), MONDAY, day(6)) == 10
    assert free_half_days(trainer(), armistice, armistice) == 0
    assert free_half_days(trainer(away=((day(0), day(1)),)), MONDAY, day(6)) == 6
    assert free_half_days(trainer(busy=frozenset({(day(0), "morning")})), MONDAY, day(0)) == 1


def test_training_without_a_trainer_or_a_date_is_named():
    alone, never = course(1, trainers=()), course(2)

    assert impossibilities(year(alone, never), [offer(alone, 0)]) == [
        "«\u00a0Formation 1\u00a0»\u00a0: aucune personne n’est indiquée pour la donner.",
        "«\u00a0Formation 2\u00a0»\u00a0: aucun jour où une salle et une personne qui la donne soient libres.",
    ]


def test_room_too_small_is_told_with_the_largest():
    large = course(seats=30, workstations=12)

    assert impossibilities(year(large, rooms=(room(),)), [offer(large, 0)]) == [
        "«\u00a0Formation 1\u00a0»\u00a0: elle demande 30\u00a0places, la plus grande salle en a 12.",
        "«\u00a0Formation 1\u00a0»\u00a0: elle demande 12\u00a0postes, aucune salle n’en a plus de 6.",
    ]


def test_empty_catalogue_and_no_room_are_told():
    assert impossibilities(year(rooms=()), []) == [
        "Le catalogue n’a aucune formation publiée.",
        "Aucun EPM ouvert n’a de place avant la fin de 2027.",
    ]


def test_unknown_school_holidays_are_told():
    asked = replace(year(course()), year=2060)

    assert impossibilities(asked, [offer(course(), 0)]) == [
        "Les vacances scolaires de 2060 ne sont pas encore connues\u00a0: vérifiez-les avant d’annoncer."
    ]
