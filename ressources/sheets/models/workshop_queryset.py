"""Workshop sheets as lists: with their steps."""

from django.db import models

from reseau.permissions import is_network_member
from ressources.deliveries.models.delivery import SHOWN_NOTES, Delivery
from ressources.sheets.models.sheet_queryset import SheetQuerySet


class WorkshopPageQuerySet(SheetQuerySet):
    def with_record(self):
        return super().with_record().prefetch_related("steps")

    def with_field_notes(self, user):
        """Brings the latest ones within the sheet's own query (`latest_notes` of deliveries)."""
        if not is_network_member(user):
            return self
        notes = Delivery.objects.filter(sheet=models.OuterRef("pk")).noted().latest_first().as_notes()
        return self.annotate(
            **{f"note_{rank + 1}": models.Subquery(notes[rank : rank + 1]) for rank in range(SHOWN_NOTES)}
        )
