"""Uploaded files of an export, under `fichiers/` with the names that the rows give them."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from extranet.operations.backups.copy_folder import NewCopy, read_hashes
from extranet.operations.site_export.rows import BLOCK
from extranet.operations.site_export.scope import file_fields

FOLDER = "fichiers/"


def write_files(copy: NewCopy) -> tuple[int, int]:
    """Copy the files that rows name; return how many there are, and how many the storage has lost."""
    count = lost = 0
    for name in names():
        if copy.has(f"{FOLDER}{name}"):
            continue
        try:
            source = default_storage.open(name)
        except FileNotFoundError:
            lost += 1
            continue
        with source:
            copy.add(f"{FOLDER}{name}", source)
        count += 1
    return count, lost


def names() -> Iterator[str]:
    for model, field in file_fields():
        values = (
            model._base_manager.exclude(**{field.name: ""}).exclude(**{f"{field.name}__isnull": True}).order_by("pk")
        )
        yield from values.values_list(field.name, flat=True).iterator(chunk_size=BLOCK)


def read_files(folder: Path) -> int:
    """Put the files into the storage under their names, and return their number. Safe to repeat."""
    count = 0
    for _, path in read_hashes(folder):
        if not path.startswith(FOLDER):
            continue
        name = path.removeprefix(FOLDER)
        if default_storage.exists(name):
            default_storage.delete(name)
        with (folder / path).open("rb") as source:
            default_storage.save(name, File(source, name))
        count += 1
    return count
