"""Charters: load the starting texts, prepare the next version, put it in force."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qualite.labelling.charter.models import Axis, Charter, Criterion

FILES = tuple(Path(__file__).parents[2] / "data" / name for name in ("charte_epm.toml", "charte_relais.toml"))


def ensure_starting_charters() -> list[Charter]:
    """Load the charters shipped with the site, in force from today. Leave alone those that exist already."""
    rows = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
    known = set(Charter.objects.values_list("slug", flat=True))
    return [_load(row) for row in rows if row["slug"] not in known]


@transaction.atomic
def draft_next_version(*, charter: Charter) -> Charter:
    """Copy a version into a new draft, with its axes and criteria.

    Raises ValidationError if a draft of this charter exists already.
    """
    versions = Charter.objects.filter(slug=charter.slug).select_for_update(of=("self",))
    if any(version.is_draft for version in versions):
        raise ValidationError("Un brouillon de cette charte existe déjà\u00a0: reprenez-le.")
    last = Charter.objects.filter(slug=charter.slug).aggregate(last=Max("version"))["last"]
    names = ("name", "slug", "lead", "origin", "label_months")
    draft = Charter.objects.create(version=last + 1, **{name: getattr(charter, name) for name in names})
    for axis in charter.axes.prefetch_related("criteria"):
        copy = Axis.objects.create(charter=draft, sort_order=axis.sort_order, title=axis.title, lead=axis.lead)
        Criterion.objects.bulk_create(_copy_of(criterion, axis=copy) for criterion in axis.criteria.all())
    return draft


@transaction.atomic
def put_in_force(*, charter: Charter) -> Charter:
    """Put a draft in force from today; the version before it ends the day before.

    Raises ValidationError for what is no draft, for a charter without a criterion, and the day when the version before
    it began.
    """
    today = timezone.localdate()
    versions = {row.pk: row for row in Charter.objects.filter(slug=charter.slug).select_for_update(of=("self",))}
    charter = versions[charter.pk]
    if not charter.is_draft:
        raise ValidationError("Cette version de la charte est déjà entrée en vigueur.")
    if not Criterion.objects.filter(axis__charter=charter).exists():
        raise ValidationError("Cette charte n’a pas encore de critère\u00a0: écrivez-en un d’abord.")
    for former in versions.values():
        if former.is_draft or former.ends_on:
            continue
        if former.starts_on >= today:
            raise ValidationError("La version en vigueur a commencé aujourd’hui\u00a0: la suivante attend demain.")
        # Saved one by one, since the index of the search listens to them.
        former.ends_on = today - timedelta(days=1)
        former.save(update_fields=["ends_on"])
    charter.starts_on = today
    charter.save(update_fields=["starts_on"])
    return charter


def _copy_of(criterion: Criterion, *, axis: Axis) -> Criterion:
    names = ("sort_order", "slug", "title", "wording", "proof_kind", "figure", "weight", "is_required", "source")
    return Criterion(axis=axis, **{name: getattr(criterion, name) for name in names})


@transaction.atomic
def _load(row: dict) -> Charter:
    axes = row.pop("axis")
    charter = Charter.objects.create(starts_on=timezone.localdate(), **row)
    for rank, axis_row in enumerate(axes):
        criteria = axis_row.pop("criterion")
        axis = Axis.objects.create(charter=charter, sort_order=rank, **axis_row)
        for order, criterion_row in enumerate(criteria):
            Criterion.objects.create(axis=axis, sort_order=order, **criterion_row)
    return charter
