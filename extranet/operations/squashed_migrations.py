"""Migrations that a squashed one stands for: their files are gone, their lines stay in the databases that ran them.

A database that has such lines without the squashed one of its app stands before the squash, and must pass through
`LAST_COMMIT`, which still has the files. Why: docs/adr/0067.
"""

from collections.abc import Iterable

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# The last commit that has the files of the migrations squashed since.
LAST_COMMIT = "d377eda2"
# Between the first and the last migration in the name of a squashed one: 0001_squashed_0012_agenda.
BETWEEN = "_squashed_"

# App and name of a migration.
Key = tuple[str, str]


def squashed_migrations() -> dict[str, str]:
    """Return the squashed migration of each app that has one, of which the replaced files are gone: app → name."""
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {app: name for (app, name), migration in found.items() if BETWEEN in name and not migration.replaces}


def stands_for(squashed: str, name: str) -> bool:
    """Whether `squashed` replaced the migration `name` of its app: numbers go up without a gap."""
    last = squashed.partition(BETWEEN)[2]
    return name != squashed and name.partition("_")[0] <= last.partition("_")[0]


def replaced_among(applied: Iterable[Key]) -> set[Key]:
    """Return those of the migrations (app, name) for which a squashed one stands."""
    squashed = squashed_migrations()
    return {(app, name) for app, name in applied if app in squashed and stands_for(squashed[app], name)}


def stands_before_the_squash(applied: Iterable[Key]) -> bool:
    """Whether a database with these migrations stopped before one of the squashed ones was whole."""
    squashed, applied = squashed_migrations(), set(applied)
    return any((app, squashed[app]) not in applied for app, _ in replaced_among(applied))


def refuse_former_databases(*, using: str, **_signal) -> None:
    """Receive `pre_migrate`. Raises CommandError before a table is made twice."""
    if stands_before_the_squash(MigrationRecorder(connections[using]).applied_migrations()):
        raise CommandError(
            "Cette base date d’avant le regroupement des migrations. Passez d’abord par la version "
            f"{LAST_COMMIT} (git checkout {LAST_COMMIT}, puis uv sync et migrate), et revenez à celle-ci."
        )
