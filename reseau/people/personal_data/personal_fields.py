"""Which fields of the models hold personal data, by three rules.

1. A person, and what belongs to a person: every field of a model that points at a person, near or far, by a relation
   that is not cut when the person goes (`SET_NULL`).
2. Elsewhere, a relation to one of those models.
3. Elsewhere, what anybody may have typed or sent: free text, address, file.
"""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

CUT = (models.SET_NULL, models.DO_NOTHING)
FREE = (models.CharField, models.TextField, models.FileField, models.JSONField, models.BinaryField)


def personal_fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Yield the fields that hold personal data by the rules, of every model of the site and of its libraries."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            if _is_personal(model, field):
                yield model, field


def _is_personal(model: type[models.Model], field: models.Field) -> bool:
    if field.remote_field:
        # A relation to a parent class is the row itself.
        return not field.remote_field.parent_link and (
            model in models_of_people() or field.related_model in models_of_people()
        )
    if field.primary_key:
        return False
    return model in models_of_people() or (isinstance(field, FREE) and not field.choices)


@cache
def models_of_people() -> frozenset[type[models.Model]]:
    """Return the account of a person and the models whose rows belong to one."""
    every = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    found, size = {get_user_model()}, 0
    while size != len(found):
        size = len(found)
        found |= {model for model in every if any(_binds(field, found) for field in model._meta.local_concrete_fields)}
    return frozenset(found)


def _binds(field: models.Field, people: set[type[models.Model]]) -> bool:
    relation = field.remote_field
    return relation is not None and relation.on_delete not in CUT and field.related_model in people
