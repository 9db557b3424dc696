"""Who notes decisions and what becomes of them: the coordination, and whoever is to act for their own."""

from django.utils import timezone

from projets.steering.committee.models import Mandate
from projets.steering.committee.permissions import may_keep_committee
from projets.steering.decisions.models import SteeringDecision
from reseau.permissions import is_network_member


def may_move_decision(user, decision: SteeringDecision) -> bool:
    """The member who is to act, or who holds today the position that is to act, says what became of it."""
    if may_keep_committee(user):
        return True
    if not is_network_member(user):
        return False
    if decision.member_id == user.pk:
        return True
    held = Mandate.objects.on(timezone.localdate()).filter(member=user)
    return bool(decision.position_id) and held.filter(position=decision.position_id).exists()
