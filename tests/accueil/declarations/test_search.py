"""The search finds a partner by its name, its services and the places of its slots; and the page of figures."""

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django.asserts import assertContains

from accueil.declarations.search import VisioFiguresSource, VisioPartnerSource
from accueil.visio.partners.enums import PartnerState
from tests.factories.accueil import PartnerFactory

pytestmark = pytest.mark.django_db


def test_document_of_a_partner_has_its_services_and_slots_and_no_link(slot, service, partner):
    source = VisioPartnerSource()

    document = source.document(source.queryset().get())

    assert document.title == "CAF en visio"
    assert "Droits et prestations" in document.body
    assert f"{slot.words}, {slot.room.epm}" in document.body
    assert slot.link not in f"{document}"


def test_partner_that_left_is_not_found(partner):
    PartnerFactory(state=PartnerState.LEFT)

    assert list(VisioPartnerSource().queryset()) == [partner]


def test_page_of_figures_is_found_by_its_title_and_leads_to_it(client, site_tree, partner):
    source = VisioFiguresSource()

    document = source.document(source.queryset().get())

    assertContains(client.get(document.url), f"<h1>{document.title}</h1>", html=True)
    assert "98,9\u00a0%" in document.body
    assert list(source.readable_rows(AnonymousUser(), [document.key])) == [("visio_figures", document.key)]
    assert source.with_title_words(AnonymousUser(), ["chiffres", "visio"]).count() == 1
    assert source.with_title_words(AnonymousUser(), ["chiffres", "imprimante"]).count() == 0
