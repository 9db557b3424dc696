"""Plan mails, those that leave at once and those that a digest gathers; keep the log within bounds."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from textwrap import shorten

from django.db import transaction
from django.utils import timezone

from alertes.enums import MailState, Rhythm
from alertes.kinds.kind import Kind
from alertes.mails.models.enclosure import Enclosure
from alertes.mails.models.mail import ENCLOSED_LENGTH, SUBJECT_LENGTH, WORTH_RETRYING, Mail
from alertes.mails.models.mail_item import MailItem
from alertes.mails.models.refused_address import RefusedAddress
from alertes.mails.tasks import send_soon
from alertes.preferences.hours import after_quiet, next_digest, quiet_hours
from alertes.preferences.rhythms import rhythms_of
from reseau.members.models.member import Member

# Time to read a notice on the site, or to withdraw it: neither is then mailed.
PATIENCE = timedelta(minutes=1)
# What ends within that time can't wait for a digest.
PRESSING = timedelta(hours=24)
# The log keeps recipients and subjects for a year.
KEPT = timedelta(days=365)
# What a digest tells of an event at most: the rest is read on the site.
DETAILS_LENGTH = 2000
# Enclosures of the mail of a member, or of an address without account.
Enclosing = Callable[[Member | str], Iterable[Enclosure]]


@transaction.atomic
def plan_mails(
    *,
    recipients: Iterable[Member],
    key: str,
    kind: Kind,
    subject: str,
    text: str,
    url: str,
    follows_notice: bool = False,
    addresses: Iterable[str] = (),
    reply_to: str = "",
    enclosing: Enclosing | None = None,
    deadline: datetime | None = None,
    page: str = "",
    own_rhythms: Mapping[int, Rhythm] | None = None,
) -> None:
    """Tell each of `recipients` who has an address and wants mails about `kind`, once for each `key`.

    At the rhythm that the member chose, a mail leaves in a minute, by the worker (`alertes.mails.sending`), or a digest
    tells it (`alertes.digests`). At once whatever the rhythm: what has `enclosing`, which returns the unsaved
    enclosures of each mail, and what ends within a day (`deadline`). `page`: that of the object, by which a digest puts
    events together. `own_rhythms`: primary key → the rhythm that a
    member chose for that very subject. `addresses` are those of people without account, who can decline nothing: an
    employer of whom something is asked, whoever answers for the network.
    """
    recipients, own_rhythms, now = list(recipients), own_rhythms or {}, timezone.now()
    is_pressing = deadline is not None and deadline - now < PRESSING
    rhythms = _rhythms(recipients, key=key, kind=kind, own_rhythms=own_rhythms)
    at_once = {pk for pk, rhythm in rhythms.items() if is_pressing or enclosing or rhythm is Rhythm.AT_ONCE}
    common = {"key": key, "kind": kind.name, "matter": kind.matter, "url": url, "follows_notice": follows_notice}
    if gathered := {pk: rhythm for pk, rhythm in rhythms.items() if pk not in at_once}:
        told, details = subject, text.removeprefix(subject).strip()[:DETAILS_LENGTH]
        MailItem.objects.bulk_create(
            [
                MailItem(
                    member_id=pk,
                    text=told,
                    details=details,
                    page=page,
                    is_asked=pk in own_rhythms,
                    due=next_digest(rhythm, now),
                    **common,
                )
                for pk, rhythm in gathered.items()
            ],
            ignore_conflicts=True,
        )
    is_urgent = kind.is_urgent or is_pressing
    common |= {
        "text": text,
        "reply_to": reply_to,
        "is_urgent": is_urgent,
        "subject": shorten(subject, SUBJECT_LENGTH, placeholder="…"),
    }
    hours = {} if is_urgent or not at_once else quiet_hours(at_once)
    due = now + PATIENCE
    members = {member.pk: member for member in recipients if member.pk in at_once}
    mails = [
        Mail(
            member=members[pk],
            due=after_quiet(due, hours[pk]) if pk in hours else due,
            is_asked=pk in own_rhythms,
            **common,
        )
        for pk in sorted(at_once)
    ]
    mails += [
        Mail(outsider=address, due=due, **common) for address in sorted({address.lower() for address in addresses})
    ]
    _create(mails, enclosing)


@transaction.atomic
def retry_failed_mails() -> int:
    """Plan again the mails that failed in the last month, even those that may have left; return how many."""
    now = timezone.now()
    recent_failures = Mail.objects.failed().filter(planned__gt=now - WORTH_RETRYING)
    retried_count = recent_failures.update(state=MailState.PLANNED, planned=now, due=now, attempts=0, settled=None)
    send_soon()
    return retried_count


@transaction.atomic
def forget_old_mails() -> int:
    """Delete the mails that were settled more than a year ago; return how many.

    What failed mails enclose is kept as long as they may be sent again, a month. An address that refused a year ago is
    tried again.
    """
    Enclosure.objects.unneeded().delete()
    RefusedAddress.objects.filter(since__lt=timezone.now() - KEPT).delete()
    old_mails = Mail.objects.filter(settled__lt=timezone.now() - KEPT)
    return old_mails.delete()[1].get(Mail._meta.label, 0)


def _rhythms(
    recipients: Collection[Member], *, key: str, kind: Kind, own_rhythms: Mapping[int, Rhythm]
) -> dict[int, Rhythm]:
    """Return the rhythms of those to tell: with an account and an address, not told yet, who have not declined."""
    members = Member.objects.filter(pk__in=[member.pk for member in recipients], email__isnull=False, is_active=True)
    new = members.exclude(mails__key=key).exclude(mail_items__key=key)
    rhythms = rhythms_of(new.order_by("pk").values_list("pk", flat=True), kind)
    rhythms |= {pk: rhythm for pk, rhythm in own_rhythms.items() if pk in rhythms}
    return {pk: rhythm for pk, rhythm in rhythms.items() if rhythm is not Rhythm.NEVER}


def _create(mails: list[Mail], enclosing: Enclosing | None) -> None:
    if not mails:
        return
    if enclosing:
        _plan_with_enclosures(mails, enclosing)
    else:
        Mail.objects.bulk_create(mails, ignore_conflicts=True)
    send_soon()


def _plan_with_enclosures(mails: list[Mail], enclosing: Enclosing) -> None:
    """Create the mails with their enclosures, made for new mails alone, since a PDF takes time."""
    planned_recipients = set(Mail.objects.filter(key=mails[0].key).values_list("member", "outsider"))
    new_mails = {
        (mail.member_id, mail.outsider): mail
        for mail in mails
        if (mail.member_id, mail.outsider) not in planned_recipients
    }
    enclosures = {recipient: list(enclosing(mail.member or mail.outsider)) for recipient, mail in new_mails.items()}
    for recipient, mail in new_mails.items():
        mail.enclosed = ", ".join(enclosure.name for enclosure in enclosures[recipient])[:ENCLOSED_LENGTH]
    Mail.objects.bulk_create(new_mails.values(), ignore_conflicts=True)
    # After possible conflicts with rows of another worker, the primary keys are read again.
    planned_mails = Mail.objects.planned().filter(key=mails[0].key).in_bulk()
    rows = []
    for pk, mail in planned_mails.items():
        for enclosure in enclosures.get((mail.member_id, mail.outsider), ()):
            enclosure.mail_id = pk
            rows.append(enclosure)
    Enclosure.objects.bulk_create(rows, ignore_conflicts=True)
