"""Periodic jobs of the site itself: pages to publish, sessions and results of tasks to forget."""

from django.core.management import call_command

from extranet.access.access_review.services import run_reviews
from extranet.access.account_terms.services import carry_out_terms
from extranet.operations.public_cache.models import fold_ended_writers
from jobs.periodic import DAILY, PeriodicJob
from reseau.people.members.services import end_connections_of_former_members


def publish_scheduled_pages() -> None:
    call_command("publish_scheduled", verbosity=0)


def forget_expired_logins() -> None:
    end_connections_of_former_members()
    call_command("clearsessions")


def forget_finished_tasks() -> None:
    call_command("prune_db_task_results", queue_name="*", min_age_days=7, verbosity=0)


JOBS = (
    PeriodicJob("Pages publiées ou retirées à leur date", publish_scheduled_pages),
    PeriodicJob("Revue annuelle des accès", run_reviews, every=DAILY),
    PeriodicJob("Comptes qui ne servent plus", carry_out_terms, every=DAILY),
    PeriodicJob("Connexions expirées, oubliées", forget_expired_logins, every=DAILY),
    PeriodicJob("Compte des changements publics, ramassé", fold_ended_writers, every=DAILY),
    PeriodicJob("Tâches finies depuis sept jours, oubliées", forget_finished_tasks, every=DAILY),
)
