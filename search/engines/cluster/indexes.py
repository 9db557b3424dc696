"""The indexes of one site on a cluster: one for each generation, and an alias that names the live one.

A rebuild fills a fresh index, then the alias is moved, in one step. Indexes of another format have another alias.
"""

import re
import uuid
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from search.engines.base import EngineUnavailableError, IndexMissingError
from search.engines.cluster.schema import index_body
from search.engines.cluster.wire import WRITING, Wire
from search.engines.generations import FORMAT

_REFRESH = re.compile(r"([1-9][0-9]?)s")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Settings of an index on the cluster.

    `refresh` empty: what is written is seen at once. « 5s »: the cluster shows what is new every five seconds, and a
    write waits for that.
    """

    shards: int = 1
    replicas: int = 1
    refresh: str = ""

    def __post_init__(self) -> None:
        if self.shards < 1 or self.replicas < 0:
            raise ImproperlyConfigured("SEARCH_SHARDS vaut 1 au moins, SEARCH_REPLICAS 0 au moins.")
        if self.refresh and not _REFRESH.fullmatch(self.refresh):
            raise ImproperlyConfigured(f"SEARCH_REFRESH={self.refresh} : vide, ou un nombre de secondes comme 5s.")

    @property
    def write_refresh(self) -> str:
        """When a write becomes visible."""
        return "wait_for" if self.refresh else "true"


class ClusterIndexes:
    def __init__(self, wire: Wire, prefix: str, settings: IndexSettings) -> None:
        self._wire = wire
        self._family = f"{prefix}-format"
        self._settings = settings
        self.alias = f"{self._family}{FORMAT}"

    def live(self) -> str:
        """Return the name of the live index."""
        index_names = list(self._wire.call("GET", f"/_alias/{self.alias}"))
        if len(index_names) != 1:
            raise IndexMissingError(f"l’alias {self.alias} désigne {len(index_names)} index ; lancer « rebuild_index »")
        return index_names[0]

    def create(self) -> str:
        """Create an empty index and return its name; it is filled through `filling(name)`."""
        name = f"{self.alias}-{uuid.uuid4().hex}"
        # Replicas and refreshes are for a searched index only.
        settings = {"number_of_shards": self._settings.shards, "number_of_replicas": 0, "refresh_interval": "-1"}
        self._wire.call("PUT", f"/{name}", body=index_body(settings, self.filling(name)), patience=WRITING)
        return name

    def filling(self, name: str) -> str:
        """Return the alias of an index being filled: no write through it recreates an index that was removed."""
        return f"{name}-filling"

    def discard(self, name: str) -> None:
        self._wire.call("DELETE", f"/{name}", params={"ignore_unavailable": "true"}, patience=WRITING)

    def remove_all(self) -> None:
        for name in self._site_indexes():
            self.discard(name)

    def switch_to(self, name: str) -> None:
        """Make `name` the live index and remove all others of this site, whatever their format."""
        self._wire.call("POST", f"/{name}/_refresh", patience=WRITING)
        settings = {"number_of_replicas": self._settings.replicas, "refresh_interval": self._settings.refresh or None}
        self._wire.call("PUT", f"/{name}/_settings", body={"index": settings}, patience=WRITING)
        site_indexes = self._site_indexes()
        actions = [{"add": {"index": name, "alias": self.alias}}]
        for other, description in site_indexes.items():
            actions += [{"remove": {"index": other, "alias": alias}} for alias in description["aliases"]]
        self._wire.call("POST", "/_aliases", body={"actions": actions}, patience=WRITING)
        for other in site_indexes.keys() - {name}:
            try:
                self.discard(other)
            except EngineUnavailableError:
                continue  # the next rebuild removes it

    def _site_indexes(self) -> dict[str, dict]:
        """Return all indexes of this site, with their aliases."""
        return self._wire.call("GET", f"/{self._family}*/_alias")
