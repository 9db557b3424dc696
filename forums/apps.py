"""Application « Forums »."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = "Forums"

    def ready(self) -> None:
        autodiscover_modules("declarations.topic_sections")
