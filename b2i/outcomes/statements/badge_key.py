"""The Ed25519 key that signs badges, in a file readable by the site alone, created with the first statement.

Once there are statements, a missing key is never replaced unasked: badges already taken could no longer be verified.

Verifiers find the public key at fixed addresses, as a JWK (RFC 8037) named by its thumbprint (RFC 7638).
"""

import base64
import hashlib
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from b2i.outcomes.statements.models import Statement

OWNER_ONLY = 0o600


class MissingBadgeKeyError(RuntimeError):
    """The key of the badges already given is nowhere, in words for the operator."""

    def __init__(self) -> None:
        super().__init__(
            f"La clé des badges est introuvable ({settings.BADGE_KEY_FILE}), alors que des relevés existent\u00a0: "
            "remettez-la depuis une sauvegarde (restore). Si elle est perdue ou n’a jamais existé, new_badge_key "
            "en fait une autre\u00a0: les badges déjà pris ne se vérifieront plus."
        )


def badge_key() -> bytes:
    """Return the private key as PEM. Raises MissingBadgeKeyError if a lost one would have to be replaced."""
    ensure_badge_key()
    try:
        return Path(settings.BADGE_KEY_FILE).read_bytes()
    except FileNotFoundError as error:
        raise MissingBadgeKeyError from error


def ensure_badge_key() -> None:
    """Create the key of a site that never had one: it has no statement, or is a demonstration. One query at most."""
    path = Path(settings.BADGE_KEY_FILE)
    if not path.exists() and (settings.DEMO or not Statement.objects.exists()):
        create_badge_key(path)


def public_jwk_of(pem: bytes) -> dict[str, str]:
    """Return the public half of a private key as a JWK."""
    public = load_pem_private_key(pem, password=None).public_key()
    members = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(public.public_bytes(Encoding.Raw, PublicFormat.Raw))}
    canonical_json = json.dumps(members, separators=(",", ":"), sort_keys=True).encode()
    return {**members, "kid": _base64url(hashlib.sha256(canonical_json).digest()), "alg": "EdDSA", "use": "sig"}


def create_badge_key(path: Path) -> None:
    """Create the file. If two processes create it at once, both use the first one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
