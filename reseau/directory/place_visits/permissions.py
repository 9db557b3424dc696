"""Who notes visits, who reads those of a place, who corrects a note."""

from reseau.directory.place_visits.models import PlaceVisit
from reseau.permissions import is_network_member, watches_territory
from reseau.places.models.epm import EPM


def may_note_visit(user, epm: EPM) -> bool:
    """The animator of the territory, the coordination."""
    return watches_territory(user, epm.commune.territory_id)


def may_read_visits(user, epm: EPM) -> bool:
    """Those who note them, and the team, which reads the shared ones."""
    return is_network_member(user) and (may_note_visit(user, epm) or epm.pk in user.epm_ids)


def may_correct_visit(user, visit: PlaceVisit) -> bool:
    """Whoever noted it, as long as they watch over the territory."""
    return visit.visitor_id == user.pk and may_note_visit(user, visit.epm)
