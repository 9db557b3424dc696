"""Loans that are overdue: both teams are reminded, once for each last day."""

from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.notices import notify_overdue


def remind_of_overdue_loans() -> int:
    """Remind of each loan that is still out after its last half-day. Returns how many there are."""
    loans = list(Loan.objects.overdue().with_places())
    for loan in loans:
        notify_overdue(loan)
    return len(loans)
