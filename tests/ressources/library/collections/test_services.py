"""A member's collections: limits, order, notes, the link, copies, deletion and restoration."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reseau.web.signed_links import row_behind
from ressources.authoring.publication.services import withdraw
from ressources.library.collections import services as limits
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.collections.services import (
    REPRIEVE,
    collect,
    collect_anew,
    copy_collection,
    create_collection,
    delete_collection,
    edit_collection,
    forget_deleted_collections,
    move_in_collection,
    restore_collection,
    share_collection,
    take_out,
    unshare_collection,
)
from tests.clock import freeze_time
from tests.factories.readers import CollectedSheetFactory, CollectionFactory
from tests.factories.ressources import SheetFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_collection(stranger):
    return CollectionFactory(owner=stranger, title="Ateliers d’automne")


@pytest.fixture
def items(own_collection):
    """Return its sheets « A », « B » and « C », in this order."""
    return [CollectedSheetFactory(collection=own_collection, sheet__data__title=title) for title in "ABC"]


def reload(collection) -> Collection:
    return Collection.objects.get(pk=collection.pk)


def titles(collection) -> list[str]:
    return [item.sheet.title for item in collection.items.select_related("sheet")]


def owned(member) -> list[str]:
    return sorted(Collection.objects.visible_to(member).values_list("title", flat=True))


def test_title_is_unique_whatever_its_capitals(own_collection, stranger, colleague):
    with freeze_time(timezone.now() + timedelta(hours=1)), pytest.raises(ValidationError):
        create_collection(owner=stranger, title="ateliers d’automne")
    create_collection(owner=colleague, title=own_collection.title)
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionFactory(owner=stranger, title="ATELIERS d’automne")
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionFactory(owner=stranger, title="")
    assert owned(stranger) == [own_collection.title]


def test_collections_and_their_sheets_are_counted(stranger, own_collection, sheet, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 2)
    monkeypatch.setattr(limits, "MAX_SHEETS", 1)
    collect_anew(owner=stranger, title="Hiver", sheet=sheet)
    for action in (
        lambda: create_collection(owner=stranger, title="Printemps"),
        lambda: collect_anew(owner=stranger, title="Printemps", sheet=sheet),
        lambda: collect_anew(owner=stranger, title="hiver", sheet=SheetFactory()),
        lambda: copy_collection(collection=CollectionFactory(shared=True), by=stranger),
    ):
        with pytest.raises(ValidationError):
            action()
    assert owned(stranger) == [own_collection.title, "Hiver"]


def test_added_sheet_comes_last_once_and_its_collection_comes_first(stranger, own_collection, items, sheet):
    newer = CollectionFactory(owner=stranger)
    assert (collect(collection=own_collection, sheet=sheet), collect(collection=own_collection, sheet=sheet)) == (
        True,
        False,
    )
    assert titles(own_collection) == ["A", "B", "C", sheet.title]
    assert list(Collection.objects.visible_to(stranger)) == [own_collection, newer]
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectedSheetFactory(collection=own_collection, sheet=sheet)


def test_existing_collection_with_the_title_is_reused(stranger, own_collection, sheet):
    assert collect_anew(owner=stranger, title="Ateliers d’Automne", sheet=sheet) == own_collection
    assert titles(own_collection) == [sheet.title]


def test_sheet_with_a_note_is_not_removed(own_collection, items):
    CollectedSheet.objects.filter(pk=items[1].pk).update(note="Prévoir deux séances.")
    take_out(collection=own_collection, sheet=items[0].sheet)
    take_out(collection=own_collection, sheet=items[0].sheet)
    with pytest.raises(ValidationError):
        take_out(collection=own_collection, sheet=items[1].sheet)
    assert titles(own_collection) == ["B", "C"]


@pytest.mark.parametrize(
    ("rank", "places", "order"),
    [(0, 1, "BAC"), (2, -1, "ACB"), (1, -1, "BAC"), (0, -1, "ABC"), (2, 1, "ABC")],
)
def test_sheet_moves_up_and_down(own_collection, items, rank, places, order):
    move_in_collection(item=items[rank], places=places)
    assert "".join(titles(own_collection)) == order


def test_sheet_removed_meanwhile_is_not_moved(own_collection, items):
    items[1].collection.items.filter(pk=items[1].pk).delete()
    move_in_collection(item=items[1], places=1)
    assert titles(own_collection) == ["A", "C"]


def test_collection_is_saved_as_a_whole(own_collection, items, stranger):
    other = CollectionFactory(owner=stranger)
    foreign_item = CollectedSheetFactory(collection=other, note="À garder")
    keys = [item.pk for item in items]
    edit_collection(
        collection=own_collection,
        title="Automne",
        note="Avec les débutants.",
        notes={keys[0]: "D’abord", keys[1]: "", foreign_item.pk: "Volée"},
        removed_keys={keys[2], foreign_item.pk},
    )
    assert (str(reload(own_collection)), reload(own_collection).note) == ("Automne", "Avec les débutants.")
    assert [(item.sheet.title, item.note) for item in own_collection.items.select_related("sheet")] == [
        ("A", "D’abord"),
        ("B", ""),
    ]
    assert other.items.get().note == "À garder"
    with pytest.raises(ValidationError):
        edit_collection(collection=own_collection, title=other.title, note="", notes={})


def test_note_of_a_sheet_added_meanwhile_stays(own_collection, items):
    """Another window added « C » after the form was opened: it has no note in what is sent."""
    CollectedSheet.objects.filter(pk=items[2].pk).update(note="Ajoutée entre-temps")
    notes = {item.pk: "Lue" for item in items[:2]}
    edit_collection(collection=own_collection, title="Automne", note="", notes=notes)
    assert [item.note for item in own_collection.items.all()] == ["Lue", "Lue", "Ajoutée entre-temps"]


def test_link_is_renewed_and_revoked(own_collection, stranger, colleague):
    first = share_collection(collection=own_collection).token
    second = share_collection(collection=own_collection).token
    shared = Collection.objects.shared_with(colleague)
    assert [row_behind(shared, token) for token in (first, second)] == [None, own_collection]
    unshare_collection(collection=own_collection)
    assert list(Collection.objects.shared_with(colleague)) == []


def test_copy_holds_readable_sheets_with_their_notes(items, own_collection, stranger, colleague):
    CollectedSheet.objects.filter(pk=items[2].pk).update(note="Pour finir")
    withdraw(page=items[1].sheet, by=items[1].sheet.owner)
    move_in_collection(item=items[2], places=-2)
    copy = copy_collection(collection=own_collection, by=colleague)
    assert copy_collection(collection=own_collection, by=colleague) == copy
    assert (copy.owner, copy.title, copy.copied_from, copy.shared_since) == (
        colleague,
        own_collection.title,
        own_collection,
        None,
    )
    assert [(item.sheet.title, item.note) for item in copy.items.select_related("sheet")] == [
        ("C", "Pour finir"),
        ("A", ""),
    ]
    with freeze_time(timezone.now() + timedelta(minutes=5)):
        assert copy_collection(collection=own_collection, by=colleague).title == f"{own_collection.title} (2)"


def test_title_of_a_copy_fits_its_limit(stranger, colleague):
    collection = CollectionFactory(owner=stranger, title="x" * 80)
    CollectionFactory(owner=colleague, title="x" * 80)
    assert copy_collection(collection=collection, by=colleague).title == "x" * 76 + " (2)"


def test_same_button_pressed_within_thirty_seconds_makes_one_collection(own_collection, colleague):
    now = timezone.now()
    with freeze_time(now):
        new_collection = create_collection(owner=colleague, title="Hiver")
        copy = copy_collection(collection=own_collection, by=colleague)
    with freeze_time(now + timedelta(seconds=29)):
        assert create_collection(owner=colleague, title="Hiver") == new_collection
        assert copy_collection(collection=own_collection, by=colleague) == copy
    with freeze_time(now + timedelta(seconds=30)):
        with pytest.raises(ValidationError):
            create_collection(owner=colleague, title="Hiver")
        assert copy_collection(collection=own_collection, by=colleague) != copy


def test_deleted_collection_is_restored_unchanged(own_collection, items, stranger, colleague):
    share_collection(collection=own_collection)
    delete_collection(collection=own_collection)
    assert (owned(stranger), list(Collection.objects.shared_with(colleague))) == ([], [])
    collection = restore_collection(collection=own_collection)
    assert (titles(collection), list(Collection.objects.shared_with(colleague))) == (["A", "B", "C"], [own_collection])
    assert restore_collection(collection=collection).title == own_collection.title


def test_collection_deleted_twice_keeps_its_first_day(own_collection):
    ten_days_ago = timezone.now() - timedelta(days=10)
    Collection.objects.update(deleted=ten_days_ago)

    delete_collection(collection=own_collection)

    assert Collection.objects.get().deleted == ten_days_ago


def test_restored_collection_gets_another_title_if_its_own_is_taken(own_collection, stranger):
    delete_collection(collection=own_collection)
    create_collection(owner=stranger, title="Ateliers d’Automne")
    assert restore_collection(collection=own_collection).title == "Ateliers d’automne (2)"


def test_collection_beyond_the_limit_is_not_restored(own_collection, stranger, monkeypatch):
    delete_collection(collection=own_collection)
    create_collection(owner=stranger, title="Hiver")
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 1)
    with pytest.raises(ValidationError):
        restore_collection(collection=own_collection)


def test_deleted_collection_is_erased_after_a_month(own_collection, items, stranger):
    other_collection = CollectionFactory(owner=stranger)
    delete_collection(collection=own_collection)
    a_month_later = reload(own_collection).deleted + timedelta(days=30)
    with freeze_time(a_month_later):
        assert Collection.objects.deleted_since(timezone.now() - REPRIEVE).get() == own_collection
        assert forget_deleted_collections() == 0
    with freeze_time(a_month_later + A_MINUTE):
        assert not Collection.objects.deleted_since(timezone.now() - REPRIEVE).exists()
        assert (forget_deleted_collections(), forget_deleted_collections()) == (1, 0)
    assert list(Collection.objects.all()) == [other_collection]
