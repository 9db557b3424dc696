"""Pages of debits: who debits, refusals beside their fields, entries of a page without network, reversals."""

import json
import uuid

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accueil.declic.bodies.services import end_approval
from accueil.declic.debits.presences import find_workshop
from accueil.declic.enums import BodyKind, EntryKind
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from reseau.web.offline_entries import owner_key
from ressources.sheets.enums import Level
from tests.accueil.declic.debits.conftest import days_ago
from tests.factories.ressources import SheetFactory
from tests.factories.tickets import TicketBodyFactory

pytestmark = pytest.mark.django_db


def address(session) -> str:
    return reverse(f"accueil:paid_{session.kind}", args=[session.pk])


def typed(ticket, **values) -> dict:
    return {"code": ticket.code_words, "name": "Odile Bastide", "minutes": 120, "key": uuid.uuid4()} | values


@pytest.fixture
def session(delivered, body):
    return delivered(1)


def test_team_debits_a_ticket_for_one_of_its_sessions(client_of, animator, session, ticket):
    client = client_of(animator)
    sessions = client.get(reverse("accueil:paid_sessions"), {"code": ticket.code_words})

    response = client.post(address(session), typed(ticket), follow=True)

    assertContains(sessions, f"{address(session)}?code={ticket.code_words}")
    assertContains(response, "C’est débité. Il reste 18\u00a0h sur ce ticket.")
    assertContains(response, "Odile Bastide")
    assert LedgerEntry.objects.standing().get().noted_by == animator


def test_open_workshop_of_today_is_debited(client_of, animator, announced, body, ticket):
    session = find_workshop(announced(0).pk)

    client_of(animator).post(address(session), typed(ticket))

    assert LedgerEntry.objects.standing().get().workshop == session.workshop


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"code": "ABC"}, "code", "Ce code est mal recopié"),
        ({"code": "HKT-PWZ-MAB"}, "code", "Ce code"),
        ({"name": "Yves Clary"}, "name", "Ce ticket est au nom d’une autre personne"),
        ({"minutes": 150}, "minutes", "Sélectionnez un choix valide"),
    ],
)
def test_refusal_stands_beside_its_field(client_of, animator, session, ticket, values, field, words):
    response = client_of(animator).post(address(session), typed(ticket, **values))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assertContains(response, words, status_code=422)
    assert LedgerEntry.objects.debits().count() == 0


def test_expired_used_up_and_debited_tickets_say_so_beside_the_code(client_of, animator, session, ticket, batch, pay):
    client, path = client_of(animator), address(session)

    Ticket.objects.filter(pk=ticket.pk).update(balance=0)
    used_up = client.post(path, typed(ticket))
    Ticket.objects.filter(pk=ticket.pk).update(balance=1200)
    type(batch).objects.filter(pk=batch.pk).update(issued_on=days_ago(20), expires_on=days_ago(10))
    expired = client.post(path, typed(ticket))
    type(batch).objects.filter(pk=batch.pk).update(expires_on=days_ago(0))
    pay(session)
    twice = client.post(path, typed(ticket))

    words = [answer.context["form"].errors["code"][0].split("\u00a0")[0] for answer in (used_up, expired, twice)]
    assert [text[:22] for text in words] == ["Ce ticket est épuisé", "Ce ticket était valabl", "Ce ticket est déjà déb"]


def test_place_that_was_not_approved_that_day_says_so(client_of, animator, delivered, body, ticket):
    end_approval(approval=body.approvals.get(), ends_on=days_ago(2))
    late = delivered(1)

    page = client_of(animator).get(address(late))
    answer = client_of(animator).post(address(late), typed(ticket), follow=True)

    assertContains(page, "n’était pas agréé ce jour-là")
    assertContains(answer, "n’était pas agréé ce jour-là")
    assert LedgerEntry.objects.debits().count() == 0


def test_session_that_is_no_discovery_shows_no_form(client_of, animator, delivered, body):
    session = delivered(1, sheet=SheetFactory(data__level=Level.CONFIRMED))

    response = client_of(animator).get(address(session))

    assertContains(response, "Ce n’est pas une séance de découverte")
    assertNotContains(response, "data-debit")


def test_training_body_is_chosen_where_a_place_hosts_one(client_of, animator, session, ticket, epm):
    training = TicketBodyFactory(epm=epm, kind=BodyKind.TRAINING, name="Organisme du Causse")

    missing = client_of(animator).post(address(session), typed(ticket))
    client_of(animator).post(address(session), typed(ticket, body=training.pk))

    assert list(missing.context["form"].errors) == ["body"]
    assert LedgerEntry.objects.standing().get().body == training


