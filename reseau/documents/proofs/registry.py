"""Papers that anybody may check by their number, without this application knowing them.

An application lists in its module `declarations.proofs` what a number stands for:

    def certificate(number):
        found = Certificate.objects.filter(number=number).first()
        return Proof(title="Attestation de fin de formation", …) if found else None

    CHECKERS = (certificate,)

A checker takes a stored number, and returns the paper of that number, or None if it belongs to another kind.
"""

import datetime
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from jobs.declared import declared
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


def proof_of(number: str) -> Proof | None:
    return next(filter(None, (checker(number) for checker in declared("proofs", "CHECKERS"))), None)


def check_path(number: str) -> str:
    """Return the path where anybody checks `number`."""
    return reverse("proof", args=[in_groups(number)])


def check_url(number: str) -> str:
    """Return the full address, as printed: the QR code of a paper is read far from this site."""
    return urljoin(settings.ORIGIN, check_path(number))
