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
        for column in declared_columns():
            found = list(column.differences()) if check else repair(column)
            state = f"{len(found)} à réparer{'' if check else ', réparé'}" if found else "tout est juste"
            self.stdout.write(f"{column.name}\u00a0: {state}")
            for difference in found:
                self.stdout.write(f"  {difference}")
