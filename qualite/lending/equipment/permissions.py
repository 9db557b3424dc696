"""Who keeps an equipment: those who keep the record of the place that owns it."""

from qualite.lending.equipment.models import Equipment
from reseau.places.permissions import may_edit_epm


def may_keep(user, equipment: Equipment) -> bool:
    return may_edit_epm(user, equipment.epm)
