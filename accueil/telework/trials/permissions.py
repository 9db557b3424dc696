"""Who runs trials and changes the method: the coordination. Members of the network read their results."""

from reseau.permissions import is_coordinator


def may_run_trials(user) -> bool:
    return is_coordinator(user)
