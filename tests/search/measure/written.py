"""Queries written by readers of the texts, who saw neither titles, nor tags, nor results.

`written_open.toml` may be read to understand a figure; `written_sealed.toml` is not opened by those who work on the
engine. The wanted documents are named as in the golden set, `kind: title`: their keys change with each demo.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from search.sources.documents import Document
from tests.search.measure.query import MeasuredQuery

FOLDER = Path(__file__).parent
SETS = ("open", "sealed")


def plain(name: str) -> str:
    """Return a name with plain spaces."""
    return name.replace("\u00a0", " ").replace("\u202f", " ")


def written_queries(name: str, documents: Iterable[Document]) -> list[MeasuredQuery]:
    """Return the queries of a set. Raises `KeyError` for a document that the demo lacks."""
    ids: dict[str, set[str]] = {}
    for document in documents:
        ids.setdefault(plain(f"{document.kind}: {document.title}"), set()).add(document.id)
    rows = tomllib.loads((FOLDER / f"written_{name}.toml").read_text(encoding="utf-8"))["queries"]
    return [
        MeasuredQuery(row["family"], row["text"], frozenset().union(*(ids[wanted] for wanted in row["wanted"])))
        for row in rows
    ]
