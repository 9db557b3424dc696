"""What is read in a mail besides its text: its identity, its attachments, who sent it."""

import hashlib
import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.conf import settings

from alertes.mails.models.mail import Mail
from alertes.replies.registry import ReplyFile

MAX_HEADERS = 200_000


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def headers_of(raw: bytes) -> bytes:
    """Return the part of the mail before its first empty line."""
    return re.split(rb"\r?\n\r?\n", raw[:MAX_HEADERS], maxsplit=1)[0]


def identity_of(raw: bytes) -> str:
    """Return a digest of the Message-ID, or of the whole mail if it has none."""
    message = parsed(headers_of(raw))
    return hashlib.sha256(str(message.get("Message-ID", "")).strip().encode() or raw).hexdigest()


def files_of(message: EmailMessage) -> list[ReplyFile]:
    """Return the attachments; the pictures of signatures, which stand inside the text, are none."""
    return [
        ReplyFile(part.get_filename(), part.get_content_type(), part.get_payload(decode=True) or b"")
        for part in message.iter_attachments()
        if part.get_filename() and part.get_content_disposition() == "attachment"
    ]


def sender_of(message: EmailMessage) -> str:
    """Return the address in the From header, for a polite answer only; empty if there is none that can be one."""
    addresses = getattr(message.get("From"), "addresses", ())
    address = addresses[0].addr_spec.lower() if addresses else ""
    own = settings.REPLY_ADDRESS.lower()
    return "" if address == own or len(address) > Mail._meta.get_field("outsider").max_length else address
