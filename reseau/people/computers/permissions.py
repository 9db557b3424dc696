"""Who registers the computers of a place and takes their registration back."""

from reseau.places.models.epm import EPM
from reseau.places.permissions import may_edit_epm


def may_register_computers(user, epm: EPM) -> bool:
    """Those who keep the record of the place."""
    return may_edit_epm(user, epm)
