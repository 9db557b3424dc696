"""Enrolment under any order of events: capacity holds, nobody is dropped silently, every offer stands until its end."""

import dataclasses
import datetime

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alertes.channels.notices.models import Notice
from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.sessions.enrolment.services.enrolments import enrol, leave, put_first
from formation.sessions.enrolment.services.offers import accept_offer, decline_offer, lapse_offers, release_kept_places
from formation.sessions.enrolment.waiting_list import origin_of_enrolment, seats_of, with_ranking_facts
from formation.sessions.models.occupancy import Occupancy
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import TerritoryQuota
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import cancel_session, change_session
from reseau.people.members.models.member import Member
from tests.clock import freeze_time
from tests.factories.formation import SessionFactory, in_days
from tests.factories.reseau import CommuneFactory, EPMFactory, PositionFactory, TerritoryFactory
from tests.random_runs import random_steps

PEOPLE = 7
someone = st.integers(0, PEOPLE - 1)
# Most steps happen in the first session.
session_numbers = st.sampled_from([0, 0, 0, 1])


class EnrolmentSteps(RuleBasedStateMachine):
    """Seven people of four EPM in two territories; three places, one of them kept for a territory.

    A second session, elsewhere, shares the first of its two days.
    """

    @initialize(capacity=st.integers(1, 3), kept=st.booleans(), one_per_epm=st.booleans())
    def open(self, capacity: int, kept: bool, one_per_epm: bool) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        communes = [CommuneFactory(territory=TerritoryFactory(name=name)) for name in ("Figeac", "Gourdon")]
        epms = [EPMFactory(commune=communes[number % 2], seats=20) for number in range(4)]
        self.people = [PositionFactory(epm=epms[number % 4]).member for number in range(PEOPLE)]
        session = SessionFactory(
            epm=epms[0],
            capacity=capacity,
            dates=[in_days(10), in_days(11)],
            one_per_epm_first=one_per_epm,
            quotas_until=in_days(4),
        )
        other = SessionFactory(training=session.training, epm=epms[1], capacity=2, dates=[in_days(10)])
        self.session_pks = [session.pk, other.pk]
        if kept:
            TerritoryQuota.objects.create(session=session, territory=communes[1].territory, places=1)
        self.now = datetime.datetime.combine(in_days(0), datetime.time(9), tzinfo=datetime.UTC)
        self.coordinator = PositionFactory(coordinator=True).member
        # Places and offers after the last step, and the enrolments of the members who act in this one.
        self.held: dict[int, tuple] = {}
        self.acting: set[int] = set()
        for member in self.people[: capacity + 2]:
            enrol(session=session, member=member, at=self.now)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def session(self, number: int = 0) -> Session:
        return Session.objects.get(pk=self.session_pks[number])

    def sessions(self) -> list[Session]:
        """Both sessions, or none before the first step."""
        return list(Session.objects.filter(pk__in=self.session_pks)) if hasattr(self, "session_pks") else []

    def is_over(self, session: Session) -> bool:
        return session.is_cancelled or session.has_begun(self.now)

    def attempt(self, service, **arguments) -> bool:
        """Return False if the service refuses, which changes nothing."""
        before = list(Enrolment.objects.order_by("pk").values())
        try:
            service(at=self.now, **arguments)
        except ValidationError:
            assert list(Enrolment.objects.order_by("pk").values()) == before
            return False
        return True

    def one_of(self, enrolments, number: int) -> Enrolment | None:
        """One of the people concerned, so that most steps do something."""
        found = list(enrolments.order_by("pk").select_related("member"))
        return found[number % len(found)] if found else None

    def is_taken_elsewhere(self, session: Session, member: Member) -> bool:
        """Whether the member has a place in the other session at the time of a half-day of this one."""
        half_days = Q()
        for half_day in session.half_days.all():
            half_days |= Q(date=half_day.date, part=half_day.part)
        return Occupancy.objects.exclude(half_day__session=session).filter(half_days, member=member).exists()

    @rule(who=someone, which=session_numbers)
    def enrol(self, who: int, which: int) -> None:
        """A member taken elsewhere may still wait: they are refused a place alone."""
        session, member = self.session(which), self.people[who]
        is_refused = self.is_over(session) or session.enrolments.active().filter(member=member).exists()
        is_taken = self.is_taken_elsewhere(session, member)
        is_enrolled = self.attempt(enrol, session=session, member=member)
        assert is_enrolled == (not is_refused) or is_taken
        assert not (is_taken and is_enrolled) or session.enrolments.get(member=member).is_waiting

    @rule(who=someone, which=session_numbers, by_coordinator=st.booleans())
    def leave(self, who: int, which: int, by_coordinator: bool) -> None:
        session = self.session(which)
        by = {"by": self.coordinator, "reason": "À sa demande"} if by_coordinator else {}
        if row := self.one_of(session.enrolments.holding(), who):
            self.acting = {row.pk}
            assert self.attempt(leave, session=session, member=row.member, **by) != self.is_over(session)

    @rule(who=someone, which=session_numbers)
    def leave_the_waiting_list(self, who: int, which: int) -> None:
        session = self.session(which)
        if row := self.one_of(session.enrolments.waiting(), who):
            assert self.attempt(leave, session=session, member=row.member) != self.is_over(session)

    @rule(who=someone, which=session_numbers, takes_it=st.booleans())
    def answer(self, who: int, which: int, takes_it: bool) -> None:
        """An offer ended by a session that was moved into the past, then out of it, stays ended."""
        session = self.session(which)
        if row := self.one_of(session.enrolments.offered(), who):
            self.acting = {row.pk}
            is_ended = self.is_over(session) or row.offered_until <= self.now
            is_refused = is_ended or self.is_taken_elsewhere(session, row.member)
            answer = accept_offer if takes_it else decline_offer
            is_answered = self.attempt(answer, session=session, member=row.member)
            assert is_answered == (not takes_it or not is_refused)

    @rule(who=someone, which=session_numbers)
    def answer_without_offer(self, who: int, which: int) -> None:
        session = self.session(which)
        if row := self.one_of(session.enrolments.exclude(status=EnrolmentStatus.OFFERED), who):
            assert not self.attempt(accept_offer, session=session, member=row.member)

    @rule(who=someone)
    def put_first(self, who: int) -> None:
        if row := self.one_of(self.session().enrolments.waiting(), who):
            self.attempt(put_first, enrolment=row, by=self.coordinator, reason="Remplace")

    @rule(capacity=st.integers(1, 5))
    def change_capacity(self, capacity: int) -> None:
        session = self.session()
        taken_count = session.enrolments.holding().count()
        is_possible = capacity >= taken_count and not session.is_cancelled
        assert self.change(session, capacity=capacity, quotas={}) == is_possible

    @rule(days=st.integers(-8, 4))
    def move(self, days: int) -> None:
        session = self.session()
        half_days = [
            dataclasses.replace(half_day.slot, date=half_day.date + datetime.timedelta(days=days))
            for half_day in session.half_days.all()
        ]
        self.change(session, half_days=half_days)

    def change(self, session: Session, half_days: list | None = None, **values) -> bool:
        session_data = dataclasses.replace(SessionData.of(session), **values)
        half_days = half_days or [half_day.slot for half_day in session.half_days.all()]
        changed = {"session": session, "session_data": session_data, "half_days": half_days}
        return self.attempt(change_session, **changed, by=self.coordinator)

    @rule(hours=st.integers(1, 72))
    def time_passes(self, hours: int) -> None:
        self.now += datetime.timedelta(hours=hours)
        lapse_offers(at=self.now)
        release_kept_places(at=self.now)
        assert not Enrolment.objects.offered().filter(offered_until__lte=self.now).exists()

    @precondition(lambda self: not self.is_over(self.session()))
    @rule(chance=st.integers(0, 20))
    def cancel(self, chance: int) -> None:
        if chance == 17:
            with freeze_time(self.now):
                cancel_session(session=self.session(), reason="Salle fermée", by=self.coordinator)
            assert not self.session().enrolments.offered().exists()


