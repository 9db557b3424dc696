"""What an app gives to the index: one frozen document for each thing that can be found."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

# The facets that every document has without saying so: its kind and its tags.
KIND, TAG = "kind", "tag"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the thing: its name as people see it, and the plain text read in it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A findable thing.

    `kind` names the source (`sheet`, `training`…), `key` is unique within it. `body` is plain text, without markup.
    `keywords` are the words under which it is found and which it does not show; `facts` the few short words that its
    card shows, which nobody searches. `facets` maps a facet name (`theme`, `territory`…, see `search.results.facets`)
    to the values that the thing has; `kind` and `tag` are facets already, so that no other one may be called so.
    `audience` holds the tokens of which a person needs one at least to find it (`reseau.audience`). `url` is a path of
    this site. `weight` multiplies the relevance; the index fills it in from the source.
    """

    kind: str
    key: str
    title: str
    url: str
    audience: frozenset[str]
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
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
        """Those that it says and those that it has anyway."""
        return {KIND: (self.kind,), TAG: self.tags, **self.facets}


def document_id(kind: str, key: str) -> str:
    """Name of a document in the index, unique over all kinds."""
    return f"{kind}:{key}"
