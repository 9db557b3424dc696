"""Plan mails, change what a member is mailed about, keep the log within bounds."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from textwrap import shorten

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alertes.enums import MailState, Matter, Rhythm
from alertes.mails.models.enclosure import Enclosure
from alertes.mails.models.mail import ENCLOSED_LENGTH, SUBJECT_LENGTH, WORTH_RETRYING, Mail
from alertes.mails.models.mail_choice import MailChoice, is_mailed_about
from alertes.mails.tasks import send_soon
from reseau.members.models.member import Member

# Time to read a notice on the site, or to withdraw it: neither is then mailed.
PATIENCE = timedelta(minutes=1)
# The log keeps recipients and subjects for a year.
KEPT = timedelta(days=365)
# Enclosures of the mail of a member, or of an address without account.
Enclosing = Callable[[Member | str], Iterable[Enclosure]]


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
    addresses: Iterable[str] = (),
    reply_to: str = "",
    answers: str = "",
    enclosing: Enclosing | None = None,
) -> None:
    """Plan a mail for each of `recipients` who has an address and wants mails about `matter`, once for each `key`.

    It leaves in a minute, by the worker (`alertes.mails.sending`). Every mail of the site about something that happened
    goes through here, with or without a notice. `addresses` are those of people without account, who can decline
    nothing: an employer of whom something is asked, whoever answers for the network. `answers` names the object where a
    reply of the recipient is published (`topic:12`). `enclosing` returns the unsaved
    enclosures of each mail.
    """
    common = {"key": key, "matter": matter, "text": text, "url": url, "follows_notice": follows_notice}
    common |= {
        "reply_to": reply_to,
        "answers": answers,
        "subject": shorten(subject, SUBJECT_LENGTH, placeholder="…"),
        "due": timezone.now() + PATIENCE,
    }
    mails = [Mail(member=member, **common) for member in _subscribers(recipients, matter)]
    mails += [Mail(outsider=address, **common) for address in sorted({address.lower() for address in addresses})]
    if not mails:
        return
    if enclosing:
        _plan_with_enclosures(mails, enclosing)
    else:
        Mail.objects.bulk_create(mails, ignore_conflicts=True)
    send_soon()


@transaction.atomic
def choose_mails(*, member: Member, matters: set[Matter]) -> None:
    """Mail `member` about `matters`, and about no other matter that may reach them."""
    _decide(member, {matter: Rhythm.AT_ONCE if matter in matters else Rhythm.NEVER for matter in Matter.of(member)})


@transaction.atomic
def stop_mails(*, member: Member, matters: Iterable[Matter]) -> None:
    """Stop mailing `member` about `matters`; their notices stay as they are."""
    _decide(member, dict.fromkeys(matters, Rhythm.NEVER))


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

    What failed mails enclose is kept as long as they may be sent again, a month.
    """
    Enclosure.objects.unneeded().delete()
    old_mails = Mail.objects.filter(settled__lt=timezone.now() - KEPT)
    return old_mails.delete()[1].get(Mail._meta.label, 0)


def _subscribers(recipients: Iterable[Member], matter: Matter) -> QuerySet[Member]:
    members = Member.objects.filter(pk__in=[member.pk for member in recipients], email__isnull=False, is_active=True)
    return members.filter(is_mailed_about(matter)).order_by("pk")


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


def _decide(member: Member, rhythms: dict[Matter, Rhythm]) -> None:
    MailChoice.objects.bulk_create(
        [MailChoice(member=member, matter=matter, rhythm=rhythm) for matter, rhythm in rhythms.items()],
        update_conflicts=True,
        unique_fields=["member", "matter"],
        update_fields=["rhythm"],
    )
