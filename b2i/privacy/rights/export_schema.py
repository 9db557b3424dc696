"""The JSON Schema of the file of a learner's data: what a program that reads it may rely on."""

from django.db.models import BooleanField, DateField, DateTimeField, Field, IntegerField, Model

from b2i.privacy.rights.data_export import (
    FORMAT,
    LABEL_OF_THE_KEY,
    exported_fields,
    exported_models,
    key_of,
    schema_address,
    title_of,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY, MOMENT, TEXT = {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}, {"type": "string"}


def export_schema() -> dict:
    """Return the schema. Every row has its number, unless that opens something; another field is left out if empty."""
    sections = {key_of(title_of(model)): _rows(model) for model in exported_models()}
    return {
        "$schema": DIALECT,
        "$id": schema_address(),
        "title": "Données d’un livret de compétences numériques",
        "type": "object",
        "required": ["$schema", "format", "site", "etabli_le"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"const": schema_address()},
            "format": {"const": FORMAT},
            "site": {"type": "string", "format": "uri"},
            "etabli_le": DAY,
            **sections,
        },
    }


def _rows(model: type[Model]) -> dict:
    fields = {_label(field): _type(field) for field in exported_fields(model)}
    row = {
        "type": "object",
        "required": [key_of(label) for label in fields if label == LABEL_OF_THE_KEY],
        "additionalProperties": False,
        "properties": {key_of(label): {"title": label, **kind} for label, kind in fields.items()},
    }
    return {"title": title_of(model), "type": "array", "items": row}


def _label(field: Field) -> str:
    return LABEL_OF_THE_KEY if field.primary_key else str(field.verbose_name)


def _type(field: Field) -> dict:
    if field.choices or (field.is_relation and not field.primary_key):
        return TEXT
    if isinstance(field, BooleanField):
        return {"type": "boolean"}
    if isinstance(field, DateTimeField):
        return MOMENT
    if isinstance(field, DateField):
        return DAY
    return {"type": "integer"} if isinstance(field, IntegerField) else TEXT
