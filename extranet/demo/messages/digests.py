"""Digests of the demo: what happened before yesterday was told in its time, the rest waits for tomorrow morning."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.declarations.events import DIGEST
from alertes.enums import MailState
from reseau.texts.wording import day_in_full

A_DAY = timedelta(days=1)


def settle_digests() -> None:
    """Give each item the day of its notice; those of the past belong to the digest of the next morning."""
    MailItem.objects.filter(pk__in=MailItem.objects.waiting().read_on_site().values("pk")).delete()
    created = {(pk, key): at for pk, key, at in Notice.objects.values_list("member", "key", "created")}
    today, told = timezone.localdate(), defaultdict(list)
    items = list(MailItem.objects.waiting().select_related("member"))
    for item in items:
        item.created = created.get((item.member_id, item.key), item.created)
        morning = timezone.localdate(item.created) + A_DAY
        if morning <= today:
            told[item.member, morning].append(item)
    for (member, morning), events in told.items():
        digest = Mail.objects.create(**_sent(member, morning))
        for item in events:
            item.mail, item.due = digest, digest.due
    MailItem.objects.bulk_update(items, ["created", "due", "mail"], batch_size=500)


def _sent(member, morning: date) -> dict:
    at = timezone.make_aware(datetime.combine(morning, time(settings.DIGEST_HOUR)))
    return {
        "member": member,
        "key": f"digest:{morning.isoformat()}",
        "kind": DIGEST.name,
        "matter": DIGEST.matter,
        "subject": f"Votre résumé du {day_in_full(morning)}",
        "text": "",
        "url": "",
        "state": MailState.SENT,
        "attempts": 1,
        "address": member.email or "",
        **dict.fromkeys(("planned", "due", "claimed", "settled"), at),
    }
