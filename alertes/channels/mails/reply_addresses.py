"""The address to which a person replies about one object: signed, since whoever writes there writes in their name.

`reponse+topic-12-45-k3wz…@example.fr`: kind and key of the object, key of the member, signature. The address in the
From header proves nothing and is never used. Some mail software writes the local part in small letters: so does the
site.
"""

import base64
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# First line of a mail that may be answered: whatever a client quotes below, what stands above is new.
MARKER = "Répondez au-dessus de cette ligne\u00a0: votre réponse paraîtra sur le site."
SALT = "alertes.replies"
# Kind of the address where reports of delivery come: no object of the site.
RETURN_KIND = "retour"
# 80 bits in 16 letters: a local part has 64 at most (RFC 5321, 4.5.3.1.1).
SIGNATURE_BYTES, SIGNATURE_LETTERS = 10, 16
TOKEN = re.compile(r"(?P<kind>[a-z]{1,12})-(?P<key>[0-9]{1,12})-(?P<member>[0-9]{1,12})-(?P<signature>[a-z2-7]{16})")
TOKEN_IN_BYTES = re.compile(TOKEN.pattern.encode(), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """The object that is answered, and who answers."""

    kind: str
    key: int
    member: int


def place_answered(mail) -> str:
    """Return the address to which its recipient answers the mail; empty if an answer would be published nowhere."""
    kind, _, key = mail.answers.partition(":")
    return reply_address(kind=kind, key=int(key), member=mail.member_id) if key and mail.member_id else ""


def return_address(mail) -> str:
    """Return the address where servers report that they could not deliver the mail; empty if the site reads none.

    It is that of the envelope, which its recipient alone sees: nobody else can say that the mail came back.
    """
    return reply_address(kind=RETURN_KIND, key=mail.pk, member=mail.member_id or 0)


def replies_are_read() -> bool:
    return bool(settings.REPLY_ADDRESS)


def reply_address(*, kind: str, key: int, member: int) -> str:
    """Return the address for this member and object; empty if the site receives no mail."""
    if not replies_are_read():
        return ""
    local, _, domain = settings.REPLY_ADDRESS.partition("@")
    signature = _signatures(kind, key, member)[0]
    return f"{local}+{kind}-{key}-{member}-{signature}@{domain}"


def place_of(address: str) -> ReplyPlace | None:
    """Return what the address names, or None: forged, damaged, or of another site."""
    local, _, domain = settings.REPLY_ADDRESS.lower().partition("@")
    found_local, _, found_domain = address.strip().lower().rpartition("@")
    stem, _, token = found_local.partition("+")
    match = TOKEN.fullmatch(token)
    if (stem, found_domain) != (local, domain) or not match:
        return None
    place = ReplyPlace(match["kind"], int(match["key"]), int(match["member"]))
    expected = _signatures(place.kind, place.key, place.member)
    is_genuine = any(constant_time_compare(match["signature"], signature) for signature in expected)
    return place if is_genuine else None


def without_signatures(raw: bytes) -> bytes:
    """Return a mail that is kept with its reply addresses damaged: a copy of the database opens nothing."""
    return TOKEN_IN_BYTES.sub(lambda match: match[0][:-SIGNATURE_LETTERS] + b"-" * SIGNATURE_LETTERS, raw)


def _signatures(kind: str, key: int, member: int) -> list[str]:
    """Return the signature of today's key of the site, then those of its former ones."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    value = f"{kind}-{key}-{member}"
    digests = [salted_hmac(SALT, value, secret=secret, algorithm="sha256").digest() for secret in secrets]
    return [base64.b32encode(digest[:SIGNATURE_BYTES]).decode().lower() for digest in digests]
