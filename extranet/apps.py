"""Application « Extranet »: the site itself, which reads every other app."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from extranet.institution.checks import check_institution


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = "Extranet"

    def ready(self) -> None:
        from extranet.editing.choosers import keep_scripts_out_of_pages  # noqa: PLC0415 - reads the models of Wagtail

        keep_scripts_out_of_pages()
        register(check_institution, Tags.security, deploy=True)
