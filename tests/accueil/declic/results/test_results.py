"""Results of tickets against tables made by hand, and what is masked so that no group under five shows."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accueil.declic.enums import EntryKind
from accueil.declic.results.cohorts import SILENCE, cohorts
from accueil.declic.results.results_table import results_table
from accueil.declic.tickets.models.batch import TicketBatch
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.services import HOLDER_KEPT, NamedPerson, erase_holders
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.tickets import TicketBatchFactory, TicketBodyFactory
from tests.factories.validation import ValidationFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def issue(territory, count: int, label: str = "Printemps") -> TicketBatch:
    people = [NamedPerson(f"Personne {'abcdefghijklmnop'[rank]}") for rank in range(count)]
    batch = TicketBatchFactory(label=label, territory=territory, people=people)
    TicketBatch.objects.filter(pk=batch.pk).update(issued_on=timezone.localdate() - 200 * DAY)
    return batch


@pytest.fixture
def come(epm, site_tree):
    """`come(ticket, minutes, ago=10)`: the person of a ticket came to a session so many days ago."""
    body = TicketBodyFactory(epm=epm)

    def debit(ticket: Ticket, minutes: int, *, ago: int = 10) -> None:
        day = timezone.localdate() - ago * DAY
        about = {"body": body, "delivery": DeliveryFactory(epm=epm, date=day), "held_on": day}
        LedgerEntry.objects.create(ticket=ticket, kind=EntryKind.DEBIT, minutes=-minutes, **about)
        ticket.balance -= minutes
        ticket.save(update_fields=["balance"])

    return debit


def cells() -> dict[str, tuple]:
    return {row.name: row.cells for row in results_table()}


def test_cohort_is_that_of_a_table_made_by_hand(figeac, come):
    """Twelve people. Seven came: five lately, one long ago with hours left, one long ago who used the whole ticket."""
    batch = issue(figeac, 12)
    tickets = list(batch.tickets.order_by("pk"))
    for ticket in tickets[:5]:
        come(ticket, 120)
        come(ticket, 60, ago=100)
    come(tickets[5], 120, ago=SILENCE.days + 1)
    for ago in range(100, 110):
        come(tickets[6], 120, ago=ago)

    (cohort,) = cohorts().values()

    assert (cohort.people, cohort.came, cohort.minutes, cohort.stopped) == (12, 7, 5 * 180 + 120 + 1200, 1)
    assert (cohort.recorded, cohort.skills) == (0, 0)


def test_person_has_not_stopped_on_the_sixtieth_day(figeac, come):
    batch = issue(figeac, 5)
    come(batch.tickets.first(), 60, ago=SILENCE.days)

    assert [each.stopped for each in cohorts().values()] == [0]


def test_person_who_came_until_the_end_of_their_ticket_did_not_stop(figeac, come):
    batch = issue(figeac, 5)
    come(batch.tickets.first(), 60, ago=100)
    TicketBatch.objects.filter(pk=batch.pk).update(expires_on=timezone.localdate() - 90 * DAY)

    assert [each.stopped for each in cohorts().values()] == [0]


def test_skills_count_those_validated_while_the_ticket_was_good(figeac):
    batch = issue(figeac, 6)
    for ticket in batch.tickets.all():
        learner = LearnerFactory()
        ticket.holder.learner = learner
        ticket.holder.save()
        ValidationFactory(proposal__record__learner=learner)
    TicketBatch.objects.filter(pk=batch.pk).update(issued_on=datetime.date(2020, 1, 1))

    (cohort,) = cohorts().values()

    assert (cohort.recorded, cohort.skills) == (6, 6)


def test_skills_are_kept_as_a_number_when_the_name_is_erased(figeac):
    batch = issue(figeac, 5)
    TicketBatch.objects.filter(pk=batch.pk).update(issued_on=datetime.date(2020, 1, 1))
    ticket = batch.tickets.first()
    ticket.holder.learner = LearnerFactory()
    ticket.holder.save()
    ValidationFactory(proposal__record__learner=ticket.holder.learner)
    with freeze_time(days_from_now(366 + HOLDER_KEPT.days)):
        assert erase_holders() == 5
        (cohort,) = cohorts().values()

    assert (cohort.recorded, cohort.skills) == (1, 1)


def test_group_under_five_is_masked_with_what_would_give_it_away(figeac, cahors, come):
    large, small = issue(figeac, 9, "Grand"), issue(cahors, 3, "Petit")
    for ticket in large.tickets.all()[:7]:
        come(ticket, 60)

    found = cells()

    assert found["Petit, Cahors"][0] is None
    assert found["Territoire\u00a0: Cahors"][0] is None
    # Nine shown beside twelve would tell the three.
    assert None in (found["Territoire\u00a0: Figeac"][0], found["Tout le réseau"][0])
    # Seven of nine came: two did not.
    assert found["Grand, Figeac"][1] is None
    assert small.tickets.count() == 3


def test_members_read_the_table_and_nobody_else(client, client_of, animator, outsider, figeac):
    issue(figeac, 12)
    path = reverse("accueil:ticket_results")

    response = client_of(animator).get(path)

    assertContains(response, 'data-column-name="Personnes">12</td>')
    assertNotContains(response, "Personne a")
    assert {client.get(path).status_code, client_of(outsider).get(path).status_code} <= {302, 404}


def test_table_costs_the_same_with_1_and_3_batches(client_of, animator, figeac, queries_of):
    client, path = client_of(animator), reverse("accueil:ticket_results")
    issue(figeac, 5)
    with_one = queries_of(client, path)
    issue(figeac, 6, "Deux")
    issue(figeac, 7, "Trois")

    assert queries_of(client, path) == with_one
