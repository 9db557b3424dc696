"""Identifiers of the bodies that run places: SIRET and RNA, as the national schema takes them."""

from django.core.exceptions import ValidationError

# The schema takes any 9 to 14 letters and digits; the reference package of the State takes these two alone.
PIVOT = r"^(\d{14}|W\d{9})\Z"
# The SIRET of La Poste break the sum of Luhn: the sum of their digits is a multiple of five.
LA_POSTE = "356000000"


def validate_pivot(pivot: str) -> None:
    """Refuse a SIRET whose check digit is wrong: a digit was mistyped."""
    if pivot.isdigit() and len(pivot) == 14 and not _is_siret(pivot):
        raise ValidationError("Un chiffre de ce SIRET est faux\u00a0: recopiez les quatorze chiffres.")


def _is_siret(digits: str) -> bool:
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    return luhn_sum(digits) % 10 == 0


def luhn_sum(digits: str) -> int:
    """Return the sum of Luhn of `digits`: a multiple of ten for a number without mistake."""
    doubled = [int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled)
