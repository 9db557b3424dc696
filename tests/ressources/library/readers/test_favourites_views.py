"""Buttons of favourites and thanks on a sheet, and the facet of favourites."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ressources.authoring.publication.services import withdraw
from ressources.library.collections.queries import with_collected_count
from ressources.library.readers.models import Favourite, Thanks
from ressources.sheets.models.sheet import Sheet
from tests.factories.b2i import LearnerFactory
from tests.factories.readers import CollectedSheetFactory, FavouriteFactory, ThanksFactory
from tests.factories.ressources import AuthorshipFactory, SheetFactory
from tests.ressources import sheet_budgets

pytestmark = pytest.mark.django_db


MINE = "/ressources/mes-favoris/"


def url(name: str, *args) -> str:
    return reverse(f"ressources:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def favourites_of(member) -> list[int]:
    return list(Favourite.objects.filter(member=member).values_list("sheet", flat=True))


def test_member_adds_and_removes_a_favourite(client_of, sheet, stranger):
    client, address = client_of(stranger), url("favourite", sheet.pk)
    assert "Garder<span" in text(client.get(sheet.get_absolute_url()))
    for _ in range(2):  # pressed twice, it stays
        answer = client.post(address, {"keep": "oui"}, follow=True)
    assert answer.redirect_chain == [(sheet.get_absolute_url(), 302)]
    assert (favourites_of(stranger), "Gardée<span" in text(answer)) == ([sheet.pk], True)
    answer = client.post(address, {"keep": "non"}, follow=True)
    assert (favourites_of(stranger), "Gardée<span" in text(answer)) == ([], False)
    assert client.post(address, {"keep": "non"}).status_code == 404


def test_member_thanks_and_takes_it_back(client_of, sheet, stranger):
    ThanksFactory(sheet=sheet)
    client, address = client_of(stranger), url("thank", sheet.pk)
    assert "Une personne a dit merci." in text(client.get(sheet.get_absolute_url()))
    for _ in range(2):
        answer = client.post(address, {"thank": "oui"}, follow=True)
    assert "Vous et une autre personne avez dit merci." in text(answer)
    assert Thanks.objects.filter(member=stranger).count() == 1
    assert "Une personne a dit merci." in text(client.post(address, {"thank": "non"}, follow=True))


def test_thanks_are_counted_for_everybody_without_names(client, sheet):
    givers = [ThanksFactory(sheet=sheet).member for _ in range(3)]
    page = text(client.get(sheet.get_absolute_url()))
    assert "3\u00a0personnes ont dit merci." in page
    assert [name for name in map(str, givers) if name in page] == []


def test_authors_neither_thank_nor_write_to_themselves(client_of, sheet, animator, colleague):
    AuthorshipFactory(sheet=sheet, member=colleague)
    for author in (animator, colleague):
        client = client_of(author)
        page = text(client.get(sheet.get_absolute_url()))
        assert ("dire-merci" in page, "Écrire à l’auteur" in page, "garder-fiche" in page) == (False, False, True)
        assert client.post(url("thank", sheet.pk), {"thank": "oui"}).status_code == 404
        assert client.get(url("write_to_author", sheet.pk)).status_code == 404


def test_buttons_are_for_members(client, client_of, sheet, epm):
    learner = LearnerFactory(epm=epm).member
    for reader in (client, client_of(learner)):
        page = text(reader.get(sheet.get_absolute_url()))
        assert [
            piece for piece in ("garder-fiche", "dire-merci", "Écrire à l’auteur", "partial-update.js") if piece in page
        ] == []
    for name in ("favourite", "thank"):
        assert client_of(learner).post(url(name, sheet.pk)).status_code == 404
        assert client.post(url(name, sheet.pk)).status_code == 302
        assert client_of(learner).get(url(name, sheet.pk)).status_code == 404
    assert (Favourite.objects.count(), Thanks.objects.count()) == (0, 0)


def test_unpublished_sheet_cannot_be_a_favourite_or_thanked(client_of, draft, submitted, stranger, animator):
    for sheet in (draft, submitted):
        for reader in map(client_of, (stranger, animator)):
            assert reader.post(url("favourite", sheet.pk), {"keep": "oui"}).status_code == 404
            assert reader.post(url("thank", sheet.pk), {"thank": "oui"}).status_code == 404


def test_withdrawn_favourite_is_removed_from_the_list(client_of, sheet, animator, stranger):
    FavouriteFactory(sheet=sheet, member=stranger)
    withdraw(page=sheet, by=animator)
    answer = client_of(stranger).post(url("favourite", sheet.pk), {"keep": "non"})
    assert (answer.url, favourites_of(stranger)) == (MINE, [])


def test_favourite_removed_from_the_list_redirects_there(client_of, sheet, stranger):
    FavouriteFactory(sheet=sheet, member=stranger)
    assert client_of(stranger).post(url("favourite", sheet.pk), {"keep": "non", "list": "1"}).url == MINE


def test_library_shows_and_filters_my_favourites(client, client_of, epm, sheet, stranger, colleague):
    SheetFactory(epm=epm)
    FavouriteFactory(sheet=sheet, member=stranger)
    favourites_url = "/ressources/?favoris=oui"
    answer = client_of(stranger).get(favourites_url)
    assert ([row.pk for row in answer.context["page_obj"]], answer.context["total"]) == ([sheet.pk], 1)
    assert text(client_of(stranger).get("/ressources/")).count("Dans mes favoris</span>") == 1
    for reader in (client, client_of(colleague)):
        answer = reader.get(favourites_url)
        assert "Dans mes favoris" not in text(answer)
    assert client.get(favourites_url).context["total"] == 2
    assert client_of(colleague).get(favourites_url).context["total"] == 0


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(address).status_code == 200
    return len(captured_queries)


def test_readers_columns_cost_no_query(client_of, sheet, stranger):
    client = client_of(stranger)
    before = count_queries(client, sheet.get_absolute_url())
    FavouriteFactory(member=stranger, sheet=sheet)
    ThanksFactory.create_batch(3, sheet=sheet)
    CollectedSheetFactory.create_batch(3, sheet=sheet)
    for rank in range(3):
        CollectedSheetFactory(sheet=sheet, collection__owner=stranger, position=rank)
    assert count_queries(client, sheet.get_absolute_url()) == before <= sheet_budgets.MEMBER
    assert with_collected_count(Sheet.objects.all(), stranger).get(pk=sheet.pk).collected_count == 3
