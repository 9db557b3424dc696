"""What state machines of facts share: a clock, mails at any moment, each line compared with the row that it names."""

import re
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import hypothesis.strategies as st
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import override_settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import send_waiting
from tests.clock import freeze_time

NAME = re.compile(r"Objet-\d+-")


class Reader(BaseEmailBackend):
    """Read each mail as it leaves."""

    def send_messages(self, messages) -> int:
        for message in messages:
            for line in MailMachine.running.passages(message):
                for name in set(NAME.findall(line)):
                    MailMachine.running.read(message.to[0], name, line)
        return len(messages)


class MailMachine(RuleBasedStateMachine):
    """`sent`: who was written to, the name of the row, the line. `lies`: lines that contradict their row."""

    running: ClassVar["MailMachine"]
    # Every row takes place later.
    latest = datetime(2026, 4, 26, 9, tzinfo=UTC)

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        MailMachine.running = self
        self.sent: list[tuple[str, str, str]] = []
        self.lies: list[str] = []
        self.now, self.count = datetime(2026, 4, 1, 9, tzinfo=UTC), 0
        with freeze_time(self.now):
            self.begin_rows()

    def begin_rows(self) -> None:
        raise NotImplementedError

    def passages(self, message: EmailMessage) -> list[str]:
        """Return the parts of a mail that are compared with their row: its lines."""
        return message.body.splitlines()

    def is_true(self, name: str, line: str) -> bool:
        raise NotImplementedError

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            try:
                self.leave_all()
            finally:
                transaction.set_rollback(True)
                self.atomic.__exit__(None, None, None)

    def leave_all(self) -> None:
        """All that waits leaves."""
        for _ in range(4):
            self.now += timedelta(days=1)
            self.write(with_jobs=False)

    def read(self, address: str, name: str, line: str) -> None:
        self.sent.append((address, name, line))
        if not self.is_true(name, line):
            self.lies.append(line)

    def name(self) -> str:
        self.count += 1
        return f"Objet-{self.count}-"

    def run_jobs(self) -> None:
        """Run what tells people by itself."""

    @rule(with_jobs=st.booleans())
    def write(self, with_jobs: bool) -> None:
        with freeze_time(self.now), override_settings(EMAIL_BACKEND=f"{__name__}.Reader"):
            if with_jobs:
                self.run_jobs()
            send_digests()
            send_waiting()
        assert not self.lies, self.lies
        assert not Mail.objects.failed().exists()

    @rule(hours=st.sampled_from([0.1, 5, 24, 72]))
    def time_passes(self, hours: float) -> None:
        self.now = min(self.now + timedelta(hours=hours), self.latest)
