"""Application « Formation »."""

from django.apps import AppConfig


class FormationConfig(AppConfig):
    name = "formation"
    verbose_name = "Formation"

    def ready(self) -> None:
        from formation.offer.catalogue import notices  # noqa: F401, PLC0415 - it has the files of trainings scanned
