"""Pages of statements: who draws, reads and takes the table; the steps of the circuit."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from odfdo import Document
from pytest_django.asserts import assertContains, assertNotContains

from accueil.declic.reimbursements.models import CircuitStep, StepDone, TicketStatement
from accueil.declic.reimbursements.services import add_step, draw_month
from tests.factories.tickets import TicketBodyFactory

pytestmark = pytest.mark.django_db
LIST, DRAW = reverse("accueil:ticket_statements"), reverse("accueil:ticket_statements_draw")
CSV, ODS = reverse("accueil:ticket_statements_csv"), reverse("accueil:ticket_statements_ods")
CIRCUIT = reverse("accueil:ticket_circuit")


@pytest.fixture
def statement(pay, body, month):
    pay(body, month, "Odile Bastide")
    return draw_month(first_day=month)[0]


def test_coordination_draws_last_month_once(client_of, coordinator, pay, body, month):
    pay(body, month, "Odile Bastide")
    client = client_of(coordinator)

    before = client.get(LIST)
    first, second = (client.post(DRAW, follow=True) for _ in range(2))

    assertContains(before, "Arrêter")
    assertContains(first, "sont arrêtés\u00a0: 1.")
    assertContains(second, "Rien n’attend")
    assert TicketStatement.objects.get().drawn_by == coordinator


@pytest.mark.parametrize(
    ("name", "reads", "settles"),
    [
        ("coordinator", 200, 200),
        ("territorial", 200, 404),
        ("animator", 200, 404),
        ("stranger", 404, 404),
        ("other_territorial", 404, 404),
    ],
)
def test_each_reads_what_is_theirs(client_of, statement, name, reads, settles, request):
    client = client_of(request.getfixturevalue(name))

    assert client.get(statement.get_absolute_url()).status_code == reads
    assert (statement.body.epm.name in client.get(LIST).text) == (reads == 200)
    assert [client.get(path).status_code for path in (CSV, ODS, CIRCUIT)] == [settles] * 3
    if settles == 404:
        posted = [client.post(path) for path in (DRAW, CIRCUIT, statement.get_absolute_url())]
        assert [answer.status_code for answer in posted] == [404] * 3


def test_outsiders_read_nothing(client_of, outsider, statement):
    client = client_of(outsider)

    assert {client.get(path).status_code for path in (LIST, CSV, statement.get_absolute_url())} <= {302, 404}


def test_statement_shows_the_tickets_and_names_nobody(client_of, animator, statement, batch):
    response = client_of(animator).get(statement.get_absolute_url())

    assertContains(response, batch.tickets.get(holder__name="Odile Bastide").code_words)
    assertNotContains(response, "Bastide")
    assertContains(response, "20\u00a0€")


def test_step_is_noted_and_its_refusal_stands_beside_the_day(client_of, coordinator, statement):
    add_step(name="Vérifié", who="Coordination")
    client, path = client_of(coordinator), statement.get_absolute_url()
    tomorrow = (timezone.localdate() + timezone.timedelta(days=1)).isoformat()

    refused = client.post(path, {"done_on": tomorrow})
    client.post(path, {"done_on": timezone.localdate().isoformat()})
    over = client.post(path, {"done_on": timezone.localdate().isoformat()})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["done_on"])
    assert StepDone.objects.get().noted_by == coordinator
    assert (over.status_code, list(over.context["form"].errors)) == (422, ["__all__"])


def test_circuit_is_written_by_the_coordination(client_of, coordinator):
    client = client_of(coordinator)

    client.post(CIRCUIT, {"name": "Payé", "who": "Trésorerie"})
    twice = client.post(CIRCUIT, {"name": "Payé", "who": "Trésorerie"})
    step = CircuitStep.objects.get()
    client.post(reverse("accueil:ticket_circuit_leave", args=[step.pk]))

    assertContains(twice, "porte déjà ce nom", status_code=422)
    assert CircuitStep.objects.in_use().count() == 0


def test_table_of_the_accountant_is_the_same_in_csv_and_ods(client_of, coordinator, statement):
    client = client_of(coordinator)

    lines = list(csv.reader(io.StringIO(client.get(CSV).content.decode("utf-8-sig")), delimiter=";"))
    table = Document(io.BytesIO(client.get(ODS).content)).body.get_table(0)

    head, row = lines
    found = dict(zip(head, row, strict=True))
    assert (found["Organisme"], found["Heures"], found["Montant (€)"]) == ("EPM de Gramat", "2,00", "20,00")
    sheet = [[cell.value for cell in line.get_cells()] for line in table.get_rows()]
    values = dict(zip(sheet[0], sheet[1], strict=True))
    assert (float(values["Heures"]), float(values["Montant (€)"])) == (2.0, 20.0)


def test_list_costs_the_same_with_1_and_3(client_of, coordinator, pay, statement, month, queries_of):
    client = client_of(coordinator)
    with_one = queries_of(client, LIST)
    for body in TicketBodyFactory.create_batch(2):
        pay(body, month, "Yves Clary")
    draw_month(first_day=month)

    assert queries_of(client, LIST) == with_one
