"""Application « Ressources »: apps above add sections to the pages of sheets."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RessourcesConfig(AppConfig):
    name = "ressources"
    verbose_name = "Ressources"

    def ready(self) -> None:
        autodiscover_modules("declarations.sheet_sections")
