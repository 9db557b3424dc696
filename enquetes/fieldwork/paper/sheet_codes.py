"""The code of a sheet: digits alone, so that a numeric keypad types it, with a check digit.

« 12-034-7 »: batch 12, sheet 34, check digit 7. Hyphens and spaces are for the eye: « 120347 » is the same.
"""

import re
from dataclasses import dataclass

MOST_SHEETS = 999
SHEET_DIGITS = 3
BETWEEN = re.compile(r"[\s.\-‐‑–—_/]+")
DIGITS = re.compile(rf"[1-9][0-9]{{0,8}}[0-9]{{{SHEET_DIGITS}}}[0-9]")


@dataclass(frozen=True, slots=True)
class SheetCode:
    """`batch`: key of the batch, over all campaigns."""

    batch: int
    number: int

    def __str__(self) -> str:
        digits = f"{self.batch}{self.number:0{SHEET_DIGITS}}"
        return f"{self.batch}-{self.number:0{SHEET_DIGITS}}-{check_digit(digits)}"


def check_digit(digits: str) -> str:
    """Return the check digit of ISO/IEC 7064, MOD 11,10: any wrong digit, and most swaps of neighbours, are seen."""
    carry = 10
    for digit in digits:
        carry = ((carry + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - carry) % 10)


def parse_code(text: str) -> SheetCode | None:
    """Return the code that somebody typed; None if it is no code, or mistyped."""
    digits = BETWEEN.sub("", text)
    if not digits.isascii() or not DIGITS.fullmatch(digits) or check_digit(digits[:-1]) != digits[-1]:
        return None
    batch, number = digits[: -SHEET_DIGITS - 1], digits[-SHEET_DIGITS - 1 : -1]
    return SheetCode(int(batch), int(number)) if int(number) else None
