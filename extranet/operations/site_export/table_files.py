"""Tables of an export: CSV files in UTF-8, a line of names, then a line for each row."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from extranet.operations.backups.copy_folder import HashingWriter, NewCopy
from extranet.operations.site_export.columns import Column
from extranet.operations.site_export.contents import table_path
from extranet.operations.site_export.refusal import SiteExportError
from extranet.operations.site_export.rows import exported_columns, in_blocks, insert


def csv_writer(file: HashingWriter):
    return csv.writer(SimpleNamespace(write=lambda line: file.write(line.encode())), lineterminator="\n")


@contextmanager
def open_csv(path: Path) -> Iterator:
    """Read a table. A cell may hold the text of a whole document: the limit of cells, which is of the whole process, is
    put back at the end, since other tables count on it (`b2i.admission.learner_import`)."""
    limit = csv.field_size_limit(sys.maxsize)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield csv.reader(file, strict=True)
    finally:
        csv.field_size_limit(limit)


def write_table(copy: NewCopy, model: type[models.Model]) -> tuple[int, HashingWriter]:
    """Write the table of a model; return the number of its rows, and the closed file."""
    columns, count = exported_columns(model), 0
    with copy.open(table_path(model)) as file:
        writer = csv_writer(file)
        writer.writerow([column.name for column in columns])
        for rows in in_blocks(model._base_manager.all()):
            writer.writerows([column.text(row[column.field.name]) for column in columns] for row in rows)
            count += len(rows)
    return count, file


def read_table(folder: Path, model: type[models.Model]) -> int:
    """Insert the rows of the table of a model, and return their number. Raises SiteExportError with the line."""
    columns, path = exported_columns(model), table_path(model)
    with open_csv(folder / path) as reader:
        try:
            check_names(next(reader), columns)
            return insert(model, natural_rows(reader, columns))
        except (SiteExportError, ValidationError, ValueError, KeyError, csv.Error, StopIteration) as error:
            raise SiteExportError(f"{path}, vers la ligne {reader.line_num}\u00a0: {error!r}") from error


def check_names(names: list[str], columns: list[Column]) -> None:
    expected = [column.name for column in columns]
    if names != expected:
        different = sorted(set(names) ^ set(expected)) or names
        raise SiteExportError(f"colonnes d’une autre version du site ({', '.join(different)})")


def natural_rows(reader, columns: list[Column]) -> Iterator[dict[str, Any]]:
    for cells in reader:
        yield {column.field.name: column.parse(cell) for column, cell in zip(columns, cells, strict=True)}
