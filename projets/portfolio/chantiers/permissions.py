"""Who changes the words of a chantier: the coordination."""

from reseau.permissions import is_coordinator


def may_change_chantier(user) -> bool:
    return is_coordinator(user)
