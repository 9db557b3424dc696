"""`manage.py retention [--dry-run]`: notify dormant records, destroy those whose list has its visa. Safe to repeat."""

from django.core.management.base import BaseCommand

from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.dormancy import dormant, due
from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.models import Elimination, EliminationLine
from b2i.privacy.retention.services import carry_out, notify_dormant_records


class Command(BaseCommand):
    help = "Livrets sans nouvelles : prévient les EPM, supprime ceux dont le bordereau a reçu son visa."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Dire ce qui serait fait, sans rien faire.")

    def handle(self, *args, dry_run: bool = False, **options) -> None:
        waiting_lines = EliminationLine.objects.filter(outcome=EliminationOutcome.WAITING)
        eliminations = Elimination.objects.filter(visa_on__isnull=False, lines__in=waiting_lines).distinct()
        if dry_run:
            learners = Learner.objects.all()
            newly_dormant_count = dormant(learners).filter(dormancy_notice__isnull=True).count()
            line_count = waiting_lines.filter(elimination__visa_on__isnull=False).count()
            self.stdout.write(f"Livrets dont l’EPM serait prévenu : {newly_dormant_count}")
            self.stdout.write(f"Livrets à mettre sur un bordereau : {due(learners).count()}")
            self.stdout.write(f"Livrets sur un bordereau qui a son visa, à supprimer : {line_count}")
            return
        self.stdout.write(f"Livrets dont l’EPM est prévenu : {notify_dormant_records()}")
        for elimination in eliminations:
            result = carry_out(elimination=elimination)
            self.stdout.write(f"{elimination} : {result.erased_count} supprimés, {result.kept_count} gardés")
