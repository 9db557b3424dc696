"""Application « Recherche »: one index over everything that apps declare."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self) -> None:
        autodiscover_modules("declarations.search", "declarations.search_criteria", "declarations.search_completions")
        from search.index.sync import connect_sources  # noqa: PLC0415 - models are ready here and not before

        connect_sources()
