"""A member's collections: created, filled, ordered, shared, copied, deleted and restored."""

from collections.abc import Mapping, Sequence, Set
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.enums import Act
from audit.services import note_act
from reseau.people.members.models.member import Member
from ressources.library.collections.models import MAX_TITLE, CollectedSheet, Collection
from ressources.sheets.models.sheet import Sheet

MAX_COLLECTIONS, MAX_SHEETS = 50, 30
# A form sent twice within this time creates one collection.
DOUBLE_CLICK = timedelta(seconds=30)
# How long a deleted collection can be restored.
REPRIEVE = timedelta(days=30)


@transaction.atomic
def create_collection(*, owner: Member, title: str, note: str = "") -> Collection:
    """Create a collection, empty and not shared.

    Raises `ValidationError` for a title in use or one collection too many.
    """
    _hold(owner)
    if namesake := _of(owner).filter(title__iexact=title).first():
        if namesake.note == note and namesake.created > timezone.now() - DOUBLE_CLICK:
            return namesake
        raise ValidationError("Vous avez déjà une collection de ce nom.")
    _check_room(owner)
    return Collection.objects.create(owner=owner, title=title, note=note)


@transaction.atomic
def edit_collection(
    *, collection: Collection, title: str, note: str, notes: Mapping[int, str], removed_keys: Set[int] = frozenset()
) -> None:
    """Save the title, the note and the `notes` on the sheets (key in the collection → note); remove `removed_keys`.

    Raises `ValidationError` if another collection has that title.
    """
    _hold(collection.owner)
    if _of(collection.owner).exclude(pk=collection.pk).filter(title__iexact=title).exists():
        raise ValidationError("Vous avez déjà une collection de ce nom.")
    Collection.objects.filter(pk=collection.pk).update(title=title, note=note)
    removed_items = collection.items.filter(pk__in=removed_keys)
    if removed_items.delete()[0]:
        _note_change(collection)
    items = list(collection.items.filter(pk__in=notes))
    for item in items:
        item.note = notes[item.pk]
    CollectedSheet.objects.bulk_update(items, ["note"])


@transaction.atomic
def collect(*, collection: Collection, sheet: Sheet) -> bool:
    """Add the sheet at the end of the collection; return whether it was added.

    Raises `ValidationError` if it is full.
    """
    collection = _locked(collection)
    items = list(collection.items.all())
    if any(item.sheet_id == sheet.pk for item in items):
        return False
    if len(items) >= MAX_SHEETS:
        raise ValidationError(f"« {collection} » a déjà {MAX_SHEETS} fiches : retirez-en, ou ouvrez-en une autre.")
    position = items[-1].position + 1 if items else 0
    CollectedSheet.objects.create(collection=collection, sheet=sheet, position=position)
    _note_change(collection)
    return True


@transaction.atomic
def collect_anew(*, owner: Member, title: str, sheet: Sheet, note: str = "") -> Collection:
    """Add the sheet to the collection of that title, created if it does not exist. Raises `ValidationError`."""
    collection = _of(owner).filter(title__iexact=title).first() or create_collection(
        owner=owner, title=title, note=note
    )
    collect(collection=collection, sheet=sheet)
    return collection


@transaction.atomic
def take_out(*, collection: Collection, sheet: Sheet) -> None:
    """Remove the sheet from the collection. Raises `ValidationError` if the owner wrote a note on it there."""
    collection = _locked(collection)
    items = collection.items.filter(sheet=sheet)
    if items.exclude(note="").exists():
        raise ValidationError(f"Vous avez écrit une note sur cette fiche dans « {collection} » : retirez-la de là-bas.")
    if items.delete()[0]:
        _note_change(collection)


@transaction.atomic
def move_in_collection(*, item: CollectedSheet, places: int) -> None:
    """Move a sheet up (-1) or down (1) in its collection; at either end it stays where it is."""
    _locked(item.collection)
    keys = list(CollectedSheet.objects.filter(collection=item.collection_id).values_list("pk", flat=True))
    if item.pk not in keys:
        return
    old = keys.index(item.pk)
    keys.insert(min(max(old + places, 0), len(keys) - 1), keys.pop(old))
    _number(keys)


