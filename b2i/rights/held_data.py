"""Everything held on a learner, found by itself: what the erasure of her account would take away is what is hers.

A model that comes one day and hangs on a record is in it without anybody thinking of it. `docs/livret-json.md` tells
the format to whoever reads the file.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import CASCADE, Field, ForeignKey, Model, Q
from django.utils import timezone
from django.utils.text import slugify

from b2i.duplicates.models.distinction import Distinction
from b2i.learners.models.learner import Learner
from reseau.members.models.member import Member
from reseau.wording import day_in_full

FORMAT = "livret-1"
# Apps whose rows are told: sessions and tokens of the site say nothing of a person that she does not know.
APPS = {"b2i", "reseau", "alertes"}
# What opens an account, or is made by the site for itself.
UNTOLD = {"password", "card_secret", "search_name", "is_superuser", "is_fictitious", "journal"}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: object

    @property
    def key(self) -> str:
        return slugify(self.label).replace("-", "_")

    @property
    def words(self) -> str:
        """As a person reads it."""
        if isinstance(self.value, bool):
            return "oui" if self.value else "non"
        if isinstance(self.value, datetime.datetime):
            return f"{day_in_full(self.value, 'j F Y')}, {timezone.localtime(self.value):%H:%M}"
        return day_in_full(self.value, "j F Y") if isinstance(self.value, datetime.date) else str(self.value)

    @property
    def data(self):
        """As a program reads it: days and moments as ISO 8601."""
        if isinstance(self.value, datetime.datetime):
            return timezone.localtime(self.value).isoformat(timespec="seconds")
        return self.value.isoformat() if isinstance(self.value, datetime.date) else self.value


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one model: « Preuves » and each line of evidence."""

    title: str
    rows: tuple[tuple[Fact, ...], ...]

    @property
    def key(self) -> str:
        return slugify(self.title).replace("-", "_")


def held_on(learner: Learner) -> list[Section]:
    """Her account first, then what hangs on it, then what hangs on that; one query for each model."""
    told = {Member: [learner.member]}
    waiting = [Member]
    while waiting:
        parent = waiting.pop(0)
        for child, fields in _children(parent).items():
            if child not in told:
                told[child] = _rows(child, fields, told)
                waiting.append(child)
    return [_section(model, rows) for model, rows in told.items() if rows]


def held_data(learner: Learner) -> dict:
    """The same as JSON can say it."""
    sections = held_on(learner)
    return {
        "format": FORMAT,
        "site": settings.ORIGIN,
        "etabli_le": timezone.localdate().isoformat(),
        **{section.key: [{fact.key: fact.data for fact in row} for row in section.rows] for section in sections},
    }


def _children(parent: type[Model]) -> dict[type[Model], list[ForeignKey]]:
    """Models that go away with a row of `parent`, and by which keys; but what says that she is not somebody else."""
    found = defaultdict(list)
    for relation in parent._meta.get_fields(include_hidden=True):
        if (
            relation.related_model is Distinction
            or not relation.auto_created
            or relation.concrete
            or relation.many_to_many
        ):
            continue
        if relation.on_delete is CASCADE and relation.related_model._meta.app_label in APPS:
            found[relation.related_model].append(relation.field)
    return found


def _rows(child: type[Model], fields: list[ForeignKey], told: dict[type[Model], list[Model]]) -> list[Model]:
    """Rows that hang on what is told already; what they point at is at hand, so that their words cost no query."""
    hers = Q()
    for field in fields:
        hers |= Q(**{f"{field.name}__in": told[field.related_model]})
    keys = [field for field in child._meta.concrete_fields if isinstance(field, ForeignKey)]
    # Members are joined all the same: those who wrote of her are not among what is told.
    joined = [
        path for key in keys if key.related_model is Member or key.related_model not in told for path in _paths(key)
    ]
    rows = list(child._base_manager.filter(hers).select_related(*joined).order_by("pk"))
    known = {key: {row.pk: row for row in told[key.related_model]} for key in keys if key.related_model in told}
    for row in rows:
        for key, found in known.items():
            if (pk := getattr(row, key.attname)) in found:
                setattr(row, key.name, found[pk])
    return rows


def _paths(key: ForeignKey) -> list[str]:
    """A key, and those of what it leads to: the words of an accreditation are those of its centre."""
    further = [field for field in key.related_model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [key.name, *(f"{key.name}__{field.name}" for field in further)]


def _section(model: type[Model], rows: list[Model]) -> Section:
    fields = [field for field in model._meta.concrete_fields if field.name not in UNTOLD]
    return Section(_title(model), tuple(tuple(_facts(row, fields)) for row in rows))


def _title(model: type[Model]) -> str:
    return str(model._meta.verbose_name_plural).capitalize()


def _facts(row: Model, fields: list[Field]) -> Iterator[Fact]:
    """What is empty is left out; a key to another row is told by its words, its own key by its number."""
    for field in fields:
        value = getattr(row, field.name)
        if value in (None, ""):
            continue
        if field.primary_key:
            yield Fact("numéro", value)
        elif field.choices:
            yield Fact(str(field.verbose_name), getattr(row, f"get_{field.name}_display")())
        elif isinstance(value, bool | int | datetime.date):
            yield Fact(str(field.verbose_name), value)
        else:
            yield Fact(str(field.verbose_name), str(value))
