"""Addresses and headers of mails: links from outside the site, what mail software does with a message."""

import hashlib
from urllib.parse import urljoin

from django.conf import settings

from alertes.channels.mails.models.mail import Mail
from reseau.web.identifier_domain import identifier_domain

# On every mail that may come back: what bears it is never taken for an answer.
OWN_HEADER = "X-Extranet-Mail"


def absolute(path: str) -> str:
    return urljoin(settings.ORIGIN, path)


def message_id(mail: Mail) -> str:
    """Return an identifier that depends on recipient and key alone, so that a mail sent twice is recognised."""
    recipient = mail.member_id or mail.outsider
    digest = hashlib.sha256(f"{recipient} {mail.key}".encode()).hexdigest()[:32]
    return f"<{digest}@{identifier_domain()}>"


def own_headers(mail: Mail) -> dict[str, str]:
    """Return those by which software, and this site, know a mail of the site again."""
    return {"Message-ID": message_id(mail), OWN_HEADER: message_id(mail)}


def unsubscribe_headers(stop: str) -> dict[str, str]:
    """Return those of the button « Se désabonner » of mail software (RFC 2369, RFC 8058). `stop`: its address."""
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
