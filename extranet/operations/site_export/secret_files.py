"""What opens something, apart in `secrets/`: hashes of passwords and codes, second factors, keys of badges.

Without that folder the rest is imported as well: people choose another password, cards are given another code.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from extranet.operations.backups.badge_keys import key_files
from extranet.operations.backups.copy_folder import NewCopy, read_hashes
from extranet.operations.site_export.columns import Column
from extranet.operations.site_export.contents import tables
from extranet.operations.site_export.refusal import SiteExportError
from extranet.operations.site_export.rows import BLOCK, blocks_of
from extranet.operations.site_export.scope import SECRET_FIELDS, SECRET_MODELS
from extranet.operations.site_export.table_files import csv_writer, open_csv, read_table, write_table

FOLDER = "secrets/"
FILE = f"{FOLDER}champs.csv"
KEYS = f"{FOLDER}cles-des-badges/"
NAMES = ["modele", "id", "champ", "valeur"]


def secret_fields() -> Iterator[models.Field]:
    for label in sorted(SECRET_FIELDS):
        model, _, name = label.rpartition(".")
        yield apps.get_model(model)._meta.get_field(name)


def secret_tables() -> list[type[models.Model]]:
    return [model for model in tables() if model._meta.label in SECRET_MODELS]


def write_secrets(copy: NewCopy) -> int:
    """Write the folder of secrets, and return the number of secrets."""
    count = 0
    with copy.open(FILE) as file:
        writer = csv_writer(file)
        writer.writerow(NAMES)
        for field in secret_fields():
            values = field.model._base_manager.exclude(**{f"{field.name}__isnull": True}).order_by("pk")
            for number, value in values.values_list("pk", field.attname).iterator(chunk_size=BLOCK):
                writer.writerow([field.model._meta.label, number, field.name, value])
                count += 1
    for model in secret_tables():
        count += write_table(copy, model)[0]
    for name, path in key_files():
        with path.open("rb") as source:
            copy.add(f"{KEYS}{Path(name).name}", source)
    return count


def read_secrets(folder: Path) -> None:
    """Put secrets into the rows imported before. Raises SiteExportError with the line."""
    fields = {(field.model._meta.label, field.name): field for field in secret_fields()}
    with open_csv(folder / FILE) as reader:
        try:
            if next(reader) != NAMES:
                raise SiteExportError("colonnes d’une autre version du site")
            for block in blocks_of(reader):
                for label, number, name, value in block:
                    set_secret(fields[label, name], number, value)
        except (SiteExportError, ValueError, KeyError, csv.Error, StopIteration) as error:
            raise SiteExportError(f"{FILE}, vers la ligne {reader.line_num}\u00a0: {error!r}") from error
    for model in secret_tables():
        read_table(folder, model)


def set_secret(field: models.Field, number: str, value: str) -> None:
    quote, table = connection.ops.quote_name, field.model._meta
    statement = f"UPDATE {quote(table.db_table)} SET {quote(field.column)} = %s WHERE {quote(table.pk.column)} = %s"  # noqa: S608 - names of our tables
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_save(value, connection), Column(table.pk).stored(number)])


def exported_keys(folder: Path) -> dict[str, bytes]:
    """Return the keys of badges by name of file."""
    return {Path(path).name: (folder / path).read_bytes() for _, path in read_hashes(folder) if path.startswith(KEYS)}
