"""Application « Réseau »."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReseauConfig(AppConfig):
    name = "reseau"
    verbose_name = "Réseau"

    def ready(self) -> None:
        from reseau.web import malformed_input  # noqa: F401, PLC0415 - it completes Django's fields, once they are there
        from reseau.web.queries.compiled_query import CompiledQuery  # noqa: PLC0415 - it needs the models

        post_migrate.connect(CompiledQuery.forget_every_shape, sender=self)
