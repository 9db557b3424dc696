"""The number of a paper that anybody may check: impossible to guess, easy to read out and to type.

Twelve digits or letters, shown by four: « 7K3M-9QTR-2XWC »; sixty random bits. No letter looks like a digit or like
another letter; a typed look-alike is read as the sign that it looks like.
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


def parse_number(text: str) -> str:
    """Return the number as it is stored, whatever case, spaces and hyphens were typed; empty if malformed."""
    number = BETWEEN.sub("", text).upper().translate(LOOKS_LIKE)
    return number if KEPT.fullmatch(number) else ""


def in_groups(number: str) -> str:
    """Return the number in groups of four, as printed and as written in its address."""
    return "-".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))
