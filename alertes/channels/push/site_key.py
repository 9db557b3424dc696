"""The key by which browsers know that it is this site which writes to them (VAPID, RFC 8292). Without it, no push."""

import base64

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

KEY_BYTES = 32


def is_push_offered() -> bool:
    """Whether this site has a key."""
    return bool(settings.PUSH_KEY)


def new_site_key() -> str:
    """Return a new key, as `EXTRANET_PUSH_KEY` holds it: 32 bytes in base64 for addresses."""
    return _as_text(generate(SECP256R1()).private_numbers().private_value.to_bytes(KEY_BYTES))


def public_site_key() -> str:
    """Return the public half of the key, which browsers keep with their subscription."""
    return _as_text(_private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _private_key() -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(base64.urlsafe_b64decode(f"{settings.PUSH_KEY}=")), SECP256R1())


def _as_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
