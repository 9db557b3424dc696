"""Members find where tickets serve; nobody finds a ticket or its person."""

import datetime

import pytest
from django.utils import timezone

from accueil.declic.bodies.services import end_approval
from search.sources.documents import Document
from search.sources.registry import source, sources
from tests.factories.tickets import TicketBodyFactory
from tests.indexing import indexed, noted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


@pytest.fixture
def body(epm):
    return TicketBodyFactory(epm=epm)


def test_document_of_a_body_is_for_members(body):
    approval = body.approvals.get()
    assert source("ticket_body").document(source("ticket_body").queryset().get()) == Document(
        kind="ticket_body",
        key=str(body.pk),
        title="EPM de Gramat",
        url=body.get_absolute_url(),
        audience=frozenset({"member"}),
        summary="Séances à l’EPM de Gramat, Gramat",
        keywords=("Ticket déclic", "Ticket", "Agrément"),
        facts=("EPM", f"Accepte les tickets {approval}"),
        facets={"territory": ("Figeac",), "epm": ("EPM de Gramat",)},
    )


def test_member_finds_where_tickets_serve_and_a_visitor_does_not(client, client_of, animator, body):
    indexed("ticket_body")

    link = f'href="{body.get_absolute_url()}'
    found = [
        link in browser.get("/recherche/", {"q": "ticket déclic"}).text for browser in (client_of(animator), client)
    ]
    assert found == [True, False]


def test_end_of_an_approval_changes_the_document_on_the_day_after(body):
    today = timezone.localdate()
    noted("ticket_body")

    end_approval(approval=body.approvals.get(), ends_on=today)

    assert noted("ticket_body") == {str(body.pk)}
    tomorrow = today + datetime.timedelta(days=1)
    assert list(source("ticket_body").changed_by_days(today, tomorrow)) == [body.pk]


def test_no_source_indexes_tickets(batch):
    assert {each.model._meta.label for each in sources()} & {"accueil.Ticket", "accueil.TicketHolder"} == set()
