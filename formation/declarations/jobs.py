"""Periodic jobs of the training year: offers, convocations, reminders, evaluations, dossiers."""

from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.tasks import reap_stuck_dossiers
from formation.proof.evaluation.services import ask_for_evaluations, forget_old_requests, remind_of_evaluations
from formation.sessions.carpool.services import clear_rides
from formation.sessions.enrolment.services.agreements import remind_employers
from formation.sessions.enrolment.services.convocations import send_convocations, send_reminders
from formation.sessions.enrolment.services.offers import lapse_offers, release_kept_places
from jobs.periodic import DAILY, HOURLY, PeriodicJob
from reseau.documents.dossiers.dossier_build import delete_old_dossiers


def forget_old_dossiers() -> int:
    return delete_old_dossiers(SessionDossier)


JOBS = (
    PeriodicJob("Places proposées sans réponse, passées à la suite", lapse_offers),
    PeriodicJob("Places gardées pour un territoire, rendues à toutes les équipes", release_kept_places),
    PeriodicJob("Convocations envoyées", send_convocations),
    PeriodicJob("Rappels de session envoyés", send_reminders),
    PeriodicJob("Employeurs dont l’accord est attendu depuis cinq jours, relancés", remind_employers, every=HOURLY),
    PeriodicJob("Avis demandés", ask_for_evaluations),
    PeriodicJob("Avis rappelés", remind_of_evaluations),
    PeriodicJob("Demandes d’avis anciennes, oubliées", forget_old_requests, every=DAILY),
    PeriodicJob("Covoiturages sans objet, effacés", clear_rides, every=HOURLY),
    PeriodicJob("Dossiers de session interrompus, repris", reap_stuck_dossiers),
    PeriodicJob("Dossiers de session anciens, effacés", forget_old_dossiers, every=HOURLY),
)
