"""Application « Réseau »."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class ReseauConfig(AppConfig):
    name = "reseau"
    verbose_name = "Réseau"

    def ready(self) -> None:
        from reseau.compiled_queries.compiled_query import CompiledQuery  # noqa: PLC0415 - it needs the models
        from reseau.odd_input import numbers  # noqa: F401, PLC0415 - it completes Django's fields, once they are there

        post_migrate.connect(CompiledQuery.forget_every_shape, sender=self)
        autodiscover_modules("agenda_dates", "epm_sections", "member_sections", "proofs", "tag_bearers")
        autodiscover_modules(
            "coming_events", "map_layers", "feed_sources", "linked_objects", "member_wants", "member_holdings"
        )
