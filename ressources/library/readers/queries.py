"""What readers make of sheets, as columns of a query of sheets: favourites, thanks, feedback."""

from django.db import models

from reseau.permissions import is_network_member
from ressources.library.readers.models import Favourite, Feedback, Thanks


class RowCount(models.Subquery):
    """The number of rows of a queryset, as a column of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()


def with_readers(sheets: models.QuerySet, user) -> models.QuerySet:
    """Fill `thanks_count`; for a member of the network, `is_favourite`, `is_thanked` and `feedback_count` too."""
    sheets = sheets.annotate(thanks_count=RowCount(about_sheet(Thanks)))
    if not is_network_member(user):
        return sheets
    sheets = with_feedback_count(with_favourite(sheets, user))
    return sheets.annotate(is_thanked=models.Exists(about_sheet(Thanks).filter(member=user)))


def with_favourite(sheets: models.QuerySet, user) -> models.QuerySet:
    """Fill `is_favourite` for a member of the network."""
    if not is_network_member(user):
        return sheets
    return sheets.annotate(is_favourite=models.Exists(about_sheet(Favourite).filter(member=user)))


def with_feedback_count(sheets: models.QuerySet) -> models.QuerySet:
    """Fill `feedback_count`, the number of feedback messages that nobody has settled yet."""
    return sheets.annotate(feedback_count=RowCount(about_sheet(Feedback).unsettled()))


def about_sheet(model: type[models.Model]) -> models.QuerySet:
    """Return the rows of `model` about the sheet of the outer query, for a subquery."""
    return model.objects.filter(sheet=models.OuterRef("pk")).order_by()
