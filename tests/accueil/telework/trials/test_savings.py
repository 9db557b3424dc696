"""Savings against a table made by hand, and what small groups never show."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accueil.emission_factors.services import record_factor
from accueil.telework.enums import CommuteMode, SeatBookingState
from accueil.telework.trials.first_method import FACTORS
from accueil.telework.trials.savings import TeleworkedDays, savings
from accueil.telework.trials.services import declare_days, record_method, use_latest_method
from accueil.telework.trials.trial_report import hidden_months, teleworked_days, trial_report
from b2i.people.anonymity import SMALLEST_GROUP
from formation.enums import DayPart
from tests.factories.telework import SeatBookingFactory, SeatFactory, TeleworkAgreementFactory

JANUARY, FEBRUARY, MARCH = (datetime.date(2026, month, 1) for month in (1, 2, 3))
VALUES = {name: value for name, (value, _) in FACTORS.items()}


def row(agent: int, mode: str, home: int, centre: int, **changes) -> TeleworkedDays:
    fields = {
        "kilometres": Decimal(40),
        "minutes": 60,
        "centre_kilometres": Decimal(10),
        "centre_minutes": 15,
        "cost_per_kilometre": Decimal("0.2"),
    }
    return TeleworkedDays(agent=agent, month=JANUARY, mode=mode, home=home, centre=centre, **fields | changes)


# Made by hand: agent, mode, days at home, at the télécentre → kilometres, minutes, grams, cents.
# 40 km and 60 min there and back; 10 km and 15 min to the télécentre; 0.20 € a kilometre; a car of 200 g.
BY_HAND = [
    (1, CommuteMode.CAR, 2, 0, 80, 120, 16_000, 1_600),
    (2, CommuteMode.CAR, 0, 2, 60, 90, 12_000, 1_200),
    (3, CommuteMode.CARPOOL, 1, 0, 40, 60, 4_000, 800),
    (4, CommuteMode.COACH, 1, 1, 70, 105, 2_464, 1_400),
    (5, CommuteMode.TRAIN, 1, 0, 40, 60, 992, 800),
    (6, CommuteMode.MOPED, 1, 0, 40, 60, 2_464, 800),
    (7, CommuteMode.ACTIVE, 3, 0, 120, 180, 0, 2_400),
]


@pytest.mark.parametrize(("agent", "mode", "home", "centre", "kilometres", "minutes", "grams", "cents"), BY_HAND)
def test_each_line_is_that_of_the_table(agent, mode, home, centre, kilometres, minutes, grams, cents):
    found = savings([row(agent, mode, home, centre)], factors=VALUES, car_grams=lambda month: Decimal(200))

    assert (found.kilometres, found.hours * 60) == (kilometres, minutes)
    assert (found.kilograms * 1000, found.euros * 100) == (grams, cents)


def test_sum_is_that_of_the_table():
    rows = [row(agent, mode, home, centre) for agent, mode, home, centre, *_ in BY_HAND]
    found = savings(rows, factors=VALUES, car_grams=lambda month: Decimal(200))

    assert (found.agents, found.days, found.kilometres) == (7, 12, 450)
    assert (found.hours, found.working_days) == (Decimal("11.25"), Decimal("11.25") / 7)
    assert (found.kilograms, found.euros) == (Decimal("37.92"), Decimal("90.0"))
    # 31 % of rebound effects.
    assert found.net_kilograms == Decimal("37.92") * Decimal("0.69")


def test_month_without_a_factor_has_no_co2_and_keeps_the_rest():
    found = savings([row(1, CommuteMode.CAR, 1, 0)], factors=VALUES, car_grams=lambda month: None)

    assert (found.kilograms, found.net_kilograms, found.kilometres) == (None, None, 40)


def test_train_needs_no_factor_of_a_car():
    found = savings([row(1, CommuteMode.TRAIN, 1, 0)], factors=VALUES, car_grams=lambda month: None)

    assert found.kilograms == Decimal("0.992")


MONTHS = [datetime.date(2026, month, 1) for month in range(1, 7)]


@given(st.dictionaries(st.sampled_from(MONTHS), st.frozensets(st.integers(1, 9)), min_size=1))
def test_no_month_nor_difference_tells_of_fewer_than_five(people):
    hidden = hidden_months(people)
    everybody = frozenset().union(*people.values())

    assert all(not people[month] or len(people[month]) >= SMALLEST_GROUP for month in people.keys() - hidden)
    behind = frozenset().union(*(people[month] for month in hidden))
    if len(everybody) >= SMALLEST_GROUP and behind:
        assert len(behind) >= SMALLEST_GROUP


def declare(trial, month, days) -> None:
    declare_days(trial=trial, month=month, days=days)


@pytest.mark.django_db
def test_trial_of_four_agents_shows_nothing(trial, agent_of):
    agents = [agent_of() for _ in range(4)]
    declare(trial, JANUARY, dict.fromkeys(agents, (2, 0)))

    report = trial_report(trial)
    assert (report.total, [one for _, one in report.months]) == (None, [None] * 3)


@pytest.mark.django_db
def test_small_month_is_masked_with_another_one(trial, agent_of):
    agents = [agent_of() for _ in range(6)]
    declare(trial, JANUARY, dict.fromkeys(agents, (2, 0)))
    declare(trial, FEBRUARY, dict.fromkeys(agents[:2], (2, 0)))
    declare(trial, MARCH, dict.fromkeys(agents, (1, 0)))

    report = trial_report(trial)
    assert (report.total.agents, report.total.days) == (6, 22)
    assert [month for month, one in report.months if one] == [MARCH]


@pytest.mark.django_db
def test_whole_days_booked_under_the_agreement_count_until_a_month_is_declared(trial, agent_of, telecentre):
    agreement = TeleworkAgreementFactory(
        telecentre=telecentre, starts_on=trial.starts_on, ends_on=trial.ends_on, employer=trial.employer
    )
    seat = SeatFactory(telecentre=telecentre)
    series = agreement.series.create(seat=seat, rhythm="weekly", starts_on=trial.starts_on, until=trial.ends_on)
    came = {"seat": seat, "series": series, "state": SeatBookingState.CAME}
    for day, parts in ((13, 2), (20, 2), (27, 1)):
        for part in (DayPart.MORNING, DayPart.AFTERNOON)[:parts]:
            SeatBookingFactory(date=JANUARY.replace(day=day), part=part, **came)
    SeatBookingFactory(date=datetime.date(2026, 1, 6), **came)
    SeatBookingFactory(date=JANUARY.replace(day=28), **came | {"state": SeatBookingState.ABSENT})
    agent = agent_of(agreement=agreement)

    assert [(each.home, each.centre) for each in teleworked_days(trial)] == [(0, 2), (0, 0), (0, 0)]
    declare(trial, JANUARY, {agent: (3, 1)})
    assert [(each.home, each.centre) for each in teleworked_days(trial)] == [(3, 1), (0, 0), (0, 0)]


@pytest.mark.django_db
def test_months_keep_their_factor_and_trials_their_method(trial, agent_of):
    agents = [agent_of() for _ in range(5)]
    for month in (JANUARY, FEBRUARY):
        declare(trial, month, dict.fromkeys(agents, (1, 0)))
    record_factor(grams=Decimal(100), applies_from=FEBRUARY, source="Autre table", method="Par voiture.")
    without_rebound = FACTORS | {"rebound_percent": (Decimal(0), "Choix d’essai")}
    record_method(words="Autre", rebound_words="Aucun", factors=without_rebound, by=None)

    report = trial_report(trial)
    # 5 agents × 40 km: 40 kg in January, 20 kg in February.
    assert [one.kilograms for _, one in report.months][:2] == [Decimal(40), Decimal(20)]
    assert report.total.net_kilograms == Decimal(60) * Decimal("0.69")
    assert trial_report(use_latest_method(trial=trial)).total.net_kilograms == 60


@pytest.mark.django_db
def test_report_asks_as_many_queries_for_one_agent_as_for_five(trial, agent_of, django_assert_num_queries):
    for count in (1, 4):
        for _ in range(count):
            agent_of()
        with django_assert_num_queries(5):
            trial_report(trial)
