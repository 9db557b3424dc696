"""Sending the mails that are due, each once, whatever dies in the middle.

A worker claims a mail in the database, hands it to the mail server, then writes that it was sent. Two workers never
claim the same one. Between the server's acceptance and that last write there is a moment when only the server knows:
if the worker is killed then, or the connection lost, the mail may have left and may not. Such a mail is not sent again
by itself: it is written down as failed, « peut-être parti », for the operator to decide (`manage.py mail_status`), and
the notice that it brought still waits in the site. What the server refuses for now (busy, stopped, wrong password) has
surely not left, and is tried again later and later, for three days.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from alertes.channels.facts.registry import true_facts
from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import PROBLEM_LENGTH, Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.refusals.models import RefusedAddress
from alertes.channels.refusals.services import note_refused_address
from alertes.choices.preferences.hours import after_quiet, next_digest, quiet_hours
from alertes.choices.preferences.models import MailChoice
from alertes.choices.preferences.rhythms import is_mailed_about
from alertes.declarations.events import DIGEST
from alertes.enums import DropReason, MailState, Rhythm
from reseau.people.members.models.member import Member

logger = logging.getLogger(__name__)

# The worker has other jobs: the remaining mails are sent by the next job.
BATCH = 50
# A mail started so long ago was left by a killed worker: each exchange with the server is limited to 20 seconds.
STUCK_AFTER = timedelta(minutes=10)
FIRST_PATIENCE, MAX_PATIENCE = timedelta(minutes=5), timedelta(hours=12)
# About three days after the first attempt.
MAX_ATTEMPTS = 10
# Whatever fails in the site, no mailbox is flooded: the rest goes into the next digest.
MOST_A_DAY = 20
# Mails that somebody wants at once and that nothing presses: the rest goes into the next digest as well.
MOST_AT_ONCE = 5

LOST = "Envoi interrompu\u00a0: peut-être parti, non renvoyé."
TEMPORARY = range(400, 500)


def send_waiting() -> int:
    """Send the due mails, a batch at most; return how many were sent. Safe to run twice, even at once."""
    due_keys = list(Mail.objects.due().values_list("pk", flat=True)[:BATCH])
    connection, sent_count = get_connection(), 0
    for rank, pk in enumerate(due_keys):
        try:
            connection.open()
        except Exception as error:  # no server, a wrong password, a wrong setting: nothing was sent
            logger.warning("the mail server can't be reached: %s", error)
            _postpone_all(due_keys[rank:], error_text(error))
            break
        sent_count += _send(pk, connection)
    _close(connection)
    return sent_count


def reap_abandoned() -> int:
    """Fail the mails that a killed worker was sending; return how many."""
    return Mail.objects.abandoned(timezone.now() - STUCK_AFTER).update(
        state=MailState.FAILED, settled=timezone.now(), problem=LOST
    )


def _send(pk: int, connection) -> bool:
    """Send one mail; True if this worker handed it over to the server."""
    if not Mail.objects.claim(pk):
        return False
    mail = Mail.objects.select_related("member").get(pk=pk)
    if quiet_until := _quiet_until(mail):
        _wait(mail, quiet_until)
        return False
    if reason := drop_reason(mail):
        _drop(mail, reason)
        return False
    try:
        connection.send_messages([compose(mail)])
    except Exception as error:
        logger.warning("mail %s was not sent: %s", pk, error)
        _note_failure(mail, error)
        _close(connection)
        return False
    mail.settle(MailState.SENT, address=mail.recipient)
    return True


def _quiet_until(mail: Mail) -> datetime | None:
    """Return the end of the quiet hours in which the mail would leave, if it can wait."""
    if mail.is_urgent or not mail.member_id:
        return None
    now = timezone.now()
    end = after_quiet(now, quiet_hours([mail.member_id])[mail.member_id])
    return end if end > now else None


def _wait(mail: Mail, due: datetime) -> None:
    """Put back a mail that this worker has claimed: nobody tried to send it."""
    claimed = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING)
    claimed.update(state=MailState.PLANNED, due=due, attempts=mail.attempts - 1)


@transaction.atomic
def _drop(mail: Mail, reason: DropReason) -> None:
    """Settle a mail that is not sent; what is one too many that day is told by the next digest."""
    if reason is DropReason.TOO_MANY and mail.member_id:
        text, _, details = mail.text.partition("\n\n")
        item = {"text": text, "details": details, "url": mail.url, "kind": mail.kind, "matter": mail.matter}
        item |= {"follows_notice": mail.follows_notice, "is_asked": mail.is_asked, "answers": mail.answers}
        item["fact"] = mail.fact
        due = next_digest(Rhythm.DAILY, timezone.now())
        MailItem.objects.get_or_create(member_id=mail.member_id, key=mail.key, defaults=item | {"due": due})
    mail.settle(MailState.DROPPED, problem=reason.label)


def drop_reason(mail: Mail) -> DropReason | None:
    """Return why a planned mail no longer needs to be sent, or None.

    What nobody may decline is sent to any address that takes it (a message of the public, an access): its number is
    limited before. So is a digest, one a day, unless its member left or has read all that it tells.
    """
    if mail.member_id and (reason := _member_drop_reason(mail)):
        return reason
    if mail.fact and not true_facts([mail.fact]):
        return DropReason.CHANGED
    if RefusedAddress.objects.of(mail.recipient).exists():
        return DropReason.REFUSED
    if mail.kind == DIGEST.name:
        return None if mail.told_items() else DropReason.READ
    if not mail.event_kind.may_be_declined:
        return None
    return DropReason.TOO_MANY if _is_one_too_many(mail) else None


def _is_one_too_many(mail: Mail) -> bool:
    yesterday = timezone.now() - timedelta(days=1)
    to_recipient = {"member": mail.member_id} if mail.member_id else {"outsider": mail.outsider}
    recent = Mail.objects.filter(state=MailState.SENT, settled__gt=yesterday, **to_recipient).exclude(kind=DIGEST.name)
    if recent.count() >= MOST_A_DAY:
        return True
    is_limited = bool(mail.member_id) and not mail.is_urgent and not mail.enclosed
    return is_limited and recent.filter(is_urgent=False, enclosed="").count() >= MOST_AT_ONCE


def _member_drop_reason(mail: Mail) -> DropReason | None:
    """Return the reason due to the member, their choices or the notice of the mail, or None."""
    member = Member.objects.filter(pk=mail.member_id)
    if not member.in_network().exists():
        return DropReason.LEFT
    if not mail.member.email:
        return DropReason.NO_ADDRESS
    if mail.event_kind.may_be_declined and not mail.is_asked and not member.filter(_wants(mail)).exists():
        return DropReason.DECLINED
    if mail.follows_notice:
        notice = mail.member.notices.filter(key=mail.key).first()
        if notice is None:
            return DropReason.WITHDRAWN
        # The site shows the notice but not its enclosures: a calendar still needs the change.
        if notice.read_at and not mail.enclosures.exists():
            return DropReason.READ
    return None


def _wants(mail: Mail) -> Q:
    """Condition of the members who are mailed about the kind of `mail`; about its matter, if it was planned before."""
    kind = mail.event_kind
    if kind.is_mailed:
        return is_mailed_about(kind)
    declined = MailChoice.objects.filter(matter=mail.matter, rhythm=Rhythm.NEVER)
    return ~Q(pk__in=declined.values("member"))


def _note_failure(mail: Mail, error: Exception) -> None:
    """Postpone the mail if the refusal is temporary; settle it as failed if it is final or unknown."""
    code = _code_of(error)
    if code is None:
        mail.settle(MailState.FAILED, problem=f"{LOST} {error_text(error)}", address=mail.recipient)
    elif code in TEMPORARY or isinstance(error, smtplib.SMTPSenderRefused):
        _postpone(mail, error_text(error))
    else:
        mail.settle(MailState.FAILED, problem=error_text(error), address=mail.recipient)
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            note_refused_address(address=mail.recipient, answer=error_text(error))


def _code_of(error: Exception) -> int | None:
    """Return the SMTP code of a refusal, or None when nobody knows whether the mail left."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    if isinstance(
        error, smtplib.SMTPNotSupportedError | ValueError
    ):  # an address that the server or Python cannot write
        return 550
    return getattr(error, "smtp_code", None)


