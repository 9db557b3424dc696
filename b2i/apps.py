"""Application « B2i Adultes »."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class B2iConfig(AppConfig):
    name = "b2i"
    verbose_name = "B2i Adultes"

    def ready(self) -> None:
        autodiscover_modules("session_sections", "skill_sections", "learner_sections")
