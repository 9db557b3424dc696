"""Reading the database for the index: which things belong there, and what apps say of them."""

import logging
from collections.abc import Iterable, Iterator, Sequence

from search.sources.documents import Document, document_id
from search.sources.registry import SearchSource

logger = logging.getLogger(__name__)

BATCH_SIZE = 200


def batches(items: Sequence) -> Iterator[Sequence]:
    for start in range(0, len(items), BATCH_SIZE):
        yield items[start : start + BATCH_SIZE]


def keys_of(source: SearchSource) -> list[str]:
    """Keys of everything of that kind that belongs in the index."""
    return [str(key) for key in source.queryset().order_by("pk").values_list(source.key_field, flat=True)]


def documents_of(source: SearchSource, keys: Iterable[str]) -> tuple[list[Document], dict[str, str]]:
    """The documents of those of `keys` that belong in the index; errors, by id, of those that can't be described."""
    documents, errors = [], {}
    for instance in source.keyed(source.queryset(), keys):
        try:
            documents.append(source.weighted_document(instance))
        except Exception as error:  # an app's mistake on one object must not hold up the others
            logger.exception("%s %s can't be described", source.kind, source.key_of(instance))
            errors[document_id(source.kind, source.key_of(instance))] = error_text(error)
    return documents, errors


def error_text(error: Exception) -> str:
    """An error as the outbox keeps it."""
    return f"{type(error).__name__}: {error}"
