"""Application « Extranet »: the site itself, which reads every other app."""

from django.apps import AppConfig


class ExtranetConfig(AppConfig):
    name = "extranet"
    verbose_name = "Extranet"
