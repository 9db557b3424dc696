"""Migrations that a site could not apply while it serves: those added since the baseline, read as PostgreSQL runs them.

An update migrates before the web server restarts (docs/exploitation.md): the code of before goes on with the tables of
after for a minute. A new column without a default of the database, a column or a table gone or renamed would break it.
"""

import os
import sys

from scripts.command_steps import ROOT
from scripts.postgresql import server_for_tests
from scripts.refusal import run_command

# App → number of the last migration that sites had applied before this check began.
BASELINE = {
    "alertes": 7,
    "b2i": 20,
    "extranet": 6,
    "formation": 24,
    "forums": 2,
    "jobs": 1,
    "reseau": 5,
    "ressources": 31,
    "search": 3,
}
# A migration that is unsafe by the rules and right nevertheless → why.
# The column holds what opens doors. Left in place under its name, it would keep it after the update; the pages of
# these links fail until the web server restarts.
COLUMN_BECOMES_FINGERPRINTS = "a column of secrets becomes one of fingerprints"
ACCEPTED: dict[str, str] = {
    # The number of a row is among the columns: no two rows share them, whatever the web server of before writes.
    "b2i.0044_facts_of_that_skill": "the unique constraints hold the number of the row",
    "b2i.0039_elimination_lists_of_any_app": "a longer limit: PostgreSQL reads the old rows as they are",
    "b2i.0022_card_locks": "its release is installed with the web server stopped (docs/exploitation.md)",
    "formation.0025_calendar_links_as_fingerprints": COLUMN_BECOMES_FINGERPRINTS,
    "formation.0026_agreement_links_as_fingerprints": COLUMN_BECOMES_FINGERPRINTS,
    "reseau.0009_invitation_links_as_fingerprints": COLUMN_BECOMES_FINGERPRINTS,
    "ressources.0032_collection_links_as_fingerprints": COLUMN_BECOMES_FINGERPRINTS,
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
