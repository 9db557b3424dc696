"""The card of a learner: its number (« 46-0001 »: the département and a rank) and its secret."""

import secrets
import string

DEPARTMENT = "46"
RANK_DIGITS = 4
EXAMPLE = f"{DEPARTMENT}-0001"
SECRET_LENGTH = 6
# Cards of the first years have four digits until they get a new code.
SECRET_LENGTHS = (4, SECRET_LENGTH)


def card_number(rank: int) -> str:
    """Return the card number of a rank."""
    return f"{DEPARTMENT}-{rank:0{RANK_DIGITS}d}"


def rank_of(number: str) -> int:
    """Return the rank of a card number."""
    return int(number.partition("-")[2])


def read_card_number(text: str) -> str:
    """Return the number as printed: « 46 0001 », « 460001 » and « 0001 » → « 46-0001 ».

    Return an empty string if the text cannot be a card number.
    """
    digits = "".join(character for character in text if character.isascii() and character.isdecimal())
    if len(digits) == RANK_DIGITS:
        digits = DEPARTMENT + digits
    if not digits.startswith(DEPARTMENT) or not RANK_DIGITS <= len(digits) - len(DEPARTMENT) <= RANK_DIGITS + 2:
        return ""
    return f"{DEPARTMENT}-{digits[len(DEPARTMENT) :]}"


def new_secret() -> str:
    """Return six digits, which beginners can read and type; never a run (123456) nor a refrain (121212)."""
    while True:
        secret = f"{secrets.randbelow(10**SECRET_LENGTH):0{SECRET_LENGTH}d}"
        is_refrain = secret in (secret + secret)[1:-1]
        if not is_refrain and not any(secret in run for run in (string.digits, string.digits[::-1])):
            return secret


def grouped_secret(secret: str) -> str:
    """Return a secret as people read it: « 258 019 »; four digits stay together."""
    half = len(secret) // 2
    return f"{secret[:half]}\u00a0{secret[half:]}" if len(secret) == SECRET_LENGTH else secret
