"""Rows that documents read besides their own: an entry of the outbox names the row, and the drain finds the documents.

A save asks nothing of the database about them. Where it takes a row from one document to another, or deletes it, the
drain would see only what is left: the documents of before are noted at once (`search.index.sync`).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction

from search.index.outbox import OutboxEntry
from search.index.source_rows import batches
from search.sources.registry import SearchSource, sources

# In the place of a kind of document. What follows is kept: the sources of a site are those of its start.
ROW = "@row"


def name_of_row(instance: models.Model, model: type[models.Model]) -> tuple[str, str]:
    """Return what names, in the outbox, every document that reads this row of `model`."""
    return ROW, f"{model._meta.label_lower}:{instance.pk}"


def spread_rows() -> None:
    """Replace each entry of a row by those of the documents that read it now.

    Two workers may spread the same entry: its documents are then noted twice, which changes nothing.
    """
    for entries in batches(list(OutboxEntry.objects.filter(kind=ROW).order_by("pk"))):
        rows: dict[str, set[str]] = {}
        for entry in entries:
            label, _, pk = entry.key.partition(":")
            rows.setdefault(label, set()).add(pk)
        with transaction.atomic():
            for label, pks in rows.items():
                for source, keys in documents_of_rows(label, pks):
                    OutboxEntry.objects.note(source.kind, sorted({str(key) for key in keys}))
            OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def documents_of_rows(label: str, pks: Iterable) -> Iterator[tuple[SearchSource, Iterable]]:
    """Yield each source that reads the rows `pks` of the model `label`, with the keys of its documents that do.

    A model that is gone since the entry was written has none.
    """
    try:
        model = apps.get_model(label)
    except LookupError:
        return
    for source, paths in paths_to(model).items():
        yield source, keys_reached(source, paths, pks)


def keys_reached(source: SearchSource, paths: Iterable[str], pks: Iterable) -> Iterator:
    """Yield the keys of documents that one of `paths` reaches from the related rows `pks`."""
    for path in paths:
        yield from keys_where(source, **{f"{path}__in": pks})


def keys_where(source: SearchSource, **lookup) -> Iterable:
    return source.model._base_manager.filter(**lookup).order_by().values_list(source.key_field, flat=True)


@cache
def paths_to(model: type[models.Model]) -> Mapping[SearchSource, tuple[str, ...]]:
    """Return the sources whose documents read rows of `model`, with the query paths that lead there."""
    return {source: paths for source in sources() if (paths := _paths(source).get(model))}


@cache
def paths_from_new(model: type[models.Model]) -> Mapping[SearchSource, tuple[str, ...]]:
    """Return the same for a row that was just made: nothing points to it yet, it has to be the one that points."""
    pointing = {
        source: tuple(path for path in paths if _last_step(source.model, path)[1])
        for source, paths in paths_to(model).items()
    }
    return {source: paths for source, paths in pointing.items() if paths}


@cache
def link_fields(model: type[models.Model]) -> frozenset[str]:
    """Return the columns of `model` that decide to which documents its rows belong."""
    return frozenset(
        column
        for source, paths in paths_from_new(model).items()
        for path in paths
        for column in _last_step(source.model, path)[1]
    )


def related_models() -> set[type[models.Model]]:
    return {model for source in sources() for model in _paths(source)}


@cache
def _paths(source: SearchSource) -> Mapping[type[models.Model], tuple[str, ...]]:
    """Return the paths of each related model; those above the source's own are related too: a Wagtail page may be saved
    as a plain `Page`, and then only that model's signal is sent.
    """
    options = source.model._meta
    found = {parent: (options.get_ancestor_link(parent).name,) for parent in options.get_parent_list()}
    for model, paths in source.related().items():
        found[model] = (*found.get(model, ()), *((paths,) if isinstance(paths, str) else paths))
    return found


@cache
def _last_step(model: type[models.Model], path: str) -> tuple[type[models.Model], tuple[str, ...]]:
    """Return the model to which the last step of `path` leads, and its columns that point back, if it has some."""
    columns: tuple[str, ...] = ()
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model, columns = field.related_model, _columns_pointing(field)
    return model, columns


def _columns_pointing(field) -> tuple[str, ...]:
    if isinstance(field, GenericRelation):
        return (field.object_id_field_name,)
    if field.one_to_many or (field.one_to_one and not field.concrete):
        return (field.field.attname,)
    return ()
