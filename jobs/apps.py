"""Application « Travaux »: what runs by itself, every so often or after a killed worker, and what apps declare."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Travaux"

    def ready(self) -> None:
        from jobs.declared import load_declarations  # noqa: PLC0415 - models are ready here and not before

        load_declarations()
