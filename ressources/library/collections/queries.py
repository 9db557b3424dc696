"""Collections that hold a sheet, as a column of a query of sheets."""

from django.db.models import QuerySet

from reseau.permissions import is_network_member
from ressources.library.collections.models import CollectedSheet
from ressources.library.readers.queries import RowCount, about_sheet


def with_collected_count(sheets: QuerySet, user) -> QuerySet:
    """Fill `collected_count` for a member of the network: how many of their own collections hold each sheet."""
    if not is_network_member(user):
        return sheets
    collected = about_sheet(CollectedSheet).filter(collection__owner=user, collection__deleted=None)
    return sheets.annotate(collected_count=RowCount(collected))
