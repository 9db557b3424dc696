"""Who has a sheet in hand during its review, and who may answer its author."""

from reseau.models.member import Member
from reseau.permissions import is_coordinator
from ressources.permissions import may_decide


def holder_of(sheet) -> Member | None:
    """The reviewer who has the sheet in hand; nobody when none has taken it, or when she may review it no more."""
    assignment = getattr(sheet, "assignment", None)
    holder = assignment.reviewer if assignment else None
    return holder if holder and holder.is_active and may_decide(holder, sheet) else None


def may_answer(user, sheet) -> bool:
    """Answers its author, gives it to a colleague or puts it off: whoever has it in hand, anybody while nobody has."""
    if not may_decide(user, sheet):
        return False
    assignment = getattr(sheet, "assignment", None)
    is_hers = assignment is None or assignment.reviewer_id in (None, user.pk)
    return is_hers or is_coordinator(user) or holder_of(sheet) is None
