"""Gather what waits into digests: one mail a day at most for each person, whatever happened.

A digest takes in the items whose time has come, in one transaction with the row of its mail, of which the key holds the
day: a second run, a second worker or one that is killed changes nothing. The mail is then sent once, as any other
(`alertes.channels.mails.sending`).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.tasks import send_soon
from alertes.choices.preferences.hours import after_quiet, quiet_hours
from alertes.declarations.events import DIGEST
from alertes.enums import MailState
from reseau.calendar.days import midnight
from reseau.texts.wording import day_in_full


# The budget of mails: who has had their digest of the day.
def told_today(members: Iterable[int], at: datetime) -> set[int]:
    """Return those of `members` with a digest of today, or with one of another day that waits or left today."""
    day = timezone.localdate(at)
    begins = midnight(day)
    is_today = Q(key=f"digest:{day.isoformat()}") | Q(claimed__gte=begins, claimed__lt=begins + timedelta(days=1))
    is_under_way = Q(state__in=[MailState.PLANNED, MailState.SENDING])
    digests = Mail.objects.filter(member__in=members, kind=DIGEST.name).filter(is_today | is_under_way)
    return set(digests.values_list("member", flat=True))


# People whose digests are made together, under a constant number of queries.
TOGETHER = 200


def send_digests(*, at: datetime | None = None) -> int:
    """Plan the digests that are due; return how many. Safe to run twice, even at once."""
    at = at or timezone.now()
    return sum(_gather(members, at) for members in _members_to_tell(at))


def _members_to_tell(at: datetime) -> Iterator[list[int]]:
    due = MailItem.objects.waiting().filter(due__lte=at)
    members = list(due.order_by("member").values_list("member", flat=True).distinct())
    for start in range(0, len(members), TOGETHER):
        yield members[start : start + TOGETHER]


@transaction.atomic
def _gather(members: list[int], at: datetime) -> int:
    """Plan a digest for those of `members` who have none today; return how many."""
    MailItem.objects.filter(
        pk__in=MailItem.objects.waiting().filter(member__in=members).read_on_site().values("pk")
    ).delete()
    day = timezone.localdate(at)
    due = MailItem.objects.waiting().filter(due__lte=at, member__in=set(members) - told_today(members, at))
    told = sorted(set(due.values_list("member", flat=True)))
    if not told:
        return 0
    key, hours = f"digest:{day.isoformat()}", quiet_hours(told)
    common = {
        "key": key,
        "kind": DIGEST.name,
        "matter": DIGEST.matter,
        "subject": f"Votre résumé du {day_in_full(day)}",
        "text": "",
        "url": "",
        "planned": at,
    }
    Mail.objects.bulk_create(
        [Mail(member_id=pk, due=after_quiet(at, hours[pk]), **common) for pk in told], ignore_conflicts=True
    )
    # Locked until the items are in them: no worker sends one of another run meanwhile, half full.
    digests = Mail.objects.select_for_update().planned().filter(key=key, attempts=0, member__in=told)
    ready = dict(digests.values_list("member", "pk"))
    digest_of_member = Mail.objects.filter(key=key, member=OuterRef("member")).values("pk")[:1]
    due.filter(member__in=ready).update(mail=Subquery(digest_of_member))
    send_soon()
    return len(ready)
