"""Receive mails, publish what they say, tell those whose reply was refused.

A mail is stored first, once. It is read outside any transaction, by a process with limits; then it is settled in one
transaction, so that a worker killed in the middle leaves it to the next one, and nothing is published twice.
"""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from alertes.channels.mails.headers import absolute
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.reply_addresses import RETURN_KIND, ReplyPlace, place_of
from alertes.channels.mails.services import plan_mails
from alertes.channels.notices.services import merge_into_daily_notice
from alertes.channels.refusals.services import note_returned_mail
from alertes.channels.replies.delivery_reports import DeliveryReport
from alertes.channels.replies.enums import Automatic, IncomingState
from alertes.channels.replies.incoming_message import (
    MailBody,
    MailHeaders,
    headers_of,
    identity_of,
    read_body,
    read_headers,
)
from alertes.channels.replies.models import REFUSED_KEPT, SEEN_KEPT, IncomingMail
from alertes.channels.replies.registry import ReplyRefusedError, target_of
from alertes.declarations.events import REPLY_REFUSED
from alertes.enums import MailState
from reseau.documents.extraction.problems import TOO_HEAVY, FileProblemError
from reseau.documents.extraction.reader import ReaderFailedError
from reseau.people.members.models.member import Member
from reseau.people.members.signs import note_sign

logger = logging.getLogger(__name__)

MAX_BYTES = 10_000_000
MAX_FILES = 5
# A mail that asks more than a process may compute is read so often, then refused.
MOST_ATTEMPTS = 2
# A person writes less; a machine that escaped the other guards, more.
MOST_AN_HOUR = 20
DAY = timedelta(days=1)
# Polite answers to unknown addresses: one a day each, and a bound for all, so that nobody makes the site write.
MOST_UNKNOWN_A_DAY = 50

GONE = "Ce à quoi vous répondez n’existe plus, ou vous n’y avez plus accès."
NOTHING_NEW = "Nous n’avons rien trouvé d’écrit par vous dans ce courriel."
TOO_MANY = "Vous avez envoyé beaucoup de réponses en une heure. Réessayez plus tard, ou répondez sur le site."
TOO_BIG = f"Votre courriel dépasse {MAX_BYTES // 1_000_000}\u00a0Mo. Envoyez-le sans ses pièces jointes."
TOO_MANY_FILES = f"Votre courriel a plus de {MAX_FILES} pièces jointes. Envoyez-en moins."
UNREADABLE = "Votre courriel n’a pas pu être lu."
TOO_MUCH_WORK = "Votre courriel demande trop de travail pour être lu. Répondez sur le site."


@dataclass(frozen=True, slots=True)
class IncomingText:
    """What was read of a mail. `body` is empty where nobody needs it, or where a `problem` kept it from being read."""

    headers: MailHeaders
    body: MailBody = field(default_factory=MailBody)
    problem: str = ""


def receive(*, raw: bytes, size: int | None = None) -> IncomingMail | None:
    """Store a mail and treat it; None if it was taken before. `size`: that of a mail that `raw` only begins.

    Raises `ReaderFailedError` if the installation can read no mail: it waits.
    """
    size = len(raw) if size is None else size
    kept = raw if size <= MAX_BYTES else headers_of(raw)
    incoming, _ = IncomingMail.objects.get_or_create(identity=identity_of(raw), defaults={"raw": kept, "size": size})
    return treat(pk=incoming.pk) if incoming.state == IncomingState.WAITING else None


def treat_waiting() -> int:
    """Treat the mails that a killed process left, or that asked too much; return how many."""
    keys = list(IncomingMail.objects.waiting().values_list("pk", flat=True))
    for pk in keys:
        treat(pk=pk)
    return len(keys)


def treat(*, pk: int) -> IncomingMail:
    """Publish the mail or refuse it, once. It is read before the transaction, so that no other write waits for it."""
    incoming = begin_attempt(pk=pk)
    if incoming.state == IncomingState.WAITING and (mail := _read(incoming)):
        return settle(pk=pk, mail=mail)
    return incoming


