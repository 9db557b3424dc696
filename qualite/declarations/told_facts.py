"""What messages tell of loans and of the files of the charter."""

from collections.abc import Collection, Mapping

from alertes.channels.facts.source import FactSource, stored_states
from qualite.labelling.action_plan.models import PlannedAction
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.visits.models import Visit
from qualite.lending.loans.models.loan import Loan


class LoanFacts(FactSource):
    """A booking, a change, a reminder: true as long as the loan has that state and that period."""

    name = "loan"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return {loan.pk: f"{loan.state} {loan.period}" for loan in Loan.objects.filter(pk__in=keys)}


class VisitFacts(FactSource):
    """A visit that is planned, moved, cancelled, handed in: true as long as it is so."""

    name = "visit"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Visit.objects.filter(pk__in=keys), "state", "date", "start", "end", "involvement")


class PlannedActionFacts(FactSource):
    """An action to do: true until it is done, or has another day."""

    name = "planned_action"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        actions = PlannedAction.objects.filter(pk__in=keys)
        return {action.pk: f"{action.is_open} {action.due_on} {action.who}" for action in actions}


class QualityLabelFacts(FactSource):
    """A label that ends, or is withdrawn: true as long as it is so."""

    name = "quality_label"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(QualityLabel.objects.filter(pk__in=keys), "ends_on", "withdrawn_on")


class AssessmentFacts(FactSource):
    """A file that waits for its visitor: true until it has one."""

    name = "assessment"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Assessment.objects.filter(pk__in=keys), "stage")


SOURCES = (LoanFacts(), VisitFacts(), PlannedActionFacts(), QualityLabelFacts(), AssessmentFacts())
