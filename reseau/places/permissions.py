"""Who keeps the record of a place."""

from reseau.permissions import is_network_member, watches_territory
from reseau.places.models.epm import EPM


def may_edit_epm(user, epm: EPM) -> bool:
    """Those who work in the EPM keep its record, and those who watch over its territory."""
    return is_network_member(user) and (epm.pk in user.epm_ids or watches_territory(user, epm.commune.territory_id))
