"""Where a try of a card comes from: the registered computers of EPM, all together, or one network address."""

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from reseau.people.computers.recognition import registered_computer

REGISTERED = "registered"
DIGEST_LENGTH = 32


def origin_of(request: HttpRequest) -> str:
    """Return `REGISTERED`, or a digest of the address: addresses themselves are not kept."""
    return REGISTERED if registered_computer(request) else address_digest(get_ip(request))


def address_digest(address: str) -> str:
    return salted_hmac("b2i.card_locks", address, algorithm="sha256").hexdigest()[:DIGEST_LENGTH]
