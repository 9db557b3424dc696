"""Who keeps the committee, its meetings and its decisions: the coordination. All members of the network read."""

from reseau.permissions import is_coordinator


def may_keep_committee(user) -> bool:
    return is_coordinator(user)
