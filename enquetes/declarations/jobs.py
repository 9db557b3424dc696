"""Periodic jobs of surveys."""

from enquetes.fieldwork.answering.services import forget_unfinished_responses
from enquetes.fieldwork.paper.services.scans import destroy_old_scans
from enquetes.preparation.answer_files.services import forget_old_files
from enquetes.preparation.answer_files.tasks import resume_left_files
from enquetes.preparation.duplicates.services import search_each_night
from jobs.periodic import DAILY, PeriodicJob

JOBS = (
    PeriodicJob("Réponses commencées, laissées depuis un mois", forget_unfinished_responses, every=DAILY),
    PeriodicJob("Doublons probables des enquêtes", search_each_night, every=DAILY),
    PeriodicJob("Fichiers de réponses que personne ne lit", resume_left_files),
    PeriodicJob("Fichiers de réponses laissés depuis une semaine", forget_old_files, every=DAILY),
    PeriodicJob("Feuilles d’enquête numérisées, à détruire", destroy_old_scans, every=DAILY),
)
