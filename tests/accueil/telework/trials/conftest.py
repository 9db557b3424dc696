"""A trial of three months of 2026, counted with the first method; a car of 200 g, so that sums are done by hand."""

import datetime
from decimal import Decimal

import pytest

from accueil.emission_factors.services import record_factor
from accueil.telework.enums import CommuteMode
from accueil.telework.trials.services import begin_trial, save_agent

BASELINE = {
    "kilometres": Decimal(40),
    "minutes": 60,
    "days_a_week": Decimal(5),
    "mode": CommuteMode.CAR,
    "cost_per_kilometre": Decimal("0.200"),
    "centre_kilometres": Decimal(10),
    "centre_minutes": 15,
    "agreement": None,
}


@pytest.fixture
def factor(db):
    return record_factor(
        grams=Decimal(200), applies_from=datetime.date(2026, 1, 1), source="Table de test", method="Par voiture."
    )


@pytest.fixture
def trial(factor, coordinator):
    return begin_trial(
        employer="Mairie de Luzech",
        starts_on=datetime.date(2026, 1, 12),
        ends_on=datetime.date(2026, 3, 20),
        by=coordinator,
    )


@pytest.fixture
def agent_of(trial):
    """`agent_of(mode=…)`: the next agent of the trial."""
    return lambda **changes: save_agent(trial=trial, **BASELINE | changes)
