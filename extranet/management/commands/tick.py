"""`manage.py tick`: everything periodic. Run it every ten minutes or so; running it twice does no harm."""

from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from alertes.tasks import check_soon
from reseau.search import note_turned_positions
from search.tasks import reap_stuck

# A machine that slept for a while catches up.
LOOK_BACK = timedelta(days=7)


class Command(BaseCommand):
    help = "Travaux périodiques : postes qui commencent ou finissent, tâches bloquées, sessions expirées."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Postes commencés ou finis : {note_turned_positions(since=localdate() - LOOK_BACK)}")
        self.stdout.write(f"Tâches bloquées reprises : {reap_stuck()}")
        check_soon()
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", min_age_days=7, verbosity=0)
