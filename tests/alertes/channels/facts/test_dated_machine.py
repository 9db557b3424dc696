"""Workshops, visits, committee meetings and appointments under any sequence of moves, of turns and of cancellations,
mails at any moment.

No mail contradicts the row as it stands that day, and once all have left, the last news that each person had is true.
"""

import contextlib
import re
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from hypothesis.stateful import rule, run_state_machine_as_test

from reseau.texts.wording import day_in_full
from tests.alertes.channels.facts.dated_rows import (
    DAYS,
    AppointmentRows,
    DatedRows,
    SteeringRows,
    VisitRows,
    WorkshopRows,
)
from tests.alertes.channels.facts.mail_machine import NAME, MailMachine
from tests.clock import freeze_time
from tests.random_runs import random_steps

KINDS = [WorkshopRows, VisitRows, SteeringRows, AppointmentRows]
days, ranks = st.sampled_from(DAYS), st.integers(0, 1)
FORMER = re.compile(r"Il était prévu [^.]*\.|au lieu de [^.]*\.")
PEOPLE = re.compile(r"(\d+)\u00a0personne")
REMINDER = "Demain"


class DatedMachine(MailMachine):
    """Rows of one kind, which is given once the machine is made."""

    latest = datetime(2026, 5, 30, 9, tzinfo=UTC)

    def __init__(self, kind: type[DatedRows]) -> None:
        super().__init__()
        self.kind = kind

    def begin_rows(self) -> None:
        self.rows = self.kind()
        self.standing = []
        self.add(DAYS[0])

    def add(self, day: date) -> None:
        name = self.name()
        self.standing.append((name, self.rows.create(name, day)))

    def passages(self, message: EmailMessage) -> list[str]:
        """A mail about one row says its day and its name in different lines."""
        body = message.body.partition("\n-- \n")[0]
        return [body.replace("\n", " ")] if len(set(NAME.findall(body))) == 1 else body.splitlines()

    def read(self, address: str, name: str, line: str) -> None:
        """Keep what a line says of a row; a reminder says the day after."""
        line = FORMER.sub("", line)
        if REMINDER in line:
            line = f"{line} {day_in_full((self.now + timedelta(days=1)).date(), 'j F')}"
        self.sent.append((address, name, line))
        people = PEOPLE.search(line)
        if not self.is_true(name, line) or (people and int(people[1]) != self.rows.people(name)):
            self.lies.append(line)

    def is_true(self, name: str, line: str) -> bool:
        if (day := self.rows.day_of(name)) is None:
            return "annul" in line
        return "annul" not in line and re.search(rf"(?<!\d){day_in_full(day, 'j F')}", line) is not None

    def leave_all(self) -> None:
        """The last news of each person about each row is true."""
        super().leave_all()
        last = {(address, name): line for address, name, line in self.sent}
        for (address, name), line in last.items():
            is_true = self.is_true(name, line) and self.rows.may_be_last(name, address, line)
            assert is_true, (address, line, self.rows.day_of(name))

    def run_jobs(self) -> None:
        self.rows.run_jobs()

    @rule(day=days)
    def create(self, day: date) -> None:
        if day > self.now.date():
            with freeze_time(self.now):
                self.add(day)

    @rule(rank=ranks, day=days)
    def move(self, rank: int, day: date) -> None:
        if rank < len(self.standing):
            # A day that has passed is refused.
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                row = self.standing[rank][1]
                row.refresh_from_db()
                self.rows.move(row, day)

    @rule(rank=ranks)
    def turn(self, rank: int) -> None:
        if rank < len(self.standing):
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                self.rows.turn(self.standing[rank][1])

    @rule(rank=ranks)
    def cancel(self, rank: int) -> None:
        if rank < len(self.standing):
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                self.rows.cancel(self.standing.pop(rank)[1])

    @rule(rank=ranks)
    def wait_for_the_eve(self, rank: int) -> None:
        if rank < len(self.standing) and (day := self.rows.day_of(self.standing[rank][0])):
            self.now = max(self.now, self.now.replace(month=day.month, day=day.day) - timedelta(days=1))


@pytest.mark.usefixtures("site_tree")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_mail_contradicts_the_day_of_its_row(kind):
    run_state_machine_as_test(lambda: DatedMachine(kind), settings=random_steps(runs=1, steps=12))
