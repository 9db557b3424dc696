"""Adaptations of sheets, joined in the query of the sheets."""

from django.db.models import OuterRef, QuerySet

from reseau.web.queries.json_rows import JSONRows
from ressources.review.adaptations.models import Adaptation


def with_adaptations(sheets: QuerySet, user) -> QuerySet:
    """Join the sheets of the library that were made from each sheet and that `user` may read, as `adaptation_rows`."""
    adaptations = Adaptation.objects.visible_to(user).filter(origin=OuterRef("pk")).latest_first()
    return sheets.annotate(adaptation_rows=JSONRows(adaptations, *Adaptation.shown_fields))
