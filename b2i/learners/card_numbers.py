"""Numbers of learners' cards: « 46-0001 », the number of the département and a rank."""

DEPARTMENT = "46"
RANK_DIGITS = 4
EXAMPLE = f"{DEPARTMENT}-0001"


def card_number(rank: int) -> str:
    """Return the card number of a rank."""
    return f"{DEPARTMENT}-{rank:0{RANK_DIGITS}d}"


def rank_of(number: str) -> int:
    """Return the rank of a card number."""
    return int(number.partition("-")[2])


def read_card_number(typed: str) -> str:
    """Return the number as printed: « 46 0001 », « 460001 » and « 0001 » → « 46-0001 ».

    Return an empty string if the text cannot be a card number.
    """
    digits = "".join(character for character in typed if character.isascii() and character.isdecimal())
    if len(digits) == RANK_DIGITS:
        digits = DEPARTMENT + digits
    if not digits.startswith(DEPARTMENT) or not RANK_DIGITS <= len(digits) - len(DEPARTMENT) <= RANK_DIGITS + 2:
        return ""
    return f"{DEPARTMENT}-{digits[len(DEPARTMENT) :]}"
