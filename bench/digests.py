"""Separate process: time to plan the digests of the whole network and to send them, as JSON lines.

Ten events for each member wait; the mails leave to memory, so that only our own work is measured.
"""

import json
import time
from datetime import timedelta

from django.conf import settings
from django.core import mail
from django.test.utils import override_settings
from django.utils import timezone

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import send_waiting
from alertes.channels.notices.services import notify
from forums.declarations.events import TOPIC_ANSWERED
from forums.messages.posts.models import Post
from reseau.people.members.models.member import Member

EVENTS = 10


def main() -> None:
    # Whoever measures at night has no time to wait for the morning.
    settings.QUIET_HOURS = ""
    members = list(Member.objects.in_network())
    for post in Post.objects.select_related("author", "topic__forum").order_by("-pk")[:EVENTS]:
        notify(
            members=members,
            key=f"bench:{post.pk}",
            text=f"{post.author} a écrit dans « {post.topic} »",
            url=post.get_absolute_url(),
            kind=TOPIC_ANSWERED,
            details=post.body,
        )
    tomorrow = timezone.now() + timedelta(days=1)
    MailItem.objects.waiting().update(due=tomorrow)
    planned, planning = timed(send_digests, at=tomorrow)
    Mail.objects.planned().update(due=timezone.now())
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        sent, sending = timed(send_all)
    size = len(mail.outbox[-1].message().as_bytes()) if sent else 0
    print(json.dumps({"members": planned, "planning": planning, "sent": sent, "sending": sending, "bytes": size}))


def send_all() -> int:
    """Send batch after batch; return how many left."""
    total = 0
    while sent := send_waiting():
        total += sent
    return total


def timed(call, **options) -> tuple[int, float]:
    """Return what `call` returns, and the seconds that it took."""
    start = time.perf_counter()
    number = call(**options)
    return number, time.perf_counter() - start
