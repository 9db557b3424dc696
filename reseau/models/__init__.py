"""People and places of the network."""

from reseau.invitations.models import Invitation
from reseau.models.epm import EPM
from reseau.models.member import Member
from reseau.models.place import Commune, Territory
from reseau.models.position import Position

__all__ = ["EPM", "Commune", "Invitation", "Member", "Position", "Territory"]
