"""What an app gives to the index: one frozen document for each thing that can be found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date


@dataclass(frozen=True, slots=True)
class Document:
    """A findable thing.

    `kind` names the source (`sheet`, `training`…), `key` is unique within it. `body` is plain text, without markup.
    `facets` maps a facet name (`theme`, `territory`…) to the values that the thing has. `audience` holds the tokens of
    which a person needs one at least to find it (`reseau.audience`). `url` is a path of this site.
    """

    kind: str
    key: str
    title: str
    url: str
    audience: frozenset[str]
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: Date | None = None

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"
