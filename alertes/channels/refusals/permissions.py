"""Who sees that the address of a member refuses mails, and may have it tried again."""

from reseau.permissions import watches_any_territory


def may_mend_address(user, member) -> bool:
    """The member, and those who bring people into the network, who know how to reach them otherwise."""
    return user == member or watches_any_territory(user)
