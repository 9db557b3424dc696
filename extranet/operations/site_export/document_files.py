"""Documents of an export: a row with the rows that belong to it, one file each."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Page

from extranet.operations.backups.copy_folder import NewCopy, read_hashes
from extranet.operations.site_export.columns import Column
from extranet.operations.site_export.contents import JSON, MARKDOWN, Branch, Documents
from extranet.operations.site_export.markdown_file import format_markdown, parse_markdown
from extranet.operations.site_export.refusal import SiteExportError
from extranet.operations.site_export.rows import exported_columns, in_blocks, insert

# Documents read together with their branches: as many rows are in memory at once.
BLOCK = 50
Row = dict[str, Any]


def write_documents(copy: NewCopy, part: Documents) -> int:
    """Write the files of a kind of documents, and return their number."""
    columns = exported_columns(part.model, with_parents=True)
    read_first = [column for column in columns if not is_technical(column)]
    texts = long_texts(part) if part.format == MARKDOWN else {}
    count = 0
    for rows in in_blocks(part.queryset(), with_parents=True, size=BLOCK):
        contents = {row[columns[0].field.name]: named(row, read_first) for row in rows}
        for branch in part.branches:
            hang(branch, contents)
        for row, content in zip(rows, contents.values(), strict=True):
            content |= named(row, [column for column in columns if is_technical(column)])
            with copy.open(f"{part.folder}/{part.stem(row)}.{part.format}") as file:
                file.write(formatted(content, part, texts).encode())
            count += 1
    return count


def is_technical(column: Column) -> bool:
    """Whether only Wagtail needs the column: it comes last in the file of a page."""
    return column.field.model is Page and column.field.name not in {"id", "title", "slug"}


def named(row: Row, columns: list[Column], *, without: str = "") -> Row:
    """Return the values of a row by name of column."""
    return {column.name: row[column.field.name] for column in columns if column.field.name != without}


def long_texts(part: Documents) -> dict[str, str]:
    """Return column → heading for what people wrote at length in the documents of this kind."""
    own = part.tables[1:] or part.tables
    columns = [column for model in own for column in exported_columns(model)]
    return {
        column.name: column.title[:1].upper() + column.title[1:]
        for column in columns
        if isinstance(column.field, models.TextField)
    }


def formatted(content: Row, part: Documents, texts: dict[str, str]) -> str:
    if part.format == MARKDOWN:
        return format_markdown(content, texts)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def hang(branch: Branch, parents: dict[Any, Row]) -> None:
    """Put the rows of a branch into their parents, by number, and the rows of its own branches into them."""
    columns = exported_columns(branch.model)
    found: dict[Any, list] = defaultdict(list)
    children: dict[Any, Row] = {}
    queryset = branch.model._base_manager.filter(**{f"{branch.link}__in": list(parents)})
    for rows in in_blocks(queryset):
        for row in rows:
            content = named(row, columns, without=branch.link)
            if branch.is_list_of_values:
                (content,) = content.values()
            else:
                children[row[branch.model._meta.pk.name]] = content
            found[row[branch.link]].append(content)
    for number, parent in parents.items():
        parent[branch.name] = found[number]
    for other in branch.branches:
        hang(other, children)


def read_documents(folder: Path, part: Documents) -> int:
    """Insert the rows of the documents of a kind, and return their number. Raises SiteExportError with the file."""
    waiting: dict[type[models.Model], list[Row]] = defaultdict(list)
    count = 0
    for path in paths_of(folder, part):
        try:
            content = parsed((folder / path).read_bytes().decode(), part)
            for model, row in rows_of(content, part):
                waiting[model].append(row)
            count += 1
            if count % BLOCK == 0:
                insert_all(waiting)
        except (SiteExportError, ValidationError, ValueError, KeyError, TypeError) as error:
            raise SiteExportError(f"{path}\u00a0: {error!r}") from error
    insert_all(waiting)
    return count


def paths_of(folder: Path, part: Documents) -> Iterator[str]:
    prefix, suffix = f"{part.folder}/", f".{part.format}"
    return (path for _, path in read_hashes(folder) if path.startswith(prefix) and path.endswith(suffix))


def parsed(text: str, part: Documents) -> Row:
    return json.loads(text) if part.format == JSON else parse_markdown(text)


def insert_all(waiting: dict[type[models.Model], list[Row]]) -> None:
    for model, rows in waiting.items():
        insert(model, rows)
    waiting.clear()


def rows_of(content: Row, part: Documents) -> Iterator[tuple[type[models.Model], Row]]:
    """Yield table and row for each row of a document. Raises KeyError if a value is missing."""
    columns = exported_columns(part.model, with_parents=True)
    texts = set(long_texts(part)) if part.format == MARKDOWN else set()
    row = {
        column.field.name: content.get(column.name, "") if column.name in texts else content[column.name]
        for column in columns
    }
    for model in part.tables:
        yield model, row
    yield from rows_of_branches(content, part.branches, row[columns[0].field.name])


def rows_of_branches(
    content: Row, branches: tuple[Branch, ...], number: Any
) -> Iterator[tuple[type[models.Model], Row]]:
    for branch in branches:
        columns = [column for column in exported_columns(branch.model) if column.field.name != branch.link]
        for child in content[branch.name]:
            values = [child] if branch.is_list_of_values else [child[column.name] for column in columns]
            row = dict(zip((column.field.name for column in columns), values, strict=True)) | {branch.link: number}
            yield branch.model, row
            if branch.branches:
                yield from rows_of_branches(child, branch.branches, row[branch.model._meta.pk.name])
