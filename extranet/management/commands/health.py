"""`manage.py health`: the health of the site in words, for its operator; ends in error if a part is not well."""

import json
import sys

from django.core.management.base import BaseCommand

from extranet.operations.health import is_healthy, read_report


class Command(BaseCommand):
    help = "État du site, partie par partie\u00a0: ce que les membres lisent à l’adresse /sante/."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="pour un programme")

    def handle(self, *args, **options) -> None:
        report = read_report()
        if options["json"]:
            self.stdout.write(json.dumps({"ok": is_healthy(report), "checks": report}, ensure_ascii=False))
        else:
            for name, part in report.items():
                self.stdout.write(f"{'bon' if part['ok'] else 'EN PANNE':>8}  {name}\u00a0: {part['detail']}")
        if not is_healthy(report):
            sys.exit(1)
