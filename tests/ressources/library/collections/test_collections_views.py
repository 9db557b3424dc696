"""My collections: filled from a sheet, edited and sorted; collections of others are not found."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.authoring.publication.services import withdraw
from ressources.library.collections import services as limits
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.collections.services import delete_collection
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
def own_collection(stranger):
    return CollectionFactory(owner=stranger, title="Ateliers d’automne", note="Le mardi.")


@pytest.fixture
def items(own_collection):
    """Return its sheets « A », « B » and « C », in this order."""
    return [CollectedSheetFactory(collection=own_collection, sheet__data__title=title) for title in "ABC"]


def titles(collection) -> list[str]:
    return [item.sheet.title for item in collection.items.select_related("sheet")]


def test_collection_is_opened_with_a_title_and_a_note(client_of, stranger):
    client = client_of(stranger)
    answer = client.post(NEW, {"title": "Hiver", "note": "À deux."})
    collection = Collection.objects.get()
    assert (collection.owner, collection.title, collection.note) == (stranger, "Hiver", "À deux.")
    assert answer.url == collection.get_absolute_url()
    assert "encore vide" in text(client.get(answer.url))


@pytest.mark.parametrize("title", ["", "x" * 81, "Ateliers d’automne"])
def test_invalid_title_is_explained_and_form_data_is_kept(client_of, stranger, own_collection, sheet, title):
    Collection.objects.update(created="2020-01-01T00:00:00Z")
    client = client_of(stranger)
    answer = client.post(NEW, {"title": title, "note": "Ma longue note"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["title"])
    assert "Ma longue note" in text(answer)
    assert Collection.objects.count() == 1


def test_sheet_is_added_to_collection_and_removed(client_of, stranger, own_collection, sheet):
    client, page = client_of(stranger), sheet.get_absolute_url()
    assert "Collections<span" in text(client.get(page))
    assert own_collection.title in text(client.get(url("collect", sheet.pk)))
    for _ in range(2):
        answer = client.post(url("collect", sheet.pk), {"collection": own_collection.pk}, follow=True)
    assert (answer.redirect_chain, titles(own_collection)) == ([(page, 302)], [sheet.title])
    assert "Collections (1)" in re.sub("<[^>]+>", "", text(answer))
    client.post(url("take_out", sheet.pk), {"collection": own_collection.pk})
    assert titles(own_collection) == []


def test_new_collection_is_created_from_the_sheet(client_of, stranger, own_collection, sheet):
    client = client_of(stranger)
    answer = client.post(url("collect_anew", sheet.pk), {"title": "Hiver"})
    client.post(url("collect_anew", sheet.pk), {"title": own_collection.title})
    assert answer.url == sheet.get_absolute_url()
    assert {str(collection): titles(collection) for collection in Collection.objects.all()} == {
        "Hiver": [sheet.title],
        own_collection.title: [sheet.title],
    }
    answer = client.post(url("collect_anew", sheet.pk), {"title": " "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["title"])


def test_limits_are_explained_and_form_data_is_kept(client_of, stranger, own_collection, sheet, monkeypatch):
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 1)
    monkeypatch.setattr(limits, "MAX_SHEETS", 0)
    client = client_of(stranger)
    assert "retirez-en" in text(client.post(url("collect", sheet.pk), {"collection": own_collection.pk}, follow=True))
    for address in (NEW, url("collect_anew", sheet.pk)):
        assert 'value="Printemps"' in text(client.post(address, {"title": "Printemps"}))
    assert Collection.objects.count() == 1


def test_sheet_with_a_note_is_not_removed_from_its_page(client_of, stranger, own_collection, sheet):
    CollectedSheetFactory(collection=own_collection, sheet=sheet, note="Précieux")
    client = client_of(stranger)
    assert url("take_out", sheet.pk) not in text(client.get(url("collect", sheet.pk)))
    answer = client.post(url("take_out", sheet.pk), {"collection": own_collection.pk}, follow=True)
    assert ("note sur cette fiche" in text(answer), titles(own_collection)) == (True, [sheet.title])


def test_collection_shows_order_notes_and_availability(client_of, stranger, own_collection, items):
    CollectedSheet.objects.filter(pk=items[0].pk).update(note="<b>D’abord</b>")
    withdraw(page=items[1].sheet, by=items[1].sheet.owner)
    replacement = SheetFactory()
    ObsolescenceFactory(sheet=items[2].sheet.sheet_ptr, replacement=replacement.sheet_ptr)
    answer = client_of(stranger).get(own_collection.get_absolute_url())
    lines = answer.context["lines"]
    assert [(line.sheet.title, line.is_readable) for line in lines] == [("A", True), ("B", False), ("C", True)]
    assert lines[2].replacement == replacement.sheet_ptr
    page = text(answer)
    assert ("&lt;b&gt;D’abord" in page, f'href="{items[1].sheet.get_absolute_url()}"' in page) == (True, False)


def arrangement_data(collection, items, **changes) -> dict:
    """Return the form data of a collection as it is."""
    notes = {f"note_{item.pk}": item.note for item in items}
    return {"title": collection.title, "note": collection.note, **notes, **changes}


def test_every_button_saves_the_form(client_of, stranger, own_collection, items):
    client, address = client_of(stranger), url("arrange_collection", own_collection.pk)
    first, second, third = items
    data = arrangement_data(own_collection, items, title="Automne", **{f"note_{second.pk}": "Deux séances"})
    answer = client.post(address, data | {"up": third.pk})
    assert answer.url == f"{address}#up-{third.pk}"
    assert [(item.sheet.title, item.note) for item in own_collection.items.select_related("sheet")] == [
        ("A", ""),
        ("C", ""),
        ("B", "Deux séances"),
    ]
    answer = client.post(address, data | {f"remove_{first.pk}": "on"}, follow=True)
    assert (answer.redirect_chain, titles(own_collection)) == ([(own_collection.get_absolute_url(), 302)], ["C", "B"])
    assert "<h1>Automne</h1>" in text(answer)


@pytest.mark.parametrize("invalid_data", [{"title": ""}, {"title": "x" * 81}, {"note": "x" * 601}])
def test_invalid_text_is_refused_and_form_data_is_kept(client_of, stranger, own_collection, items, invalid_data):
    data = arrangement_data(own_collection, items, **invalid_data) | {
        f"note_{items[0].pk}": "Écrite à l’instant",
        "down": items[0].pk,
    }
    answer = client_of(stranger).post(url("arrange_collection", own_collection.pk), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, list(invalid_data))
    assert ("Écrite à l’instant" in text(answer), titles(own_collection)) == (True, ["A", "B", "C"])


def test_too_long_note_is_explained_beside_its_field(client_of, stranger, own_collection, items):
    name = f"note_{items[1].pk}"
    answer = client_of(stranger).post(
        url("arrange_collection", own_collection.pk), arrangement_data(own_collection, items, **{name: "x" * 301})
    )
    assert list(answer.context["form"].errors) == [name]
    assert f'id="id_{name}_error"' in text(answer)


def test_title_of_another_collection_is_refused(client_of, stranger, own_collection, items):
    other = CollectionFactory(owner=stranger)
    answer = client_of(stranger).post(
        url("arrange_collection", own_collection.pk), arrangement_data(own_collection, items, title=other.title)
    )
    assert list(answer.context["form"].errors) == ["title"]


def test_form_opened_before_a_sheet_was_removed_still_saves(client_of, stranger, own_collection, items):
    data = arrangement_data(own_collection, items, title="Automne")
    items[2].delete()
    client_of(stranger).post(url("arrange_collection", own_collection.pk), data)
    assert (Collection.objects.get().title, titles(own_collection)) == ("Automne", ["A", "B"])


def test_deletion_is_undone(client_of, stranger, own_collection, items):
    client = client_of(stranger)
    answer = client.post(url("delete_collection", own_collection.pk), follow=True)
    assert (answer.redirect_chain, own_collection.title in text(answer)) == ([(MINE, 302)], True)
    assert client.get(own_collection.get_absolute_url()).status_code == 404
    answer = client.post(url("restore_collection", own_collection.pk))
    assert (answer.url, titles(own_collection)) == (own_collection.get_absolute_url(), ["A", "B", "C"])


def test_collection_beyond_the_limit_is_not_restored(client_of, stranger, own_collection, monkeypatch):
    delete_collection(collection=own_collection)
    CollectionFactory(owner=stranger)
    monkeypatch.setattr(limits, "MAX_COLLECTIONS", 1)
    answer = client_of(stranger).post(url("restore_collection", own_collection.pk), follow=True)
    assert "supprimez-en une d’abord" in text(answer)


def test_collections_of_others_are_not_found(
    client, client_of, sheet, stranger, colleague, coordinator, territorial, own_collection, items, epm
):
    learner = LearnerFactory(epm=epm).member
    pages = ("collection", "arrange_collection", "take_collection_away")
    actions = (
        "arrange_collection",
        "share_collection",
        "unshare_collection",
        "delete_collection",
        "restore_collection",
    )
    for reader in map(client_of, (colleague, coordinator, territorial, learner)):
        assert [reader.get(url(name, own_collection.pk)).status_code for name in pages] == [404] * len(pages)
        assert [reader.post(url(name, own_collection.pk)).status_code for name in actions] == [404] * len(actions)
        for name in ("collect", "take_out"):
            assert reader.post(url(name, sheet.pk), {"collection": own_collection.pk}).status_code == 404
    assert [client.get(url(name, own_collection.pk)).status_code for name in pages] == [302] * len(pages)
    Collection.objects.update(title="Le carnet secret")
    assert "carnet secret" not in text(client_of(colleague).get(url("collect", sheet.pk)))
    assert "carnet secret" not in text(client_of(colleague).get(MINE))
    assert (titles(own_collection), Collection.objects.get().shared_since) == (["A", "B", "C"], None)


def test_sheet_of_another_collection_is_not_moved(client_of, stranger, colleague, own_collection, items):
    theirs = [CollectedSheetFactory(collection__owner=colleague)]
    client = client_of(stranger)
    for key in (theirs[0].pk, "x", "", "9" * 30):
        answer = client.post(
            url("arrange_collection", own_collection.pk), arrangement_data(own_collection, items, up=key)
        )
        assert answer.status_code == 404


def test_unpublished_sheet_is_not_collected(client_of, stranger, own_collection, draft, submitted):
    for sheet in (draft, submitted):
        client = client_of(stranger)
        assert client.get(url("collect", sheet.pk)).status_code == 404
        assert client.post(url("collect", sheet.pk), {"collection": own_collection.pk}).status_code == 404
        assert client.post(url("collect_anew", sheet.pk), {"title": "Hiver"}).status_code == 404
    assert titles(own_collection) == []


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


def test_pages_use_the_same_queries_for_one_and_three(client_of, stranger, own_collection, sheet):
    client = client_of(stranger)
    addresses = [
        own_collection.get_absolute_url(),
        url("arrange_collection", own_collection.pk),
        url("collect", sheet.pk),
    ]
    CollectedSheetFactory(collection=own_collection)
    before = [count_queries(client, address) for address in addresses]
    for _ in range(2):
        obsolete_sheet = ObsolescenceFactory(replacement=SheetFactory().sheet_ptr).sheet
        CollectedSheetFactory(collection=own_collection, sheet=obsolete_sheet)
        CollectionFactory(owner=stranger)
    assert [count_queries(client, address) for address in addresses] == before
    assert max(before) <= 8


def test_full_collection_is_light(client_of, stranger, own_collection):
    first_sheet = CollectedSheetFactory(
        collection=own_collection, note="Une note de longueur moyenne, une phrase ou deux." * 2
    ).sheet
    for _ in range(limits.MAX_SHEETS - 1):
        CollectedSheetFactory(
            collection=own_collection,
            sheet=SheetFactory(epm=first_sheet.epm, author=first_sheet.owner),
            note="Une note.",
        )
    client = client_of(stranger)
    for address in (own_collection.get_absolute_url(), url("arrange_collection", own_collection.pk)):
        assert len(client.get(address).content) < 40_000
