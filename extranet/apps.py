"""Application « Extranet »: the site itself, which reads every other app."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from extranet.institution.checks import check_institution


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = "Extranet"

    def ready(self) -> None:
        register(check_institution, Tags.security, deploy=True)
