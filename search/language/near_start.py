"""Beginnings of words typed with one slip: a letter wrong, forgotten, too many, or two in the wrong order."""

import re
from collections.abc import Callable

# With fewer letters, one slip makes any word of any other.
SHORTEST = 4
# Letters looked at: a cluster takes patterns of a thousand signs.
LONGEST = 12


def near_start(word: str) -> str:
    """Return a pattern of what begins like the first letters of `word`, but for one slip after the very first.

    Letters, digits, « . » and « | » alone, so that it says the same in Python and on a cluster.
    """
    letters = "".join(letter if letter.isalnum() else "." for letter in word[:LONGEST])
    spellings = {letters: None}
    for place in range(1, len(letters)):
        before, letter, after = letters[:place], letters[place], letters[place + 1 :]
        swapped = f"{before}{after[0]}{letter}{after[1:]}" if after else f"{before}{letter}"
        spellings |= dict.fromkeys((f"{before}.{after}", f"{before}.{letter}{after}", f"{before}{after}", swapped))
    return "|".join(spellings)


def beginning_nearly(start: str) -> Callable[[str], bool]:
    """Return whether a text begins with `start`, or nearly, if it is neither too short nor cut; both folded."""
    pattern = re.compile(near_start(start)) if SHORTEST <= len(start) <= LONGEST else None
    return lambda text: text.startswith(start) or bool(pattern and pattern.match(text))
