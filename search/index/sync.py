"""Synchronisation: signal receivers that write an outbox entry in the transaction of each change of a source.

They see what Django signals: a save, a deletion, a change of a many-to-many relation, a fixture being loaded; and pages
whose address changes with that of a page above. Code that goes past signals (`update()`, `bulk_create()`) says so:
`note_change` for documents, `note_bulk_change` for rows that documents read.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import ModelSignal, m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page

from search.index.outbox import OutboxEntry
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
    if _paused.get():
        return
    texts = sorted({str(key) for key in keys})
    if texts:
        OutboxEntry.objects.note(source.kind, texts)
        drain_soon()


def drain_at_once() -> None:
    """Write the changes to the index as soon as the transaction is committed, without a wait for the worker."""
    if not _paused.get():
        transaction.on_commit(drain_outbox, robust=True)


def note_bulk_change(model: type[models.Model], pks: Iterable) -> None:
    """Queue the update of every document that reads the rows `pks` of `model`, written without signals."""
    pks = list(pks)
    for source in sources():
        if source.model is model:
            note_change(source, _keys(source, pk__in=pks))
        if paths := source.related().get(model):
            note_change(source, _keys_reached(source, paths, pks))


def connect_sources() -> None:
    for source in sources():
        connect(source)
    for model in apps.get_models():
        if issubclass(model, Page):
            _listen(pre_save, _note_pages_below, model, "pages")


def connect(source: SearchSource) -> None:
    """Connect receivers to every signal that can alter the documents of `source`. Safe to repeat."""
    _connect_own(source)
    for parent in source.model._meta.get_parent_list():
        # A Wagtail page may be saved as a plain `Page`: then only the parent's signal is sent.
        _connect_related(source, parent, source.model._meta.get_ancestor_link(parent).name)
    for related_model, paths in source.related().items():
        _connect_related(source, related_model, paths)
    for field in source.model._meta.many_to_many:
        _connect_links(source, field)


def _connect_own(source: SearchSource) -> None:
    def changed(instance, **_) -> None:
        note_change(source, [source.key_of(instance)])

    for signal in (post_save, post_delete):
        _listen(signal, changed, source.model, source.kind)


def _connect_related(source: SearchSource, related_model: type[models.Model], paths: str | tuple[str, ...]) -> None:
    paths = (paths,) if isinstance(paths, str) else paths
    paths_from_new = tuple(path for path in paths if _may_start_at_new(source.model, path))

    def reached_keys(instance) -> Iterable:
        return _keys_reached(source, paths, [instance.pk])

    def before_save(instance, **_) -> None:
        # Its previous documents: the save may link it to others.
        if not instance._state.adding:
            note_change(source, reached_keys(instance))

    def after_save(instance, created: bool, raw: bool, **_) -> None:
        # The rows of a file may come in any order.
        reaching = paths_from_new if created and not raw else paths
        if reaching:
            note_change(source, _keys_reached(source, reaching, [instance.pk]))

    def before_delete(instance, **_) -> None:
        # After the deletion, nothing links it to its documents any more.
        note_change(source, reached_keys(instance))

    label = f"{source.kind}.{paths}"
    _listen(pre_save, before_save, related_model, label)
    _listen(post_save, after_save, related_model, label)
    _listen(pre_delete, before_delete, related_model, label)


def _connect_links(source: SearchSource, field: models.Field) -> None:
    def linked(instance, action: str, reverse: bool, pk_set, **_) -> None:
        if not reverse:
            if action.startswith("post_") and isinstance(instance, source.model):
                note_change(source, [source.key_of(instance)])
        elif action == "pre_clear":
            note_change(source, _keys(source, **{field.name: instance.pk}))
        elif action.startswith("post_") and pk_set:
            note_change(source, _keys(source, pk__in=pk_set))

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
            note_change(source, _keys(source, path__startswith=instance.path, depth__gt=instance.depth))


def _may_start_at_new(model: type[models.Model], path: str) -> bool:
    """Whether a row that was just made may lead along `path` to a row of `model`.

    Nothing points to it yet: it leads somewhere only if it is the one that points.
    """
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return bool(field.one_to_many or (field.one_to_one and not field.concrete))


def _keys_reached(source: SearchSource, paths: str | tuple[str, ...], pks: Iterable) -> Iterator:
    """Yield the keys of documents that one of `paths` reaches from the related rows `pks`."""
    for path in (paths,) if isinstance(paths, str) else paths:
        yield from _keys(source, **{f"{path}__in": pks})


def _keys(source: SearchSource, **lookup) -> Iterable:
    return source.model._base_manager.filter(**lookup).order_by().values_list(source.key_field, flat=True)


def _listen(signal: ModelSignal, receiver: Callable, sender, label: str) -> None:
    uid = f"search.{label}.{receiver.__name__}"
    signal.connect(receiver, sender=sender, weak=False, dispatch_uid=uid)
