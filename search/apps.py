"""Application « Recherche »: one index over everything that apps declare."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from search.index.sync import connect_sources  # noqa: PLC0415 - models are ready here and not before

        connect_sources()
