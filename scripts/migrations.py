"""Migrations that a site could not apply while it serves: those added since the baseline, read as PostgreSQL runs them.

An update migrates before the web server restarts (docs/exploitation.md): the code of before goes on with the tables of
after for a minute. A new column without a default of the database, a column or a table gone or renamed would break it.
"""

import os
import sys

from scripts.command_steps import ROOT
from scripts.postgresql import server_for_tests
from scripts.refusal import run_command

# App → number of the last migration that the squashed one stands for: those before were checked one by one.
BASELINE = {
    "accueil": 0,
    "alertes": 18,
    "audit": 0,
    "b2i": 44,
    "enquetes": 0,
    "extranet": 11,
    "formation": 35,
    "forums": 14,
    "jobs": 2,
    "patrimoine": 0,
    "projets": 0,
    "qualite": 0,
    "questionnaires": 0,
    "reseau": 12,
    "ressources": 37,
    "search": 3,
}
# A migration that is unsafe by the rules and right nevertheless → why.
ACCEPTED: dict[str, str] = {
    "b2i.0047_attestation_numbers_once": "The migration before gives the columns; rows are few, and written by hand.",
    "formation.0040_evaluations_as_responses": "Pages of evaluations alone read the table, which nobody else writes.",
    "qualite.0005_label_withdrawals": "Unique together with the key of the row, which is unique already.",
}
LACKING = (
    "Non exécuté\u00a0: lecture des migrations, qui demande PostgreSQL (Debian, Ubuntu\u00a0: apt install postgresql)."
)


def unsafe_migrations() -> int:
    """Print what is wrong with the migrations since the baseline, on the database of the settings; return how many."""
    import django  # noqa: PLC0415 - the settings are read once the database is known

    django.setup()
    from django_migration_linter import MigrationLinter  # noqa: PLC0415 - after the settings

    class SinceTheBaseline(MigrationLinter):
        def should_ignore_migration(self, app_label: str, migration_name: str, *args, **kwargs) -> bool:
            return (
                super().should_ignore_migration(app_label, migration_name, *args, **kwargs)
                or int(migration_name.partition("_")[0]) <= BASELINE[app_label]
                or f"{app_label}.{migration_name}" in ACCEPTED
            )

    linter = SinceTheBaseline(str(ROOT), include_apps=list(BASELINE), no_cache=True, quiet=["ok", "ignore"])
    linter.lint_all_migrations()
    linter.print_summary()
    return linter.nb_erroneous


def main(arguments: list[str]) -> int:
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    with server_for_tests() as server:
        if not server:
            print(LACKING)
            return int(os.environ.get("EXTRANET_REQUIRE_ALL") == "1")
        os.environ["DATABASE_URL"] = server.address
        return int(unsafe_migrations() > 0)


if __name__ == "__main__":
    run_command(main)
