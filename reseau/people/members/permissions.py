"""Who opens and closes positions, who answers for the team of an EPM; who notes what somebody said on leaving."""

from reseau.enums import Role
from reseau.people.members.models.member import Member
from reseau.people.members.models.position import Position
from reseau.permissions import is_coordinator, watches_any_territory, watches_territory
from reseau.places.models.epm import EPM


def may_open_positions(user) -> bool:
    """Those who watch over a territory give further positions to members."""
    return watches_any_territory(user)


def is_referent(user) -> bool:
    """A person of reference of some EPM."""
    return user.is_authenticated and bool(user.referent_epm_ids)


def may_keep_team(user, epm: EPM) -> bool:
    """The people of reference of the EPM, the animator of its territory, the coordination."""
    return user.is_authenticated and (
        epm.pk in user.referent_epm_ids or watches_territory(user, epm.commune.territory_id)
    )


def may_close_position(user, position: Position) -> bool:
    """A coordinator closes any position; the animator of the territory and people of reference those of their EPM."""
    if is_coordinator(user):
        return True
    return position.role == Role.ANIMATOR and may_keep_team(user, position.epm)


def may_change_employer(user, position: Position) -> bool:
    """Those who watch over the territory: the holder of a position may not change who must agree."""
    if is_coordinator(user):
        return True
    return position.role == Role.ANIMATOR and watches_territory(user, position.covered_territory_id)


def may_note_leaving(user, member: Member) -> bool:
    """A coordinator notes what another member said of their name; each member chooses their own."""
    return is_coordinator(user) and user.pk != member.pk
