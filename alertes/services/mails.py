"""Mailing members: planning a mail, choosing what one is mailed about, keeping the log within bounds."""

from collections.abc import Iterable
from datetime import timedelta
from textwrap import shorten

from django.db import transaction
from django.utils import timezone

from alertes.enums import MailState, Matter, Rhythm
from alertes.models import Mail, MailChoice
from alertes.models.mail import SUBJECT_LENGTH
from alertes.models.mail_choice import wants
from alertes.sending_tasks import send_soon
from reseau.models import Member

# Time to read a notice in the site, or to take it back: neither is then mailed.
PATIENCE = timedelta(minutes=1)
# The log says for a year what was mailed to whom.
KEPT = timedelta(days=365)
# How far back an operator has failed mails sent again: older ones tell nothing new.
WORTH_RETRYING = timedelta(days=30)


@transaction.atomic
def plan_mails(
    *,
    recipients: Iterable[Member],
    key: str,
    matter: Matter,
    subject: str,
    text: str,
    url: str,
    follows_notice: bool = False,
) -> None:
    """A mail for each of `recipients` who has an address and wants mails about `matter`; the same `key` again: nothing.

    It leaves in a minute, by the worker (`alertes.sending`). Every mail of the site about something that happened goes
    through here, with or without a notice.
    """
    told = Member.objects.filter(pk__in=[member.pk for member in recipients], email__isnull=False, is_active=True)
    subject = shorten(subject, SUBJECT_LENGTH, placeholder="…")
    common = {"key": key, "matter": matter, "subject": subject, "text": text, "url": url}
    due = timezone.now() + PATIENCE
    mails = [
        Mail(member_id=pk, due=due, follows_notice=follows_notice, **common)
        for pk in told.filter(wants(matter)).order_by("pk").values_list("pk", flat=True)
    ]
    if mails:
        Mail.objects.bulk_create(mails, ignore_conflicts=True)
        send_soon()


@transaction.atomic
def choose_mails(*, member: Member, wanted: set[Matter]) -> None:
    """`member` is mailed about these matters, and about no other of those that may reach her."""
    _decide(member, {matter: Rhythm.AT_ONCE if matter in wanted else Rhythm.NEVER for matter in Matter.of(member)})


@transaction.atomic
def stop_mails(*, member: Member, matters: Iterable[Matter]) -> None:
    """`member` is no longer mailed about `matters`; her notices stay as they are."""
    _decide(member, dict.fromkeys(matters, Rhythm.NEVER))


@transaction.atomic
def retry_failed_mails() -> int:
    """Has the mails that failed in the last month sent again, those that may have left included; returns how many."""
    now = timezone.now()
    recent = Mail.objects.failed().filter(planned__gt=now - WORTH_RETRYING)
    retried = recent.update(state=MailState.PLANNED, planned=now, due=now, attempts=0, settled=None)
    send_soon()
    return retried


@transaction.atomic
def forget_old_mails() -> int:
    """Takes out of the log what was settled more than a year ago; returns how many."""
    return Mail.objects.filter(settled__lt=timezone.now() - KEPT).delete()[0]


def _decide(member: Member, rhythms: dict[Matter, Rhythm]) -> None:
    MailChoice.objects.bulk_create(
        [MailChoice(member=member, matter=matter, rhythm=rhythm) for matter, rhythm in rhythms.items()],
        update_conflicts=True,
        unique_fields=["member", "matter"],
        update_fields=["rhythm"],
    )
