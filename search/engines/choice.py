"""The choice of the engine by `SEARCH_URL`; no other code knows which one runs."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

# By name, so that a site without a cluster does not load its two clients.
CLUSTER = "search.engines.cluster.engine.ClusterEngine"


def get_engine() -> Engine:
    """Return the engine of this installation, one for each process."""
    if settings.SEARCH_URL:
        return _cluster(settings.SEARCH_URL, settings.SEARCH_SHARDS, settings.SEARCH_REPLICAS, settings.SEARCH_REFRESH)
    return _embedded(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _embedded(directory: Path) -> Engine:
    return EmbeddedEngine(directory)


@lru_cache(maxsize=4)
def _cluster(*configuration) -> Engine:
    return import_string(CLUSTER)(*configuration)
