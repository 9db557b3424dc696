"""Periodic jobs of the policy of the network: reminders of decisions, calls of pooling that end soon."""

from jobs.periodic import DAILY, PeriodicJob
from projets.portfolio.pooling.services import remind_of_calls
from projets.steering.decisions.services import remind_of_decisions

JOBS = (
    PeriodicJob("Décisions du comité de pilotage à leur jour, rappelées", remind_of_decisions, every=DAILY),
    PeriodicJob("Appels à mutualiser qui finissent, rappelés", remind_of_calls, every=DAILY),
)
