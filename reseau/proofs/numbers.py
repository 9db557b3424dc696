"""The number of a paper that anybody may check: nobody guesses one, and it is easily read out and typed.

Twelve signs of which each is a digit or a letter, shown by four: « 7K3M-9QTR-2XWC ». Sixty bits drawn at random. No
letter looks like a digit or like another letter; who types one of those meant the sign that it looks like.
"""

import re
import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
LOOKS_LIKE = str.maketrans("OILU", "011V")
BETWEEN = re.compile(r"[\s.\-‐‑–—_/]+")
KEPT = re.compile(rf"[{SIGNS}]{{{LENGTH}}}")


def new_number() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def parse_number(typed: str) -> str:
    """The number as it is kept, whatever capitals, spaces and hyphens were typed; empty for what can be none."""
    number = BETWEEN.sub("", typed).upper().translate(LOOKS_LIKE)
    return number if KEPT.fullmatch(number) else ""


def in_groups(number: str) -> str:
    """As it is printed, and written in the address where it is checked."""
    return "-".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))
