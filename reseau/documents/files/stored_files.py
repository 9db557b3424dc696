"""Stored files and pictures: kept once when rows share them, deleted with the last of these rows."""

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
    """A row with files in the storage. `stored_fields`: names of its file fields; `stored`: their values."""

    stored_fields: tuple[str, ...]
    stored: Iterator[FieldFile]


def fingerprint(file: File) -> str:
    """Return the SHA-256 of a file as it was uploaded, in hexadecimal."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@contextmanager
def deleted_on_failure(file: KeptFile) -> Iterator[None]:
    """Delete the files just stored if the row that names them is not saved."""
    try:
        yield
    except BaseException:
        for field_file in file.stored:
            field_file.delete(save=False)
        raise


def delete_after_commit(file: KeptFile) -> None:
    """Delete the files of the row once the current transaction is committed."""
    for field in file.stored_fields:
        if field_file := getattr(file, field):
            deletion = partial(_delete_unless_shared, type(file), field, field_file.storage, field_file.name)
            transaction.on_commit(deletion, robust=True)


def _delete_unless_shared(model: type[models.Model], field: str, storage: Storage, name: str) -> None:
    """Delete the file, unless a row still refers to it: another sheet, or a page that was not deleted."""
    if not model.objects.filter(**{field: name}).exists():
        storage.delete(name)
