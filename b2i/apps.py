"""Application « B2i Adultes »."""

from django.apps import AppConfig


class B2iConfig(AppConfig):
    name = "b2i"
    verbose_name = "B2i Adultes"
