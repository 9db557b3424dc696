"""What the solver chooses among a few offers: each world has one thing that decides."""

from dataclasses import replace

import pytest

from formation.planning.drafting import choosing
from formation.planning.drafting.choosing import OptimiserMissingError, choose
from formation.planning.drafting.offers import Course, Offer, Year
from formation.planning.finding.ranking import Choice
from formation.planning.finding.world import FULL_DAY
from tests.formation.planning.worlds import MONDAY, day, room, trainer, wisher, world

HERE, THERE = 1, 2


def course(key: int = 1, **values) -> Course:
    plain = {"title": f"Formation {key}", "half_days": 2, "seats": 8, "workstations": 0, "planned": 0}
    return Course(**{"key": key, **plain, "wishers": (), "trainers": (trainer(),), **values})


def offer(of: Course, number: int, *, cost: float = 10, place=None, by=None, half_days: int = 2) -> Offer:
    moments = tuple((day(number), part) for part in FULL_DAY[:half_days])
    return Offer(of, Choice(cost, moments, place or room(), by))


def year(*courses: Course, missing: int = 2, **values) -> Year:
    known = world(**{"rooms": (room(),), "territories": {HERE: "Figeac"}, **values})
    return Year(2027, missing, MONDAY, day(250), known, courses)


def chosen(of: Year, *offers: Offer) -> list[Offer]:
    return choose(of, offers, seconds=5).offers


def test_nothing_to_choose_from_is_an_answer():
    draw = choose(year(), [], seconds=5)

    assert (draw.offers, draw.is_best) == ([], True)


def test_target_is_reached_with_the_cheapest_and_not_passed():
    one, two = course(1), course(2)
    cheap, dear = offer(one, 0, cost=5), offer(two, 14, cost=50)

    assert chosen(year(one, two, missing=2), cheap, dear) == [cheap]
    assert chosen(year(one, two, missing=4), cheap, dear) == [cheap, dear]


def test_room_is_never_in_two_half_days_at_once():
    one, two = course(1), course(2)
    offers = [offer(one, 0, place=room(1)), offer(two, 0, place=room(1), cost=20)]

    assert chosen(year(one, two, missing=4), *offers) == offers[:1]


def test_trainer_is_never_in_two_half_days_at_once():
    one, two = course(1), course(2)
    offers = [offer(one, 0, place=room(1), by=trainer(7)), offer(two, 0, place=room(2), by=trainer(7), cost=20)]

    assert chosen(year(one, two, missing=4), *offers) == offers[:1]


def test_two_rooms_and_two_trainers_may_work_on_one_day():
    one, two = course(1), course(2)
    offers = [offer(one, 0, place=room(1), by=trainer(7)), offer(two, 0, place=room(2), by=trainer(8))]

    assert len(chosen(year(one, two, missing=4), *offers)) == 2


def test_what_people_want_comes_before_what_is_cheap():
    wanted, other = course(1, wishers=(wisher(territory=HERE),) * 4), course(2)
    offers = [offer(wanted, 0, cost=60), offer(other, 14, cost=5)]

    assert chosen(year(wanted, other, missing=2), *offers) == offers[:1]


def test_training_is_given_where_people_want_it():
    wanted = course(1, wishers=(wisher(territory=THERE),) * 5)
    here, there = room(1, territory=HERE), room(2, territory=THERE)
    offers = [offer(wanted, 0, place=here), offer(wanted, 14, place=there, cost=20)]
    both = {HERE: "Figeac", THERE: "Cahors"}

    assert chosen(year(wanted, missing=2, rooms=(here, there), territories=both), *offers) == offers[1:]


def test_territory_that_has_less_is_served_first():
    one = course(1)
    here, there = room(1, territory=HERE), room(2, territory=THERE)
    offers = [offer(one, 0, place=here), offer(one, 14, place=there, cost=20)]
    values = {"rooms": (here, there), "territories": {HERE: "Figeac", THERE: "Cahors"}}

    assert chosen(year(one, held={(2027, HERE): 4}, **values), *offers) == offers[1:]


def test_same_training_is_not_given_again_beyond_the_demand():
    one, two = course(1), course(2)
    offers = [offer(one, 0), offer(one, 14), offer(two, 28, cost=60)]

    assert {one.course.key for one in chosen(year(one, two, missing=4), *offers)} == {1, 2}


def test_months_are_not_all_alike_full():
    courses = [course(key) for key in range(1, 5)]
    march = [offer(one, 7 * number, cost=10) for number, one in enumerate(courses[:2])]
    april = offer(courses[2], 28, cost=20)

    assert april in chosen(year(*courses, missing=4), *march, april)


def test_trainer_does_not_work_three_days_a_week_without_need():
    one, two = course(1, half_days=4), course(2)
    long = Offer(
        one, Choice(10, tuple((day(number), part) for number in (0, 1) for part in FULL_DAY), room(1), trainer(7))
    )
    third, later = offer(two, 2, by=trainer(7)), offer(two, 9, by=trainer(7), cost=20)

    assert chosen(year(one, two, missing=6), long, third, later) == [long, later]


def test_same_question_gets_the_same_answer():
    courses = [course(key) for key in range(1, 6)]
    offers = [offer(one, 7 * number + one.key) for one in courses for number in range(6)]
    asked = year(*courses, missing=8)

    assert chosen(asked, *offers) == chosen(asked, *offers)


def test_without_the_library_it_is_said(monkeypatch):
    monkeypatch.setattr(choosing, "cp_model", None)

    with pytest.raises(OptimiserMissingError, match="optimiseur"):
        choose(year(), [])


def test_course_knows_its_voices_by_territory():
    wishers = (wisher(territory=HERE), wisher(territory=HERE), wisher())

    assert replace(course(), wishers=wishers).voices == {HERE: 2}
