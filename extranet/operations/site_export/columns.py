"""A column of the export: a field under a French name, its values as any program reads them, its Table Schema.

« Natural » values are those of JSON: nothing, yes or no, a number, a text, a list, an object. Dates are ISO 8601 texts.
Table Schema: https://datapackage.org/standard/table-schema/
"""

import base64
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils.text import slugify
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Revision

from extranet.operations.site_export.scope import is_secret

TYPES = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.AutoField, "integer"),
    (models.FloatField, "number"),
    (models.DecimalField, "number"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.JSONField, "object"),
    (StreamField, "object"),
)
YES, NO = "oui", "non"
# In a column where an empty text differs from nothing.
EMPTY = '""'


def plain_name(title: str) -> str:
    """« fiches-d-atelier »: without accents or apostrophes."""
    return slugify(re.sub("[’']", " ", title))


@dataclass(frozen=True)
class Column:
    field: models.Field

    @cached_property
    def name(self) -> str:
        """« delivre_le »; « id » for the number of a row."""
        if isinstance(self.field, models.AutoField):
            return "id"
        return plain_name(self.title).replace("-", "_") or self.field.name

    @property
    def title(self) -> str:
        if self.is_in_link_table:
            return str(self.field.related_model._meta.verbose_name)
        return str(self.field.verbose_name)

    @property
    def is_in_link_table(self) -> bool:
        return bool(self.field.model._meta.auto_created) and self.field.is_relation

    @cached_property
    def target(self) -> models.Field:
        """The field whose values are in the column: that of the other table, for a reference."""
        field = self.field
        while field.is_relation:
            field = field.target_field
        return field

    @cached_property
    def names_a_model(self) -> bool:
        """Whether values are types of content or permissions, whose numbers differ from site to site."""
        return self.field.is_relation and self.field.related_model in (ContentType, Permission)

    @cached_property
    def type(self) -> str:
        if self.names_a_model:
            return "string"
        return next((name for kind, name in TYPES if isinstance(self.target, kind)), "string")

    def natural(self, value: Any) -> Any:
        """Return the natural value of one read from the database."""
        if value is None:
            return None
        if self.names_a_model:
            return label_of(self.field.related_model, value)
        if self.type == "object":
            return self._natural_object(value)
        if self.type in ("boolean", "integer"):
            return value
        if isinstance(self.target, models.FloatField):
            return value
        if isinstance(self.target, models.BinaryField):
            return base64.b64encode(bytes(value)).decode()
        if self.type == "datetime":
            return value.isoformat().replace("+00:00", "Z")
        return value.isoformat() if self.type in ("date", "time") else str(value)

    def _natural_object(self, value: Any) -> Any:
        if isinstance(value, StreamValue):
            value = [dict(block) for block in value.raw_data]
        if self.field.model is Revision and "content_type" in value:
            return value | {"content_type": label_of(ContentType, value["content_type"])}
        return value

    def stored(self, value: Any) -> Any:
        """Return what the database stores for a natural value. Raises ValueError or ValidationError on a wrong one."""
        if value is not None and self.names_a_model:
            value = number_of(self.field.related_model, value)
        elif value is not None and isinstance(self.target, models.BinaryField):
            value = base64.b64decode(value, validate=True)
        elif value is not None and self.field.model is Revision and self.type == "object" and "content_type" in value:
            value = value | {"content_type": number_of(ContentType, value["content_type"])}
        elif value is not None and self.type not in ("object",) and not isinstance(self.target, models.FileField):
            value = self.target.to_python(value)
        return self.target.get_db_prep_save(value, connection)

    def text(self, value: Any) -> str:
        """Return a natural value as the text of a cell."""
        if value is None:
            return ""
        if value == "" and self.field.null:
            return EMPTY
        if self.type == "object":
            return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if isinstance(value, bool):
            return YES if value else NO
        return str(value)

    def parse(self, text: str) -> Any:
        """Return the natural value of a cell. Raises ValueError on a wrong one."""
        if text == "" and (self.field.null or self.type != "string"):
            return None
        if text == EMPTY and self.field.null:
            return ""
        if self.type == "object":
            return json.loads(text)
        if self.type == "boolean":
            return {YES: True, NO: False}[text]
        if self.type == "integer":
            return int(text)
        return float(text) if isinstance(self.target, models.FloatField) else text

    def schema(self) -> dict[str, Any]:
        """Return the descriptor of the column (Table Schema)."""
        kind = self._object_type() if self.type == "object" else self.type
        descriptor: dict[str, Any] = {"name": self.name, "title": self.title, "type": kind}
        if self.type == "boolean":
            descriptor |= {"trueValues": [YES], "falseValues": [NO]}
        if self.type == "datetime":
            descriptor["format"] = "any"
        if self.field.help_text:
            descriptor["description"] = str(self.field.help_text)
        if self.field.is_relation and not self.names_a_model:
            descriptor["description"] = (
                f"{self.field.related_model._meta.verbose_name}\u00a0: son «\u00a0{Column(self.target).name}\u00a0»"
            )
        if choices := self.field.flatchoices:
            descriptor["categories"] = [{"value": value, "label": str(label)} for value, label in choices if value]
        if not self.field.null and (self.type != "string" or self.field.primary_key):
            descriptor["constraints"] = {"required": True}
        return descriptor

    def _object_type(self) -> str:
        """Return what JSON values are, as far as the field says."""
        if self.field.default is list or isinstance(self.field, StreamField):
            return "array"
        return "object" if self.field.default is dict else "any"


@cache
def columns_of(model: type[models.Model], *, with_parents: bool = False) -> tuple[Column, ...]:
    """Return the columns of a table, without secrets or what the database makes; those of its parents first, if asked.

    A row of a link table has no number; the number of a child is that of its parent.
    """
    fields = model._meta.concrete_fields if with_parents else model._meta.local_concrete_fields
    is_link_table = bool(model._meta.auto_created)
    return tuple(
        Column(field)
        for field in fields
        if not is_secret(field)
        and not field.generated
        and not (is_link_table and field.primary_key)
        and not (with_parents and is_link_to_parent(field))
    )


def is_link_to_parent(field: models.Field) -> bool:
    return bool(field.is_relation and field.remote_field.parent_link)


def label_of(model: type[models.Model], number: int) -> str:
    """« ressources.workshoppage », or « ressources.workshoppage.change_workshoppage »."""
    if model is ContentType:
        return ".".join(ContentType.objects.get_for_id(number).natural_key())
    codename, app, name = Permission.objects.get(pk=number).natural_key()
    return f"{app}.{name}.{codename}"


def number_of(model: type[models.Model], label: str) -> int:
    app, name, *codename = label.split(".", 2)
    if model is ContentType:
        return ContentType.objects.get_by_natural_key(app, name).pk
    return Permission.objects.get_by_natural_key(codename[0], app, name).pk