@transaction.atomic
def begin_attempt(*, pk: int) -> IncomingMail:
    """Count an attempt before anything is read: a mail that kills its reader is not read without end."""
    incoming = IncomingMail.objects.select_for_update().get(pk=pk)
    if incoming.state == IncomingState.WAITING:
        incoming.attempts += 1
        incoming.save(update_fields=["attempts"])
    return incoming


def _read(incoming: IncomingMail) -> IncomingText | None:
    """Return what the mail says, as far as it is needed; None if it asked too much and is to be read once more."""
    headers = MailHeaders()
    try:
        headers = read_headers(bytes(incoming.raw))
        if incoming.size > MAX_BYTES or not _place_in(headers):
            return IncomingText(headers)
        if incoming.attempts > MOST_ATTEMPTS:
            return IncomingText(headers, problem=TOO_MUCH_WORK)
        return IncomingText(headers, read_body(bytes(incoming.raw)))
    except FileProblemError as error:
        logger.warning("incoming mail %s can't be read: %s", incoming.pk, error)
        if error.code != TOO_HEAVY:
            return IncomingText(headers, problem=UNREADABLE)
        return IncomingText(headers, problem=TOO_MUCH_WORK) if incoming.attempts >= MOST_ATTEMPTS else None
    except ReaderFailedError:
        IncomingMail.objects.filter(pk=incoming.pk).update(attempts=F("attempts") - 1)
        raise


@transaction.atomic
def settle(*, pk: int, mail: IncomingText) -> IncomingMail:
    """Publish the mail, refuse it or ignore it, unless another process did."""
    incoming = IncomingMail.objects.select_for_update().get(pk=pk)
    if incoming.state != IncomingState.WAITING:
        return incoming
    try:
        with transaction.atomic():
            _treat(incoming, mail)
    except Exception:  # no mail may stop those that come after it
        logger.exception("incoming mail %s can't be treated", pk)
        incoming.settle(IncomingState.REFUSED, problem=UNREADABLE)
    if incoming.problem in (UNREADABLE, TOO_MUCH_WORK):
        _tell_coordination()
    return incoming


@transaction.atomic
def forget_old_incoming_mails() -> int:
    """Forget the text of mails refused a month ago, and the trace of any mail after a year; return how many."""
    now = timezone.now()
    refused = IncomingMail.objects.filter(state=IncomingState.REFUSED, received__lt=now - REFUSED_KEPT)
    forgotten = refused.exclude(raw=b"").update(raw=b"")
    return forgotten + IncomingMail.objects.filter(received__lt=now - SEEN_KEPT).delete()[0]


def _place_in(headers: MailHeaders) -> ReplyPlace | None:
    return next(filter(None, map(place_of, headers.recipients)), None)


def _treat(incoming: IncomingMail, mail: IncomingText) -> None:
    place = _place_in(mail.headers)
    if machine := mail.headers.machine:
        report = mail.body.report if machine is Automatic.BOUNCE else None
        told = _note_return(place, report) if report and place and place.kind == RETURN_KIND else ""
        incoming.settle(IncomingState.IGNORED, problem=f"{machine.label} {told}".strip())
        return
    member = Member.objects.in_network().filter(pk=place.member).first() if place else None
    if place is None or member is None:
        _refuse_unknown(incoming, mail)
        return
    incoming.member, incoming.about = member, f"{place.kind}:{place.key}"
    try:
        if incoming.size > MAX_BYTES:
            raise ReplyRefusedError(TOO_BIG)
        if mail.problem:
            raise ReplyRefusedError(mail.problem)
        with transaction.atomic():
            url = _publish(place, member, mail.body)
    except ReplyRefusedError as refusal:
        _refuse(incoming, member, mail.body.text, str(refusal))
    else:
        incoming.settle(IncomingState.PUBLISHED, url=url)
        note_sign(member=member)


