"""The bytes of files and pictures in the storage: kept once where rows share them, gone with the last of these."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from django.core.files import File
from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models.fields.files import FieldFile


class KeptFile(Protocol):
    """A row whose bytes are in the storage. `stored_fields`: names of the fields that hold them; `stored`: these."""

    stored_fields: tuple[str, ...]
    stored: Iterator[FieldFile]


def fingerprint(file: File) -> str:
    """SHA-256 of a file as it was brought."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@contextmanager
def deleted_on_failure(file: KeptFile) -> Iterator[None]:
    """What was just kept does not stay if the row that was to name it is not saved."""
    try:
        yield
    except BaseException:
        for stored in file.stored:
            stored.delete(save=False)
        raise


def delete_after_commit(file: KeptFile) -> None:
    """Deletes its bytes once the current transaction is committed."""
    for field in file.stored_fields:
        if stored := getattr(file, field):
            forget = partial(_forget, type(file), field, stored.storage, stored.name)
            transaction.on_commit(forget, robust=True)


def _forget(model: type[models.Model], field: str, storage: Storage, name: str) -> None:
    """Unless some row names it after all: that of another sheet, say, or of a page whose deletion was given up."""
    if not model.objects.filter(**{field: name}).exists():
        storage.delete(name)
