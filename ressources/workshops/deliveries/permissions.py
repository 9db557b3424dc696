"""Who may note that a workshop took place, and remove such a note."""

from reseau.permissions import is_network_member, watches_territory
from ressources.permissions import may_edit


def may_note_delivery(user, sheet) -> bool:
    """Whether the member may say that they ran the sheet, and read its field notes: anybody who has the sheet.

    An obsolete sheet is still readable, and its workshops did take place. A withdrawn sheet is known to those who may
    edit it, and to those who ran it before.
    """
    if not is_network_member(user):
        return False
    if sheet.is_visible_to(user):
        return True
    was_published = sheet.first_published_at is not None
    return was_published and (may_edit(user, sheet) or sheet.deliveries.filter(member=user).exists())


def may_remove_delivery(user, delivery) -> bool:
    """Whether the member may remove a wrong delivery: its own member, and those who watch the territory of the EPM."""
    if not is_network_member(user):
        return False
    return delivery.member_id == user.pk or watches_territory(user, delivery.epm.commune.territory_id)
