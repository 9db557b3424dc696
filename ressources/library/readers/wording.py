"""Wording of the thanks for a sheet."""

from reseau.texts.wording import join_words

NAMED = 2


def thanks_in_words(count: int, *, is_mine: bool) -> str:
    """Return « Vous et 2 autres personnes avez dit merci. »; empty without any."""
    others = count - is_mine
    if is_mine:
        return f"Vous et {_others(others)} avez dit merci." if others > 0 else "Vous avez dit merci."
    if not count:
        return ""
    return f"{count}\u00a0personnes ont dit merci." if count > 1 else "Une personne a dit merci."


def named_members(names: list[str]) -> str:
    """« Camille Martin », « Camille Martin et Ali Roques », « Camille Martin, Ali Roques et 3 autres personnes »."""
    others = len(names) - NAMED
    if others <= 0:
        return join_words(names)
    return join_words([*names[:NAMED], _others(others)])


def _others(count: int) -> str:
    return "une autre personne" if count == 1 else f"{count}\u00a0autres personnes"
