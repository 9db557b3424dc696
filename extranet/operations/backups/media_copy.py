"""The uploaded files of a copy, on this machine or in S3: files are never changed in place, only added and removed."""

import tempfile
from collections.abc import Iterator

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import FileField

from extranet.operations.backups.copy_folder import NewCopy, StoredCopy

FOLDER = "media/"
# Above this size, a file on its way waits on the disk.
IN_MEMORY = 1 << 20


def walk(folder: str = "") -> Iterator[str]:
    """Yield the names of all stored files."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    for name in sorted(files):
        if name:
            yield f"{prefix}{name}"
    for name in sorted(folders):
        yield from walk(f"{prefix}{name}")


def add_new_files(copy: NewCopy) -> int:
    """Add the files that the copy does not have, and return their number.

    Called before the database is copied and again after: what a row names is then in the copy, even when somebody
    uploads or removes a file meanwhile.
    """
    count = 0
    for name in walk():
        if copy.has(f"{FOLDER}{name}"):
            continue
        try:
            source = default_storage.open(name)
        except FileNotFoundError:
            # Removed since the list was read.
            continue
        with source:
            copy.add(f"{FOLDER}{name}", source)
        count += 1
    return count


def load(copy: StoredCopy) -> int:
    """Put the files back under their names, and return their number; a file of the same name is replaced."""
    count = 0
    for stored in copy.names(FOLDER):
        name = stored.removeprefix(FOLDER)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as content:
            copy.read_into(stored, content)
            content.seek(0)
            if default_storage.exists(name):
                default_storage.delete(name)
            default_storage.save(name, File(content, name))
        count += 1
    return count


def missing_files() -> Iterator[str]:
    """Yield the files that rows name and the storage does not have."""
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, FileField)]
        if model._meta.proxy or not fields:
            continue
        for names in model._base_manager.values_list(*fields).iterator(chunk_size=1000):
            yield from (name for name in names if name and not default_storage.exists(name))
