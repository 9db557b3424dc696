"""Periodic jobs of messages: letters, digests, mails left by a killed worker, replies that came in, saved searches."""

from alertes.channels.digests import send_digests
from alertes.channels.mails.services import forget_old_mails
from alertes.channels.mails.tasks import reap_stuck_mails
from alertes.channels.push.services import forget_old_pushes
from alertes.channels.push.tasks import reap_stuck_pushes
from alertes.channels.replies.mailbox import fetch_replies
from alertes.channels.replies.services import forget_old_incoming_mails
from alertes.occasions.letters.leaving import forget_old_letters, prepare_letters, send_letters
from alertes.occasions.place_checks import ask_for_checks, tell_reports
from alertes.occasions.saved_searches.tasks import check_soon
from jobs.periodic import DAILY, PeriodicJob

JOBS = (
    PeriodicJob("Courriels interrompus", reap_stuck_mails),
    PeriodicJob("Lettres des territoires, préparées", prepare_letters),
    # Before the digests, which tell them.
    PeriodicJob("Lettres des territoires, parties", send_letters),
    PeriodicJob("Résumés du jour, préparés", send_digests),
    PeriodicJob("Courriels anciens, oubliés", forget_old_mails, every=DAILY),
    PeriodicJob("Lettres anciennes, oubliées", forget_old_letters, every=DAILY),
    PeriodicJob("Réponses par courriel", fetch_replies),
    PeriodicJob("Courriels reçus, oubliés", forget_old_incoming_mails, every=DAILY),
    PeriodicJob("Alertes des appareils, interrompues", reap_stuck_pushes),
    PeriodicJob("Alertes des appareils, oubliées", forget_old_pushes, every=DAILY),
    PeriodicJob("Recherches suivies", check_soon),
    PeriodicJob("Horaires signalés faux, annoncés", tell_reports),
    PeriodicJob("Fiches de lieux à vérifier", ask_for_checks, every=DAILY),
)
