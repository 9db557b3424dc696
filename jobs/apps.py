"""Application « Travaux »: what runs by itself, every so often or after a killed worker."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Travaux"
