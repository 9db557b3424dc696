"""Who may read and answer what readers write about a sheet."""

from reseau.permissions import is_network_member
from ressources.permissions import is_author, may_review


def may_answer_readers(user, sheet) -> bool:
    """Reads what readers write: the authors; once every one of them has left, whoever reviews the sheet."""
    if not is_network_member(user):
        return False
    return is_author(user, sheet) or (may_review(user, sheet) and not sheet.authors_here.exists())
