"""The budget of mails: who has had their digest of the day."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.declarations.events import DIGEST
from alertes.enums import MailState
from reseau.calendar.days import midnight


def told_today(members: Iterable[int], at: datetime) -> set[int]:
    """Return those of `members` with a digest of today, or with one of another day that waits or left today."""
    day = timezone.localdate(at)
    begins = midnight(day)
    is_today = Q(key=f"digest:{day.isoformat()}") | Q(claimed__gte=begins, claimed__lt=begins + timedelta(days=1))
    is_under_way = Q(state__in=[MailState.PLANNED, MailState.SENDING])
    digests = Mail.objects.filter(member__in=members, kind=DIGEST.name).filter(is_today | is_under_way)
    return set(digests.values_list("member", flat=True))
