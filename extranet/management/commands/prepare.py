"""`manage.py prepare STEP…`: what a first start needs, in one process (scripts/preparation.py shows it).

Each step is a command of its own too; five of them would start Django five times, three seconds of a processor each.
Lines of the output: `> step` when it begins, `= step` when it has ended, anything else tells how far it is.
"""

import gc
from collections.abc import Callable

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from extranet.operations.first_start.static_files import StaticGathering
from extranet.operations.first_start.tables import make_tables
from reseau.people.members.models.member import Member

# Young objects before the collector looks at them, and rounds before it looks at older ones: nearly all that a build
# makes is freed without it, and it took a tenth of the time.
COLLECTOR = (200_000, 50, 50)
# Statements of SQLite that stay compiled: one connection may keep those of all services (docs/adr/0088).
STATEMENTS = 1000


class Command(BaseCommand):
    help = "Prépare le site : tables, contenu, démonstration, index, fichiers statiques (make run s’en sert)."

    def add_arguments(self, parser) -> None:
        choices = ["tables", "contenu", "demo", "index", "statiques"]
        parser.add_argument("steps", nargs="+", metavar="étape", choices=choices)
        parser.add_argument("--scale", type=int, default=1, help="étendue de la démonstration")

    def handle(self, *args, steps: list[str], scale: int, **options) -> None:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTOR)
        static = StaticGathering() if "statiques" in steps else None
        if connection.vendor == "sqlite":
            connection.settings_dict["OPTIONS"]["cached_statements"] = STATEMENTS
        commands: dict[str, Callable[[], object]] = {
            "tables": make_tables,
            "contenu": lambda: self.command("install"),
            "demo": lambda: self.build_demo(scale),
            "index": lambda: self.command("rebuild_index"),
            "statiques": lambda: static.finish(),
        }
        for step in steps:
            self.tell(f"> {step}")
            commands[step]()
            self.tell(f"= {step}")

    def build_demo(self, scale: int) -> None:
        """Build the demo, unless there are members: those of an earlier start, or real ones."""
        if not Member.objects.exists():
            self.command("demo", scale=scale)

    def command(self, name: str, **options) -> None:
        call_command(name, stdout=self.stdout, stderr=self.stderr, **options)

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
