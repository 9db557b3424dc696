"""Pages of tickets: who issues, reads and prints them; what a code tells."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.papers import tickets_paper
from tests.factories.tickets import TicketBatchFactory, TicketBodyFactory

pytestmark = pytest.mark.django_db


def typed(territory, people="Odile Bastide ; 05 65 00 00 00\n\nYves  Clary") -> dict:
    expires_on = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    return {"label": "Automne", "territory": territory.pk, "expires_on": expires_on.isoformat(), "people": people}


def test_coordination_issues_a_ticket_to_each_line(client_of, coordinator, figeac):
    response = client_of(coordinator).post(reverse("accueil:ticket_batch_new"), typed(figeac), follow=True)

    assertContains(response, "Les tickets sont prêts")
    tickets = TicketBatch.objects.get().tickets.with_person().by_name()
    assert [(each.holder.name, each.holder.phone) for each in tickets] == [
        ("Odile Bastide", "05 65 00 00 00"),
        ("Yves Clary", ""),
    ]


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("; 05 65 00 00 00", "Écrivez un nom avant le point-virgule"),
        ("Yves ; 05 65 00 00 00 ou 06 00 00 00 00", "Un seul téléphone par personne"),
        ("Yves Clary ; ; 46-0000", "La carte 46-0000 n’est pas celle de"),
        ("Yves Clary ; 1 ; 2 ; 3", "Un nom, un téléphone, une carte, pas plus"),
        ("Yves Clary\nyves clary", "est deux fois dans la liste"),
        ("  ", "Écrivez au moins une personne."),
    ],
)
def test_refusal_stands_beside_people_and_keeps_what_was_typed(client_of, coordinator, figeac, people, words):
    response = client_of(coordinator).post(reverse("accueil:ticket_batch_new"), typed(figeac, people))

    form = response.context["form"]
    assert (response.status_code, list(form.errors), TicketBatch.objects.count()) == (422, ["people"], 0)
    assertContains(response, words, status_code=422)
    assertContains(response, 'value="Automne"', status_code=422)


def addresses(batch, ticket) -> dict[str, str]:
    return {
        "list": reverse("accueil:ticket_batches"),
        "new": reverse("accueil:ticket_batch_new"),
        "batch": batch.get_absolute_url(),
        "batch paper": reverse("accueil:ticket_batch_paper", args=[batch.pk]),
        "ticket": ticket.get_absolute_url(),
        "ticket paper": reverse("accueil:ticket_paper", args=[ticket.pk]),
        "code": f"{reverse('accueil:ticket_by_code')}?code={ticket.code}",
    }


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("coordinator", {"list", "new", "batch", "batch paper", "ticket", "ticket paper", "code"}),
        ("territorial", {"list", "batch", "batch paper", "ticket", "ticket paper", "code"}),
        ("other_territorial", {"list", "code"}),
        ("animator", {"code"}),
        ("stranger", set()),
    ],
)
def test_each_reads_what_is_theirs(client_of, batch, ticket, epm, name, opened, request):
    """The place of `animator` takes tickets, that of `stranger` does not."""
    TicketBodyFactory(epm=epm)
    client = client_of(request.getfixturevalue(name))

    statuses = {place: client.get(path).status_code for place, path in addresses(batch, ticket).items()}

    assert statuses == {place: 200 if place in opened else 404 for place in statuses}


def test_outsiders_read_nothing(client_of, batch, ticket, outsider):
    client = client_of(outsider)

    assert {client.get(path).status_code for path in addresses(batch, ticket).values()} <= {302, 404}


def test_list_of_a_territory_names_no_other(client_of, batch, territorial, cahors):
    TicketBatchFactory(label="Ailleurs", territory=cahors)

    response = client_of(territorial).get(reverse("accueil:ticket_batches"))

    assertContains(response, "Printemps")
    assertNotContains(response, "Ailleurs")


def test_code_tells_a_team_what_is_left_and_not_who(client_of, ticket, animator, epm):
    TicketBodyFactory(epm=epm)
    path = reverse("accueil:ticket_by_code")

    response = client_of(animator).get(path, {"code": ticket.code_words.lower()})

    assertContains(response, "Il reste <strong>20\u00a0h</strong>")
    assertNotContains(response, "Bastide")
    wrong = "ABC-ABC-ABC" if ticket.code != "ABCABCABC" else "ABD-ABC-ABC"
    assertContains(client_of(animator).get(path, {"code": wrong}), "Ce code", status_code=422)


def test_paper_names_the_person_and_the_code(batch, ticket, papers):
    content = tickets_paper(batch, list(batch.tickets.with_person().by_name())).pdf()
    (papers / "tickets-declic.pdf").write_bytes(content)

    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)

    assert ticket.code_words in text
    assert "Odile Bastide" in text
    assert "200\u00a0€" in text


def test_paper_leaves_out_people_who_are_erased(batch, ticket):
    ticket.holder.delete()

    assert "Bastide" not in tickets_paper(batch, list(batch.tickets.with_person())).data


def test_lists_cost_the_same_with_1_and_3(client_of, coordinator, batch, queries_of):
    client, path = client_of(coordinator), reverse("accueil:ticket_batches")
    with_one = queries_of(client, path)
    TicketBatchFactory.create_batch(2)

    assert queries_of(client, path) == with_one
