"""Field notes of workshop sheets, joined in the query of the sheets (`DeliveryQuerySet.latest_notes_of` reads them)."""

from django.db.models import OuterRef, QuerySet, Subquery

from reseau.permissions import is_network_member
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import SHOWN_NOTES, Delivery


def with_field_notes(sheets: QuerySet, user) -> QuerySet:
    """Join the latest field notes for members of the network. Only workshop sheets have some."""
    if not (issubclass(sheets.model, WorkshopPage) and is_network_member(user)):
        return sheets
    notes = Delivery.objects.filter(sheet=OuterRef("pk")).noted().latest_first().as_notes()
    return sheets.annotate(**{f"note_{rank + 1}": Subquery(notes[rank : rank + 1]) for rank in range(SHOWN_NOTES)})
