"""Who invites whom into the network."""

from reseau.enums import Role
from reseau.people.invitations.models import Invitation
from reseau.people.members.permissions import is_referent, may_keep_team
from reseau.permissions import is_coordinator, watches_any_territory


def may_invite(user) -> bool:
    """Those who watch over a territory, and the people of reference of an EPM."""
    return watches_any_territory(user) or is_referent(user)


def may_send_invitation(user, invitation: Invitation) -> bool:
    """A coordinator invites anybody; a territorial animator and a person of reference the animators of their EPM."""
    if is_coordinator(user):
        return True
    is_animator_of_epm = invitation.role == Role.ANIMATOR and invitation.epm is not None
    return is_animator_of_epm and may_keep_team(user, invitation.epm)
