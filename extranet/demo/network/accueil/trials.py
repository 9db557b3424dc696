"""A trial of telework of the demo: a fictitious employer, twelve agents, six months of declared days."""

import datetime
from decimal import Decimal

from django.utils import timezone

from accueil.telework.enums import CommuteMode
from accueil.telework.trials.models import TeleworkTrial
from accueil.telework.trials.services import begin_trial, declare_days, save_agent
from reseau.people.members.models.member import Member

EMPLOYER = "Communauté de communes (fictive)"
MONTHS = 6
# Kilometres and minutes there and back, days a week at the office, mode, euros for a kilometre, days at home a month.
AGENTS = (
    ("64", 70, 5, CommuteMode.CAR, "0.210", 4),
    ("48.5", 60, 5, CommuteMode.CAR, "0.210", 6),
    ("22", 35, 4, CommuteMode.CAR, "0.180", 4),
    ("90", 100, 5, CommuteMode.CAR, "0.250", 8),
    ("36", 50, 5, CommuteMode.CARPOOL, "0.110", 4),
    ("41", 55, 5, CommuteMode.CAR, "0.210", 4),
    ("57", 75, 5, CommuteMode.TRAIN, "0.120", 7),
    ("12", 40, 5, CommuteMode.ACTIVE, "0.000", 2),
    ("70.5", 80, 5, CommuteMode.CAR, "0.230", 8),
    ("33", 45, 3, CommuteMode.CAR, "0.200", 3),
    ("29", 55, 5, CommuteMode.COACH, "0.080", 4),
    ("18", 30, 5, CommuteMode.MOPED, "0.090", 4),
)


def build_trial(*, coordinator: Member) -> TeleworkTrial:
    """Build the trial, whose agents go to a télécentre one day a month; one of them, from the third month on."""
    last = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)
    rank = last.year * 12 + last.month - MONTHS
    starts_on = datetime.date(rank // 12, rank % 12 + 1, 1)
    trial = begin_trial(employer=EMPLOYER, starts_on=starts_on, ends_on=last, by=coordinator)
    agents = [
        save_agent(
            trial=trial,
            kilometres=Decimal(kilometres),
            minutes=minutes,
            days_a_week=Decimal(days_a_week),
            mode=mode,
            cost_per_kilometre=Decimal(cost),
            centre_kilometres=Decimal("6"),
            centre_minutes=12,
            agreement=None,
        )
        for kilometres, minutes, days_a_week, mode, cost, _ in AGENTS
    ]
    for number, month in enumerate(trial.months):
        days = {
            agent: (told[-1] + (number + agent.number) % 2, 1)
            for agent, told in zip(agents, AGENTS, strict=True)
            if agent.number != 3 or number >= 2
        }
        declare_days(trial=trial, month=month, days=days)
    return trial
