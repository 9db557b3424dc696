"""Digests under any sequence of events, choices and crashes: told once at most, nothing lost, the budget kept."""

import contextlib
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alertes.channels import digests
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import MOST_AT_ONCE, reap_abandoned, send_waiting
from alertes.channels.notices.models import Notice
from alertes.channels.notices.services import notify, take_back_notice
from alertes.choices.preferences.services import choose_kinds, stop_digests, stop_everything
from alertes.declarations.events import DIGEST
from alertes.enums import MailState, Rhythm
from formation.declarations.events import SESSION_DATES
from forums.declarations.events import OWN_TOPIC_ANSWERED, TOPIC_ANSWERED
from ressources.declarations.events import SHEET_NEWS
from tests.clock import freeze_time
from tests.factories.reseau import PositionFactory
from tests.random_runs import random_steps

PEOPLE = 3
KINDS = (TOPIC_ANSWERED, OWN_TOPIC_ANSWERED, SHEET_NEWS, SESSION_DATES)
people = st.integers(0, PEOPLE - 1)
kinds = st.sampled_from(KINDS)
WORD = re.compile(r"Fait-\d+")
# What became of the messages that the worker handed over: who, when, the facts that it told, whether it is a digest.
sent: list[tuple[str, datetime, frozenset[str], bool]] = []
WORKS, DOWN, KILLED_BEFORE, KILLED_AFTER = "works", "down", "killed before", "killed after"


class Server(BaseEmailBackend):
    """A mail server and a worker that fail as the machine says."""

    state = WORKS

    def open(self) -> None:
        if Server.state == DOWN:
            raise ConnectionRefusedError

    def send_messages(self, messages) -> int:
        if Server.state == KILLED_BEFORE:
            raise SystemExit(1)
        for message in messages:
            is_digest = "Un résumé par jour au plus" in message.body
            sent.append((message.to[0], timezone.now(), frozenset(WORD.findall(message.body)), is_digest))
        if Server.state == KILLED_AFTER:
            raise SystemExit(1)
        return len(messages)


class DigestMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        sent.clear()
        Server.state = WORKS
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.people = [PositionFactory().member for _ in range(PEOPLE)]
        self.count = 0
        # Event → its recipients, whether someone declined it, read it or took it back since.
        self.events: dict[str, int] = {}
        self.excused: set[tuple[str, int]] = set()

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def waiting_events(self, member) -> set[str]:
        return {key for key, pk in self.events.items() if pk == member.pk}

    @rule(who=people, kind=kinds, times=st.integers(1, 8), is_pressing=st.booleans())
    def happen(self, who: int, kind, times: int, is_pressing: bool) -> None:
        for _ in range(times):
            self.count += 1
            fact = f"Fait-{self.count}"
            self.events[fact] = self.people[who].pk
            self.tell(fact, kind, is_pressing=is_pressing)

    def tell(self, fact: str, kind, *, is_pressing: bool = False) -> None:
        member = next(person for person in self.people if person.pk == self.events[fact])
        with freeze_time(self.now):
            deadline = self.now + timedelta(hours=2) if is_pressing else None
            notify(members=[member], key=fact, text=fact, url=f"/forums/{fact}/", kind=kind, deadline=deadline)
            is_told = Mail.objects.filter(key=fact).exists() or MailItem.objects.filter(key=fact).exists()
        if not is_told:
            self.excused.add((fact, member.pk))

    @rule(number=st.integers(1, 60), kind=kinds)
    def happen_again(self, number: int, kind) -> None:
        """The same event is told twice by its app, a worker having died; maybe after another choice."""
        fact = f"Fait-{number}"
        if fact in self.events and (fact, self.events[fact]) not in self.excused:
            self.tell(fact, kind)

    @rule(who=people, kind=kinds, rhythm=st.sampled_from(Rhythm), is_shown=st.booleans())
    def choose(self, who: int, kind, rhythm: Rhythm, is_shown: bool) -> None:
        with freeze_time(self.now):
            choose_kinds(member=self.people[who], choices={kind: (rhythm, is_shown)})
        if rhythm is Rhythm.NEVER:
            self.excuse_all(self.people[who])

    @rule(who=people, chance=st.integers(0, 5))
    def stop(self, who: int, chance: int) -> None:
        with freeze_time(self.now):
            if chance == 1:
                stop_everything(member=self.people[who])
            elif chance == 2:
                stop_digests(member=self.people[who])
            else:
                return
        self.excuse_all(self.people[who])

    def excuse_all(self, member) -> None:
        self.excused |= {(fact, member.pk) for fact in self.waiting_events(member)}

    @rule(number=st.integers(1, 60), is_read=st.booleans())
    def end(self, number: int, is_read: bool) -> None:
        """The member reads the notice, or it is withdrawn."""
        fact = f"Fait-{number}"
        if fact not in self.events:
            return
        with freeze_time(self.now):
            if is_read:
                Notice.objects.filter(key=fact).mark_read()
            else:
                take_back_notice(key=fact)
        self.excused.add((fact, self.events[fact]))

    @rule(state=st.sampled_from([WORKS, WORKS, WORKS, DOWN, KILLED_BEFORE, KILLED_AFTER]))
    def work(self, state: str) -> None:
        Server.state = state
        with freeze_time(self.now), override_settings(EMAIL_BACKEND=f"{__name__}.Server"):
            digests.send_digests()
            with contextlib.suppress(SystemExit):
                send_waiting()
        Server.state = WORKS

    @rule()
    def gathering_dies(self) -> None:
        """A worker is killed before its transaction ends: nothing of it stays."""
        with freeze_time(self.now):
            try:
                with transaction.atomic():
                    digests.send_digests()
                    raise SystemExit(1)
            except SystemExit:
                pass

    @rule(hours=st.sampled_from([0.2, 1, 5, 24]))
    def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        with freeze_time(self.now):
            reap_abandoned()

    @invariant()
    def each_event_is_told_once_at_most(self) -> None:
        told = Counter(fact for _, _, facts, _ in sent for fact in facts)
        assert all(count == 1 for count in told.values()), told

    @invariant()
    def digests_are_one_a_day_at_most_for_each_person(self) -> None:
        days = Counter((address, timezone.localdate(at)) for address, at, _, is_digest in sent if is_digest)
        assert all(count == 1 for count in days.values()), days

    @invariant()
    def mails_that_nothing_presses_are_few(self) -> None:
        calm = Mail.objects.filter(state=MailState.SENT, is_urgent=False).exclude(kind=DIGEST.name)
        for member in getattr(self, "people", []):
            moments = list(calm.filter(member=member).order_by("settled").values_list("settled", flat=True))
            for first, last in zip(moments, moments[MOST_AT_ONCE:], strict=False):
                assert last - first >= timedelta(days=1)

    @invariant()
    def nothing_is_lost(self) -> None:
        """Each event was told, or may have been (its worker was killed), or waits, unless its member is excused."""
        told = {fact for _, _, facts, _ in sent for fact in facts}
        for fact, pk in getattr(self, "events", {}).items():
            if fact in told or (fact, pk) in self.excused:
                continue
            item = MailItem.objects.filter(key=fact, member=pk).select_related("mail").first()
            mail = item.mail if item else Mail.objects.get(key=fact, member=pk)
            waits = item is not None and item.mail is None
            assert waits or mail.state in {MailState.PLANNED, MailState.SENDING, MailState.FAILED}, (fact, mail.state)


@pytest.mark.usefixtures("db")
def test_any_sequence_of_events_choices_and_crashes_keeps_the_budget():
    run_state_machine_as_test(DigestMachine, settings=random_steps(runs=12, steps=25))
