"""A member's collections: limits, order, notes, the link, copies, deletion and restoration."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from freezegun import freeze_time

from ressources.collections import services as limits
from ressources.collections.models import CollectedSheet, Collection
from ressources.collections.services import (
    CollectionError,
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
from ressources.publication.services import withdraw
from tests.factories.readers import CollectedSheetFactory, CollectionFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(stranger):
    return CollectionFactory(owner=stranger, title="Ateliers d’automne")


@pytest.fixture
def three(mine):
    """Return its sheets « A », « B » and « C », in this order."""
    return [CollectedSheetFactory(collection=mine, sheet__data__title=title) for title in "ABC"]


def read(collection) -> Collection:
    return Collection.objects.get(pk=collection.pk)


def titles(collection) -> list[str]:
    return [item.sheet.title for item in collection.items.select_related("sheet")]


def owned(member) -> list[str]:
    return sorted(Collection.objects.visible_to(member).values_list("title", flat=True))


def test_title_is_unique_whatever_its_capitals(mine, stranger, colleague):
    with freeze_time(timezone.now() + timedelta(hours=1)), pytest.raises(CollectionError):
        create_collection(owner=stranger, title="ateliers d’automne")
    create_collection(owner=colleague, title=mine.title)
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionFactory(owner=stranger, title="ATELIERS d’automne")
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectionFactory(owner=stranger, title="")
    assert owned(stranger) == [mine.title]


def test_collections_and_their_sheets_are_counted(stranger, mine, sheet, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 2)
    monkeypatch.setattr(limits, "MAX_SHEETS", 1)
    collect_anew(owner=stranger, title="Hiver", sheet=sheet)
    for refused in (
        lambda: create_collection(owner=stranger, title="Printemps"),
        lambda: collect_anew(owner=stranger, title="Printemps", sheet=sheet),
        lambda: collect_anew(owner=stranger, title="hiver", sheet=SheetFactory()),
        lambda: copy_collection(collection=CollectionFactory(shared=True), by=stranger),
    ):
        with pytest.raises(CollectionError):
            refused()
    assert owned(stranger) == [mine.title, "Hiver"]


def test_added_sheet_comes_last_once_and_its_collection_comes_first(stranger, mine, three, sheet):
    newer = CollectionFactory(owner=stranger)
    assert (collect(collection=mine, sheet=sheet), collect(collection=mine, sheet=sheet)) == (True, False)
    assert titles(mine) == ["A", "B", "C", sheet.title]
    assert list(Collection.objects.visible_to(stranger)) == [mine, newer]
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectedSheetFactory(collection=mine, sheet=sheet)


def test_existing_collection_with_the_title_is_reused(stranger, mine, sheet):
    assert collect_anew(owner=stranger, title="Ateliers d’Automne", sheet=sheet) == mine
    assert titles(mine) == [sheet.title]


def test_sheet_with_a_note_is_not_removed(mine, three):
    CollectedSheet.objects.filter(pk=three[1].pk).update(note="Prévoir deux séances.")
    take_out(collection=mine, sheet=three[0].sheet)
    take_out(collection=mine, sheet=three[0].sheet)
    with pytest.raises(CollectionError):
        take_out(collection=mine, sheet=three[1].sheet)
    assert titles(mine) == ["B", "C"]


@pytest.mark.parametrize(
    ("moved", "places", "order"),
    [(0, 1, "BAC"), (2, -1, "ACB"), (1, -1, "BAC"), (0, -1, "ABC"), (2, 1, "ABC")],
)
def test_sheet_moves_up_and_down(mine, three, moved, places, order):
    move_in_collection(item=three[moved], places=places)
    assert "".join(titles(mine)) == order


def test_sheet_removed_meanwhile_is_not_moved(mine, three):
    three[1].collection.items.filter(pk=three[1].pk).delete()
    move_in_collection(item=three[1], places=1)
    assert titles(mine) == ["A", "C"]


def test_collection_is_saved_as_a_whole(mine, three, stranger):
    other = CollectionFactory(owner=stranger)
    elsewhere = CollectedSheetFactory(collection=other, note="À garder")
    keys = [item.pk for item in three]
    edit_collection(
        collection=mine,
        title="Automne",
        note="Avec les débutants.",
        notes={keys[0]: "D’abord", keys[1]: "", elsewhere.pk: "Volée"},
        removed_keys={keys[2], elsewhere.pk},
    )
    assert (str(read(mine)), read(mine).note) == ("Automne", "Avec les débutants.")
    assert [(item.sheet.title, item.note) for item in mine.items.select_related("sheet")] == [
        ("A", "D’abord"),
        ("B", ""),
    ]
    assert other.items.get().note == "À garder"
    with pytest.raises(CollectionError):
        edit_collection(collection=mine, title=other.title, note="", notes={})


def test_link_is_renewed_and_revoked(mine, stranger, colleague):
    first = share_collection(collection=mine).token
    second = share_collection(collection=mine).token
    assert (len(first), first == second) == (32, False)
    assert [c.token for c in Collection.objects.shared_with(colleague)] == [second]
    unshare_collection(collection=mine)
    assert list(Collection.objects.shared_with(colleague)) == []


def test_copy_holds_readable_sheets_with_their_notes(three, mine, stranger, colleague):
    CollectedSheet.objects.filter(pk=three[2].pk).update(note="Pour finir")
    withdraw(page=three[1].sheet, by=three[1].sheet.owner)
    move_in_collection(item=three[2], places=-2)
    copy = copy_collection(collection=mine, by=colleague)
    assert copy_collection(collection=mine, by=colleague) == copy
    assert (copy.owner, copy.title, copy.copied_from, copy.token) == (colleague, mine.title, mine, None)
    assert [(item.sheet.title, item.note) for item in copy.items.select_related("sheet")] == [
        ("C", "Pour finir"),
        ("A", ""),
    ]
    with freeze_time(timezone.now() + timedelta(minutes=5)):
        assert copy_collection(collection=mine, by=colleague).title == f"{mine.title} (2)"


def test_title_of_a_copy_fits_its_limit(stranger, colleague):
    long = CollectionFactory(owner=stranger, title="x" * 80)
    CollectionFactory(owner=colleague, title="x" * 80)
    assert copy_collection(collection=long, by=colleague).title == "x" * 76 + " (2)"


def test_deleted_collection_is_restored_unchanged(mine, three, stranger, colleague):
    share_collection(collection=mine)
    delete_collection(collection=mine)
    assert (owned(stranger), list(Collection.objects.shared_with(colleague))) == ([], [])
    restored = restore_collection(collection=mine)
    assert (titles(restored), list(Collection.objects.shared_with(colleague))) == (["A", "B", "C"], [mine])
    assert restore_collection(collection=restored).title == mine.title


def test_restored_collection_gets_another_title_if_its_own_is_taken(mine, stranger):
    delete_collection(collection=mine)
    create_collection(owner=stranger, title="Ateliers d’Automne")
    assert restore_collection(collection=mine).title == "Ateliers d’automne (2)"


def test_collection_beyond_the_limit_is_not_restored(mine, stranger, monkeypatch):
    delete_collection(collection=mine)
    create_collection(owner=stranger, title="Hiver")
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 1)
    with pytest.raises(CollectionError):
        restore_collection(collection=mine)


def test_deleted_collection_is_erased_after_a_month(mine, three, stranger):
    kept = CollectionFactory(owner=stranger)
    delete_collection(collection=mine)
    with freeze_time(timezone.now() + timedelta(days=29)):
        assert forget_deleted_collections() == 0
    with freeze_time(timezone.now() + timedelta(days=31)):
        assert (forget_deleted_collections(), forget_deleted_collections()) == (1, 0)
    assert list(Collection.objects.all()) == [kept]
