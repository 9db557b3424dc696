"""Letters under any sequence of weeks, choices, changes and crashes: told once, none lost, the budget kept."""

import contextlib
from collections import Counter
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alertes.channels.digests import send_digests
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.mails.sending import reap_abandoned, send_waiting
from alertes.channels.notices.services import notify
from alertes.choices.preferences.services import choose_kinds
from alertes.declarations.events import LETTER
from alertes.enums import Rhythm
from alertes.occasions.letters.enums import LetterState
from alertes.occasions.letters.leaving import letter_members, prepare_letters, send_letters
from alertes.occasions.letters.models import Letter
from alertes.occasions.letters.services import edit_letter
from forums.declarations.events import TOPIC_ANSWERED
from forums.messages.posts.services import answer
from forums.threads.topics.models import Topic
from tests.alertes.channels.digests.test_digest_machine import DOWN, KILLED_AFTER, KILLED_BEFORE, WORKS, Server, sent
from tests.alertes.occasions.letters.thursday import THURSDAY
from tests.clock import freeze_time
from tests.factories.forums import TopicFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory, TerritoryFactory
from tests.random_runs import random_steps

SERVER = "tests.alertes.channels.digests.test_digest_machine.Server"


class LetterMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        sent.clear()
        Server.state, self.now, self.count = WORKS, THURSDAY, 0
        territories = [TerritoryFactory(name="Figeac"), TerritoryFactory(name="Cahors")]
        epms = [EPMFactory(commune__territory=territory) for territory in territories]
        with freeze_time(self.now):
            self.coordinator = MemberFactory(coordinator=True)
            self.people = [PositionFactory(epm=epm).member for epm in epms]
            both = PositionFactory(epm=epms[0]).member
            PositionFactory(member=both, epm=epms[1])
        self.people.append(both)
        self.declined: set[int] = set()
        # Letter → those who wanted it when it left.
        self.expected: dict[int, set[int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @rule(is_answered=st.booleans())
    def ask_or_answer(self, is_answered: bool) -> None:
        with freeze_time(self.now):
            topic = Topic.objects.unanswered().first()
            if is_answered and topic:
                answer(topic=topic, author=self.people[0], body="Oui.")
            else:
                TopicFactory(author=self.coordinator)

    @rule(who=st.integers(0, 2))
    def other_news(self, who: int) -> None:
        self.count += 1
        with freeze_time(self.now):
            notify(
                members=[self.people[who]], key=f"n:{self.count}", text="Une nouvelle", url="/f/", kind=TOPIC_ANSWERED
            )

    @rule(who=st.integers(0, 2), wants=st.booleans())
    def choose(self, who: int, wants: bool) -> None:
        with freeze_time(self.now):
            rhythm = Rhythm.WEEKLY if wants else Rhythm.NEVER
            choose_kinds(member=self.people[who], choices={LETTER: (rhythm, True)})
        (self.declined.discard if wants else self.declined.add)(self.people[who].pk)
        if not wants:
            for members in self.expected.values():
                members.discard(self.people[who].pk)

    @rule(
        state=st.sampled_from([None, LetterState.APPROVED, LetterState.HELD, LetterState.PREPARED]), word=st.booleans()
    )
    def edit(self, state: LetterState | None, word: bool) -> None:
        letter = Letter.objects.order_by("-week", "pk").first()
        if letter:
            kept = [line.pk for line in letter.kept_lines()][1:]
            words = {"introduction": "Bonjour." if word else "", "revision": letter.revision, "kept": kept}
            with freeze_time(self.now), contextlib.suppress(ValidationError):
                edit_letter(letter=letter, by=self.coordinator, state=state, **words)

    @rule(state=st.sampled_from([WORKS, WORKS, DOWN, KILLED_BEFORE, KILLED_AFTER]), dies=st.booleans())
    def tick(self, state: str, dies: bool) -> None:
        """What the jobs and the worker do; `dies`: a first tick is killed before its transactions end."""
        Server.state = state
        with freeze_time(self.now), override_settings(EMAIL_BACKEND=SERVER):
            if dies:
                with contextlib.suppress(SystemExit), transaction.atomic():
                    self.run_jobs()
                    raise SystemExit(1)
            left = set(Letter.objects.filter(state=LetterState.SENT).values_list("pk", flat=True))
            self.run_jobs()
            for letter in Letter.objects.filter(state=LetterState.SENT).exclude(pk__in=left):
                self.expected[letter.pk] = {member.pk for member in letter_members(letter)} - self.declined
            with contextlib.suppress(SystemExit):
                send_waiting()
        Server.state = WORKS

    def run_jobs(self) -> None:
        prepare_letters()
        send_letters()
        send_digests()

    @rule(hours=st.sampled_from([1, 22, 24, 24 * 3]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        with freeze_time(self.now):
            reap_abandoned()

    @invariant()
    def each_member_has_one_letter_a_week_at_most(self) -> None:
        items = Counter(MailItem.objects.filter(kind=LETTER.name).values_list("member", "key"))
        assert all(count == 1 for count in items.values())

    @invariant()
    def mails_are_one_digest_a_day_at_most(self) -> None:
        days = Counter((address, timezone.localdate(at)) for address, at, _, is_digest in sent if is_digest)
        assert all(count == 1 for count in days.values()), days

    @invariant()
    def letter_that_left_reaches_all_who_want_it(self) -> None:
        for pk, members in getattr(self, "expected", {}).items():
            week = Letter.objects.values_list("week", flat=True).get(pk=pk)
            has = MailItem.objects.filter(key=f"letter:{week.isoformat()}").values_list("member", flat=True)
            assert members <= set(has)

    @invariant()
    def letter_that_left_is_not_empty(self) -> None:
        for letter in Letter.objects.filter(state=LetterState.SENT):
            assert letter.introduction or letter.lines.filter(is_kept=True).exists()


@pytest.mark.usefixtures("db")
def test_any_sequence_of_weeks_choices_and_crashes_tells_each_letter_once():
    run_state_machine_as_test(LetterMachine, settings=random_steps(runs=6, steps=20))
