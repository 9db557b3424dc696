"""Sheets, topics and seats of telework under any sequence of gestures and of their undoing, mails at any moment.

No mail says of one of them what it is no longer.
"""

import contextlib
import re
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis.stateful import rule, run_state_machine_as_test

from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat, cancel_booking
from accueil.telework.bookings.services.series import (
    ask_for_confirmations,
    book_series,
    confirm_booking,
    free_unconfirmed,
    stop_series,
)
from accueil.telework.enums import SeatBookingState
from alertes.choices.subscriptions.services import follow
from formation.enums import DayPart
from forums.messages.posts.services import answer, open_topic
from forums.moderation.services.hiding import hide, show
from forums.threads.topics.models import Topic
from reseau.enums import Role
from reseau.texts.wording import day_in_full
from ressources.authoring.publication.services import ask_changes, publish, submit, withdraw
from ressources.sheets.models.open_review import task_in_progress
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.enums import Recurrence
from tests.alertes.channels.facts.mail_machine import MailMachine
from tests.clock import freeze_time
from tests.factories.forums import ForumFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory
from tests.factories.ressources import SubmittedFactory
from tests.factories.telework import SeatFactory, TelecentreFactory, TeleworkAgreementFactory
from tests.random_runs import random_steps

ranks = st.integers(0, 5)


class StateMachine(MailMachine):
    def begin_rows(self) -> None:
        self.epm = EPMFactory(seats=20)
        self.author, self.colleague = (PositionFactory(epm=self.epm).member for _ in range(2))
        territory = self.epm.commune.territory
        self.reviewer = PositionFactory(role=Role.TERRITORIAL, epm=None, territory=territory).member
        self.moderator = MemberFactory(coordinator=True)
        self.forum = ForumFactory()
        for subject in (f"forum:{self.forum.pk}", f"member:{self.author.pk}"):
            follow(member=self.colleague, subject=subject)
        self.seats = []

    def is_true(self, name: str, line: str) -> bool:
        if sheet := Sheet.objects.filter(title=name).first():
            return self.is_true_of_sheet(sheet, line)
        if topic := Topic.objects.filter(title=name).first():
            return self.is_true_of_topic(topic, line)
        return self.is_true_of_seats(SeatBooking.objects.filter(seat__telecentre__epm__name=name), line)

    def is_true_of_sheet(self, sheet: Sheet, line: str) -> bool:
        if "à relire" in line:
            return task_in_progress(sheet) is not None
        return "modifications" in line or sheet.live == ("retirée" not in line)

    def is_true_of_topic(self, topic: Topic, line: str) -> bool:
        standing = {post.author_id: post.is_standing for post in topic.posts.all()}
        if "masqué" in line:
            return not standing[self.author.pk]
        return standing[self.colleague.pk if "répon" in line else self.author.pk]

    def is_true_of_seats(self, bookings, line: str) -> bool:
        day = next(row.date for row in bookings if day_in_full(row.date, "j F") in line)
        rows = bookings.filter(date=day)
        count = int(re.search(r"(\d+)\u00a0demi-journée", line)[1])
        if "à confirmer" in line:
            return rows.to_confirm().count() == count
        taken = {(row.seat_id, row.part) for row in rows.holding()}
        freed = [row for row in rows.filter(state=SeatBookingState.FREED) if (row.seat_id, row.part) not in taken]
        return len(freed) >= count

    def run_jobs(self) -> None:
        ask_for_confirmations()
        free_unconfirmed()

    def sheet(self, rank: int) -> WorkshopPage | None:
        return WorkshopPage.objects.filter(title__startswith="Objet-").order_by("pk")[rank : rank + 1].first()

    @rule()
    def submit_sheet(self) -> None:
        with freeze_time(self.now):
            SubmittedFactory(epm=self.epm, author=self.author, title=self.name())

    @rule(rank=ranks, gesture=st.sampled_from(["publish", "changes", "withdraw", "submit"]))
    def move_sheet(self, rank: int, gesture: str) -> None:
        if page := self.sheet(rank):
            # Each gesture is refused where it has nothing to do.
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                if gesture == "publish":
                    publish(page=page, by=self.reviewer)
                elif gesture == "changes":
                    ask_changes(page=page, by=self.reviewer, reason="Plus court")
                elif gesture == "withdraw":
                    withdraw(page=page, by=self.reviewer)
                else:
                    submit(page=page, by=self.author)

    @rule()
    def open_topic(self) -> None:
        with freeze_time(self.now):
            open_topic(forum=self.forum, author=self.author, title=self.name(), body="Que faire\u00a0?")

    @rule(rank=ranks)
    def answer_topic(self, rank: int) -> None:
        if topic := Topic.objects.order_by("pk")[rank : rank + 1].first():
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                answer(topic=topic, author=self.colleague, body="Redémarrez la borne.")

    @rule(rank=ranks, is_last=st.booleans())
    def hide_or_show_post(self, rank: int, is_last: bool) -> None:
        if topic := Topic.objects.order_by("pk")[rank : rank + 1].first():
            posts = list(topic.posts.order_by("pk"))
            with freeze_time(self.now):
                if (post := posts[-1 if is_last else 0]).hidden:
                    show(post=post, by=self.moderator)
                else:
                    hide(post=post, by=self.moderator, reason="Hors sujet", words="Dites-le autrement.")

    @rule(weeks=st.integers(1, 2))
    def book_seats(self, weeks: int) -> None:
        with freeze_time(self.now):
            telecentre = TelecentreFactory(epm=EPMFactory(name=self.name(), opening_hours="Mo-Su 08:00-19:00"))
            PositionFactory(epm=telecentre.epm)
            agreement, first = TeleworkAgreementFactory(telecentre=telecentre), timezone.localdate() + timedelta(days=5)
            book_series(
                agreement=agreement,
                seat=SeatFactory(telecentre=telecentre),
                rhythm=Recurrence.WEEKLY,
                first=first,
                until=first + timedelta(weeks=weeks),
                parts=[DayPart.MORNING, DayPart.AFTERNOON],
                by=self.author,
            )

    @rule(rank=ranks, gesture=st.sampled_from(["confirm", "cancel", "take", "stop"]))
    def move_booking(self, rank: int, gesture: str) -> None:
        if booking := SeatBooking.objects.select_related("seat").order_by("pk")[rank : rank + 1].first():
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                if gesture == "confirm":
                    confirm_booking(booking=booking)
                elif gesture == "cancel":
                    cancel_booking(booking=booking)
                elif gesture == "stop" and booking.series_id:
                    stop_series(series=booking.series)
                else:
                    book_seat(seat=booking.seat, halves=[booking.half], name="Odile B.", employer="", by=self.author)


@pytest.mark.usefixtures("site_tree")
def test_no_mail_says_what_a_row_is_no_longer():
    run_state_machine_as_test(StateMachine, settings=random_steps(runs=3, steps=14))
