"""Periodic jobs of the network: forms sent some time ago, EPM whose person of reference left by a date."""

from jobs.periodic import DAILY, PeriodicJob
from reseau.members.services import keep_referents
from reseau.sent_forms.services import forget_old_forms

JOBS = (
    PeriodicJob("Formulaires envoyés depuis deux jours, oubliés", forget_old_forms, every=DAILY),
    PeriodicJob("Personnes référentes des EPM", keep_referents, every=DAILY),
)
