"""In any search space, the ranking equals an exhaustive search, and every conflict or breach is reported."""

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from formation.enums import DayPart
from formation.year.planning.date_search.costs import Costs
from formation.year.planning.date_search.ranking import DateOption, proposals, ranked
from formation.year.planning.date_search.search_space import FULL_DAY
from reseau.enums import Weekday
from reseau.places.opening_hours.holidays import holiday_of, school_holidays_of
from tests.formation.year.planning.date_search.search_spaces import (
    CAHORS,
    GRAMAT,
    MONDAY,
    room,
    search_space,
    trainer,
    wisher,
)
from tests.random_runs import random_examples

# From an ordinary week to one with holidays, so that every rule applies.
FIRST_DAYS = [MONDAY, datetime.date(2027, 2, 4), datetime.date(2027, 5, 3), datetime.date(2027, 11, 8)]
weekdays = st.frozensets(st.integers(0, 6), max_size=3)


def moments_of(days):
    return st.frozensets(st.tuples(st.sampled_from(days), st.sampled_from(FULL_DAY)), max_size=5)


def rooms_of(days):
    rooms = st.builds(
        room,
        key=st.integers(1, 9),
        territory=st.integers(1, 2),
        point=st.sampled_from([GRAMAT, CAHORS]),
        seats=st.integers(6, 10),
        workstations=st.integers(0, 4),
        market_days=weekdays,
        busy=moments_of(days),
    )
    return st.lists(rooms, max_size=4, unique_by=lambda any_room: any_room.key)


def trainers_of(days):
    absences = st.lists(st.tuples(st.sampled_from(days), st.sampled_from(days)), max_size=1).map(tuple)
    trainers = st.builds(trainer, key=st.integers(1, 5), weekdays=weekdays, busy=moments_of(days), absences=absences)
    return st.lists(trainers, max_size=3, unique_by=lambda any_trainer: any_trainer.key)


wishers = st.builds(wisher, weekdays=weekdays, parts=st.frozensets(st.sampled_from(FULL_DAY), max_size=1))


@st.composite
def worlds(draw):
    first = draw(st.sampled_from(FIRST_DAYS))
    days = [first + datetime.timedelta(days=number) for number in range(6)]
    return search_space(
        first=first,
        last=days[-1],
        half_days=draw(st.integers(1, 4)),
        workstations=2,
        rooms=tuple(draw(rooms_of(days))),
        trainers=tuple(draw(trainers_of(days))),
        wishers=tuple(draw(st.lists(wishers, max_size=3))),
        territories={1: "Figeac", 2: "Cahors"},
        half_days_by_territory={(2027, 1): draw(st.integers(0, 5)), (2027, 2): draw(st.integers(0, 5))},
    )


def all_date_options(space) -> list[DateOption]:
    """Every choice, by exhaustive search."""
    costs, options = Costs(space), []
    for moments in space.spans():
        best = costs.best_trainer(moments)
        for any_room in space.rooms if best else ():
            extra = costs.of_both(any_room, moments)
            if extra is not None:
                options.append(
                    DateOption(
                        costs.of_span(moments) + best[0] + costs.of_room(any_room) + extra, moments, any_room, best[1]
                    )
                )
    return options


@given(worlds())
@random_examples(150)
def test_ranking_equals_exhaustive_search(space):
    ranked_options, all_options = list(ranked(Costs(space))), all_date_options(space)

    assert {(option.moments, option.room.key) for option in ranked_options} == {
        (option.moments, option.room.key) for option in all_options
    }
    assert len(ranked_options) == len(all_options)
    costs = [option.cost for option in ranked_options]
    assert all(before <= after + 1e-9 for before, after in pairwise(costs))


@given(worlds())
@random_examples(150)
def test_proposals_avoid_conflicts_and_report_breaches(space):
    found = proposals(space)
    for proposal in [*found, *(other for best in found for other in best.others)]:
        choice, breaches_text = proposal.choice, " ".join(proposal.breaches)
        days = {day for day, _ in choice.moments}
        assert choice.room.busy.isdisjoint(choice.moments)
        wants_saturday = any(Weekday.SATURDAY in any_wisher.weekdays for any_wisher in space.wishers)
        assert {day.weekday() for day in days} <= set(range(6 if wants_saturday else 5))
        if choice.trainer:
            assert choice.trainer.is_free(choice.moments)
            assert not any(first <= day <= last for day in days for first, last in choice.trainer.absences)
        else:
            assert "Aucune personne n’est indiquée" in breaches_text
        for day in days:
            assert not holiday_of(day) or f"férié ({holiday_of(day)})" in breaches_text
            assert not school_holidays_of(day) or "vacances scolaires" in breaches_text
            assert day.weekday() not in choice.room.market_days or f"marché à {choice.room.commune}" in breaches_text
        assert choice.room.seats >= space.seats or "places assises, pour" in breaches_text
        assert choice.room.workstations >= space.workstations or "postes informatiques, pour" in breaches_text


def test_full_day_has_no_evening():
    assert set(FULL_DAY) <= {part.value for part in DayPart}
