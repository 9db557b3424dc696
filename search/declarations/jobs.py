"""Periodic jobs of the search: documents that change with the days, drains of killed workers, the journal."""

from jobs.periodic import DAILY, PeriodicJob
from search.index.day_changes import note_passed_days
from search.index.tasks import reap_stuck
from search.questions.journal.tallies import fold_journal, forget_old_tallies

JOBS = (
    PeriodicJob("Changés par le jour dans l’index", note_passed_days),
    PeriodicJob("Tâches de l’index interrompues, reprises", reap_stuck),
    PeriodicJob("Recherches comptées", fold_journal, on_each_machine=True),
    PeriodicJob("Recherches anciennes, oubliées", forget_old_tallies, every=DAILY),
)
