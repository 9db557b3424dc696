"""How many messages leave from one address, and reach one mailbox."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# A town hall shares one address. A mailbox that 60 strangers write to in a day is under attack.
SENDER_LIMITS = {"contact": "8/10m/ip,40/d/ip"}
MAILBOX_LIMITS = {"contact_mailbox": "60/d/key"}
TOO_MANY_MESSAGE = (
    "Beaucoup de messages sont partis d’ici, et celui-ci n’est pas encore envoyé. Gardez cette page ouverte et "
    "renvoyez-le dans dix minutes, ou appelez un lieu du réseau."
)


def consume_message(request: HttpRequest, *, mailbox: str) -> bool:
    """Count a message; return False if too many left from here or reached `mailbox`."""
    sender = ratelimit.consume(request, app="extranet", action="contact", config=SENDER_LIMITS)
    if sender is None:
        return False
    return bool(
        ratelimit.consume(request, app="extranet", action="contact_mailbox", key=mailbox, config=MAILBOX_LIMITS)
    )
