"""Choices of the solver among a few candidates: one factor decides in each search space."""

from dataclasses import replace

import pytest

from formation.year.drafting import optimiser
from formation.year.drafting.candidates import Candidate, Course, Year
from formation.year.drafting.optimiser import OptimiserMissingError, choose
from formation.year.planning.date_search.ranking import DateOption
from formation.year.planning.date_search.search_space import FULL_DAY
from tests.formation.year.planning.date_search.search_spaces import MONDAY, day, room, search_space, trainer, wisher

HERE, THERE = 1, 2


def course(key: int = 1, **values) -> Course:
    defaults = {"title": f"Formation {key}", "half_days": 2, "seats": 8, "workstations": 0, "planned": 0}
    return Course(**{"key": key, **defaults, "wishers": (), "trainers": (trainer(),), **values})


def candidate(of: Course, number: int, *, cost: float = 10, place=None, by=None, half_days: int = 2) -> Candidate:
    moments = tuple((day(number), part) for part in FULL_DAY[:half_days])
    return Candidate(of, DateOption(cost, moments, place or room(), by))


def year(*courses: Course, missing: int = 2, **values) -> Year:
    space = search_space(**{"rooms": (room(),), "territories": {HERE: "Figeac"}, **values})
    return Year(2027, missing, MONDAY, day(250), space, courses)


def selected(of: Year, *candidates: Candidate) -> list[Candidate]:
    return choose(of, candidates, seconds=5).candidates


def test_no_candidate_gives_an_empty_selection():
    draw = choose(year(), [], seconds=5)

    assert (draw.candidates, draw.is_best) == ([], True)


def test_target_is_reached_with_the_cheapest_and_not_exceeded():
    one, two = course(1), course(2)
    cheap, dear = candidate(one, 0, cost=5), candidate(two, 14, cost=50)

    assert selected(year(one, two, missing=2), cheap, dear) == [cheap]
    assert selected(year(one, two, missing=4), cheap, dear) == [cheap, dear]


def test_room_is_never_in_two_half_days_at_once():
    one, two = course(1), course(2)
    candidates = [candidate(one, 0, place=room(1)), candidate(two, 0, place=room(1), cost=20)]

    assert selected(year(one, two, missing=4), *candidates) == candidates[:1]


def test_trainer_is_never_in_two_half_days_at_once():
    one, two = course(1), course(2)
    candidates = [
        candidate(one, 0, place=room(1), by=trainer(7)),
        candidate(two, 0, place=room(2), by=trainer(7), cost=20),
    ]

    assert selected(year(one, two, missing=4), *candidates) == candidates[:1]


def test_two_rooms_and_two_trainers_may_work_on_one_day():
    one, two = course(1), course(2)
    candidates = [candidate(one, 0, place=room(1), by=trainer(7)), candidate(two, 0, place=room(2), by=trainer(8))]

    assert len(selected(year(one, two, missing=4), *candidates)) == 2


def test_demand_comes_before_cost():
    wanted_course, other_course = course(1, wishers=(wisher(territory=HERE),) * 4), course(2)
    candidates = [candidate(wanted_course, 0, cost=60), candidate(other_course, 14, cost=5)]

    assert selected(year(wanted_course, other_course, missing=2), *candidates) == candidates[:1]


def test_training_is_given_where_people_want_it():
    wanted_course = course(1, wishers=(wisher(territory=THERE),) * 5)
    local_room, wanted_room = room(1, territory=HERE), room(2, territory=THERE)
    candidates = [
        candidate(wanted_course, 0, place=local_room),
        candidate(wanted_course, 14, place=wanted_room, cost=20),
    ]
    both = {HERE: "Figeac", THERE: "Cahors"}

    assert (
        selected(year(wanted_course, missing=2, rooms=(local_room, wanted_room), territories=both), *candidates)
        == candidates[1:]
    )


def test_territory_with_fewest_half_days_comes_first():
    only_course = course(1)
    busy_room, quiet_room = room(1, territory=HERE), room(2, territory=THERE)
    candidates = [candidate(only_course, 0, place=busy_room), candidate(only_course, 14, place=quiet_room, cost=20)]
    values = {"rooms": (busy_room, quiet_room), "territories": {HERE: "Figeac", THERE: "Cahors"}}

    assert (
        selected(year(only_course, half_days_by_territory={(2027, HERE): 4}, **values), *candidates) == candidates[1:]
    )


def test_training_is_not_repeated_beyond_the_demand():
    one, two = course(1), course(2)
    candidates = [candidate(one, 0), candidate(one, 14), candidate(two, 28, cost=60)]

    assert {one.course.key for one in selected(year(one, two, missing=4), *candidates)} == {1, 2}


def test_half_days_are_spread_over_months():
    courses = [course(key) for key in range(1, 5)]
    march = [candidate(one, 7 * number, cost=10) for number, one in enumerate(courses[:2])]
    april = candidate(courses[2], 28, cost=20)

    assert april in selected(year(*courses, missing=4), *march, april)


def test_third_day_of_a_week_is_avoided():
    one, two = course(1, half_days=4), course(2)
    long_candidate = Candidate(
        one, DateOption(10, tuple((day(number), part) for number in (0, 1) for part in FULL_DAY), room(1), trainer(7))
    )
    third_day_candidate, later_candidate = candidate(two, 2, by=trainer(7)), candidate(two, 9, by=trainer(7), cost=20)

    assert selected(year(one, two, missing=6), long_candidate, third_day_candidate, later_candidate) == [
        long_candidate,
        later_candidate,
    ]


def test_result_is_reproducible():
    courses = [course(key) for key in range(1, 6)]
    candidates = [candidate(any_course, 7 * number + any_course.key) for any_course in courses for number in range(6)]
    facts = year(*courses, missing=8)

    assert selected(facts, *candidates) == selected(facts, *candidates)


def test_missing_library_raises(monkeypatch):
    monkeypatch.setattr(optimiser, "cp_model", None)

    with pytest.raises(OptimiserMissingError, match="optimiseur"):
        choose(year(), [])


def test_course_counts_voices_by_territory():
    wishers = (wisher(territory=HERE), wisher(territory=HERE), wisher())

    assert replace(course(), wishers=wishers).voices == {HERE: 2}
