"""Who may note that a workshop took place, and remove such a note."""

from reseau.permissions import is_network_member, watches_territory
from ressources.permissions import may_edit


def may_note_delivery(user, sheet) -> bool:
    """Says that she ran it, and reads the field notes: whoever has the sheet.

    An obsolete sheet is still readable, and a workshop that took place did take place. A withdrawn one is known to
    those who keep it, and to those who ran it before.
    """
    if not is_network_member(user):
        return False
    if sheet.is_visible_to(user):
        return True
    was_published = sheet.first_published_at is not None
    return was_published and (may_edit(user, sheet) or sheet.deliveries.filter(member=user).exists())


def may_remove_delivery(user, delivery) -> bool:
    """Takes out what is not so: whoever said it, and those who watch over the territory of the EPM."""
    if not is_network_member(user):
        return False
    return delivery.member_id == user.pk or watches_territory(user, delivery.epm.commune.territory_id)
