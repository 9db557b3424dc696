"""Documents: what the index knows of each thing that can be found."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

# Facets of every document, without declaration: its kind and its tags.
KIND, TAG = "kind", "tag"


@dataclass(frozen=True, slots=True)
class AttachedText:
    """A file attached to the thing: its name as people read it, and its plain text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A thing that can be found.

    `kind` names the source (`sheet`, `training`…), `key` is unique within it. `body` is plain text, without markup.
    `keywords`: searched but not shown; `facts`: a few short words shown on the card, but not searched. `facets` maps
    a facet name (`theme`, `territory`…, see `search.questions.results.search_facets`) to the values of the thing;
    `kind` and `tag` are facets already, and reserved names. `audience`: tokens; a person needs one of them to find the
    thing (`reseau.places.audience`). `url` is a path of this site, `picture` that of a small picture of the thing, if
    it has one. `weight` multiplies the relevance; it comes from the source.
    """

    kind: str
    key: str
    title: str
    url: str
    audience: frozenset[str]
    picture: str = ""
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    attachments: tuple[AttachedText, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: datetime.date | None = None
    weight: float = 1.0

    def __post_init__(self) -> None:
        for name in (KIND, TAG):
            if name in self.facets:
                raise ValueError(f"a document of kind {self.kind} has a facet called {name!r}")

    @property
    def id(self) -> str:
        return document_id(self.kind, self.key)

    @property
    def all_facets(self) -> dict[str, tuple[str, ...]]:
        """The declared facets, and the two that every document has."""
        return {KIND: (self.kind,), TAG: self.tags, **self.facets}


def document_id(kind: str, key: str) -> str:
    """Return the name of a document in the index, unique over all kinds."""
    return f"{kind}:{key}"
