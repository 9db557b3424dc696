"""Sheets on the page of the EPM where they come from."""

import pytest

from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


def test_page_of_an_epm_shows_its_sheets_to_whom_may_see_them(
    client, client_of, stranger, sheet, member_sheet, draft, other_epm
):
    SheetFactory(epm=other_epm, data__title="Fiche d’ailleurs")
    url = sheet.epm.get_absolute_url()
    public, member = client.get(url).content.decode(), client_of(stranger).get(url).content.decode()
    assert [title in public for title in (sheet.title, member_sheet.title, draft.draft_title, "ailleurs")] == [
        True,
        False,
        False,
        False,
    ]
    assert member_sheet.title in member


def test_page_of_an_epm_without_sheets_says_nothing_of_them(client, epm, draft):
    assert "Fiches de cet EPM" not in client.get(epm.get_absolute_url()).content.decode()
