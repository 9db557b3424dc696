"""What messages tell of a loan: where it stands, and its period."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.registry import register
from alertes.channels.facts.source import FactSource
from qualite.lending.loans.models.loan import Loan


@register
class LoanFacts(FactSource):
    """A booking, a change, a reminder: true as long as the loan has that state and that period."""

    name = "loan"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return {loan.pk: f"{loan.state} {loan.period}" for loan in Loan.objects.filter(pk__in=keys)}
