"""Enrolment under any order of events: capacity holds, nobody is dropped silently, every offer ends."""

import dataclasses
import datetime

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alertes.notices.models import Notice
from formation.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.enrolment.services.enrolments import enrol, leave, put_first
from formation.enrolment.services.offers import accept_offer, decline_offer, lapse_offers, release_kept_places
from formation.enrolment.waiting_list import origin_of_enrolment, seats_of, with_ranking_facts
from formation.enums import EnrolmentStatus
from formation.scheduling.services import cancel_session, change_session
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from formation.sessions.session_data import SessionData
from tests.factories.formation import SessionFactory, in_days
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory, TerritoryFactory

PEOPLE = 7
someone = st.integers(0, PEOPLE - 1)


class EnrolmentMachine(RuleBasedStateMachine):
    """Seven people of four EPM in two territories; three places, one of them kept for a territory."""

    @initialize(capacity=st.integers(1, 3), has_quota=st.booleans(), one_per_epm=st.booleans())
    def open(self, capacity: int, has_quota: bool, one_per_epm: bool) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        communes = [CommuneFactory(territory=TerritoryFactory(name=name)) for name in ("Figeac", "Gourdon")]
        epms = [EPMFactory(commune=communes[number % 2], seats=20) for number in range(4)]
        self.people = [PositionFactory(epm=epms[number % 4]).member for number in range(PEOPLE)]
        self.session = SessionFactory(
            capacity=capacity, dates=[in_days(10), in_days(11)], one_per_epm_first=one_per_epm, quotas_until=in_days(4)
        )
        Occupancy.objects.all().delete()
        if has_quota:
            TerritoryQuota.objects.create(session=self.session, territory=communes[1].territory, places=1)
        self.now = datetime.datetime.combine(in_days(0), datetime.time(9), tzinfo=datetime.UTC)
        self.coordinator = PositionFactory(coordinator=True).member
        for member in self.people[: capacity + 2]:
            enrol(session=self.session, member=member, at=self.now)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, service, **arguments) -> bool:
        """Return False if the service refuses, which changes nothing."""
        rows = list(Enrolment.objects.order_by("pk").values())
        try:
            service(at=self.now, **arguments)
        except ValidationError:
            assert list(Enrolment.objects.order_by("pk").values()) == rows
            return False
        return True

    def row(self, number: int) -> Enrolment | None:
        return self.session.enrolments.filter(member=self.people[number]).first()

    def one_of(self, enrolments, number: int) -> Enrolment | None:
        """One of the people concerned, so that most steps do something."""
        rows = list(enrolments.order_by("pk").select_related("member"))
        return rows[number % len(rows)] if rows else None

    @rule(number=someone)
    def enrol(self, number: int) -> None:
        was_in = (row := self.row(number)) is not None and row.is_active
        assert self.attempt(enrol, session=self.session, member=self.people[number]) != was_in or self.is_over

    @rule(number=someone, by_coordinator=st.booleans())
    def leave(self, number: int, by_coordinator: bool) -> None:
        by = {"by": self.coordinator, "reason": "À sa demande"} if by_coordinator else {}
        if row := self.one_of(self.session.enrolments.holding(), number):
            assert self.attempt(leave, session=self.session, member=row.member, **by) != self.is_over

    @rule(number=someone)
    def leave_the_waiting_list(self, number: int) -> None:
        if row := self.one_of(self.session.enrolments.waiting(), number):
            assert self.attempt(leave, session=self.session, member=row.member) != self.is_over

    @rule(number=someone, takes_it=st.booleans())
    def answer_offer(self, number: int, takes_it: bool) -> None:
        if row := self.one_of(self.session.enrolments.offered(), number):
            service = accept_offer if takes_it else decline_offer
            assert self.attempt(service, session=self.session, member=row.member) or self.is_over

    @rule(number=someone)
    def answer_without_offer(self, number: int) -> None:
        if row := self.one_of(self.session.enrolments.exclude(status=EnrolmentStatus.OFFERED), number):
            assert not self.attempt(accept_offer, session=self.session, member=row.member)

    @rule(number=someone)
    def put_first(self, number: int) -> None:
        if row := self.one_of(self.session.enrolments.waiting(), number):
            self.attempt(put_first, enrolment=row, by=self.coordinator, reason="Remplace un formateur")

    @rule(capacity=st.integers(1, 5))
    def change_capacity(self, capacity: int) -> None:
        session = Session.objects.get(pk=self.session.pk)
        session_data = dataclasses.replace(SessionData.of(session), capacity=capacity, quotas={})
        half_days = [half_day.slot for half_day in session.half_days.all()]
        self.attempt(
            change_session, session=session, session_data=session_data, half_days=half_days, by=self.coordinator
        )

    @rule(hours=st.integers(1, 72))
    def time_passes(self, hours: int) -> None:
        self.now += datetime.timedelta(hours=hours)
        lapse_offers(at=self.now)
        release_kept_places(at=self.now)
        assert not Enrolment.objects.offered().filter(offered_until__lte=self.now).exists()

    @precondition(lambda self: not self.is_over)
    @rule(chance=st.integers(0, 20))
    def cancel(self, chance: int) -> None:
        if chance == 17:
            self.attempt(cancel_session, session=self.session, reason="Salle fermée", by=self.coordinator)
            assert not self.session.enrolments.offered().exists()

    @property
    def is_over(self) -> bool:
        session = Session.objects.get(pk=self.session.pk)
        return session.is_cancelled or session.has_begun(self.now)

    @invariant()
    def capacity_is_never_exceeded(self) -> None:
        if hasattr(self, "session"):
            assert self.session.enrolments.holding().count() <= Session.objects.get(pk=self.session.pk).capacity

    @invariant()
    def journal_ends_with_the_current_status(self) -> None:
        for enrolment in Enrolment.objects.all() if hasattr(self, "session") else []:
            assert enrolment.events.last().status == enrolment.status

    @invariant()
    def member_dropped_by_the_rules_is_notified(self) -> None:
        events = (
            EnrolmentEvent.objects.filter(by=None, status=EnrolmentStatus.CANCELLED) if hasattr(self, "session") else []
        )
        for event in events:
            assert Notice.objects.filter(member=event.enrolment.member, key__contains=":passed:").exists()

    @invariant()
    def no_place_stays_free_while_somebody_waits(self) -> None:
        if not hasattr(self, "session") or self.is_over:
            return
        session = Session.objects.get(pk=self.session.pk)
        day = self.now.date()
        enrolments = list(with_ranking_facts(session.enrolments.active(), day))
        seats = seats_of(session, enrolments, session.quotas.all(), day)
        assert [
            enrolment
            for enrolment in enrolments
            if enrolment.is_waiting and seats.free_for(origin_of_enrolment(enrolment))
        ] == []

    @invariant()
    def offers_end_before_the_session(self) -> None:
        for offer in Enrolment.objects.offered() if hasattr(self, "session") else []:
            assert offer.offered_until <= self.session.begins_at

    @invariant()
    def only_members_with_a_place_are_busy(self) -> None:
        if hasattr(self, "session") and not Session.objects.get(pk=self.session.pk).is_cancelled:
            busy = set(Occupancy.objects.filter(member__isnull=False).values_list("member", flat=True))
            assert busy == set(self.session.enrolments.confirmed().values_list("member", flat=True))


@pytest.mark.usefixtures("db", "site_tree")
def test_any_sequence_of_events_keeps_the_invariants():
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        EnrolmentMachine,
        settings=settings(
            max_examples=20, stateful_step_count=20, deadline=None, derandomize=True, suppress_health_check=checks
        ),
    )
