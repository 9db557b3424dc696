"""Periodic jobs of forums: questions climb; what was taken back or never published is erased, readings forgotten."""

from forums.messages.corrections.services import erase_withdrawn
from forums.messages.drafts.services import erase_old_drafts
from forums.messages.files.services import erase_forgotten_files
from forums.messages.first_links.services import erase_old_refusals
from forums.threads.clock.services import climb_questions
from forums.threads.polls.services import forget_voters
from forums.threads.readings.services import forget_old_readings
from jobs.periodic import DAILY, PeriodicJob

JOBS = (
    PeriodicJob("Questions sans réponse, montées", climb_questions),
    PeriodicJob("Messages retirés, effacés", erase_withdrawn),
    PeriodicJob("Fichiers de messages jamais publiés, effacés", erase_forgotten_files, every=DAILY),
    PeriodicJob("Messages refusés à la relecture, effacés", erase_old_refusals, every=DAILY),
    PeriodicJob("Brouillons de messages anciens, effacés", erase_old_drafts, every=DAILY),
    PeriodicJob("Votes de sondages clos depuis un mois, détachés des noms", forget_voters, every=DAILY),
    PeriodicJob("Lectures anciennes des forums, oubliées", forget_old_readings, every=DAILY),
)