@transaction.atomic
def share_collection(*, collection: Collection) -> Collection:
    """Open the collection to the members who have its link: a new link each time, the former one stops working."""
    collection = _locked(collection)
    _note_closing(collection)
    collection.shared_since, collection.former_link = timezone.now(), None
    collection.save(update_fields=["shared_since", "former_link"])
    return collection


@transaction.atomic
def unshare_collection(*, collection: Collection) -> None:
    """Close the collection: its link stops working."""
    collection = _locked(collection)
    _note_closing(collection)
    Collection.objects.filter(pk=collection.pk).update(shared_since=None, former_link=None)


@transaction.atomic
def copy_collection(*, collection: Collection, by: Member) -> Collection:
    """Create a collection of `by` with the sheets that they may read, in the same order, with their notes.

    Raises `ValidationError` if they have too many collections.
    """
    _hold(by)
    earlier_copy = _of(by).filter(copied_from=collection, created__gt=timezone.now() - DOUBLE_CLICK).first()
    if earlier_copy:
        return earlier_copy
    _check_room(by)
    copy = Collection.objects.create(
        owner=by, title=_free_title(by, collection.title), note=collection.note, copied_from=collection
    )
    readable_items = collection.items.filter(sheet__in=Sheet.objects.visible_to(by)).order_by("position", "pk")
    CollectedSheet.objects.bulk_create(
        CollectedSheet(collection=copy, sheet_id=item.sheet_id, note=item.note, position=rank)
        for rank, item in enumerate(readable_items)
    )
    return copy


@transaction.atomic
def delete_collection(*, collection: Collection) -> None:
    """Hide the collection and close its link; its owner can restore it for thirty days."""
    Collection.objects.filter(pk=collection.pk, deleted=None).update(deleted=timezone.now())


@transaction.atomic
def restore_collection(*, collection: Collection) -> Collection:
    """Restore the collection with its link, under another title if its own is taken. Raises `ValidationError`."""
    owner = collection.owner
    _hold(owner)
    collection = _locked(collection)
    if collection.deleted is None:
        return collection
    _check_room(owner)
    collection.title, collection.deleted = _free_title(owner, collection.title), None
    collection.save(update_fields=["title", "deleted"])
    return collection


@transaction.atomic
def forget_deleted_collections() -> int:
    """Delete for good the collections deleted thirty days ago; return their number."""
    old = Collection.objects.filter(deleted__lt=timezone.now() - REPRIEVE)
    return old.delete()[1].get(Collection._meta.label, 0)


def _of(owner: Member):
    return Collection.objects.filter(owner=owner, deleted=None)


def _hold(owner: Member) -> None:
    """Lock the owner, so that two requests at once run one after the other."""
    Member.objects.select_for_update().get(pk=owner.pk)


def _note_closing(collection: Collection) -> None:
    """Note that the link that a collection has opens nothing any more."""
    if collection.shared_since:
        note_act(act=Act.COLLECTION_LINK_CLOSED, row=collection.pk, by=collection.owner_id)


def _locked(collection: Collection) -> Collection:
    return Collection.objects.select_for_update().get(pk=collection.pk)


def _check_room(owner: Member) -> None:
    if _of(owner).count() >= MAX_COLLECTIONS:
        raise ValidationError(f"Vous avez déjà {MAX_COLLECTIONS} collections : supprimez-en une d’abord.")


def _free_title(owner: Member, title: str) -> str:
    """Return the title, with a number if the owner has a collection of that name: « Ateliers d’automne (2) »."""
    taken_titles = {name.casefold() for name in _of(owner).values_list("title", flat=True)}
    candidate, rank = title, 1
    while candidate.casefold() in taken_titles:
        rank += 1
        number = f" ({rank})"
        candidate = f"{title[: MAX_TITLE - len(number)]}{number}"
    return candidate


def _number(keys: Sequence[int]) -> None:
    items = [CollectedSheet(pk=key, position=rank) for rank, key in enumerate(keys)]
    CollectedSheet.objects.bulk_update(items, ["position"])


def _note_change(collection: Collection) -> None:
    Collection.objects.filter(pk=collection.pk).update(changed=timezone.now())
