"""Who may give back or close a request for a sheet."""

from reseau.permissions import is_coordinator
from ressources.authoring.sheet_requests.models import SheetRequest


def may_give_back(user, sheet_request: SheetRequest) -> bool:
    """Return whether `user` writes the sheet, or coordinates."""
    return sheet_request.sheet_id is not None and (sheet_request.taken_by_id == user.pk or is_coordinator(user))
