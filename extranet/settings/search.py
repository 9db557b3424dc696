"""The search engine: which one, and how it is asked (docs/exploitation.md)."""

import environ

_env = environ.Env()
SEARCH_URL = _env("SEARCH_URL", default="")
SEARCH_SHARDS = _env.int("SEARCH_SHARDS", default=1)
SEARCH_REPLICAS = _env.int("SEARCH_REPLICAS", default=1)
SEARCH_REFRESH = _env("SEARCH_REFRESH", default="")
# Seconds that a person waits for an answer.
SEARCH_PATIENCE = _env.float("SEARCH_PATIENCE", default=1.0)
