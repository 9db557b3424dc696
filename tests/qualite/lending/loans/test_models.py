"""What the database refuses of a loan, whatever the code: on SQLite and on PostgreSQL."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from formation.enums import DayPart
from qualite.lending.enums import LoanState
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from tests.factories.equipment import EquipmentFactory, LoanFactory

pytestmark = pytest.mark.django_db


def insert_half_day(loan, **fields) -> None:
    with transaction.atomic():
        row = {"loan": loan, "equipment": loan.equipment, "date": loan.start, "part": DayPart.MORNING} | fields
        LoanHalfDay.objects.bulk_create([LoanHalfDay(**row)])
        connection.check_constraints()


def test_half_day_of_another_loan_is_refused(kit):
    LoanFactory(equipment=kit)
    other = LoanFactory(equipment=kit, start=timezone.localdate() + datetime.timedelta(days=3))

    with pytest.raises(IntegrityError):
        insert_half_day(other, date=timezone.localdate() + datetime.timedelta(days=1))


def test_same_half_day_of_another_equipment_is_accepted(kit):
    LoanFactory(equipment=kit)

    LoanFactory(equipment__epm=kit.epm)

    assert LoanHalfDay.objects.count() == 4


def test_half_day_named_for_another_equipment_than_its_loan_is_refused(kit):
    loan = LoanFactory(equipment=kit)

    with pytest.raises(IntegrityError):
        insert_half_day(loan, equipment=EquipmentFactory(), date=loan.start + datetime.timedelta(days=9))


def test_evening_is_no_half_day_of_a_loan(kit):
    loan = LoanFactory(equipment=kit)

    with pytest.raises(IntegrityError):
        insert_half_day(loan, part=DayPart.EVENING)


def test_equipment_is_out_at_one_place(kit):
    LoanFactory(equipment=kit, state=LoanState.OUT)
    other = LoanFactory(equipment=kit, start=timezone.localdate() + datetime.timedelta(days=3))

    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=other.pk).update(state=LoanState.OUT)


@pytest.mark.parametrize(
    "fields",
    [
        {"end": datetime.date(2020, 1, 1)},
        {"start_part": DayPart.AFTERNOON, "end_part": DayPart.MORNING},
        {"end_part": DayPart.EVENING},
    ],
)
def test_loan_that_ends_before_it_starts_or_in_the_evening_is_refused(kit, fields):
    loan = LoanFactory(equipment=kit)

    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=loan.pk).update(**fields)
