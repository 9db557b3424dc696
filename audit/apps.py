"""Application « Journal des actes »: who did what to which row, and when; kept by numbers alone."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Journal des actes"

    def ready(self) -> None:
        from audit.triggers import set_trigger  # noqa: PLC0415 - reads the model

        post_migrate.connect(set_trigger, sender=self)
