"""What teleworked days save: kilometres, CO2, hours, money. Arithmetic alone, checked against a table made by hand.

For each agent and month: a day at home saves the whole trip; a day at a télécentre saves it but the trip to the
télécentre. CO2 is that of the mode; rebound effects are taken off the sum, and both numbers are shown. Half a day saves
no trip: the other half is worked at the office.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from accueil.telework.enums import CommuteMode, MethodFactor


@dataclass(frozen=True, slots=True)
class TeleworkedDays:
    """Days of an agent in a month, with the baseline that they declared: kilometres and minutes there and back."""

    agent: int
    month: datetime.date
    home: int
    centre: int
    kilometres: Decimal
    minutes: int
    centre_kilometres: Decimal
    centre_minutes: int
    mode: str
    cost_per_kilometre: Decimal

    @property
    def days(self) -> int:
        return self.home + self.centre

    @property
    def saved_kilometres(self) -> Decimal:
        return self.days * self.kilometres - self.centre * self.centre_kilometres

    @property
    def saved_minutes(self) -> int:
        return self.days * self.minutes - self.centre * self.centre_minutes


@dataclass(frozen=True, slots=True)
class Savings:
    """`kilograms`: CO2 before rebound effects; None if a month has no factor. `euros`: at the declared cost."""

    agents: int
    days: int
    kilometres: Decimal
    hours: Decimal
    working_days: Decimal
    euros: Decimal
    kilograms: Decimal | None
    net_kilograms: Decimal | None


def savings(
    rows: Iterable[TeleworkedDays],
    *,
    factors: dict[str, Decimal],
    car_grams: Callable[[datetime.date], Decimal | None],
) -> Savings:
    """Add up what these days save. `car_grams`: the factor of a car in a month, or None."""
    rows = [row for row in rows if row.days]
    grams = [_grams(row, factors, car_grams(row.month)) for row in rows]
    kilograms = None if None in grams else sum(grams, Decimal()) / 1000
    hours = Decimal(sum(row.saved_minutes for row in rows)) / 60
    kept = 1 - factors[MethodFactor.REBOUND_PERCENT] / 100
    return Savings(
        agents=len({row.agent for row in rows}),
        days=sum(row.days for row in rows),
        kilometres=sum((row.saved_kilometres for row in rows), Decimal()),
        hours=hours,
        working_days=hours / factors[MethodFactor.DAY_HOURS],
        euros=sum((row.saved_kilometres * row.cost_per_kilometre for row in rows), Decimal()),
        kilograms=kilograms,
        net_kilograms=None if kilograms is None else kilograms * kept,
    )


def _grams(row: TeleworkedDays, factors: dict[str, Decimal], car: Decimal | None) -> Decimal | None:
    by_mode = {
        CommuteMode.CAR: car,
        CommuteMode.CARPOOL: None if car is None else car / factors[MethodFactor.CARPOOL_PEOPLE],
        CommuteMode.MOPED: factors[MethodFactor.MOPED_GRAMS],
        CommuteMode.COACH: factors[MethodFactor.COACH_GRAMS],
        CommuteMode.TRAIN: factors[MethodFactor.TRAIN_GRAMS],
        CommuteMode.ACTIVE: Decimal(),
    }
    grams = by_mode[CommuteMode(row.mode)]
    return None if grams is None else row.saved_kilometres * grams
