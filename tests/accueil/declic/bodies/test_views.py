"""Pages of bodies: members read them, the coordination approves."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accueil.declic.bodies.models import BodyApproval, TicketBody
from tests.factories.tickets import TicketBodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(epm):
    return TicketBodyFactory(epm=epm)


def test_coordination_approves_a_place(client_of, coordinator, epm):
    today = timezone.localdate()
    data = {"kind": "epm", "epm": epm.pk, "starts_on": today.isoformat()}

    response = client_of(coordinator).post(reverse("accueil:ticket_body_new"), data, follow=True)

    assertContains(response, "EPM de Gramat accepte les tickets")
    assert BodyApproval.objects.get().approved_by == coordinator


def test_refusals_stand_beside_their_field(client_of, coordinator, body, epm):
    client, today = client_of(coordinator), timezone.localdate().isoformat()
    new, again = reverse("accueil:ticket_body_new"), reverse("accueil:body_approve", args=[body.pk])
    end = reverse("accueil:approval_end", args=[body.approvals.get().pk])

    twice = client.post(new, {"kind": "epm", "epm": epm.pk, "starts_on": today})
    unnamed = client.post(new, {"kind": "training", "epm": epm.pk, "starts_on": today})
    backwards = client.post(
        new, {"kind": "training", "name": "X", "epm": epm.pk, "starts_on": today, "ends_on": "2020-01-01"}
    )
    covered = client.post(again, {"starts_on": today})
    too_early = client.post(end, {"ends_on": "2001-01-01"})

    answers = [twice, unnamed, backwards, covered, too_early]
    assert [answer.status_code for answer in answers] == [422] * 5
    named = [list(answer.context["form"].errors) for answer in answers]
    assert named == [["__all__"], ["name"], ["ends_on"], ["starts_on"], ["ends_on"]]
    assert TicketBody.objects.count() == 1


@pytest.mark.parametrize("name", ["animator", "territorial"])
def test_others_read_and_do_not_approve(client_of, body, epm, name, request):
    client = client_of(request.getfixturevalue(name))
    writing = [
        reverse("accueil:ticket_body_new"),
        reverse("accueil:body_approve", args=[body.pk]),
        reverse("accueil:approval_end", args=[body.approvals.get().pk]),
    ]

    page = client.get(body.get_absolute_url())

    assertContains(page, "Accepte les tickets")
    assertNotContains(page, "Mettre fin à l’agrément")
    assert [client.post(path, {}).status_code for path in writing] == [404] * 3


def test_nobody_outside_the_network_reads_where_tickets_serve(client_of, body, outsider):
    assert client_of(outsider).get(reverse("accueil:ticket_bodies")).status_code in {302, 404}


def test_list_costs_the_same_with_1_and_3_bodies(client_of, animator, body, queries_of):
    client, path = client_of(animator), reverse("accueil:ticket_bodies")
    with_one = queries_of(client, path)
    TicketBodyFactory.create_batch(2)

    assert queries_of(client, path) == with_one


def test_page_of_the_place_says_that_tickets_serve_there_to_members_alone(client, client_of, animator, stranger, epm):
    before = client_of(animator).get(epm.get_absolute_url())
    TicketBodyFactory(epm=epm)

    assertNotContains(before, "Ticket déclic</h2>")
    assertContains(client_of(animator).get(epm.get_absolute_url()), "/tickets-declic/lire/")
    assertNotContains(client_of(stranger).get(epm.get_absolute_url()), "/tickets-declic/lire/")
    assertNotContains(client.get(epm.get_absolute_url()), "Ticket déclic</h2>")
