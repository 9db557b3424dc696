"""Who records a factor: the coordination. Members of the network read them."""

from reseau.permissions import is_coordinator


def may_record_factor(user) -> bool:
    return is_coordinator(user)
