"""The report of a trial: its savings, month by month and in all, never of fewer than five agents."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accueil.emission_factors.factor_history import FactorHistory
from accueil.emission_factors.models import EmissionFactor
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.enums import SeatBookingState
from accueil.telework.trials.models import TeleworkTrial, TrialAgent, TrialDays
from accueil.telework.trials.savings import Savings, TeleworkedDays, savings
from b2i.people.anonymity import SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class TrialReport:
    """`total`: None if fewer than five agents teleworked. `months`: None for a month that would reveal some."""

    total: Savings | None
    months: Sequence[tuple[datetime.date, Savings | None]]
    car_factors: Sequence[EmissionFactor]


def trial_report(trial: TeleworkTrial) -> TrialReport:
    """Read and add up a trial. Five queries, whatever the number of agents."""
    rows = teleworked_days(trial)
    history, factors = FactorHistory.read(), trial.method.values

    def car_grams(month: datetime.date) -> Decimal | None:
        version = history.in_force(month)
        return version and version.grams

    def of(some: Sequence[TeleworkedDays]) -> Savings:
        return savings(some, factors=factors, car_grams=car_grams)

    months = {month: [row for row in rows if row.month == month] for month in trial.months}
    total = of(rows)
    is_shown = total.agents >= SMALLEST_GROUP
    people = {month: frozenset(row.agent for row in some if row.days) for month, some in months.items()}
    hidden = hidden_months(people) if is_shown else people.keys()
    return TrialReport(
        total=total if is_shown else None,
        months=[(month, None if month in hidden else of(some)) for month, some in months.items()],
        car_factors=history.used_between(trial.starts_on, trial.ends_on),
    )


def hidden_months(people: Mapping[datetime.date, frozenset[int]]) -> set[datetime.date]:
    """Return the months to hide so that neither one of them nor the total less the others tells of fewer than five.

    `people`: the agents of each month. The same few may come each month, so that months are not added up: the agents
    of all hidden months together are five at least, or every month is hidden.
    """
    hidden = {month for month, agents in people.items() if 0 < len(agents) < SMALLEST_GROUP}
    visible = sorted((month for month in people if people[month] and month not in hidden), key=lambda m: len(people[m]))
    while hidden and len(frozenset().union(*(people[month] for month in hidden))) < SMALLEST_GROUP and visible:
        hidden.add(visible.pop(0))
    return hidden


def teleworked_days(trial: TeleworkTrial) -> list[TeleworkedDays]:
    """Return the days of each agent and month: what was declared, else the whole days that they came to a seat."""
    declared = {(row.agent_id, row.month): row for row in TrialDays.objects.filter(agent__trial=trial)}
    agents = list(trial.agents.all())
    booked = _booked_days(trial)
    rows = []
    for agent in agents:
        for month in trial.months:
            row = declared.get((agent.pk, month))
            home, centre = (row.home_days, row.centre_days) if row else (0, booked[agent.pk, month])
            rows.append(_row(agent, month, home, centre))
    return rows


def _booked_days(trial: TeleworkTrial) -> Counter:
    """Count the days on which an agent came in the morning and in the afternoon, by agent and month. One query."""
    bookings = SeatBooking.objects.filter(
        state=SeatBookingState.CAME,
        date__range=(trial.starts_on, trial.ends_on),
        series__agreement__trial_agents__trial=trial,
    )
    parts = defaultdict(set)
    for agent, day, part in bookings.order_by().values_list("series__agreement__trial_agents", "date", "part"):
        parts[agent, day].add(part)
    return Counter((agent, day.replace(day=1)) for (agent, day), found in parts.items() if len(found) > 1)


def _row(agent: TrialAgent, month: datetime.date, home: int, centre: int) -> TeleworkedDays:
    names = ("kilometres", "minutes", "centre_kilometres", "centre_minutes", "mode", "cost_per_kilometre")
    return TeleworkedDays(
        agent=agent.pk, month=month, home=home, centre=centre, **{name: getattr(agent, name) for name in names}
    )
