"""Periodic jobs of forums: what was taken back is erased once it may no longer come again."""

from forums.corrections.services import erase_withdrawn
from forums.drafts.services import erase_old_drafts
from forums.files.services import erase_forgotten_files
from jobs.periodic import DAILY, PeriodicJob

JOBS = (
    PeriodicJob("Messages retirés, effacés", erase_withdrawn),
    PeriodicJob("Fichiers de messages jamais publiés, effacés", erase_forgotten_files, every=DAILY),
    PeriodicJob("Brouillons de messages anciens, effacés", erase_old_drafts, every=DAILY),
)
