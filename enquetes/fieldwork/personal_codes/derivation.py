"""Codes derived from the key of their row by the secret key of the site: printed again, though stored nowhere.

A copy of the database gives no code, and tells none that somebody found: both take the secret key.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from reseau.documents.papers.code_letters import letters_of

DRAWING, STORING = "enquetes.personal_codes.code", "enquetes.personal_codes.digest"


def derive_code(key: int, *, secret: str) -> str:
    """Return the letters of the code of a row."""
    return letters_of(int.from_bytes(salted_hmac(DRAWING, str(key), secret=secret, algorithm="sha256").digest()))


def code_digest(letters: str, *, secret: str) -> str:
    """Return what is stored of a code, by which it is found."""
    return salted_hmac(STORING, letters, secret=secret, algorithm="sha256").hexdigest()


def possible_digests(letters: str) -> list[str]:
    """Return the digests of a code, by the secret key of today and by those before."""
    return [code_digest(letters, secret=secret) for secret in secret_keys()]


def printed_again(rows: Iterable[tuple[int, str]]) -> list[str]:
    """Return the letters of the codes of rows (key, digest), in their order; of those alone whose secret key is kept.

    A row drawn under a secret key that the site has forgotten gives nothing.
    """
    keys = secret_keys()
    found = ((derive_code(key, secret=secret), digest, secret) for key, digest in rows for secret in keys)
    return [letters for letters, digest, secret in found if code_digest(letters, secret=secret) == digest]


def secret_keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
