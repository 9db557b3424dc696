"""Application « Alertes »."""

from django.apps import AppConfig


class AlertesConfig(AppConfig):
    name = "alertes"
    verbose_name = "Alertes"

    def ready(self) -> None:
        from alertes.occasions.saved_searches.tasks import check_soon  # noqa: PLC0415 - models are ready here and not before
        from search.index.tasks import after_drain  # noqa: PLC0415 - idem

        after_drain(check_soon)
