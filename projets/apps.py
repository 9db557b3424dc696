"""Application « Projets »: apps above give it the figures that projects may aim at."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProjetsConfig(AppConfig):
    name = "projets"
    verbose_name = "Projets"

    def ready(self) -> None:
        from projets.portfolio.documents import notices  # noqa: F401, PLC0415 - it has the files of projects scanned

        autodiscover_modules("declarations.indicator_figures", "declarations.project_sections")
