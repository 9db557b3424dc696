"""My collections: filled from a sheet, edited and sorted; collections of others are not found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.collections import services as limits
from ressources.collections.models import CollectedSheet, Collection
from ressources.collections.services import delete_collection
from ressources.publication.services import withdraw
from tests.factories.b2i import LearnerFactory
from tests.factories.readers import CollectedSheetFactory, CollectionFactory
from tests.factories.ressources import ObsolescenceFactory, SheetFactory

pytestmark = pytest.mark.django_db
NEW, MINE = "/ressources/collections/nouvelle/", "/ressources/mes-favoris/"


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def mine(stranger):
    return CollectionFactory(owner=stranger, title="Ateliers d’automne", note="Le mardi.")


@pytest.fixture
def three(mine):
    """Return its sheets « A », « B » and « C », in this order."""
    return [CollectedSheetFactory(collection=mine, sheet__data__title=title) for title in "ABC"]


def titles(collection) -> list[str]:
    return [item.sheet.title for item in collection.items.select_related("sheet")]


def test_collection_is_opened_with_a_title_and_a_note(client_of, stranger):
    client = client_of(stranger)
    answer = client.post(NEW, {"title": "Hiver", "note": "À deux."})
    collection = Collection.objects.get()
    assert (collection.owner, collection.title, collection.note) == (stranger, "Hiver", "À deux.")
    assert answer.url == collection.get_absolute_url()
    assert "encore vide" in text(client.get(answer.url))


@pytest.mark.parametrize("title", ["", "x" * 81, "Ateliers d’automne", "a\x00b"])
def test_invalid_title_is_explained_and_form_data_is_kept(client_of, stranger, mine, sheet, title):
    Collection.objects.update(created="2020-01-01T00:00:00Z")
    client = client_of(stranger)
    answer = client.post(NEW, {"title": title, "note": "Ma longue note"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["title"])
    assert "Ma longue note" in text(answer)
    assert Collection.objects.count() == 1


def test_sheet_is_added_to_collection_and_removed(client_of, stranger, mine, sheet):
    client, page = client_of(stranger), sheet.get_absolute_url()
    assert "Collections<span" in text(client.get(page))
    assert mine.title in text(client.get(url("collect", sheet.pk)))
    for _ in range(2):
        answer = client.post(url("collect", sheet.pk), {"collection": mine.pk}, follow=True)
    assert (answer.redirect_chain, titles(mine)) == ([(page, 302)], [sheet.title])
    assert "Collections (1)<span" in text(answer)
    client.post(url("take_out", sheet.pk), {"collection": mine.pk})
    assert titles(mine) == []


def test_new_collection_is_created_from_the_sheet(client_of, stranger, mine, sheet):
    client = client_of(stranger)
    answer = client.post(url("collect_anew", sheet.pk), {"title": "Hiver"})
    client.post(url("collect_anew", sheet.pk), {"title": mine.title})
    assert answer.url == sheet.get_absolute_url()
    assert {str(collection): titles(collection) for collection in Collection.objects.all()} == {
        "Hiver": [sheet.title],
        mine.title: [sheet.title],
    }
    answer = client.post(url("collect_anew", sheet.pk), {"title": " "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["title"])


def test_limits_are_explained_and_form_data_is_kept(client_of, stranger, mine, sheet, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 1)
    monkeypatch.setattr(limits, "MAX_SHEETS", 0)
    client = client_of(stranger)
    assert "retirez-en" in text(client.post(url("collect", sheet.pk), {"collection": mine.pk}, follow=True))
    for address in (NEW, url("collect_anew", sheet.pk)):
        assert 'value="Printemps"' in text(client.post(address, {"title": "Printemps"}))
    assert Collection.objects.count() == 1


def test_sheet_with_a_note_is_not_removed_from_its_page(client_of, stranger, mine, sheet):
    CollectedSheetFactory(collection=mine, sheet=sheet, note="Précieux")
    client = client_of(stranger)
    assert url("take_out", sheet.pk) not in text(client.get(url("collect", sheet.pk)))
    answer = client.post(url("take_out", sheet.pk), {"collection": mine.pk}, follow=True)
    assert ("note sur cette fiche" in text(answer), titles(mine)) == (True, [sheet.title])


def test_collection_shows_order_notes_and_availability(client_of, stranger, mine, three):
    CollectedSheet.objects.filter(pk=three[0].pk).update(note="<b>D’abord</b>")
    withdraw(page=three[1].sheet, by=three[1].sheet.owner)
    replacement = SheetFactory()
    ObsolescenceFactory(sheet=three[2].sheet.sheet_ptr, replacement=replacement.sheet_ptr)
    answer = client_of(stranger).get(mine.get_absolute_url())
    lines = answer.context["lines"]
    assert [(line.sheet.title, line.is_readable) for line in lines] == [("A", True), ("B", False), ("C", True)]
    assert lines[2].replacement == replacement.sheet_ptr
    page = text(answer)
    assert ("&lt;b&gt;D’abord" in page, f'href="{three[1].sheet.get_absolute_url()}"' in page) == (True, False)


def arranged(collection, three, **changes) -> dict:
    """Return the form data of a collection as it is."""
    notes = {f"note_{item.pk}": item.note for item in three}
    return {"title": collection.title, "note": collection.note, **notes, **changes}


def test_every_button_saves_the_form(client_of, stranger, mine, three):
    client, address = client_of(stranger), url("arrange_collection", mine.pk)
    first, second, third = three
    data = arranged(mine, three, title="Automne", **{f"note_{second.pk}": "Deux séances"})
    answer = client.post(address, data | {"up": third.pk})
    assert answer.url == f"{address}#up-{third.pk}"
    assert [(item.sheet.title, item.note) for item in mine.items.select_related("sheet")] == [
        ("A", ""),
        ("C", ""),
        ("B", "Deux séances"),
    ]
    answer = client.post(address, data | {f"remove_{first.pk}": "on"}, follow=True)
    assert (answer.redirect_chain, titles(mine)) == ([(mine.get_absolute_url(), 302)], ["C", "B"])
    assert "<h1>Automne</h1>" in text(answer)


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "x" * 81}, {"note": "x" * 601}])
def test_invalid_text_is_refused_and_form_data_is_kept(client_of, stranger, mine, three, wrong):
    data = arranged(mine, three, **wrong) | {f"note_{three[0].pk}": "Écrite à l’instant", "down": three[0].pk}
    answer = client_of(stranger).post(url("arrange_collection", mine.pk), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, list(wrong))
    assert ("Écrite à l’instant" in text(answer), titles(mine)) == (True, ["A", "B", "C"])


def test_too_long_note_is_explained_beside_its_field(client_of, stranger, mine, three):
    name = f"note_{three[1].pk}"
    answer = client_of(stranger).post(url("arrange_collection", mine.pk), arranged(mine, three, **{name: "x" * 301}))
    assert list(answer.context["form"].errors) == [name]
    assert f'id="id_{name}_error"' in text(answer)


def test_title_of_another_collection_is_refused(client_of, stranger, mine, three):
    other = CollectionFactory(owner=stranger)
    answer = client_of(stranger).post(url("arrange_collection", mine.pk), arranged(mine, three, title=other.title))
    assert list(answer.context["form"].errors) == ["title"]


def test_form_opened_before_a_sheet_was_removed_still_saves(client_of, stranger, mine, three):
    data = arranged(mine, three, title="Automne")
    three[2].delete()
    client_of(stranger).post(url("arrange_collection", mine.pk), data)
    assert (Collection.objects.get().title, titles(mine)) == ("Automne", ["A", "B"])


def test_deletion_is_undone(client_of, stranger, mine, three):
    client = client_of(stranger)
    answer = client.post(url("delete_collection", mine.pk), follow=True)
    assert (answer.redirect_chain, mine.title in text(answer)) == ([(MINE, 302)], True)
    assert client.get(mine.get_absolute_url()).status_code == 404
    answer = client.post(url("restore_collection", mine.pk))
    assert (answer.url, titles(mine)) == (mine.get_absolute_url(), ["A", "B", "C"])


def test_collection_beyond_the_limit_is_not_restored(client_of, stranger, mine, monkeypatch):
    delete_collection(collection=mine)
    CollectionFactory(owner=stranger)
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 1)
    answer = client_of(stranger).post(url("restore_collection", mine.pk), follow=True)
    assert "supprimez-en une d’abord" in text(answer)


def test_collections_of_others_are_not_found(
    client, client_of, sheet, stranger, colleague, coordinator, territorial, mine, three, epm
):
    learner = LearnerFactory(epm=epm).member
    pages = ("collection", "arrange_collection", "take_collection_away")
    deeds = ("arrange_collection", "share_collection", "unshare_collection", "delete_collection", "restore_collection")
    for reader in map(client_of, (colleague, coordinator, territorial, learner)):
        assert [reader.get(url(name, mine.pk)).status_code for name in pages] == [404] * len(pages)
        assert [reader.post(url(name, mine.pk)).status_code for name in deeds] == [404] * len(deeds)
        for name in ("collect", "take_out"):
            assert reader.post(url(name, sheet.pk), {"collection": mine.pk}).status_code == 404
    assert [client.get(url(name, mine.pk)).status_code for name in pages] == [302] * len(pages)
    Collection.objects.update(title="Le carnet secret")
    assert "carnet secret" not in text(client_of(colleague).get(url("collect", sheet.pk)))
    assert "carnet secret" not in text(client_of(colleague).get(MINE))
    assert (titles(mine), Collection.objects.get().token) == (["A", "B", "C"], None)


def test_sheet_of_another_collection_is_not_moved(client_of, stranger, colleague, mine, three):
    theirs = [CollectedSheetFactory(collection__owner=colleague)]
    client = client_of(stranger)
    for key in (theirs[0].pk, "x", "", "9" * 30):
        answer = client.post(url("arrange_collection", mine.pk), arranged(mine, three, up=key))
        assert answer.status_code == 404


def test_unpublished_sheet_is_not_collected(client_of, stranger, mine, draft, submitted):
    for sheet in (draft, submitted):
        client = client_of(stranger)
        assert client.get(url("collect", sheet.pk)).status_code == 404
        assert client.post(url("collect", sheet.pk), {"collection": mine.pk}).status_code == 404
        assert client.post(url("collect_anew", sheet.pk), {"title": "Hiver"}).status_code == 404
    assert titles(mine) == []


def cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_use_the_same_queries_for_one_and_three(client_of, stranger, mine, sheet):
    client = client_of(stranger)
    addresses = [mine.get_absolute_url(), url("arrange_collection", mine.pk), url("collect", sheet.pk)]
    CollectedSheetFactory(collection=mine)
    before = [cost(client, address) for address in addresses]
    for _ in range(2):
        outdated = ObsolescenceFactory(replacement=SheetFactory().sheet_ptr).sheet
        CollectedSheetFactory(collection=mine, sheet=outdated)
        CollectionFactory(owner=stranger)
    assert [cost(client, address) for address in addresses] == before
    assert max(before) <= 8


def test_full_collection_is_light(client_of, stranger, mine):
    one = CollectedSheetFactory(collection=mine, note="Une note de longueur moyenne, une phrase ou deux." * 2).sheet
    for _ in range(limits.MAX_SHEETS - 1):
        CollectedSheetFactory(collection=mine, sheet=SheetFactory(epm=one.epm, author=one.owner), note="Une note.")
    client = client_of(stranger)
    for address in (mine.get_absolute_url(), url("arrange_collection", mine.pk)):
        assert len(client.get(address).content) < 40_000
