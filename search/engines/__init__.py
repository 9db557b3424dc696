"""The engines that answer searches; `SEARCH_URL` chooses, and no other code knows which one runs."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

__all__ = ["get_engine"]


def get_engine() -> Engine:
    """The engine of this installation, one for each process."""
    return _engine(settings.SEARCH_URL, Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _engine(url: str, directory: Path) -> Engine:
    if url:
        raise ImproperlyConfigured(
            f"SEARCH_URL={url} : seul le moteur embarqué est disponible ; laisser SEARCH_URL vide."
        )
    return EmbeddedEngine(directory)
