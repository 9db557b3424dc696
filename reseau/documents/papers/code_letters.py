"""Letters of codes: read aloud and typed without a doubt, with a check letter that sees a mistake.

« HKT-PWZ-MAB »: eight letters drawn, then the check letter. Hyphens, spaces, accents and small letters are for the
hand; a letter or a digit that codes never have is read as the one that it looks like.
"""

import unicodedata

# Neither I, L, O, Q, U nor V: nobody takes a letter for another, or for a number.
LETTERS = "ABCDEFGHJKMNPRSTWXYZ"
DRAWN, GROUP = 8, 3
LENGTH = DRAWN + 1
LOOK_ALIKES = str.maketrans("0OQ1IL24567UV8", "DDDJJJZASGTYYB")
_RANKS = {letter: rank for rank, letter in enumerate(LETTERS)}


def check_letter(letters: str) -> str:
    """Return the check letter of the hybrid system of ISO/IEC 7064, for an alphabet of 20.

    Any wrong letter, and most swaps of neighbours, are seen.
    """
    size = len(LETTERS)
    carry = size
    for letter in letters:
        carry = ((carry + _RANKS[letter]) % size or size) * 2 % (size + 1)
    return LETTERS[(size + 1 - carry) % size]


def letters_of(number: int) -> str:
    """Return the letters of a code, check letter included, from a number of any size."""
    drawn = []
    for _ in range(DRAWN):
        number, rank = divmod(number, len(LETTERS))
        drawn.append(LETTERS[rank])
    return "".join(drawn) + check_letter("".join(drawn))


def in_groups(letters: str) -> str:
    """Return a code as slips print it: « HKT-PWZ-MAB »."""
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read_letters(text: str) -> str | None:
    """Return the letters of the code that somebody typed; None if it is no code, or mistyped."""
    signs = unicodedata.normalize("NFKD", text.upper())
    letters = "".join(sign for sign in signs if sign.isalnum()).translate(LOOK_ALIKES)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS) or check_letter(letters[:-1]) != letters[-1]:
        return None
    return letters
