"""Export of all data about a learner, found by following what the erasure of their account would delete.

A new model related to a record is included without any change here. `docs/livret-json.md` describes the format.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import CASCADE, Field, ForeignKey, Model, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from b2i.admission.duplicates.models import Distinction
from b2i.people.learners.models.learner import Learner
from reseau.people.members.models.member import Member
from reseau.people.profiles import disclosure
from reseau.texts.wording import day_in_full

FORMAT = "livret-1"
LABEL_OF_THE_KEY = "numéro"
# Apps whose rows are exported; sessions and tokens say nothing new to the person.
APPS = {"b2i", "reseau", "alertes"}
# Credentials, among them the key of an open connection, and fields that the site computes for itself.
LEFT_OUT = {"password", "card_secret", "session_key", "session_data"}
LEFT_OUT |= {"search_name", "is_superuser", "is_fictitious", "journal"}
# What a browser is told by; what the site knows its own rows by: keys against doubles, digests.
LEFT_OUT |= {"endpoint", "public_key", "auth_secret", "key", "signature", "mark", "identity", "former_link"}
# Files of mails on their way, as bytes.
LEFT_OUT |= {"raw", "content"}
# Defaults of the directory of members, where no learner is: nobody reads an address or a telephone of theirs there.
CHOICES_OF_THE_DIRECTORY = {f"{name}_shown_to" for name in disclosure.FIELDS}


@dataclass(frozen=True, slots=True)
class DataField:
    """A field of a row, with its French label."""

    label: str
    value: object

    @property
    def key(self) -> str:
        return key_of(self.label)

    @property
    def words(self) -> str:
        """Value for people."""
        if isinstance(self.value, bool):
            return "oui" if self.value else "non"
        if isinstance(self.value, datetime.datetime):
            return f"{day_in_full(self.value, 'j F Y')}, {timezone.localtime(self.value):%H:%M}"
        return day_in_full(self.value, "j F Y") if isinstance(self.value, datetime.date) else str(self.value)

    @property
    def data(self):
        """Value for programs: dates and datetimes as ISO 8601."""
        if isinstance(self.value, datetime.datetime):
            return timezone.localtime(self.value).isoformat(timespec="seconds")
        return self.value.isoformat() if isinstance(self.value, datetime.date) else self.value


@dataclass(frozen=True, slots=True)
class DataSection:
    """Rows of one model, such as « Preuves »."""

    title: str
    rows: tuple[tuple[DataField, ...], ...]

    @property
    def key(self) -> str:
        return key_of(self.title)


def key_of(label: str) -> str:
    """« Preuves jointes » is `preuves_jointes`."""
    return slugify(label).replace("-", "_")


def exported_rows(learner: Learner) -> dict[type[Model], list[Model]]:
    """Return the account, then related rows, level by level. One query for each model."""
    rows_by_model = {Member: [learner.member]}
    queue = [Member]
    while queue:
        parent = queue.pop(0)
        for child, fields in _children(parent).items():
            if child not in rows_by_model:
                rows_by_model[child] = _rows(child, fields, rows_by_model)
                queue.append(child)
    return rows_by_model


def data_sections(learner: Learner) -> list[DataSection]:
    """Return the rows as fields, one section for each model."""
    return [_section(model, rows) for model, rows in exported_rows(learner).items() if rows]


def export_as_dict(learner: Learner) -> dict:
    """Return the same data as a JSON-compatible dict."""
    sections = data_sections(learner)
    return {
        "$schema": schema_address(),
        "format": FORMAT,
        "site": settings.ORIGIN,
        "etabli_le": timezone.localdate().isoformat(),
        **{section.key: [{field.key: field.data for field in row} for row in section.rows] for section in sections},
    }


def schema_address() -> str:
    return urljoin(settings.ORIGIN, reverse("b2i:export_schema"))


def exported_models() -> list[type[Model]]:
    """Return the models whose rows may be in an export, in its order."""
    models = [Member]
    for parent in models:
        models += [child for child in _children(parent) if child not in models]
    return models


def _children(parent: type[Model]) -> dict[type[Model], list[ForeignKey]]:
    """Return the models deleted with a row of `parent`, and their keys to it.

    `Distinction` names another learner and is left out.
    """
    keys_by_model = defaultdict(list)
    for relation in parent._meta.get_fields(include_hidden=True):
        if (
            relation.related_model is Distinction
            or not relation.auto_created
            or relation.concrete
            or relation.many_to_many
        ):
            continue
        if relation.on_delete is CASCADE and relation.related_model._meta.app_label in APPS:
            keys_by_model[relation.related_model].append(relation.field)
    return keys_by_model


def _rows(child: type[Model], fields: list[ForeignKey], rows_by_model: dict[type[Model], list[Model]]) -> list[Model]:
    """Return the rows related to those of `rows_by_model`, with joins so that their texts cost no query."""
    is_related = Q()
    for field in fields:
        is_related |= Q(**{f"{field.name}__in": rows_by_model[field.related_model]})
    keys = [field for field in child._meta.concrete_fields if isinstance(field, ForeignKey)]
    # Members are joined anyway: authors are not among the exported rows.
    joined_keys = [key for key in keys if key.related_model is Member or key.related_model not in rows_by_model]
    joins = [path for key in joined_keys for path in _paths(key)]
    rows = list(child._base_manager.filter(is_related).select_related(*joins).order_by("pk"))
    targets_by_key = {
        key: {row.pk: row for row in rows_by_model[key.related_model]}
        for key in keys
        if key.related_model in rows_by_model
    }
    for row in rows:
        for key, targets in targets_by_key.items():
            if (pk := getattr(row, key.attname)) in targets:
                setattr(row, key.name, targets[pk])
    return rows


def _paths(key: ForeignKey) -> list[str]:
    """Return a key and the keys of its target: the text of an accreditation needs its centre."""
    target_keys = [field for field in key.related_model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [key.name, *(f"{key.name}__{field.name}" for field in target_keys)]


def exported_fields(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if field.name not in LEFT_OUT and not field.generated]


def _section(model: type[Model], rows: list[Model]) -> DataSection:
    return DataSection(title_of(model), tuple(tuple(data_fields(row)) for row in rows))


def title_of(model: type[Model]) -> str:
    return str(model._meta.verbose_name_plural).capitalize()


def data_fields(row: Model) -> Iterator[DataField]:
    """Yield the non-empty fields; a foreign key gives the text of its target."""
    for field in exported_fields(type(row)):
        value = getattr(row, field.name)
        if value in (None, "") or field.name in CHOICES_OF_THE_DIRECTORY:
            continue
        if field.primary_key:
            yield DataField(LABEL_OF_THE_KEY, value)
        elif field.choices:
            yield DataField(str(field.verbose_name), getattr(row, f"get_{field.name}_display")())
        elif isinstance(value, bool | int | datetime.date):
            yield DataField(str(field.verbose_name), value)
        else:
            yield DataField(str(field.verbose_name), str(value))
