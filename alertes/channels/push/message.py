"""What a device is told: what it is and where it is read. No name, no text: any passer-by reads a telephone."""

import json
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from alertes.channels.push.models import PushDevice, PushedNotice
from alertes.choices.kinds import kind_named
from alertes.choices.preferences.hours import Hours, quiet_begin
from reseau.web.outside_addresses.addresses import destination_of

# How long the maker of the browser keeps it for a device that is off.
LONGEST = timedelta(hours=12)


def payload(pushed: PushedNotice) -> dict[str, str]:
    """Return what the service worker shows: « 1 réponse à votre question », « Les forums », and the page to open.

    The number of a record leads to a person: what is about records opens the list of notices.
    """
    notice, kind = pushed.notice, kind_named(pushed.notice.kind)
    url = reverse("alertes:list") if kind.may_name_learners else notice.url
    return {"title": kind.counted(1), "body": str(kind.matter.label), "url": url, "tag": f"alerte-{notice.pk}"}


def encrypted(pushed: PushedNotice) -> bytes:
    """Return the payload, which that browser alone can read (RFC 8291)."""
    from pywebpush import WebPusher  # noqa: PLC0415 - heavy, and only the worker needs it

    device = pushed.device
    keys = {"p256dh": device.public_key, "auth": device.auth_secret}
    pusher = WebPusher({"endpoint": device.endpoint, "keys": keys})
    return pusher.encode(json.dumps(payload(pushed), ensure_ascii=False).encode())["body"]


def headers(device: PushDevice, hours: Hours, now: datetime) -> dict[str, str]:
    """Return the headers of a push: who writes, and for how long it is worth, never into the quiet hours."""
    from py_vapid import Vapid02  # noqa: PLC0415 - heavy, and only the worker needs it

    begins = quiet_begin(now, hours)
    worth = min(LONGEST, begins - now) if begins else LONGEST
    url = destination_of(device.endpoint).url
    claims = {
        "aud": f"{url.scheme}://{url.netloc}",
        "exp": int((now + LONGEST).timestamp()),
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    return {
        **Vapid02.from_raw(settings.PUSH_KEY.encode()).sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(worth.total_seconds())),
    }
