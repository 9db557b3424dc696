"""`manage.py tick`: everything periodic. Run it every ten minutes or so; running it twice does no harm."""

from django.core.management.base import BaseCommand, CommandError

from jobs.services import run_due_jobs


class Command(BaseCommand):
    help = (
        "Travaux périodiques des applications : ceux dont l’heure est venue, et ceux qui ont échoué la dernière fois."
    )

    def handle(self, *args, **options) -> None:
        failed = []
        for outcome in run_due_jobs():
            if outcome.error:
                failed.append(outcome.job.name)
            elif outcome.result is not None and options["verbosity"]:
                self.stdout.write(f"{outcome.job.name}\u00a0: {outcome.result}")
        if failed:
            raise CommandError(f"En échec, repris au prochain passage\u00a0: {', '.join(failed)}.")
