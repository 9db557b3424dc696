"""Periodic jobs of the network: forms sent some time ago, openings of the weeks to come."""

from jobs.periodic import DAILY, PeriodicJob
from reseau.place_hours.services import refresh_all_intervals
from reseau.sent_forms.services import forget_old_forms

JOBS = (
    PeriodicJob("Formulaires envoyés depuis deux jours, oubliés", forget_old_forms, every=DAILY),
    PeriodicJob("Ouvertures des lieux dans les semaines à venir", refresh_all_intervals, every=DAILY),
)