def _note_return(place: ReplyPlace, report: DeliveryReport) -> str:
    """Note that the mail named by its signed address came back; return what the server says.

    The signature proves that the report answers a mail of ours: nobody else stops the mails of a member.
    """
    mail = Mail.objects.filter(pk=place.key, member=place.member or None).exclude(address="").first()
    if mail is None:
        return ""
    note_returned_mail(mail=mail.pk, address=mail.address, status=report.status, answer=report.answer)
    if report.status.startswith("5"):
        mail.settle(MailState.FAILED, problem=f"Revenu\u00a0: {report.answer}", address=mail.address)
    return report.answer


def _publish(place: ReplyPlace, member: Member, body: MailBody) -> str:
    """Publish what the mail says; return where it is read. Raises `ReplyRefusedError`."""
    if IncomingMail.objects.recent_of(member.pk, timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise ReplyRefusedError(TOO_MANY)
    target = target_of(place.kind)
    if target is None:
        raise ReplyRefusedError(GONE)
    if not body.text and not body.files:
        raise ReplyRefusedError(NOTHING_NEW)
    if len(body.files) > MAX_FILES:
        raise ReplyRefusedError(TOO_MANY_FILES)
    return target.publish(key=place.key, member=member, text=body.text, files=body.files)


def _refuse(incoming: IncomingMail, member: Member, written: str, reason: str) -> None:
    """Tell the member why, with what they wrote, so that nothing typed is lost."""
    incoming.settle(IncomingState.REFUSED, problem=reason)
    kept = f"\n\nVoici ce que vous aviez écrit\u00a0:\n\n{written}" if written else ""
    plan_mails(
        recipients=[member],
        key=f"incoming:{incoming.pk}:refused",
        kind=REPLY_REFUSED,
        subject="Votre réponse n’a pas été publiée",
        text=f"Votre réponse par courriel n’a pas été publiée. {reason}{kept}",
        url="/forums/",
    )


def _refuse_unknown(incoming: IncomingMail, mail: IncomingText) -> None:
    """Tell a person whom the site does not recognise how to write to it."""
    incoming.settle(IncomingState.REFUSED, problem=mail.problem or "Adresse de réponse inconnue ou abîmée.")
    sender = _answered_sender(mail.headers)
    yesterday = timezone.now() - DAY
    unknown_mails = Mail.objects.about("incoming-unknown:").filter(planned__gt=yesterday)
    if not sender or unknown_mails.count() >= MOST_UNKNOWN_A_DAY or unknown_mails.filter(outsider=sender).exists():
        return
    plan_mails(
        recipients=[],
        addresses=[sender],
        key=f"incoming-unknown:{incoming.pk}",
        kind=REPLY_REFUSED,
        subject="Votre courriel n’est arrivé à personne",
        text=(
            "Vous avez écrit à une adresse qui ne sert qu’à répondre aux courriels de "
            f"{settings.WAGTAIL_SITE_NAME}. Votre message n’a été lu par personne.\n\nPour écrire au réseau\u00a0:\n\n"
            f"{absolute('/contact/')}"
        ),
        url="",
    )


def _answered_sender(headers: MailHeaders) -> str:
    """Return the address to which a polite answer goes; empty if there is none that can be one."""
    is_too_long = len(headers.sender) > Mail._meta.get_field("outsider").max_length
    return "" if is_too_long or headers.sender == settings.REPLY_ADDRESS.lower() else headers.sender


def _tell_coordination() -> None:
    """Tell the coordination that a mail could not be read, once a day."""
    for coordinator in Member.objects.coordinating():
        merge_into_daily_notice(
            member=coordinator,
            about="incoming:unread",
            text="Un courriel arrivé sur le site n’a pas pu être lu.",
            url=reverse("alertes:refused_mails"),
        )
