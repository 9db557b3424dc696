"""Periodic jobs of the network: forms sent some time ago, which nobody sends again."""

from jobs.periodic import DAILY, PeriodicJob
from reseau.sent_forms.services import forget_old_forms

JOBS = (PeriodicJob("Formulaires envoyés depuis deux jours, oubliés", forget_old_forms, every=DAILY),)
