"""The domain in what others keep: identifiers of dates in calendars, of entries in feed readers, of mails."""

from urllib.parse import urlsplit

from django.conf import settings


def identifier_domain() -> str:
    """Return the domain that never changes (`EXTRANET_IDENTIFIER_DOMAIN`), even when the site moves to another address;
    without it, that of the address.
    """
    return settings.IDENTIFIER_DOMAIN or urlsplit(settings.ORIGIN).hostname
