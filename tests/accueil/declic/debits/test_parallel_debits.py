"""A ticket debited by many at the same moment: never below zero, once for each session."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from accueil.declic.bodies.models import TicketBody
from accueil.declic.debits.presences import find_delivery
from accueil.declic.debits.services import debit, reverse_debit
from accueil.declic.enums import ReversalReason
from accueil.declic.tickets.models.ledger import LedgerEntry
from accueil.declic.tickets.models.ticket import Ticket
from reseau.people.members.models.member import Member

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def debit_at_once(in_parallel, ticket, body, animator):
    """`debit_at_once([(session key, form key)])`: « debited » or the refusal of each."""

    def debit_one(about: tuple[int, uuid.UUID | None]) -> str:
        delivery, key = about
        session, payer = find_delivery(delivery), TicketBody.objects.get(pk=body.pk)
        member = Member.objects.get(pk=animator.pk)
        values = {"code": ticket.code, "name": "Odile Bastide", "minutes": 120, "by": member, "key": key}
        try:
            debit(session=session, body=payer, **values)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "debited"

    return lambda items: in_parallel(debit_one, items)


def test_ten_of_fourteen_debits_at_once_are_written_on_postgresql(debit_at_once, delivered, ticket, in_parallel):
    sessions = [delivered(ago).pk for ago in range(1, 15)]

    outcomes = debit_at_once([(pk, None) for pk in sessions])

    assert sorted(outcomes) == ["Ce ticket est épuisé\u00a0: ses 20\u00a0h ont servi."] * 4 + ["debited"] * 10
    assert in_parallel(lambda _: Ticket.objects.get(pk=ticket.pk).balance, [None]) == [0]


def test_session_is_debited_once_by_requests_at_once_on_postgresql(debit_at_once, delivered, in_parallel):
    pk, key = delivered(1).pk, uuid.uuid4()

    outcomes = debit_at_once([(pk, None)] * 3 + [(pk, key)] * 3)

    standing = in_parallel(lambda _: LedgerEntry.objects.standing().count(), [None])
    assert standing == [1]
    assert set(outcomes) <= {"debited", "Ce ticket est déjà débité pour cette séance."}


def test_debit_is_reversed_once_by_requests_at_once_on_postgresql(pay, delivered, in_parallel, ticket, animator):
    entry = pay(delivered(1))

    def give_back(_: int) -> str:
        try:
            reverse_debit(
                entry=LedgerEntry.objects.get(pk=entry.pk),
                reason=ReversalReason.ABSENT,
                by=Member.objects.get(pk=animator.pk),
            )
        except ValidationError as refusal:
            return refusal.messages[0]
        return "reversed"

    assert sorted(in_parallel(give_back, range(4))) == ["Ce débit est déjà annulé."] * 3 + ["reversed"]
    assert in_parallel(lambda _: Ticket.objects.get(pk=ticket.pk).balance, [None]) == [1200]
