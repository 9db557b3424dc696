"""Whatever is booked, moved, cancelled or returned, an equipment is lent once in a half-day."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formation.working_halves import WorkingHalf
from qualite.lending.enums import STANDING
from qualite.lending.loans.models.loan import Loan, LoanHalfDay
from qualite.lending.loans.models.report import ConditionReport
from qualite.lending.loans.services.bookings import book, cancel, change_period
from qualite.lending.loans.services.hand_over import SeenCondition, record_departure, record_return
from qualite.lending.loans.span import Span

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["book", "book", "move", "cancel", "leave", "return"]),
        st.integers(0, 9),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=4,
    max_size=14,
)


def run(step: str, loan: Loan | None, span: Span, *, kit, epm, member) -> None:
    seen = SeenCondition("good")
    if step == "book":
        book(equipment=kit, epm=epm, span=span, by=member)
    elif loan is None:
        return
    elif step == "move":
        change_period(loan=loan, span=span, by=member)
    elif step == "cancel":
        cancel(loan=loan, by=member)
    elif step == "leave":
        record_departure(loan=loan, seen=seen, by=member)
    else:
        record_return(loan=loan, seen=seen, by=member)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_schedule_never_overlaps_and_half_days_follow_their_loan(steps, kit, other_epm, stranger):
    ConditionReport.objects.all().delete()
    LoanHalfDay.objects.all().delete()
    Loan.objects.all().delete()
    now = WorkingHalf.now()
    for step, first, length, chosen in steps:
        loans = list(Loan.objects.order_by("pk"))
        loan = loans[chosen % len(loans)] if loans else None
        span = Span(now.plus(first), now.plus(first + length))
        try:
            run(step, loan, span, kit=kit, epm=other_epm, member=stranger)
        except ValidationError:
            continue

    lent = Counter()
    for loan in Loan.objects.all():
        halves = {half.key for half in loan.span.halves} if loan.state in STANDING else set()
        assert set(loan.half_days.values_list("date", "part")) == halves
        lent.update(halves)
    assert set(lent.values()) <= {1}
