"""Periodic jobs of the library: files to scan and read, reminders of reviews, what is kept for a time only."""

from jobs.periodic import DAILY, HOURLY, PeriodicJob
from ressources.authoring.imports.tasks import reap_stuck_imports
from ressources.authoring.upkeep.services import remind_due
from ressources.authoring.watch_inbox.services.reading import forget_old_items
from ressources.authoring.watch_inbox.tasks import read_soon
from ressources.authoring.writing.services.kept_texts import delete_old_texts, warn_of_old_texts
from ressources.files.tasks import reap_stuck_readings, retry_scans
from ressources.library.collections.services import forget_deleted_collections
from ressources.review.services import remind_late
from ressources.workshops.deliveries.services import repair_tallies
from ressources.workshops.open_workshops.notices import remind_of_tomorrow
from ressources.workshops.open_workshops.services.bookings import erase_names

JOBS = (
    PeriodicJob("Ateliers du lendemain, rappelés", remind_of_tomorrow, every=HOURLY),
    PeriodicJob("Noms des personnes inscrites aux ateliers, effacés", erase_names, every=DAILY),
    PeriodicJob("Fichiers à vérifier", retry_scans),
    PeriodicJob("Fichiers à lire, repris", reap_stuck_readings),
    PeriodicJob("Documents à importer, repris", reap_stuck_imports),
    PeriodicJob("Fiches à relire, rappelées", remind_due, every=HOURLY),
    PeriodicJob("Relectures en retard, rappelées", remind_late, every=HOURLY),
    PeriodicJob("Collections supprimées depuis un mois, oubliées", forget_deleted_collections, every=DAILY),
    PeriodicJob("Textes gardés bientôt effacés, annoncés", warn_of_old_texts, every=DAILY),
    PeriodicJob("Textes gardés, effacés", delete_old_texts, every=DAILY),
    PeriodicJob("Flux suivis, à lire", read_soon),
    PeriodicJob("Lectures anciennes de la veille, oubliées", forget_old_items, every=DAILY),
    PeriodicJob("Décomptes d’ateliers refaits", repair_tallies, every=DAILY),
)
