"""Bookings: what is free is taken at once, what is taken is refused with who has it and what is free near it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from formation.working_halves import WorkingHalf
from qualite.lending.enums import Condition, LoanState
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from qualite.lending.loans.services.bookings import LONGEST, book, cancel, change_period, leave_inventory
from qualite.lending.loans.span import Span
from tests.factories.equipment import LoanFactory

pytestmark = pytest.mark.django_db


def refusal(action, **arguments) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        action(**arguments)
    return caught.value.messages


def ranks(loan) -> list[int]:
    return sorted(WorkingHalf.of(*key).rank for key in loan.half_days.values_list("date", "part"))


def test_booking_takes_its_half_days_and_tells_the_owner(kit, other_epm, animator, stranger, span):
    loan = book(equipment=kit, epm=other_epm, span=span(1, 4), by=stranger, purpose="Un atelier")

    notice = Notice.objects.get()
    assert (loan.state, len(ranks(loan))) == (LoanState.BOOKED, 4)
    assert (notice.member, notice.url) == (animator, loan.get_absolute_url())
    assert notice.text == f"Réservation de «\u00a0Mallette de tablettes\u00a0» {loan.period}, pour l’EPM de Luzech."


def test_taken_half_day_is_refused_with_who_has_it_and_the_nearest_free_period(
    kit, other_epm, epm, animator, stranger, span
):
    first = book(equipment=kit, epm=other_epm, span=span(0, 3), by=stranger)

    words = refusal(book, equipment=kit, epm=epm, span=span(3, 4), by=animator)

    assert words == [
        f"L’EPM de Luzech l’a réservé {first.period}.",
        f"Libre au plus près\u00a0: {span(4, 5).words}.",
    ]
    assert Loan.objects.get() == first


def test_nearest_free_period_may_come_before(kit, other_epm, epm, animator, stranger, span):
    book(equipment=kit, epm=other_epm, span=span(6, 20), by=stranger)

    assert refusal(book, equipment=kit, epm=epm, span=span(6, 6), by=animator)[-1].endswith(f"{span(5, 5).words}.")


def test_place_takes_in_the_afternoon_what_another_returns_at_noon(kit, other_epm, epm, animator, stranger, span):
    book(equipment=kit, epm=other_epm, span=span(0, 2), by=stranger)

    second = book(equipment=kit, epm=epm, span=span(3, 3), by=animator)

    assert len(ranks(second)) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1, 0, "Le prêt finit après avoir commencé."),
        (9, 0, "Le prêt finit après avoir commencé."),
        (-4, 0, "Ce jour est passé."),
        (0, LONGEST, "Un prêt dure 30 jours au plus\u00a0: rendez-le, puis reprenez-le."),
    ],
)
def test_period_that_makes_no_sense_is_refused(kit, other_epm, stranger, span, first, last, words):
    assert refusal(book, equipment=kit, epm=other_epm, span=span(first, last), by=stranger) == [words]


def test_period_beyond_a_year_is_refused(kit, other_epm, stranger, span):
    assert refusal(book, equipment=kit, epm=other_epm, span=span(800, 801), by=stranger)[0].startswith(
        "On réserve un an à l’avance"
    )


def test_equipment_out_of_order_or_gone_is_refused(kit, other_epm, stranger, span):
    kit.condition = Condition.OUT_OF_ORDER
    kit.save()
    assert refusal(book, equipment=kit, epm=other_epm, span=span(0, 1), by=stranger) == [
        "Ce matériel est hors service."
    ]

    leave_inventory(equipment=kit)
    assert refusal(book, equipment=kit, epm=other_epm, span=span(0, 1), by=stranger) == [
        "Ce matériel a quitté l’inventaire."
    ]


def test_equipment_with_a_loan_to_come_does_not_leave_the_inventory(kit):
    loan = LoanFactory(equipment=kit)

    assert refusal(leave_inventory, equipment=kit) == [
        f"Il est prêté {loan.period} ({loan.epm})\u00a0: terminez ou annulez d’abord ce prêt."
    ]


def test_shortened_loan_frees_its_last_half_days_and_tells_the_other_team(
    kit, other_epm, animator, stranger, span, half
):
    loan = book(equipment=kit, epm=other_epm, span=span(0, 5), by=stranger)

    change_period(loan=loan, span=span(0, 2), by=stranger)

    loan.refresh_from_db()
    assert ranks(loan) == [half(0).rank, half(1).rank, half(2).rank]
    assert Notice.objects.filter(member=animator, key__contains=":moved:").count() == 1


def test_loan_is_not_moved_over_another(kit, other_epm, epm, animator, stranger, span):
    loan = book(equipment=kit, epm=other_epm, span=span(0, 1), by=stranger)
    book(equipment=kit, epm=epm, span=span(2, 3), by=animator)

    words = refusal(change_period, loan=loan, span=span(0, 2), by=stranger)

    assert words[0].startswith("L’EPM de Gramat l’a réservé")
    assert len(ranks(loan)) == 2


def test_loan_that_is_out_keeps_its_beginning(kit, other_epm, stranger, today):
    loan = LoanFactory(
        equipment=kit, epm=other_epm, state=LoanState.OUT, start=timezone.localdate() - datetime.timedelta(days=2)
    )

    words = refusal(change_period, loan=loan, span=today, by=stranger)

    assert words == ["Le matériel est déjà parti\u00a0: seule la fin change."]


def test_overdue_loan_is_lengthened_where_nobody_waits(kit, other_epm, stranger, half):
    loan = LoanFactory(
        equipment=kit, epm=other_epm, state=LoanState.OUT, start=timezone.localdate() - datetime.timedelta(days=2)
    )
    assert loan.is_overdue

    loan = change_period(loan=loan, span=Span(loan.span.first, half(1)), by=stranger)

    assert (loan.is_overdue, len(ranks(loan))) == (False, len(loan.span))


def test_cancelled_loan_frees_its_half_days_and_is_told_with_the_reason(kit, other_epm, animator, stranger, span):
    loan = book(equipment=kit, epm=other_epm, span=span(0, 1), by=stranger)

    cancel(loan=loan, by=animator, reason="La salle est prise.")

    notice = Notice.objects.get(member=stranger)
    assert (Loan.objects.get().state, LoanHalfDay.objects.count()) == (LoanState.CANCELLED, 0)
    assert notice.text.endswith("est annulé (" + loan.period + "). La salle est prise.")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (LoanState.OUT, "Le matériel est parti\u00a0: notez son retour, ou changez la fin."),
        (LoanState.RETURNED, "Ce prêt est rendu ou annulé\u00a0: il ne change plus."),
    ],
)
def test_loan_that_has_left_is_not_cancelled(kit, animator, state, words):
    assert refusal(cancel, loan=LoanFactory(equipment=kit, state=state), by=animator) == [words]


def test_loan_that_is_over_is_not_changed(kit, animator, span):
    loan = LoanFactory(equipment=kit, state=LoanState.RETURNED)

    assert refusal(change_period, loan=loan, span=span(0, 0), by=animator) == [
        "Ce prêt est rendu ou annulé\u00a0: il ne change plus."
    ]
