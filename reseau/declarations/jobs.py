"""Periodic jobs of the network: forms sent some time ago, openings to come, files, people of reference who left."""

from jobs.periodic import DAILY, PeriodicJob
from reseau.directory.place_hours.services import refresh_all_intervals
from reseau.directory.place_import.services import forget_waiting_imports
from reseau.people.members.services import keep_referents
from reseau.web.sent_forms.services import forget_old_forms

JOBS = (
    PeriodicJob("Formulaires envoyés depuis deux jours, oubliés", forget_old_forms, every=DAILY),
    PeriodicJob("Ouvertures des lieux dans les semaines à venir", refresh_all_intervals, every=DAILY),
    PeriodicJob("Fichiers de lieux oubliés faute d’accord", forget_waiting_imports, every=DAILY),
    PeriodicJob("Personnes référentes des EPM", keep_referents, every=DAILY),
)
