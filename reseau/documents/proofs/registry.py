"""Registry of papers that anybody may check by their number, without this application knowing them.

An application registers in its module `declarations.proofs`, which is found by its name, what a number stands for:

    @register
    def certificate(number):
        found = Certificate.objects.filter(number=number).first()
        return Proof(title="Attestation de fin de formation", …) if found else None
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from reseau.documents.proofs.numbers import in_groups


@dataclass(frozen=True, slots=True)
class Proof:
    """What a visitor reads: never more than the holder allows; of a revoked paper, only the day.

    `words_valid` and `words_revoked`: first sentence of the page, which names the kind of paper. `holder_label`:
    what the holder is, a person or a place.
    """

    title: str
    issued: datetime.date
    holder: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    revoked: datetime.date | None = None
    words_valid: str = "Attestation valable"
    holder_label: str = "Personne"
    words_revoked: str = "Cette attestation est annulée"


# Takes a stored number; returns the paper of that number, or None if it belongs to another kind.
Checker = Callable[[str], Proof | None]

_checkers: list[Checker] = []


def register(checker: Checker) -> Checker:
    """Register a kind of paper. Decorator."""
    if checker not in _checkers:
        _checkers.append(checker)
    return checker


def proof_of(number: str) -> Proof | None:
    return next(filter(None, (checker(number) for checker in _checkers)), None)


def check_path(number: str) -> str:
    """Return the path where anybody checks `number`."""
    return reverse("proof", args=[in_groups(number)])


def check_url(number: str) -> str:
    """Return the full address, as printed: the QR code of a paper is read far from this site."""
    return urljoin(settings.ORIGIN, check_path(number))
