"""Who may discuss a sheet."""

from reseau.permissions import is_network_member


def may_discuss(user, sheet) -> bool:
    """Whether the member, who reads the sheet, may begin its discussion: an obsolete one is not discussed any more."""
    return is_network_member(user) and sheet.is_visible_to(user) and not sheet.is_obsolete
