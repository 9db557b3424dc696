"""The sheet that the user writes or reviews, with all that these pages show of it."""

from collections.abc import Callable

from ressources.review.queries import with_working_columns
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.views import allowed_sheet, kind_of


def working_sheet_for(user, pk: int, allowed: Callable) -> Sheet:
    """Return the sheet if `allowed(user, sheet)`, in two queries. Raises `Http404` otherwise."""
    sheets = kind_of(Sheet.objects.all(), pk=pk).objects.with_state()
    return allowed_sheet(user, with_working_columns(sheets), pk, allowed)
