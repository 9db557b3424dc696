"""Places book the same half-day at the same moment: one gets it, the others read who has it."""

import pytest
from django.core.exceptions import ValidationError

from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from qualite.lending.loans.services.bookings import book
from reseau.people.members.models.member import Member
from tests.factories.reseau import PositionFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_half_day_is_lent_once_to_places_at_once_on_postgresql(kit, span, in_parallel):
    members = [PositionFactory().member_id for _ in range(4)]

    def book_it(key: int) -> str:
        member = Member.objects.get(pk=key)
        equipment = Equipment.objects.get(pk=kit.pk)
        try:
            book(equipment=equipment, epm=member.main_position.epm, span=span(0, 2), by=member)
        except ValidationError as refusal:
            return refusal.messages[-1]
        return "booked"

    refused = f"Libre au plus près\u00a0: {span(3, 5).words}."
    assert sorted(in_parallel(book_it, members)) == [refused] * 3 + ["booked"]
    assert in_parallel(lambda _: (Loan.objects.count(), LoanHalfDay.objects.count()), [None]) == [(1, 3)]
