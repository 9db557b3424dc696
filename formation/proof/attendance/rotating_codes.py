"""The presence code that a screen shows: it changes every twenty seconds and opens a single half-day."""

import datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

SALT = "formation.presence"
STEP = 20  # seconds during which a code is shown
LIFE = datetime.timedelta(seconds=90)  # time to point a phone at it
SCANNED_FOR = 10 * 60  # seconds to log in after scanning
EXPIRED = "Ce code a changé depuis. Scannez celui qui est affiché en ce moment."
TO_SCAN = "Scannez le code que montre la personne qui forme\u00a0: il ne vaut que dix minutes une fois scanné."
UNKNOWN = "Ce code n’est pas un code de présence. Scannez celui que montre la personne qui forme."


def code_for(half_day_key: int, at: datetime.datetime | None = None) -> str:
    return signing.Signer(salt=SALT).sign(f"{half_day_key}-{_step(at or timezone.now())}")


def half_day_of(code: str, at: datetime.datetime | None = None) -> int:
    """Return the key of the half-day that the code opens. Raises ValidationError if it is forged, expired or in the
    future.
    """
    at = at or timezone.now()
    try:
        half_day, step = map(int, signing.Signer(salt=SALT).unsign(code).split("-"))
    except (signing.BadSignature, ValueError) as error:
        raise ValidationError(UNKNOWN) from error
    age = at.timestamp() - step * STEP
    # One step ahead, since the clocks of the servers of a site may differ by some seconds.
    if not -STEP <= age <= LIFE.total_seconds():
        raise ValidationError(EXPIRED)
    return half_day


def _step(at: datetime.datetime) -> int:
    return int(at.timestamp()) // STEP
