"""Who prepares the letter of a territory."""

from reseau.permissions import watches_territory


def may_edit_letter(user, letter) -> bool:
    """The animation of the territory, and the coordination."""
    return watches_territory(user, letter.territory_id)
