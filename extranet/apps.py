"""Application « Extranet »: the site itself, which reads every other app."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate

from extranet.institution.checks import check_institution


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = "Extranet"

    def ready(self) -> None:
        from extranet.editing.choosers import keep_scripts_out_of_pages  # noqa: PLC0415 - reads the models of Wagtail
        from extranet.public_cache.triggers import drop_triggers, set_triggers  # noqa: PLC0415 - reads the models

        keep_scripts_out_of_pages()
        pre_migrate.connect(drop_triggers, sender=self)
        post_migrate.connect(set_triggers, sender=self)
        register(check_institution, Tags.security, deploy=True)
