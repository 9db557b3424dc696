"""Each change of an indexed object leaves an entry in the outbox, in the same transaction."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import transaction
from wagtail.models import Page

from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.texts.tags.models import Tag
from ressources.library.models import LibraryPage
from ressources.sheets.models.tag import WorkshopTag
from search.index.outbox import OutboxEntry
from search.index.row_changes import spread_rows
from search.index.sync import connect_sources, note_bulk_change, note_change, sync_paused
from search.sources.registry import source
from tests.factories.reseau import CommuneFactory, EPMFactory, MemberFactory, PositionFactory
from tests.factories.ressources import SheetFactory


def noted_keys(kind: str = "epm") -> list[str]:
    """Keys noted since the last call."""
    spread_rows()
    entries = OutboxEntry.objects.filter(kind=kind)
    keys = sorted(set(entries.values_list("key", flat=True)))
    OutboxEntry.objects.all().delete()
    return keys


@pytest.fixture
def place(db):
    """An EPM that is already indexed."""
    epm = EPMFactory()
    OutboxEntry.objects.all().delete()
    return epm


def test_creation_is_noted(db):
    assert noted_keys() == []
    epm = EPMFactory()
    assert noted_keys() == [str(epm.pk)]


def test_creation_looks_for_no_document_that_points_to_what_is_new(place, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        EPMFactory(commune=place.commune)


def test_save_is_noted(place):
    place.save()
    assert noted_keys() == [str(place.pk)]


def test_deletion_is_noted(place):
    key = str(place.pk)
    place.delete()
    assert noted_keys() == [key]


def test_bulk_deletion_is_noted(place):
    EPM.objects.all().delete()
    assert noted_keys() == [str(place.pk)]


def test_loaded_fixture_is_noted(place, tmp_path):
    fixture = tmp_path / "epm.json"
    fixture.write_text(json.dumps(json.loads(serialize("json", [place]))))
    call_command("loaddata", fixture, verbosity=0)
    assert noted_keys() == [str(place.pk)]


def test_change_of_a_related_object_is_noted(place):
    EPMFactory(commune=CommuneFactory())
    noted_keys()
    place.commune.name = "Nouveau nom"
    place.commune.save()
    assert noted_keys() == [str(place.pk)]


def test_related_object_that_moves_is_noted_on_both_sides(db):
    position, other = PositionFactory(), MemberFactory(animator=True)
    before = position.member
    noted_keys()
    position.member = other
    position.save()
    assert noted_keys("member") == sorted([str(before.pk), str(other.pk)])


def test_deletion_of_a_related_object_is_noted(db):
    position = PositionFactory()
    noted_keys()
    position.delete()
    assert noted_keys("member") == [str(position.member_id)]


def test_links_are_noted_from_both_ends(db):
    member, other, group = MemberFactory(), MemberFactory(), Group.objects.create(name="Rédaction")
    noted_keys()
    member.groups.add(group)
    assert noted_keys("member") == [str(member.pk)]
    group.user_set.add(other)
    assert noted_keys("member") == [str(other.pk)]
    member.groups.clear()
    assert noted_keys("member") == [str(member.pk)]
    group.user_set.clear()
    assert noted_keys("member") == [str(other.pk)]


def test_link_without_effect_is_not_noted(db):
    member, group = MemberFactory(), Group.objects.create(name="Rédaction")
    noted_keys()
    group.user_set.remove(member)
    group.user_set.add(member)
    noted_keys()
    group.user_set.add(member)
    assert noted_keys("member") == []


def test_change_that_is_rolled_back_is_not_noted(place):
    with transaction.atomic():
        place.save()
        transaction.set_rollback(True)
    assert noted_keys() == []


def test_nothing_is_noted_while_paused(place):
    with sync_paused():
        place.save()
    assert noted_keys() == []
    place.save()
    assert noted_keys() == [str(place.pk)]


def test_pause_ends_after_an_error(place):
    with pytest.raises(RuntimeError), sync_paused():
        raise RuntimeError
    place.save()
    assert noted_keys() == [str(place.pk)]


def test_bulk_change_may_be_noted_explicitly(db):
    note_change(source("epm"), [3, "1", 3])
    assert noted_keys() == ["1", "3"]


def test_bulk_change_of_related_objects_is_noted(place):
    other = EPMFactory(commune=place.commune)
    EPMFactory()
    noted_keys()
    Commune.objects.filter(pk=place.commune_id).update(name="Nouveau nom")
    note_bulk_change(Commune, [place.commune_id])
    assert noted_keys() == sorted([str(place.pk), str(other.pk)])
    note_bulk_change(EPM, [place.pk])
    assert noted_keys() == [str(place.pk)]


def test_every_path_to_a_related_object_is_followed(figeac, epm, stranger, coordinator):
    epm_member, territory_member = (
        PositionFactory(epm=epm).member,
        PositionFactory(territorial=True, territory=figeac).member,
    )
    noted_keys()
    Territory.objects.get(pk=figeac.pk).save()
    assert noted_keys("member") == sorted([str(epm_member.pk), str(territory_member.pk)])


def test_connecting_again_does_not_double_entries(place):
    connect_sources()
    place.save()
    assert OutboxEntry.objects.filter(kind="epm").count() == 1


def test_page_saved_as_its_base_class_is_noted(db):
    sheet = SheetFactory()
    noted_keys()
    Page.objects.get(pk=sheet.pk).save()
    assert noted_keys("sheet") == [str(sheet.pk)]


def test_tags_of_a_page_are_noted(db):
    sheet = SheetFactory()
    noted_keys()
    link = WorkshopTag.objects.create(content_object=sheet, tag=Tag.objects.create(name="photo"))
    assert noted_keys("sheet") == [str(sheet.pk)]
    link.delete()
    assert noted_keys("sheet") == [str(sheet.pk)]


def test_page_taken_offline_and_deleted_is_noted(db):
    sheet = SheetFactory()
    noted_keys()
    sheet.unpublish()
    assert noted_keys("sheet") == [str(sheet.pk)]
    key = str(sheet.pk)
    Page.objects.get(pk=sheet.pk).delete()
    assert noted_keys("sheet") == [key]


def test_moved_page_is_noted_with_its_descendants(site_tree):
    sheet, other = SheetFactory(), SheetFactory()
    library = LibraryPage.objects.get()
    noted_keys()
    sheet.move(site_tree, pos="last-child")
    assert noted_keys("sheet") == [str(sheet.pk)]
    Page.objects.get(pk=library.pk).move(site_tree.get_children().get(slug="formation"), pos="last-child")
    assert noted_keys("sheet") == [str(other.pk)]


def test_page_reordered_among_its_siblings_is_noted_alone(site_tree):
    SheetFactory(), SheetFactory()
    noted_keys()
    LibraryPage.objects.get().move(site_tree, pos="first-child")
    assert noted_keys("sheet") == []


@pytest.mark.parametrize("fields", [None, ["slug"]])
def test_new_slug_of_a_parent_page_is_noted(site_tree, fields):
    sheet = SheetFactory()
    noted_keys()
    library = LibraryPage.objects.get()
    library.slug = "bibliotheque"
    library.save(update_fields=fields)
    assert noted_keys("sheet") == [str(sheet.pk)]
    library.title = "Bibliothèque"
    library.save(update_fields=["title"])
    assert noted_keys("sheet") == []


def test_new_slug_of_the_home_page_is_noted_two_levels_below(site_tree):
    sheet = SheetFactory()
    noted_keys()
    site_tree.slug = "maison"
    site_tree.save()
    assert noted_keys("sheet") == [str(sheet.pk)]


def test_pages_deleted_with_their_parent_are_noted(site_tree):
    sheet = SheetFactory()
    noted_keys()
    Page.objects.get(pk=LibraryPage.objects.get().pk).delete()
    assert noted_keys("sheet") == [str(sheet.pk)]
