"""Who has a sheet in hand during its review, and who may answer its author."""

from reseau.people.members.models.member import Member
from reseau.permissions import is_coordinator
from ressources.permissions import may_decide


def holder_of(sheet) -> Member | None:
    """Return the reviewer who has the sheet; None if there is none, or if they may no longer review it."""
    assignment = getattr(sheet, "assignment", None)
    holder = assignment.reviewer if assignment else None
    return holder if holder and holder.is_active and may_decide(holder, sheet) else None


def may_answer(user, sheet) -> bool:
    """Whether the user may answer the author, or reassign the sheet: its reviewer and coordinators; any reviewer if
    nobody has it.
    """
    if not may_decide(user, sheet):
        return False
    assignment = getattr(sheet, "assignment", None)
    is_unassigned_or_own = assignment is None or assignment.reviewer_id in (None, user.pk)
    return is_unassigned_or_own or is_coordinator(user) or holder_of(sheet) is None
