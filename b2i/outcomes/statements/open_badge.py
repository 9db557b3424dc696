"""The Open Badge 3.0 of a statement: the same skills, signed, for programs.

A badge is a VC-JWT credential signed with Ed25519 by the network, whose key is at the `did:web` of this site.
Revocation uses a W3C Bitstring Status List where each badge has a random place. The badge shows of its holder what they
allow on the day of the download.
"""

import datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import jwt
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from openbadgeslib.ob3.credential import Achievement, Alignment, IdentityObject, Issuer, OpenBadgeCredential
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.status_list import build_status_list_credential, status_entry

from b2i.outcomes.statements.badge_key import badge_key, public_jwk_of
from b2i.outcomes.statements.models import BADGE_PLACES, Statement
from b2i.outcomes.statements.paper import KIND, SCOPE

ALGORITHM = "EdDSA"
# Verifiers must not trust an older copy of the list.
LIST_GOOD_FOR = datetime.timedelta(days=2)


def issuer_did() -> str:
    """Return « did:web:extranet.example.org:b2i:badges »; its document is under /b2i/badges/."""
    folder = reverse("b2i:badge_did").rpartition("/")[0]
    return f"did:web:{quote(urlsplit(settings.ORIGIN).netloc, safe='')}{folder.replace('/', ':')}"


def issuer() -> Issuer:
    return Issuer(id=issuer_did(), name=settings.ORGANISATION, url=settings.ORIGIN)


class NamedKeySigner(OB3Signer):
    """Says in each token which key of the issuer verifies it, since a replaced one is still served."""

    def sign_payload(self, payload: dict[str, Any]) -> str:
        headers = {"kid": key_name(public_jwk_of(self.privkey_pem)), "jwk": self._public_jwk()}
        return jwt.encode(payload, self._load_privkey(), algorithm=self.algorithm, headers=headers)


def key_name(key: dict[str, str]) -> str:
    """Return the name of a public key in the document of the issuer."""
    return f"{issuer_did()}#{key['kid']}"


def signed_badge(statement: Statement) -> str:
    """Return the badge as a compact JWT. `statement` is in force and comes from `with_record()`."""
    return NamedKeySigner(badge_key(), ALGORITHM).sign(credential_of(statement))


def credential_of(statement: Statement) -> OpenBadgeCredential:
    """Return the unsigned credential of a statement from `with_record()`."""
    framework = statement.record.framework
    identifier = f"urn:uuid:{statement.badge_id}"
    achievement = Achievement(
        id=f"{identifier}#releve",
        name=f"{KIND}, {framework.name}",
        description=SCOPE,
        criteria_narrative=(
            "Chaque compétence a été proposée sur preuves par une personne, puis validée par une autre, "
            "habilitée ce jour-là, dans un centre agréé."
        ),
        achievement_type="CertificateOfCompletion",
        alignments=[_alignment(validation.skill, framework.name) for validation in statement.validations.all()],
    )
    return OpenBadgeCredential(
        id=identifier,
        issuer=issuer(),
        recipient_id=None,
        achievement=achievement,
        issuance_date=statement.issued,
        identifiers=_identifiers(statement),
        credential_status=[status_entry(revocation_list_url(), "revocation", statement.badge_place)],
    )


def _alignment(skill, framework: str) -> Alignment:
    return Alignment(
        target_name=f"{skill.code} {skill.wording}",
        target_url=urljoin(settings.ORIGIN, skill.get_absolute_url()),
        target_framework=framework,
        target_code=skill.code,
    )


def _identifiers(statement: Statement) -> list[IdentityObject]:
    """Return the holder's identity as they allow; the identifier of the badge if they show no name."""
    if statement.shown_name:
        return [IdentityObject(statement.shown_name, "name", hashed=False)]
    return [IdentityObject(str(statement.badge_id), "systemId", hashed=False)]


def revocation_list_url() -> str:
    return urljoin(settings.ORIGIN, reverse("b2i:badge_revocations"))


def signed_revocation_list() -> str:
    """Return the places of revoked badges as a signed credential. One query."""
    revoked_places = Statement.objects.filter(revoked_at__isnull=False).values_list("badge_place", flat=True)
    now = timezone.now()
    credential = build_status_list_credential(
        issuer_did(),
        revocation_list_url(),
        "revocation",
        revoked_places,
        BADGE_PLACES,
        issued=now,
        valid_until=now + LIST_GOOD_FOR,
    )
    payload = {**credential, "iss": credential["issuer"], "jti": credential["id"], "nbf": int(now.timestamp())}
    return NamedKeySigner(badge_key(), ALGORITHM).sign_payload(payload)
