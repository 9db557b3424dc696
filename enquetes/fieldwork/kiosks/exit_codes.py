"""The code that leaves a kiosk: four digits, known to those who keep the place.

It keeps people on the page, as a latch does; nobody is behind the door, since the computer is in no account. The page
checks it without network, against a digest.
"""

import hashlib

from django.utils.crypto import salted_hmac

from enquetes.fieldwork.kiosks.models import Kiosk

DIGITS = 4


def exit_code(kiosk: Kiosk) -> str:
    """Return the same code as long as the kiosk exists; nothing stores it."""
    drawn = salted_hmac("enquetes.kiosks.exit", f"{kiosk.pk}/{kiosk.link_facts}", algorithm="sha256").hexdigest()
    return f"{int(drawn, 16) % 10**DIGITS:0{DIGITS}}"


def exit_digest(kiosk: Kiosk) -> str:
    """Return what the page compares with the digest of « address:code »."""
    return hashlib.sha256(f"{kiosk.token}:{exit_code(kiosk)}".encode()).hexdigest()
