"""Application « Patrimoine »."""

from django.apps import AppConfig


class PatrimoineConfig(AppConfig):
    name = "patrimoine"
    verbose_name = "Patrimoine"
