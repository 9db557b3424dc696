"""Rows of sources read for the index: keys and documents, in batches."""

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
    """Return the keys of all objects of the source that belong in the index."""
    return [str(key) for key in source.queryset().order_by("pk").values_list(source.key_field, flat=True)]


def documents_of(source: SearchSource, keys: Iterable[str]) -> tuple[list[Document], dict[str, str]]:
    """Return the documents of `keys` that belong in the index, and the errors of those that failed, by id."""
    documents, errors = [], {}
    for instance in source.with_keys(source.queryset(), keys):
        try:
            documents.append(source.weighted_document(instance))
        except Exception as error:  # an app's error on one object must not block the others
            logger.exception("%s %s can't be described", source.kind, source.key_of(instance))
            errors[document_id(source.kind, source.key_of(instance))] = error_text(error)
    return documents, errors


def error_text(error: Exception) -> str:
    """Return an error in one line, for the outbox."""
    return f"{type(error).__name__}: {error}"
