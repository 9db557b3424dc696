"""Application « Extranet »: the site itself, which reads every other app."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate

from extranet.operations.squashed_migrations import refuse_former_databases
from extranet.public.institution import check_institution
from reseau.web.queries.cached_query import use_table_counts


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = "Extranet"

    def ready(self) -> None:
        from extranet.operations.public_cache.models import TableChange  # noqa: PLC0415 - a model
        from extranet.operations.public_cache.triggers import drop_triggers, set_triggers  # noqa: PLC0415 - reads the models
        from extranet.public.editing.choosers import keep_scripts_out_of_pages  # noqa: PLC0415 - reads the models of Wagtail

        keep_scripts_out_of_pages()
        pre_migrate.connect(refuse_former_databases, sender=self)
        pre_migrate.connect(drop_triggers, sender=self)
        post_migrate.connect(set_triggers, sender=self)
        use_table_counts(TableChange.objects.version_of)
        register(check_institution, Tags.security, deploy=True)
