"""Noticing changes: receivers that write an outbox entry in the transaction of each change of a declared thing.

They see what Django signals: a save, a deletion, a change of a many-to-many relation, a fixture being loaded. Code that
goes past signals (`update()`, `bulk_create()`) calls `note_change` itself.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models.signals import ModelSignal, m2m_changed, post_delete, post_save, pre_delete, pre_save

from search.models import OutboxEntry
from search.registry import SearchSource, sources
from search.tasks import drain_soon

_paused: ContextVar[bool] = ContextVar("search_sync_paused", default=False)


@contextmanager
def sync_paused() -> Iterator[None]:
    """Nothing is noted inside: for bulk loads, to be followed by `rebuild_index`."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def note_change(source: SearchSource, keys: Iterable) -> None:
    """Has the documents of `source` under `keys` brought up to date after the current transaction."""
    if _paused.get():
        return
    if OutboxEntry.objects.note(source.kind, sorted({str(key) for key in keys})):
        drain_soon()


def connect_sources() -> None:
    for source in sources():
        connect(source)


def connect(source: SearchSource) -> None:
    """Listens to everything that can alter the documents of `source`. Connecting twice changes nothing."""
    _connect_own(source)
    for parent in source.model._meta.get_parent_list():
        # A Wagtail page may be saved as a plain `Page`: then only the parent's signal is sent.
        _connect_related(source, parent, source.model._meta.get_ancestor_link(parent).name)
    for related_model, path in source.related().items():
        _connect_related(source, related_model, path)
    for field in source.model._meta.many_to_many:
        _connect_links(source, field)


def _connect_own(source: SearchSource) -> None:
    def changed(instance, **_) -> None:
        note_change(source, [source.key_of(instance)])

    for signal in (post_save, post_delete):
        _listen(signal, changed, source.model, source)


def _connect_related(source: SearchSource, related_model: type[models.Model], path: str) -> None:
    def touched(instance) -> Iterable:
        return _keys(source, **{path: instance.pk})

    def before_save(instance, **_) -> None:
        # Its documents of before: the save may tie it to others.
        if not instance._state.adding:
            note_change(source, touched(instance))

    def after_save(instance, **_) -> None:
        note_change(source, touched(instance))

    def before_delete(instance, **_) -> None:
        # Afterwards nothing leads from it to its documents any more.
        note_change(source, touched(instance))

    _listen(pre_save, before_save, related_model, source, path)
    _listen(post_save, after_save, related_model, source, path)
    _listen(pre_delete, before_delete, related_model, source, path)


def _connect_links(source: SearchSource, field: models.Field) -> None:
    def linked(instance, action: str, reverse: bool, pk_set, **_) -> None:
        if not reverse:
            if action.startswith("post_") and isinstance(instance, source.model):
                note_change(source, [source.key_of(instance)])
        elif action == "pre_clear":
            note_change(source, _keys(source, **{field.name: instance.pk}))
        elif action.startswith("post_") and pk_set:
            note_change(source, _keys(source, pk__in=pk_set))

    _listen(m2m_changed, linked, field.remote_field.through, source, field.name)


def _keys(source: SearchSource, **lookup) -> Iterable:
    return source.model._base_manager.filter(**lookup).values_list(source.key_field, flat=True)


def _listen(signal: ModelSignal, receiver: Callable, sender, source: SearchSource, about: str = "") -> None:
    uid = f"search.{source.kind}.{about}.{receiver.__name__}"
    signal.connect(receiver, sender=sender, weak=False, dispatch_uid=uid)
