"""How the library says what readers make of a sheet."""

from reseau.wording import listed

NAMED = 2


def thanks_in_words(count: int, *, is_mine: bool) -> str:
    """« Vous et 2 collègues avez dit merci. » Nothing while nobody has."""
    others = count - is_mine
    if is_mine:
        return f"Vous et {_colleagues(others)} avez dit merci." if others > 0 else "Vous avez dit merci."
    if not count:
        return ""
    return f"{_colleagues(count).capitalize()} {'ont' if count > 1 else 'a'} dit merci."


def named_members(names: list[str]) -> str:
    """« Camille Martin », « Camille Martin et Ali Roques », « Camille Martin, Ali Roques et 3 autres collègues »."""
    others = len(names) - NAMED
    if others <= 0:
        return listed(names)
    rest = "une autre personne" if others == 1 else f"{others} autres personnes"
    return listed([*names[:NAMED], rest])


def _colleagues(count: int) -> str:
    return "une personne" if count == 1 else f"{count} personnes"
