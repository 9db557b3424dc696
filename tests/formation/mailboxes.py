"""Mailboxes behind a real mail server on this machine (aiosmtpd), read as mail software reads."""

import socket
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from tests.formation.calendar_reader import ReadCalendar, read_calendar


@dataclass(frozen=True)
class Received:
    message: EmailMessage

    @property
    def to(self) -> str:
        return self.message["To"]

    @property
    def subject(self) -> str:
        return self.message["Subject"].strip()

    @property
    def text(self) -> str:
        return self.message.get_body(("plain",)).get_content()

    @property
    def calendar(self) -> ReadCalendar | None:
        """The calendar that mail software processes: the part states its method, and the attached file is identical."""
        part = self.message.get_body(("calendar",))
        if part is None:
            return None
        content = part.get_payload(decode=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        parsed_calendar = read_calendar(content)
        assert part.get_param("method") == parsed_calendar.method
        assert content == self.files[{"REQUEST": "invitation.ics", "CANCEL": "annulation.ics"}[parsed_calendar.method]]
        return parsed_calendar

    @property
    def files(self) -> dict[str, bytes]:
        return {part.get_filename(): part.get_payload(decode=True) for part in self.message.iter_attachments()}


class Mailboxes:
    """`deliver()` sends the planned mails; `of(member)` returns the mails that the member has received so far."""

    def __init__(self) -> None:
        self.received: list[Received] = []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - the name that aiosmtpd calls
        self.received.append(Received(message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def of(self, member) -> list[Received]:
        return [mail for mail in self.received if mail.to == member.email]

    def deliver(self) -> int:
        Mail.objects.planned().update(due=timezone.now())
        return send_waiting()


def controller(boxes: Mailboxes) -> Controller:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Controller(boxes, hostname="127.0.0.1", port=port)
