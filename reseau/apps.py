"""Application « Réseau »."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReseauConfig(AppConfig):
    name = "reseau"
    verbose_name = "Réseau"

    def ready(self) -> None:
        autodiscover_modules("epm_sections", "member_sections", "proofs")
