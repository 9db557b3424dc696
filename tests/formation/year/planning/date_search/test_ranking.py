"""Ranking of proposals and their sentences: one factor decides in each small search space."""

import datetime
import time
from dataclasses import replace

import pytest

from formation.enums import DayPart
from formation.sessions.distance import Point
from formation.year.planning.date_search.costs import Costs
from formation.year.planning.date_search.ranking import DateProposal, proposal_of, proposals, ranked
from formation.year.planning.date_search.search_space import FULL_DAY, moments_from
from reseau.enums import Weekday
from tests.formation.year.planning.date_search.search_spaces import (
    CAHORS,
    GRAMAT,
    MONDAY,
    day,
    room,
    search_space,
    trainer,
    wisher,
)

MORNING = DayPart.MORNING.value


def by_cost(space) -> list[DateProposal]:
    """Return every choice, cheapest first."""
    costs = Costs(space)
    return [proposal_of(costs, choice) for choice in ranked(costs)]


def first(space):
    return by_cost(space)[0]


def days_of(proposal_list) -> list[datetime.date]:
    return [proposal.choice.moments[0][0] for proposal in proposal_list]


def test_ordinary_week_proposes_each_day_soonest_first():
    proposal_list = by_cost(search_space(rooms=(room(1), room(2))))

    assert days_of(proposal_list) == [day(number) for number in (0, 0, 1, 1, 2, 2, 3, 3, 4, 4)]
    assert [proposal.breaches for proposal in proposal_list] == [[]] * 10


