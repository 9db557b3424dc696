"""Who opens and closes positions; who notes what somebody said on leaving."""

from reseau.enums import Role
from reseau.members.models.member import Member
from reseau.members.models.position import Position
from reseau.permissions import is_coordinator, watches_any_territory, watches_territory


def may_open_positions(user) -> bool:
    """Those who bring people into the network also give them further positions."""
    return watches_any_territory(user)


def may_close_position(user, position: Position) -> bool:
    """A coordinator closes any position, a territorial animator those of the EPM of their territory."""
    if is_coordinator(user):
        return True
    return position.role == Role.ANIMATOR and watches_territory(user, position.covered_territory_id)


def may_note_leaving(user, member: Member) -> bool:
    """A coordinator notes what another member said of their name; each member chooses their own."""
    return is_coordinator(user) and user.pk != member.pk
