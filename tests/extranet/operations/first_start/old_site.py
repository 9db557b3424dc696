"""A site as the squashed migrations leave it, with rows: `python -m tests.extranet.operations.first_start.old_site`.

In a process of its own, on the empty database of its environment: models are those of these migrations.
"""

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from extranet.operations.squashed_migrations import squashed_migrations

COMMUNE = {
    "insee_code": "46128",
    "name": "Gramat",
    "search_name": "gramat",
    "postal_codes": "46500",
    "population": 3500,
    "epci_name": "CC Causses et Vallée de la Dordogne",
    "latitude": 44.78,
    "longitude": 1.72,
    "town_hall_address": "Place de la Mairie, 46500",
    "town_hall_latitude": 44.78,
    "town_hall_longitude": 1.72,
}


def main() -> None:
    django.setup()
    executor = MigrationExecutor(connection)
    state = executor.migrate(list(squashed_migrations().items()))
    write_rows(state.apps.get_model)


def write_rows(model) -> None:
    territory = model("reseau", "Territory").objects.create(name="Figeac", slug="figeac")
    commune = model("reseau", "Commune").objects.create(territory=territory, **COMMUNE)
    epm = model("reseau", "EPM").objects.create(
        name="EPM de Gramat",
        slug="gramat",
        search_name="epm de gramat",
        kind="library",
        address="Place de la Mairie",
        latitude=44.78,
        longitude=1.72,
        commune=commune,
    )
    member = model("reseau", "Member").objects.create(
        email="camille@example.org", first_name="Camille", last_name="Essai", search_name="camille essai"
    )
    model("reseau", "Position").objects.create(member=member, epm=epm, role="animator")
    forum = model("forums", "Forum").objects.create(title="Entraide", slug="entraide", description="On s’y aide.")
    topic = model("forums", "Topic").objects.create(
        forum=forum, title="Imprimante", slug="imprimante", tags="imprimante", author=member, post_count=1
    )
    model("forums", "Post").objects.create(topic=topic, author=member, body="Bonjour", html="<p>Bonjour</p>")


if __name__ == "__main__":
    main()
