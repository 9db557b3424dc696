"""Who may read and answer what readers write about a sheet."""

from reseau.permissions import is_network_member
from ressources.permissions import is_author, may_review


def may_answer_readers(user, sheet) -> bool:
    """Whether the member may read and answer feedback: the authors; once all have left, the reviewers."""
    if not is_network_member(user):
        return False
    return is_author(user, sheet) or (may_review(user, sheet) and not sheet.authors_here.exists())
