"""Plan mails, those that leave at once and those that a digest gathers; keep the log within bounds."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alertes.channels.mails.message import Enclosing, Message
from alertes.channels.mails.models.enclosure import Enclosure
from alertes.channels.mails.models.mail import ENCLOSED_LENGTH, WORTH_RETRYING, Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.tasks import send_soon
from alertes.channels.refusals.models import RefusedAddress
from alertes.choices.kinds import Kind
from alertes.choices.preferences.hours import after_quiet, next_digest, quiet_hours
from alertes.choices.preferences.rhythms import rhythms_of
from alertes.enums import MailState, Rhythm
from reseau.people.members.models.member import Member

# Time to read a notice on the site, or to withdraw it: neither is then mailed.
PATIENCE = timedelta(minutes=1)
# The log keeps recipients and subjects for a year.
KEPT = timedelta(days=365)


@transaction.atomic
def plan_mails(
    *,
    recipients: Iterable[Member],
    addresses: Iterable[str] = (),
    own_rhythms: Mapping[int, Rhythm] | None = None,
    followed: Mapping[int, str] | None = None,
    **message,
) -> None:
    """Tell each of `recipients` who has an address and wants mails about the kind, once for each key.

    `message`: the fields of `alertes.channels.mails.message.Message`. At the rhythm that the member chose, a mail
    leaves in a minute, by the worker (`alertes.channels.mails.sending`), or a digest tells it
    (`alertes.channels.digests`). `own_rhythms`: primary key → the rhythm that a member chose for that very subject;
    `followed`: primary key → that subject. `addresses` are those of people without account, who can decline nothing:
    an employer of whom something is asked, whoever answers for the network.
    """
    told, recipients, own_rhythms, now = Message(**message), list(recipients), own_rhythms or {}, timezone.now()
    followed = followed or {}
    rhythms = _rhythms(recipients, key=told.key, kind=told.kind, own_rhythms=own_rhythms)
    at_once = {pk for pk, rhythm in rhythms.items() if told.leaves_at_once(rhythm, now)}
    items = [
        MailItem(
            member_id=pk,
            is_asked=pk in own_rhythms,
            followed=followed.get(pk, ""),
            due=told.due or next_digest(rhythm, now),
            **told.item_fields(),
        )
        for pk, rhythm in rhythms.items()
        if pk not in at_once
    ]
    if items:
        MailItem.objects.bulk_create(items, ignore_conflicts=True)
    mails = _mails_at_once(told, [each for each in recipients if each.pk in at_once], own_rhythms, followed)
    mails += [
        Mail(outsider=address, due=now + PATIENCE, **told.mail_fields(now))
        for address in sorted({address.lower() for address in addresses})
    ]
    _create(mails, told.enclosing)


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
    rhythms = rhythms_of(_untold([member.pk for member in recipients], key), kind)
    rhythms |= {pk: rhythm for pk, rhythm in own_rhythms.items() if pk in rhythms}
    return {pk: rhythm for pk, rhythm in rhythms.items() if rhythm is not Rhythm.NEVER}


def _untold(keys: Collection[int], key: str) -> QuerySet:
    members = Member.objects.filter(pk__in=keys, email__isnull=False, is_active=True)
    new = members.exclude(mails__key=key).exclude(mail_items__key=key)
    return new.order_by("pk").values_list("pk", flat=True)


def _mails_at_once(
    told: Message, members: Iterable[Member], own_rhythms: Mapping[int, Rhythm], followed: Mapping[int, str]
) -> list[Mail]:
    """Return the unsaved mails of `members`, after their quiet hours for what can wait."""
    now = timezone.now()
    members, due = {member.pk: member for member in members}, now + PATIENCE
    hours = quiet_hours(members) if members and not told.is_urgent(now) else {}
    return [
        Mail(
            member=members[pk],
            due=after_quiet(due, hours[pk]) if pk in hours else due,
            is_asked=pk in own_rhythms,
            followed=followed.get(pk, ""),
            **told.mail_fields(now),
        )
        for pk in sorted(members)
    ]


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
