"""What an app gives to the index: one frozen document for each thing that can be found."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

# The facet that every document has: its kind.
KIND = "kind"


@dataclass(frozen=True, slots=True)
class Document:
    """A findable thing.

    `kind` names the source (`sheet`, `training`…), `key` is unique within it. `body` is plain text, without markup.
    `facets` maps a facet name (`theme`, `territory`…) to the values that the thing has; `kind` is a facet already, so
    that another one may not be called so. `audience` holds the tokens of which a person needs one at least to find it
    (`reseau.audience`). `url` is a path of this site. `weight` multiplies the relevance; the index fills it in from
    the source.
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
    date: datetime.date | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        if KIND in self.facets:
            raise ValueError(f"a document of kind {self.kind} has a facet called {KIND!r}")

    @property
    def id(self) -> str:
        return document_id(self.kind, self.key)


def document_id(kind: str, key: str) -> str:
    """Name of a document in the index, unique over all kinds."""
    return f"{kind}:{key}"