def error_text(error: Exception) -> str:
    """Return the error in one line: « 550 5.1.1 Utilisateur inconnu », or the name of the exception."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    else:
        code, text = getattr(error, "smtp_code", type(error).__name__), getattr(error, "smtp_error", str(error))
    text = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {text}".split())[:PROBLEM_LENGTH]


def _postpone_all(pks: list[int], problem: str) -> None:
    """Postpone the mails that are still planned: another worker may have sent some meanwhile."""
    for mail in Mail.objects.due().filter(pk__in=pks):
        mail.attempts += 1
        _postpone(mail, problem, planned_only=True)


def _postpone(mail: Mail, problem: str, *, planned_only: bool = False) -> None:
    has_given_up = mail.attempts >= MAX_ATTEMPTS
    state = MailState.FAILED if has_given_up else MailState.PLANNED
    mails = Mail.objects.planned() if planned_only else Mail.objects.filter(state=MailState.SENDING)
    mails.filter(pk=mail.pk).update(
        state=state,
        due=next_attempt(mail),
        attempts=mail.attempts,
        settled=timezone.now() if has_given_up else None,
        problem=problem,
    )


def next_attempt(mail: Mail) -> datetime:
    """Return the time of the next attempt: in 5 minutes, then 15, 45…, twelve hours at most."""
    return timezone.now() + min(FIRST_PATIENCE * 3 ** min(mail.attempts - 1, 8), MAX_PATIENCE)


def _close(connection) -> None:
    with suppress(OSError):
        connection.close()
