"""Numbers of learners' cards: « 46-0001 », the number of the département and a rank."""

DEPARTMENT = "46"
RANK_DIGITS = 4
EXAMPLE = f"{DEPARTMENT}-0001"


def card_number(rank: int) -> str:
    return f"{DEPARTMENT}-{rank:0{RANK_DIGITS}d}"


def rank_of(number: str) -> int:
    return int(number.partition("-")[2])


def read_card_number(typed: str) -> str:
    """The number as printed, whatever was typed between its digits: « 46 0001 », « 460001 », « 0001 » → « 46-0001 ».

    Empty when what was typed cannot be a card number.
    """
    digits = "".join(character for character in typed if character.isascii() and character.isdecimal())
    if len(digits) == RANK_DIGITS:
        digits = DEPARTMENT + digits
    if not digits.startswith(DEPARTMENT) or not RANK_DIGITS <= len(digits) - len(DEPARTMENT) <= RANK_DIGITS + 2:
        return ""
    return f"{DEPARTMENT}-{digits[len(DEPARTMENT) :]}"
