"""Messages sent about a session: recipient, notice, state of the mail; latest first."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.enums import MailState
from formation.sessions.models.session import Session


@dataclass(frozen=True, slots=True)
class MessageLogEntry:
    """One message to one recipient."""

    at: datetime.datetime
    recipient: str
    text: str
    notice: Notice | None
    mail: Mail | None
    is_gathered: bool = False

    @property
    def mail_words(self) -> str:
        """« pas de courriel », « dans un résumé », « attend le prochain résumé »; empty for a mail of its own."""
        if self.is_gathered:
            return "dans un résumé" if self.mail else "attend le prochain résumé"
        return "" if self.mail else "pas de courriel"

    @property
    def notice_words(self) -> str:
        if self.notice is None:
            return "sans alerte"
        return "alerte lue" if self.notice.read_at else "alerte pas encore lue"


@dataclass(frozen=True, slots=True)
class MailCounts:
    sent: int
    waiting: int
    failed: int

    @property
    def words(self) -> str:
        """« 12 courriels envoyés, 1 en échec »."""
        plural = "s" if self.sent > 1 else ""
        parts = [f"{self.sent}\u00a0courriel{plural} envoyé{plural}" if self.sent else "aucun courriel envoyé"]
        if self.waiting:
            parts.append(f"{self.waiting} à envoyer")
        if self.failed:
            parts.append(f"{self.failed} en échec")
        return ", ".join(parts)


def key_prefix(session: Session) -> str:
    return f"session:{session.pk}:"


def mail_counts(session: Session) -> MailCounts:
    """Count the mails by state. One query."""
    states = Mail.objects.about(key_prefix(session)).order_by()
    return MailCounts(
        **states.aggregate(
            sent=Count("pk", filter=Q(state=MailState.SENT)),
            waiting=Count("pk", filter=Q(state__in=[MailState.PLANNED, MailState.SENDING])),
            failed=Count("pk", filter=Q(state=MailState.FAILED)),
        )
    )


def messages_about(session: Session) -> list[MessageLogEntry]:
    """List the messages; a notice and its mail, or what a digest tells of it, are one entry. Three queries."""
    start = key_prefix(session)
    mails = {
        (mail.member_id or mail.outsider, mail.key): mail
        for mail in Mail.objects.about(start).select_related("member").defer("text")
    }
    items = MailItem.objects.filter(key__startswith=start).select_related("mail")
    gathered = {(item.member_id, item.key): item.mail for item in items}
    lines = []
    for notice in Notice.objects.filter(key__startswith=start).select_related("member"):
        place = (notice.member_id, notice.key)
        is_gathered = place in gathered
        mail = gathered[place] if is_gathered else mails.pop(place, None)
        at = mail.settled or mail.planned if mail else notice.created
        lines.append(MessageLogEntry(at, str(notice.member), notice.text, notice, mail, is_gathered))
    for mail in mails.values():
        recipient = str(mail.member) if mail.member else mail.outsider
        lines.append(MessageLogEntry(mail.settled or mail.planned, recipient, mail.subject, None, mail))
    return sorted(lines, key=lambda line: line.at, reverse=True)
