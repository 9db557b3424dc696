"""Papers that anybody may check by their number, without this application knowing them.

An application says in its module `proofs`, which is found by itself, what stands behind a number of its own:

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

from reseau.proofs.numbers import in_groups


@dataclass(frozen=True, slots=True)
class Proof:
    """What a visitor reads: never more than the holder allows. Of a paper that is revoked, the day and nothing else.

    `words_valid` and `words_revoked` name the kind of paper in what the page says first.
    """

    title: str
    issued: datetime.date
    holder: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    revoked: datetime.date | None = None
    words_valid: str = "Attestation valable"
    words_revoked: str = "Cette attestation est annulée"


# Gives what a number as it is kept stands for, or None when it is not one of its own.
Checker = Callable[[str], Proof | None]

_checkers: list[Checker] = []


def register(checker: Checker) -> Checker:
    """Decorator: adds a kind of paper to those that are checked."""
    if checker not in _checkers:
        _checkers.append(checker)
    return checker


def proof_of(number: str) -> Proof | None:
    return next(filter(None, (checker(number) for checker in _checkers)), None)


def check_path(number: str) -> str:
    """The address, without its host, where anybody checks `number`."""
    return reverse("proof", args=[in_groups(number)])


def check_url(number: str) -> str:
    """In full, as printed: the QR of a paper is read far from this site."""
    return urljoin(settings.ORIGIN, check_path(number))
