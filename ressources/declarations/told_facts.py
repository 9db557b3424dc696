"""What messages tell of sheets, of their review, of workshops open to all."""

from collections.abc import Collection, Mapping

from wagtail.models import WorkflowState

from alertes.channels.facts.source import FactSource, stored_states
from ressources.review.models import ReviewAssignment
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


class SheetFacts(FactSource):
    """A publication or a withdrawal: true as long as the sheet is, or is not, in the library."""

    name = "sheet"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(Sheet.objects.filter(pk__in=keys), "live")


class FreshnessFacts(FactSource):
    """A published sheet is to be read again, is obsolete, is in use again: true as long as it is so."""

    name = "freshness"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        sheets = Sheet.objects.filter(pk__in=keys).select_related("obsolescence", "review_date")
        return {sheet.pk: f"{sheet.is_obsolete} {sheet.due_on}" for sheet in sheets}


class ReviewFacts(FactSource):
    """A sheet to review: true as long as it waits, for that day and with that reviewer."""

    name = "review"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        waiting = Sheet.objects.filter(_workflow_states__status=WorkflowState.STATUS_IN_PROGRESS)
        assignments = ReviewAssignment.objects.filter(sheet__in=waiting.filter(pk__in=keys).order_by().values("pk"))
        rows = assignments.values_list("sheet", "reviewer", "due")
        return {sheet: f"{reviewer} {due}" for sheet, reviewer, due in rows}


class OpenWorkshopFacts(FactSource):
    """A reminder, a change: true as long as the workshop is that day, at that hour, there."""

    name = "open_workshop"

    def states(self, keys: Collection[int]) -> Mapping[int, str]:
        return stored_states(OpenWorkshop.objects.filter(pk__in=keys), "cancelled_at", "date", "start", "epm")


SOURCES = (SheetFacts(), FreshnessFacts(), ReviewFacts(), OpenWorkshopFacts())
