"""Who draws statements and notes the steps of their payment: the coordination. Teams read theirs."""

from reseau.permissions import is_coordinator, is_network_member, watches_any_territory


def may_settle(user) -> bool:
    """Whether `user` draws statements, notes steps, writes the circuit and takes the table of the accountant."""
    return is_coordinator(user)


def may_read_statements(user) -> bool:
    """Whether there is a list of statements for `user`: who watches a territory, or works in a place."""
    return watches_any_territory(user) or (is_network_member(user) and bool(user.epm_ids))
