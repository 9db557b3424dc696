"""A mail as it leaves: plain text, links that lead into the site from anywhere, headers that robots understand."""

import hashlib
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from alertes.models import Mail
from alertes.unsubscribing import stop_path


def absolute(path: str) -> str:
    return urljoin(settings.ORIGIN, path)


def compose(mail: Mail) -> EmailMessage:
    stop = absolute(stop_path(mail))
    context = {
        "mail": mail,
        "link": absolute(mail.url),
        "choices": absolute(reverse("alertes:mails")),
        "stop": stop,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    return EmailMessage(
        subject=mail.subject,
        body=render_to_string("alertes/mail.txt", context).rstrip() + "\n",
        to=[mail.member.email],
        headers={
            "Message-ID": message_id(mail),
            # No answering machine answers it.
            "Auto-Submitted": "auto-generated",
            # The button « Se désabonner » of mail software (RFC 2369, RFC 8058).
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def message_id(mail: Mail) -> str:
    """The same for the same member and key, so that one sent again is recognised for what it is."""
    digest = hashlib.sha256(f"{mail.member_id} {mail.key}".encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.ORIGIN).hostname}>"
