"""Tickets issued: codes, face value, first entry; what is refused, what the database holds."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.declic.enums import EntryKind, TicketState
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from accueil.declic.tickets.services import (
    HISTORY_KEPT,
    HOLDER_KEPT,
    NamedPerson,
    destroy_old_history,
    erase_holders,
    issue_batch,
    repair_balances,
    wrong_balances,
)
from audit.append_only import HistoryError
from reseau.documents.papers.code_letters import read_letters
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.tickets import TicketBatchFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_ticket_is_worth_20_hours_and_200_euros(batch, ticket):
    assert (ticket.face, ticket.balance, ticket.state) == (1200, 1200, TicketState.VALID)
    assert ticket.face * batch.hour_cents / 60 == 200_00
    entry = ticket.entries.get()
    assert (entry.kind, entry.minutes, entry.noted_by) == (EntryKind.ISSUE, 1200, batch.issued_by)


def test_codes_differ_and_see_a_wrong_letter(batch):
    codes = list(batch.tickets.values_list("code", flat=True))

    assert (len(set(codes)), [read_letters(code) for code in codes]) == (3, codes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": []}, "people"),
        ({"people": [NamedPerson("Yves"), NamedPerson("YVÈS")]}, "people"),
        ({"people": [NamedPerson("")]}, "people"),
        ({"people": [NamedPerson(f"Yves {rank}") for rank in range(101)]}, "people"),
        ({"expires_on": timezone.localdate()}, "expires_on"),
        ({"expires_on": timezone.localdate() + 1200 * DAY}, "expires_on"),
    ],
)
def test_refused_batch_issues_nothing(figeac, changes, field):
    values = {"people": [NamedPerson("Yves Clary")], "expires_on": timezone.localdate() + DAY} | changes

    with pytest.raises(ValidationError) as refusal:
        issue_batch(label="Lot", territory=figeac, **values)

    assert (list(refusal.value.message_dict), Ticket.objects.count()) == ([field], 0)


def test_card_ties_the_ticket_to_the_record_of_that_person(figeac):
    learner = LearnerFactory(member__first_name="Odile", member__last_name="Bastide")
    own = NamedPerson("odile bastide", "", learner.card_number)
    wrong = [NamedPerson("Yves Clary", "", learner.card_number), NamedPerson("Odile Bastide", "", "46-0000")]

    batch = TicketBatchFactory(territory=figeac, people=[own])

    assert batch.tickets.get().holder.learner == learner
    for person in wrong:
        with pytest.raises(ValidationError, match="n’est pas celle de"):
            TicketBatchFactory(territory=figeac, people=[person])


def test_erased_learner_leaves_the_ticket(figeac):
    learner = LearnerFactory(member__first_name="Odile", member__last_name="Bastide")
    batch = TicketBatchFactory(territory=figeac, people=[NamedPerson("Odile Bastide", "", learner.card_number)])

    learner.delete()

    assert batch.tickets.get().holder.learner is None


def test_label_is_that_of_one_batch_in_a_territory(batch, figeac, cahors):
    TicketBatchFactory(label="Printemps", territory=cahors)

    with pytest.raises(ValidationError, match="porte déjà ce nom"):
        TicketBatchFactory(label="Printemps", territory=figeac)


@pytest.mark.parametrize("balance", [-1, 1201])
def test_database_holds_the_balance_between_zero_and_the_face_value(ticket, balance):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(balance=balance)


def test_entries_are_never_changed_nor_deleted(ticket):
    entry = ticket.entries.get()

    for change in (
        lambda: LedgerEntry.objects.update(minutes=1),
        lambda: LedgerEntry.objects.all().delete(),
        lambda: ticket.entries.all().delete(),
        entry.save,
        entry.delete,
    ):
        with pytest.raises(HistoryError):
            change()
    assert LedgerEntry.objects.get(pk=entry.pk).minutes == 1200


def test_ticket_is_issued_once_and_an_entry_is_whole(ticket):
    for wrong in ({"kind": EntryKind.ISSUE, "minutes": 60}, {"kind": EntryKind.DEBIT, "minutes": -60}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LedgerEntry.objects.create(ticket=ticket, **wrong)


def test_balance_that_differs_from_the_ledger_is_found_and_repaired(ticket):
    Ticket.objects.filter(pk=ticket.pk).update(balance=600)

    assert list(wrong_balances()) == [ticket]
    assert (repair_balances(), repair_balances()) == (1, 0)
    ticket.refresh_from_db()
    assert ticket.balance == 1200


def test_names_go_six_months_after_the_last_day_and_hours_after_ten_years(batch, ticket):
    def pass_to(day):
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(3)))

    with freeze_time(pass_to(batch.expires_on + HOLDER_KEPT)):
        assert erase_holders() == 0
    with freeze_time(pass_to(batch.expires_on + HOLDER_KEPT + DAY)):
        assert erase_holders() == 3
        assert (Ticket.objects.get(pk=ticket.pk).person, destroy_old_history()) == ("Nom effacé", 0)
    with freeze_time(pass_to(batch.expires_on + HISTORY_KEPT + DAY)):
        assert (destroy_old_history(), LedgerEntry.objects.count(), Ticket.objects.count()) == (3, 0, 0)
