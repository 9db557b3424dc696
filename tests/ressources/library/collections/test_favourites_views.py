"""The page of a member's favourites and collections."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.authoring.publication.services import withdraw
from ressources.library.collections.services import delete_collection
from ressources.library.readers.models import Favourite
from tests.factories.readers import CollectedSheetFactory, CollectionFactory, FavouriteFactory
from tests.factories.ressources import ObsolescenceFactory, SheetFactory

pytestmark = pytest.mark.django_db


MINE = "/ressources/mes-favoris/"


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def favourites_of(member) -> list[int]:
    return list(Favourite.objects.filter(member=member).values_list("sheet", flat=True))


def test_favourites_of_others_are_not_shown(client_of, sheet, stranger, colleague):
    FavouriteFactory(sheet=sheet, member=colleague)
    client = client_of(stranger)
    assert (client.get(MINE).context["lines"], sheet.title in text(client.get(MINE))) == ([], False)
    assert client.post(url("favourite", sheet.pk), {"keep": "non"}).status_code == 404
    assert favourites_of(colleague) == [sheet.pk]


def test_page_of_favourites_shows_availability(client_of, epm, sheet, animator, stranger):
    replacement = SheetFactory(epm=epm, data__title="Le nouvel impôt")
    hidden = SheetFactory(epm=epm, data__title="Pas encore publiée")
    obsolete_sheet = ObsolescenceFactory(sheet__epm=epm, replacement=replacement.sheet_ptr).sheet
    unreadable_replacement = ObsolescenceFactory(sheet__epm=epm, replacement=hidden.sheet_ptr).sheet
    withdraw(page=hidden, by=hidden.owner)
    withdraw(page=sheet, by=animator)
    for favourite_sheet in (sheet, obsolete_sheet, unreadable_replacement):
        FavouriteFactory(member=stranger, sheet=favourite_sheet)
    lines = {line.sheet.pk: line for line in client_of(stranger).get(MINE).context["lines"]}
    assert [
        lines[favourite_sheet.pk].is_readable for favourite_sheet in (sheet, obsolete_sheet, unreadable_replacement)
    ] == [False, True, True]
    assert [lines[favourite_sheet.pk].replacement for favourite_sheet in (obsolete_sheet, unreadable_replacement)] == [
        replacement.sheet_ptr,
        None,
    ]
    page = text(client_of(stranger).get(MINE))
    assert (replacement.get_absolute_url() in page, "Pas encore publiée" in page) == (True, False)
    assert (sheet.title in page, f'href="{sheet.get_absolute_url()}"' in page) == (True, False)


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


def test_page_of_favourites_uses_the_same_queries_for_one_and_three(client_of, stranger):
    client = client_of(stranger)

    def fill() -> None:
        FavouriteFactory(member=stranger)
        FavouriteFactory(member=stranger, sheet=ObsolescenceFactory(replacement=SheetFactory().sheet_ptr).sheet)
        CollectedSheetFactory(collection__owner=stranger)
        delete_collection(collection=CollectionFactory(owner=stranger))

    fill()
    before = count_queries(client, MINE)
    fill()
    fill()
    assert count_queries(client, MINE) == before <= 9