@pytest.mark.parametrize(
    ("name", "status"), [("animator", 200), ("coordinator", 200), ("territorial", 404), ("stranger", 404)]
)
def test_team_and_coordination_alone_open_a_session(client_of, session, ticket, pay, name, status, request):
    client, entry = client_of(request.getfixturevalue(name)), pay(session)
    back = reverse("accueil:debit_reverse", args=[entry.pk])

    assert [client.get(path).status_code for path in (address(session), back)] == [status] * 2
    assert client.post(back, {"reason": "absent"}).status_code == (302 if status == 200 else 404)
    assert LedgerEntry.objects.filter(kind=EntryKind.REVERSAL).exists() == (status == 200)


@pytest.mark.parametrize(("name", "status"), [("animator", 200), ("stranger", 404), ("coordinator", 404)])
def test_list_of_sessions_is_that_of_teams_that_take_tickets(client_of, body, name, status, request):
    client = client_of(request.getfixturevalue(name))

    assert client.get(reverse("accueil:paid_sessions")).status_code == status


def test_outsiders_open_nothing(client_of, outsider, session):
    assert client_of(outsider).get(address(session)).status_code in {302, 404}


def test_reversal_wants_a_reason_and_is_shown(client_of, animator, session, pay, ticket):
    entry, client = pay(session), client_of(animator)
    path = reverse("accueil:debit_reverse", args=[entry.pk])

    without = client.post(path, {})
    answer = client.post(path, {"reason": "absent"}, follow=True)
    again = client.post(path, {"reason": "absent"})

    assert (without.status_code, list(without.context["form"].errors)) == (422, ["reason"])
    assertContains(answer, "les heures sont rendues au ticket")
    assertContains(answer, '<span class="state">Annulé</span>')
    assertContains(again, "Ce débit est déjà annulé.", status_code=422)


def send(client, session, member, entries) -> list[dict]:
    body = json.dumps({"member": owner_key(member), "entries": entries})
    answer = client.post(reverse(f"accueil:paid_{session.kind}_entries", args=[session.pk]), body, "application/json")
    return answer.json()["entries"]


def kept(ticket, **values) -> dict:
    entry = {"about": ticket.code_words, "name": "Odile Bastide", "person": "Odile Bastide", "minutes": 120, "age": 9}
    return entry | {"key": str(uuid.uuid4()), "present": True} | values


def test_debits_kept_without_network_are_written_once(client_of, animator, session, ticket):
    client, entry = client_of(animator), kept(ticket)

    first, second = (send(client, session, animator, [entry]) for _ in range(2))

    assert [answer["state"] for answer in first + second] == ["written", "already"]
    assert Ticket.objects.get(pk=ticket.pk).balance == 1080


def test_kept_debit_that_is_refused_says_why(client_of, animator, session, ticket):
    wrong = [
        kept(ticket, person="Yves Clary"),
        kept(ticket, minutes="120"),
        kept(ticket, key="x"),
        kept(ticket, about="A"),
    ]

    answers = send(client_of(animator), session, animator, wrong)

    assert [answer["why"][:22] for answer in answers] == [
        "Ce ticket est au nom d",
        "Demande incomprise.",
        "Demande incomprise.",
        "Ce code est mal recopi",
    ]


def test_kept_debit_of_a_place_that_was_not_approved_says_why(client_of, animator, delivered, body, ticket):
    end_approval(approval=body.approvals.get(), ends_on=days_ago(2))

    (answer,) = send(client_of(animator), delivered(1), animator, [kept(ticket)])

    assert "n’était pas agréé" in answer["why"]


def test_delivery_that_debited_is_not_removed_and_the_page_says_why(client_of, animator, session, pay):
    pay(session)

    path = reverse("ressources:delivery_remove", args=[session.pk])
    assertContains(client_of(animator).post(path, follow=True), "Des heures de ticket tiennent à cet atelier")


def test_page_costs_the_same_with_1_and_3_debits(client_of, animator, session, pay, batch, queries_of):
    client = client_of(animator)
    pay(session)
    with_one = queries_of(client, address(session))
    for ticket in batch.tickets.exclude(holder__name="Odile Bastide").select_related("holder"):
        pay(session, code=ticket.code, name=ticket.person)

    assert queries_of(client, address(session)) == with_one
    assert with_one <= 12