class EnrolmentMachine(EnrolmentSteps):
    """What stays true after each step."""

    @invariant()
    def capacity_is_never_exceeded(self) -> None:
        for session in self.sessions():
            assert session.enrolments.holding().count() <= session.capacity

    @invariant()
    def journal_ends_with_the_current_status(self) -> None:
        for enrolment in Enrolment.objects.prefetch_related("events") if self.sessions() else []:
            assert list(enrolment.events.all())[-1].status == enrolment.status

    @invariant()
    def member_dropped_by_the_rules_is_notified(self) -> None:
        dropped = EnrolmentEvent.objects.filter(by=None, status=EnrolmentStatus.CANCELLED) if self.sessions() else []
        for event in dropped:
            assert Notice.objects.filter(member=event.enrolment.member, key__contains=":passed:").exists()

    @invariant()
    def place_and_offer_stand_until_their_member_acts_or_their_time_comes(self) -> None:
        """A cancelled session ends its offers; a session that moves nearer shortens them."""
        if not self.sessions():
            return
        holding = Enrolment.objects.holding().select_related("session")
        now_held = {row.pk: (row.status, row.offered_until, row.session_id) for row in holding}
        begin_times = {session.pk: session.begins_at for session in self.sessions() if session.is_open}
        for pk, (status, until, session_pk) in self.held.items():
            is_ended = until is not None and (until <= self.now or session_pk not in begin_times)
            if pk not in self.acting and not is_ended:
                still_until = until and min(until, begin_times[session_pk])
                assert now_held[pk] == (status, still_until, session_pk)
        self.held, self.acting = now_held, set()

    @invariant()
    def no_place_stays_free_while_somebody_waits(self) -> None:
        day = timezone.localdate(self.now) if self.sessions() else None
        for session in self.sessions():
            if not self.is_over(session):
                enrolments = list(with_ranking_facts(session.enrolments.active(), day))
                seats = seats_of(session, enrolments, session.quotas.all(), day)
                assert [one for one in enrolments if one.is_waiting and seats.free_for(origin_of_enrolment(one))] == []

    @invariant()
    def offers_end_before_the_session(self) -> None:
        for session in self.sessions():
            for offer in session.enrolments.offered():
                assert offer.offered_until <= session.begins_at

    @invariant()
    def only_members_with_a_place_are_busy(self) -> None:
        """The database keeps a member from two half-days at once."""
        open_sessions = [session for session in self.sessions() if not session.is_cancelled]
        busy = set(Occupancy.objects.filter(member__isnull=False).values_list("half_day", "member"))
        confirmed = Enrolment.objects.confirmed().filter(session__in=open_sessions)
        assert busy == set(confirmed.values_list("session__half_days", "member"))


@pytest.mark.usefixtures("db", "site_tree")
def test_any_sequence_of_events_keeps_the_invariants():
    run_state_machine_as_test(EnrolmentMachine, settings=random_steps(runs=20, steps=20))
