"""Synchronisation: signal receivers that write an outbox entry in the transaction of each change of a source.

They see what Django signals: a save, a deletion, a change of a many-to-many relation, a fixture being loaded; and pages
whose address changes with that of a page above. Code that goes past signals (`update()`, `bulk_create()`) says so:
`note_change` for documents, `note_bulk_change` for rows that documents read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import ModelSignal, m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page

from search.index.outbox import OutboxEntry
from search.index.row_changes import (
    keys_reached,
    keys_where,
    link_fields,
    name_of_row,
    paths_from_new,
    paths_to,
    related_models,
)
from search.index.services import drain_outbox
from search.index.tasks import drain_soon
from search.sources.registry import SearchSource, sources

_paused: ContextVar[bool] = ContextVar("search_sync_paused", default=False)


@contextmanager
def sync_paused() -> Iterator[None]:
    """Ignore changes inside the block: for bulk loads, to be followed by `rebuild_index`."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def note_change(source: SearchSource, keys: Iterable) -> None:
    """Queue the update of the documents of `source` under `keys`, after the current transaction."""
    if not _paused.get():
        _note([(source.kind, key) for key in sorted({str(key) for key in keys})])


def drain_at_once() -> None:
    """Write the changes to the index as soon as the transaction is committed, without a wait for the worker."""
    if not _paused.get():
        transaction.on_commit(drain_outbox, robust=True)


def note_bulk_change(model: type[models.Model], pks: Iterable) -> None:
    """Queue the update of every document that reads the rows `pks` of `model`, written without signals."""
    pks = list(pks)
    for source in sources():
        if source.model is model:
            note_change(source, keys_where(source, pk__in=pks))
    _note_readers(paths_to(model), pks)


def connect_sources() -> None:
    """Connect receivers to every signal that can alter a document. Safe to repeat."""
    for model in {source.model for source in sources()} | related_models():
        _connect(model)
    for source in sources():
        for field in source.model._meta.many_to_many:
            _connect_links(source, field)
    for model in apps.get_models():
        if issubclass(model, Page):
            _listen(pre_save, _note_pages_below, model, "pages")


def _connect(model: type[models.Model]) -> None:
    def own_documents(instance) -> list[tuple[str, str]]:
        return [(source.kind, source.key_of(instance)) for source in sources() if source.model is model]

    def before_save(instance, update_fields=None, **_) -> None:
        # Its previous documents, if the save takes it to others.
        if not (_paused.get() or instance._state.adding) and _is_taken_away(instance, model, update_fields):
            _note_readers(paths_from_new(model), [instance.pk])

    def after_save(instance, created: bool, raw: bool, **_) -> None:
        if _paused.get():
            return
        # The rows of a file may come in any order.
        is_read = paths_from_new(model) if created and not raw else paths_to(model)
        _note([*own_documents(instance), *([name_of_row(instance, model)] if is_read else ())])

    def before_delete(instance, **_) -> None:
        # After the deletion, nothing links it to its documents any more.
        if not _paused.get():
            _note_readers(paths_to(model), [instance.pk])

    def after_delete(instance, **_) -> None:
        _note(own_documents(instance))

    for signal, receiver in (
        (pre_save, before_save),
        (post_save, after_save),
        (pre_delete, before_delete),
        (post_delete, after_delete),
    ):
        _listen(signal, receiver, model, model._meta.label_lower)


def _note(named: list[tuple[str, str]]) -> None:
    if named and not _paused.get():
        OutboxEntry.objects.note_all(named)
        drain_soon()


def _is_taken_away(instance: models.Model, model: type[models.Model], update_fields: Iterable[str] | None) -> bool:
    """Return whether the save changes a column that decides to which documents the row belongs. One query at most."""
    columns = link_fields(model) - instance.get_deferred_fields()
    if update_fields is not None:
        saved = set(update_fields)
        columns &= {field.attname for field in model._meta.concrete_fields if saved & {field.name, field.attname}}
    if not columns:
        return False
    before = model._base_manager.filter(pk=instance.pk).values(*columns).first()
    return before is not None and any(getattr(instance, name) != value for name, value in before.items())


def _note_readers(paths: Mapping[SearchSource, tuple[str, ...]], pks: Iterable) -> None:
    for source, found in paths.items():
        note_change(source, keys_reached(source, found, pks))


def _connect_links(source: SearchSource, field: models.Field) -> None:
    def linked(instance, action: str, reverse: bool, pk_set, **_) -> None:
        if not reverse:
            if action.startswith("post_") and isinstance(instance, source.model):
                note_change(source, [source.key_of(instance)])
        elif action == "pre_clear":
            note_change(source, keys_where(source, **{field.name: instance.pk}))
        elif action.startswith("post_") and pk_set:
            note_change(source, keys_where(source, pk__in=pk_set))

    _listen(m2m_changed, linked, field.remote_field.through, f"{source.kind}.{field.name}")


def _note_pages_below(instance: Page, update_fields=None, **_) -> None:
    """Note the pages below one that moves or changes its slug: Wagtail updates their addresses in bulk.

    By then treebeard has already put the whole branch under its new path.
    """
    if instance._state.adding or (update_fields is not None and {"slug", "url_path"}.isdisjoint(update_fields)):
        return
    before = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
    if before == instance.url_path:
        return
    for source in sources():
        if issubclass(source.model, Page):
            note_change(source, keys_where(source, path__startswith=instance.path, depth__gt=instance.depth))


def _listen(signal: ModelSignal, receiver: Callable, sender, label: str) -> None:
    uid = f"search.{label}.{receiver.__name__}"
    signal.connect(receiver, sender=sender, weak=False, dispatch_uid=uid)
