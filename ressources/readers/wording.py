"""Wording of the thanks for a sheet."""

from reseau.wording import listed

NAMED = 2


def thanks_in_words(count: int, *, is_mine: bool) -> str:
    """Return « Vous et 2 collègues avez dit merci. »; empty without any."""
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
    rest = "un autre collègue" if others == 1 else f"{others}\u00a0autres collègues"
    return listed([*names[:NAMED], rest])


def _colleagues(count: int) -> str:
    return "un collègue" if count == 1 else f"{count}\u00a0collègues"
