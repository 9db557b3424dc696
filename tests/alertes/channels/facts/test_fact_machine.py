"""Sessions, loans and meetings under any sequence of openings, moves, returns and cancellations, mails at any moment.

No mail contradicts the row as it stands that day, and once all have left, the last news that each person had is true.
"""

import contextlib
import re
from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from hypothesis.stateful import rule, run_state_machine_as_test

from formation.offer.needs.services import want_training
from formation.sessions.enrolment.services.convocations import send_convocations, send_reminders
from formation.sessions.enrolment.services.enrolments import enrol
from formation.sessions.half_day_rules import Slot
from formation.sessions.models.session import Session
from formation.sessions.session_data import SessionData
from formation.working_halves import WorkingHalf
from formation.year.session_changes.services import cancel_session, change_session, open_session
from qualite.lending.loans.models.loan import Loan
from qualite.lending.loans.services.bookings import book, cancel, change_period
from qualite.lending.loans.span import Span
from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.services import cancel_meeting, change_meeting
from reseau.texts.wording import day_in_full
from tests.alertes.channels.facts.mail_machine import MailMachine
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.equipment import EquipmentFactory
from tests.factories.formation import TrainingPageFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory
from tests.random_runs import random_steps

# The days between which rows move: none shares its words with another, so that each is found in a mail.
DAYS = [date(2026, 5, 4) + timedelta(days=week * 7) for week in range(4)]
days, rows = st.sampled_from(DAYS), st.integers(0, 2)


def days_of(name: str) -> set[str]:
    """Return the days on which the rows of a name take place; nothing where all are cancelled."""
    sessions = Session.objects.announced().filter(training__title=name).prefetch_related("half_days")
    moments = [half_day.date for session in sessions for half_day in session.half_days.all()]
    moments += Loan.objects.open().filter(equipment__name=name).values_list("start", flat=True)
    moments += Meeting.objects.kept().filter(title=name).values_list("date", flat=True)
    return {day_in_full(day, "j F") for day in moments}


class FactMachine(MailMachine):
    def begin_rows(self) -> None:
        self.by, self.epm, self.lender = MemberFactory(coordinator=True), EPMFactory(seats=20), EPMFactory()
        self.people = [PositionFactory(epm=epm).member for epm in (self.epm, self.lender, self.lender)]
        self.sessions: list[Session] = []
        self.loans: list[Loan] = []
        self.meetings: list[Meeting] = []

    def is_true(self, name: str, line: str) -> bool:
        taking_place = days_of(name)
        if not taking_place:
            return "annul" in line
        return "annul" not in line and any(re.search(rf"(?<!\d){day}", line) for day in taking_place)

    def leave_all(self) -> None:
        """The last news of each person about each row is true."""
        super().leave_all()
        for address, name in {(address, name) for address, name, _ in self.sent}:
            last = [line for reader, told, line in self.sent if (reader, told) == (address, name)][-1]
            assert self.is_true(name, last), (address, last, days_of(name))

    def run_jobs(self) -> None:
        send_convocations()
        send_reminders()

    @rule(day=days, is_enrolled=st.booleans())
    def open_session(self, day: date, is_enrolled: bool) -> None:
        with freeze_time(self.now):
            name = self.name()
            training = TrainingPageFactory(title=name, slug=name.lower().strip("-"))
            for member in self.people:
                want_training(training=training, by=member)
            data = SessionData.in_epm(EPMFactory(seats=20), capacity=8)
            slots = [Slot.usual(day, "morning")]
            session = open_session(training=training, session_data=data, half_days=slots, by=self.by)
            if is_enrolled:
                # Somebody enrolled elsewhere that morning stays there.
                with contextlib.suppress(ValidationError):
                    enrol(session=session, member=self.people[0])
            self.sessions.append(session)

    @rule(rank=rows, day=days)
    def move_session(self, rank: int, day: date) -> None:
        if rank < len(self.sessions):
            # A day on which a participant is elsewhere is refused.
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                session, slots = self.sessions[rank], [Slot.usual(day, "morning")]
                data = SessionData.in_epm(session.epm, capacity=8)
                change_session(session=session, session_data=data, half_days=slots, by=self.by)

    @rule(rank=rows)
    def cancel_session(self, rank: int) -> None:
        if rank < len(self.sessions):
            with freeze_time(self.now):
                cancel_session(session=self.sessions.pop(rank), reason="Neige", by=self.by)

    @rule(day=days)
    def book_loan(self, day: date) -> None:
        with freeze_time(self.now):
            equipment = EquipmentFactory(epm=self.lender, name=self.name())
            self.loans.append(book(equipment=equipment, epm=self.epm, span=self.span(day), by=self.people[0]))

    @rule(rank=rows, day=days)
    def move_loan(self, rank: int, day: date) -> None:
        if rank < len(self.loans):
            with freeze_time(self.now):
                change_period(loan=self.loans[rank], span=self.span(day), by=self.people[0])

    @rule(rank=rows)
    def cancel_loan(self, rank: int) -> None:
        if rank < len(self.loans):
            with freeze_time(self.now):
                cancel(loan=self.loans.pop(rank), by=self.people[0], reason="Panne")

    @staticmethod
    def span(day: date) -> Span:
        half = WorkingHalf.of(day, "morning")
        return Span(half, half)

    @rule(day=days)
    def announce_meeting(self, day: date) -> None:
        with freeze_time(self.now):
            self.meetings.append(MeetingFactory(title=self.name(), date=day, by=self.by))

    @rule(rank=rows, day=days)
    def move_meeting(self, rank: int, day: date) -> None:
        if rank < len(self.meetings):
            with freeze_time(self.now):
                meeting = Meeting.objects.get(pk=self.meetings[rank].pk)
                meeting.date = day
                change_meeting(meeting=meeting, by=self.by)

    @rule(rank=rows)
    def cancel_meeting(self, rank: int) -> None:
        if rank < len(self.meetings):
            with freeze_time(self.now):
                cancel_meeting(meeting=self.meetings.pop(rank), by=self.by)


@pytest.mark.usefixtures("site_tree")
def test_no_mail_contradicts_the_row_of_its_day():
    run_state_machine_as_test(FactMachine, settings=random_steps(runs=2, steps=10))
