"""The manifest of an export: a Data Package (https://datapackage.org), which names each file and explains each column.

It has neither date nor place: two exports of the same content are the same bytes.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from extranet.operations.backups.copy_folder import HashingWriter
from extranet.operations.site_export.columns import columns_of, plain_name
from extranet.operations.site_export.contents import Branch, Documents, table_path, tables, title_of
from extranet.operations.site_export.document_files import long_texts
from extranet.operations.site_export.refusal import SiteExportError
from extranet.operations.site_export.rows import exported_columns
from extranet.operations.site_export.scope import LEFT_OUT

NAME = "datapackage.json"
FORMAT = 1
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass
class DataPackage:
    """The manifest being written. `counts`: path of a table or a folder → number of its rows or documents."""

    has_secrets: bool
    resources: list[dict[str, Any]] = field(default_factory=list)
    folders: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add_table(self, model: type[models.Model], rows: int, file: HashingWriter) -> None:
        path = table_path(model)
        self.counts[path] = rows
        self.resources.append(
            {
                "name": plain_name(path.removesuffix(".csv").replace("/", " ")),
                "type": "table",
                "path": path,
                "title": capitalised(title_of(model)),
                **described(model),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "header": True},
                "bytes": file.size,
                "hash": f"sha256:{file.hash.hexdigest()}",
                "rows": rows,
                "schema": schema_of(model),
            }
        )

    def add_documents(self, part: Documents, count: int) -> None:
        self.counts[part.folder] = count
        headings = set(long_texts(part)) if part.format == "md" else set()
        columns = [
            column.schema() | {"place": "texte" if column.name in headings else "en-tête"}
            for column in exported_columns(part.model, with_parents=True)
        ]
        title = capitalised(title_of(part.model))
        branches = [described_branch(branch) for branch in part.branches]
        self.folders.append(
            {
                "path": f"{part.folder}/",
                "title": title,
                "format": part.format,
                "documents": count,
                "fields": columns,
                "lists": branches,
            }
        )

    def add_file(self, name: str, title: str, mediatype: str, file: HashingWriter) -> None:
        digest = f"sha256:{file.hash.hexdigest()}"
        described = {"name": plain_name(name.replace("/", " ").replace(".", " ")), "path": name, "title": title}
        self.resources.append(described | {"mediatype": mediatype, "bytes": file.size, "hash": digest})

    def content(self) -> bytes:
        package = {
            "$schema": PROFILE,
            "name": "extranet",
            "title": settings.WAGTAIL_SITE_NAME,
            "homepage": settings.ORIGIN,
            "format": FORMAT,
            "secrets": self.has_secrets,
            "counts": self.counts,
            "resources": self.resources,
            "folders": self.folders,
            "left_out": LEFT_OUT,
        }
        return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def capitalised(title: str) -> str:
    return title[:1].upper() + title[1:]


def described(model: type[models.Model]) -> dict[str, str]:
    """Return the description of a table that links two others."""
    if not model._meta.auto_created:
        return {}
    return {
        "description": f"Chaque ligne relie deux numéros ({', '.join(column.title for column in columns_of(model))})."
    }


def described_branch(branch: Branch) -> dict[str, Any]:
    columns = [column.schema() for column in exported_columns(branch.model) if column.field.name != branch.link]
    lists = [described_branch(other) for other in branch.branches]
    return {"name": branch.name, "title": capitalised(title_of(branch.model)), "fields": columns, "lists": lists}


def schema_of(model: type[models.Model]) -> dict[str, Any]:
    """Return the Table Schema of a model: columns, key, references to the other tables."""
    columns = exported_columns(model)
    schema: dict[str, Any] = {"fields": [column.schema() for column in columns], "missingValues": [""]}
    if keys := [column.name for column in columns if column.field.primary_key]:
        schema["primaryKey"] = keys
    references = [
        {
            "fields": [column.name],
            "reference": {"resource": resource_of(column.field), "fields": [key_of(column.field)]},
        }
        for column in columns
        if column.field.is_relation and not column.names_a_model and resource_of(column.field)
    ]
    return schema | ({"foreignKeys": references} if references else {})


def resource_of(relation: models.ForeignKey) -> str:
    """Return the name of the table that a column refers to, or nothing: it may be in documents."""
    target = relation.related_model
    return plain_name(table_path(target).removesuffix(".csv").replace("/", " ")) if target in tables() else ""


def key_of(relation: models.ForeignKey) -> str:
    target = relation.target_field
    return next(column.name for column in columns_of(relation.related_model) if column.field == target)


def read_package(folder: Path) -> dict[str, Any]:
    """Raises SiteExportError if there is no manifest, or if a newer code wrote it."""
    try:
        package = json.loads((folder / NAME).read_bytes())
        is_ours = isinstance(package["counts"], dict) and isinstance(package["format"], int)
    except (OSError, ValueError, KeyError, TypeError):
        is_ours = False
    if not is_ours:
        raise SiteExportError(f"{folder}\u00a0: aucun export entier ici ({NAME} manque ou est illisible).")
    if package["format"] > FORMAT:
        raise SiteExportError(
            "Cet export vient d’une version plus récente du site\u00a0: mettez d’abord le code à jour."
        )
    return package
