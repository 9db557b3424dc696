"""Application « B2i Adultes »."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class B2iConfig(AppConfig):
    name = "b2i"
    verbose_name = "B2i Adultes"

    def ready(self) -> None:
        from b2i.outcomes.statements.checks import check_badge_key  # noqa: PLC0415 - models are ready here and not before

        register(check_badge_key, Tags.database)
