"""`manage.py repair`: count again what is kept beside the rows, say what differed, mend it."""

from django.core.management.base import BaseCommand

from jobs.derived_columns import declared_columns, repair


class Command(BaseCommand):
    help = (
        "Recompte tout ce que le site garde déjà compté (messages, places prises…), dit ce qui différait et le répare."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="dire ce qui diffère, sans rien réparer")

    def handle(self, *args, check: bool, **options) -> None:
        for fact in declared_columns():
            found = list(fact.differences()) if check else repair(fact)
            state = f"{len(found)} à réparer{'' if check else ', réparé'}" if found else "tout est juste"
            self.stdout.write(f"{fact.name}\u00a0: {state}")
            for difference in found:
                self.stdout.write(f"  {difference}")