def test_two_days_in_a_row_stay_within_a_week():
    proposal_list = by_cost(search_space(half_days=4))

    assert proposal_list[0].choice.moments == tuple((day(number // 2), FULL_DAY[number % 2]) for number in range(4))
    assert moments_from(day(4), 4) == ()
    assert moments_from(day(3), 3) == ((day(3), FULL_DAY[0]), (day(3), FULL_DAY[1]), (day(4), FULL_DAY[0]))


def test_saturday_is_proposed_only_on_request():
    week = {"half_days": 2, "last": day(6)}
    saturday = wisher(weekdays=frozenset({Weekday.SATURDAY}))

    assert Weekday.SATURDAY not in {proposed_day.weekday() for proposed_day in days_of(by_cost(search_space(**week)))}
    assert first(search_space(**week, wishers=(saturday, saturday))).choice.moments[0][0] == day(5)
    assert {
        proposed_day.weekday() for proposed_day in days_of(by_cost(search_space(**week, wishers=(saturday,))))
    } <= set(range(6))


def test_evening_is_proposed_only_on_request():
    evening = DayPart.EVENING.value
    space = search_space(half_days=1, last=MONDAY, wishers=(wisher(parts=frozenset({evening})),))

    assert first(space).choice.moments == ((MONDAY, evening),)
    assert {proposal.choice.moments[0][1] for proposal in by_cost(search_space(half_days=1, last=MONDAY))} == set(
        FULL_DAY
    )


def test_single_half_day_may_be_in_the_morning_or_in_the_afternoon():
    proposal_list = by_cost(search_space(half_days=1, last=MONDAY))

    assert {proposal.choice.moments for proposal in proposal_list} == {((MONDAY, part),) for part in FULL_DAY}


def test_week_end_is_never_proposed():
    assert by_cost(search_space(first=day(5), last=day(6))) == []


def test_taken_room_is_not_proposed():
    proposal_list = by_cost(search_space(rooms=(room(busy=frozenset({(day(0), MORNING)})),)))

    assert day(0) not in days_of(proposal_list)


def test_taken_trainer_is_replaced_or_the_day_is_not_proposed():
    busy_trainer = trainer(1, busy=frozenset({(day(0), MORNING)}))

    assert day(0) not in days_of(by_cost(search_space(trainers=(busy_trainer,))))
    assert first(search_space(trainers=(busy_trainer, trainer(2)), last=day(0))).choice.trainer.key == 2


def test_absent_trainer_is_not_proposed():
    assert days_of(by_cost(search_space(trainers=(trainer(absences=((day(0), day(3)),)),)))) == [day(4)]


def test_lack_of_trainer_is_reported():
    assert first(search_space(trainers=())).breaches == ["Aucune personne n’est indiquée pour donner cette formation."]


def test_unusual_day_of_the_trainer_costs_and_is_reported():
    tuesdays = trainer(weekdays=frozenset({Weekday.TUESDAY}))
    proposal_list = by_cost(search_space(trainers=(tuesdays,)))

    assert (days_of(proposal_list)[0], proposal_list[0].breaches) == (day(1), [])
    assert proposal_list[1].breaches == ["Formatrice 1 forme d’habitude le mardi."]


def test_third_day_of_the_trainer_costs_and_is_reported():
    busy = {(day(number), part) for number in (0, 1) for part in FULL_DAY}
    busy_trainer = trainer(busy=frozenset(busy), days=frozenset({day(0), day(1)}))
    proposal_list = by_cost(search_space(trainers=(busy_trainer,), last=day(9)))

    assert days_of(proposal_list)[0] == day(7)
    third = next(
        proposal for proposal in by_cost(search_space(trainers=(busy_trainer,))) if days_of([proposal]) == [day(2)]
    )
    assert third.breaches == ["Formatrice 1 formerait 3\u00a0jours la semaine du lundi 8 mars 2027."]


def test_market_day_comes_after_the_next_day():
    market = room(commune="Gramat", market_days=frozenset({Weekday.MONDAY}))
    proposal_list = by_cost(search_space(rooms=(market,), last=day(1)))

    assert days_of(proposal_list) == [day(1), day(0)]
    assert proposal_list[1].breaches == ["Le lundi est jour de marché à Gramat."]


def test_holidays_come_last_and_are_reported():
    armistice = datetime.date(2027, 11, 11)
    proposal_list = by_cost(search_space(first=armistice, last=armistice + datetime.timedelta(days=1)))

    assert days_of(proposal_list) == [armistice + datetime.timedelta(days=1), armistice]
    assert proposal_list[1].breaches == ["Le jeudi 11 novembre 2027 est férié (Armistice)."]


def test_room_near_the_wishers_comes_first():
    near_room, far_room = room(1, point=CAHORS), room(2, point=GRAMAT)
    proposal = first(search_space(rooms=(near_room, far_room), wishers=(wisher(point=CAHORS),)))

    assert proposal.choice.room == near_room
    assert proposal.reasons[0] == "0\u00a0km de route pour la personne qui l’attend (estimation)."


def test_lack_of_seats_or_computers_costs_and_is_reported():
    small_room, large_room = room(1, seats=6, workstations=2), room(2)
    proposal_list = by_cost(search_space(rooms=(small_room, large_room), workstations=4, last=day(0)))

    assert [proposal.choice.room.key for proposal in proposal_list] == [2, 1]
    assert proposal_list[1].breaches == [
        "La salle a 6\u00a0places assises, pour 8 souhaitées.",
        "Il y a 2\u00a0postes informatiques, pour 4 souhaités.",
    ]


def test_preferred_day_comes_first():
    proposal_list = by_cost(search_space(wishers=(wisher(weekdays=frozenset({Weekday.THURSDAY})), wisher())))

    assert (days_of(proposal_list)[0], proposal_list[0].breaches) == (day(3), [])
    assert proposal_list[1].breaches == ["1\u00a0sur 2 des personnes qui l’attendent préfère un autre moment."]
    assert "Le moment convient à toutes les personnes qui ont dit leurs jours." in proposal_list[0].reasons


def test_preferred_part_of_the_day_comes_first_for_a_single_half_day():
    afternoon = DayPart.AFTERNOON.value
    proposal = first(search_space(half_days=1, wishers=(wisher(parts=frozenset({afternoon})),)))

    assert proposal.choice.moments == ((MONDAY, afternoon),)


def test_territory_with_fewest_half_days_comes_first():
    rooms = (room(1, territory=1), room(2, territory=2))
    proposal = first(
        search_space(
            rooms=rooms, territories={1: "Figeac", 2: "Cahors"}, half_days_by_territory={(2027, 1): 4, (2027, 2): 2}
        )
    )

    assert proposal.choice.room.key == 2
    assert proposal.reasons[-1] == "Cahors\u00a0: 2\u00a0demi-journées en 2027, aucun territoire n’en a moins."


def test_each_room_is_proposed_once_with_its_other_dates():
    proposal_list = proposals(search_space(rooms=tuple(room(key) for key in range(1, 13)), last=day(18)))

    rooms = [proposal.choice.room.key for proposal in proposal_list]
    assert (len(rooms), len(set(rooms))) == (8, 8)
    assert max(days_of(proposal_list).count(proposed_day) for proposed_day in days_of(proposal_list)) == 2
    for proposal in proposal_list:
        other_days = days_of(proposal.others)
        assert {other.choice.room.key for other in proposal.others} == {proposal.choice.room.key}
        assert len({*other_days, *days_of([proposal])}) == 5
        assert other_days == sorted(other_days)


def test_trainers_are_proposed_in_turn():
    space = search_space(rooms=tuple(room(key) for key in range(1, 5)), trainers=(trainer(1), trainer(2)))
    proposal_list = proposals(space)

    assert [proposal.choice.trainer.key for proposal in proposal_list] == [1, 2, 1, 2]
    assert "Formatrice 1 est libre, Formatrice 2 aussi." in proposal_list[0].reasons
    assert {other.choice.trainer.key for other in proposal_list[0].others} == {1, 2}


def test_trainer_on_unusual_days_waits_for_a_turn():
    tuesdays = trainer(2, weekdays=frozenset({Weekday.TUESDAY}))
    space = search_space(rooms=tuple(room(key) for key in range(1, 7)), trainers=(trainer(1), tuesdays), last=day(0))

    assert [each.choice.trainer.key for each in by_cost(space)] == [1] * 6


# The people who asked


def test_room_of_the_territory_of_those_who_wait_comes_first():
    near, here = room(1, territory=2), room(2, territory=1, point=Point(44.80, 1.80))
    wanted = search_space(
        rooms=(near, here), wishers=(wisher(territory=1),) * 3, territories={1: "Figeac", 2: "Cahors"}, last=day(0)
    )
    proposal_list = by_cost(wanted)

    assert [proposal.choice.room for proposal in proposal_list] == [here, near]
    assert proposal_list[0].reasons[0] == (
        "Dans le territoire de Figeac, celui où sont les 3\u00a0personnes qui l’attendent."
    )
    assert "Aucune des 3\u00a0personnes qui l’attendent n’est du territoire de Cahors." in proposal_list[1].breaches


def test_much_nearer_room_of_another_territory_comes_first():
    near, here = room(1, territory=2), room(2, territory=1, point=CAHORS)
    wanted = search_space(
        rooms=(near, here), wishers=(wisher(territory=1),), territories={1: "Figeac", 2: "Cahors"}, last=day(0)
    )

    assert first(wanted).choice.room == near


def test_reasons_count_those_whose_place_is_known():
    wishers = (wisher(territory=1), wisher(territory=1, point=CAHORS), wisher(territory=2, point=None))
    reasons = first(search_space(wishers=wishers, territories={1: "Figeac", 2: "Cahors"})).reasons

    assert reasons[:2] == [
        "Dans le territoire de Figeac, celui où sont 2 des 3\u00a0personnes qui l’attendent.",
        "28\u00a0km de route en moyenne pour 2 des 3 qui l’attendent, 56\u00a0au plus (estimation).",
    ]


def test_half_days_of_territories_do_not_count_when_somebody_waits():
    rooms = (room(1, territory=1), room(2, territory=2, point=CAHORS))
    half_days = {(2027, 1): 30}
    space = search_space(
        rooms=rooms, wishers=(wisher(territory=1),), territories={1: "Figeac", 2: "Cahors"}, last=day(0)
    )
    proposal = first(replace(space, half_days_by_territory=half_days))

    assert proposal.choice.room.key == 1
    assert not [reason for reason in proposal.reasons if "aucun territoire" in reason]


def test_search_for_a_territory_without_a_voice_starts_from_its_places():
    rooms = (room(1, territory=2), room(2, territory=1, point=CAHORS))
    space = search_space(rooms=rooms, wanted_by=1, territories={1: "Figeac", 2: "Cahors"}, last=day(0))

    assert first(space).choice.room.key == 2
    assert first(space).reasons[0].startswith("0\u00a0km de route en moyenne pour les EPM du territoire de Figeac")


def test_days_that_suit_more_people_come_first_even_over_two_days():
    tuesdays = (wisher(weekdays=frozenset({Weekday.TUESDAY})),) * 2
    proposal_list = by_cost(search_space(half_days=4, wishers=tuesdays))

    assert [each.weekday() for each in days_of(proposal_list)[:2]] == [0, 1]
    assert proposal_list[0].breaches == ["Une partie de ces jours seulement convient à 2\u00a0personnes."]
    assert proposal_list[-1].breaches == ["2\u00a0sur 2 des personnes qui l’attendent préfèrent un autre moment."]


def test_lack_of_rooms_gives_no_proposal():
    assert proposals(search_space(rooms=())) == []


@pytest.mark.parametrize("busy_share", [0, 3])
def test_best_of_a_year_in_110_places_are_eight(busy_share, record_property):
    rooms = tuple(
        room(
            key,
            point=Point(44.2 + key % 11 * 0.07, 1.1 + key // 11 * 0.1),
            territory=key % 3,
            seats=8 + key % 3 * 2,
            market_days=frozenset({key % 7}),
            busy=frozenset((day(number), MORNING) for number in range(0, 365, busy_share or 400)),
        )
        for key in range(110)
    )
    wishers = tuple(wisher(point=any_room.point, weekdays=frozenset({any_room.key % 5})) for any_room in rooms[:40])
    trainers = tuple(trainer(key, weekdays=frozenset({key % 5})) for key in range(8))
    territories = {0: "Cahors", 1: "Figeac", 2: "Gourdon"}
    year = search_space(
        rooms=rooms, wishers=wishers, trainers=trainers, territories=territories, last=day(365), seats=12
    )

    start = time.perf_counter()
    proposal_list = proposals(year)
    seconds = time.perf_counter() - start

    record_property("figure", f"Trouver une date, 110 places, 12 months: {seconds * 1000:.0f} ms")
    assert len(proposal_list) == 8
