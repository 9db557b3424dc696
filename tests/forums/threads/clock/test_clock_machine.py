"""The clock under any sequence of events: each climb told once, none lost, never to somebody who may not read it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alertes.channels.notices.models import Notice
from forums.enums import ForumKind, TopicStatus
from forums.messages.corrections.services import withdraw_post
from forums.messages.posts.services import answer, open_topic
from forums.messages.solutions.services import mark_solved, unmark
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.services import climb_questions, give_back, take_in_hand
from forums.threads.clock.working_days import working_time
from forums.threads.forums.models import ForumMember
from forums.threads.topics.models import Topic
from tests.clock import freeze_time
from tests.factories.forums import ForumFactory
from tests.factories.reseau import EPMFactory, PositionFactory, TerritoryFactory
from tests.random_runs import random_steps

topics = st.integers(0, 30)
# The end of a year, with its holidays; a 29 February; Easter.
BEGINNINGS = [
    datetime(2026, 12, 30, 15, tzinfo=UTC),
    datetime(2028, 2, 28, 9, tzinfo=UTC),
    datetime(2026, 4, 3, tzinfo=UTC),
]


class ClockMachine(RuleBasedStateMachine):
    @initialize(now=st.sampled_from(BEGINNINGS))
    def begin(self, now: datetime) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = now
        figeac, cahors = TerritoryFactory(name="Figeac"), TerritoryFactory(name="Cahors")
        self.animators = [
            PositionFactory(epm=EPMFactory(commune__territory=territory)).member
            for territory in (figeac, figeac, cahors)
        ]
        self.watchers = [
            PositionFactory(territorial=True, territory=figeac).member,
            PositionFactory(territorial=True, territory=cahors).member,
            PositionFactory(coordinator=True).member,
        ]
        project = ForumFactory(kind=ForumKind.PROJECT)
        for member in self.animators:
            ForumMember.objects.create(forum=project, member=member)
        self.forums = [ForumFactory(), ForumFactory(territory=figeac), project]
        self.count = 0
        # Those to whom a climb was told, with the moment; notices go when an answer comes, these stay.
        self.told: Counter = Counter()

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def topic(self, number: int) -> Topic | None:
        found = list(Topic.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    def reads(self, member, forum) -> bool:
        """Whether the member reads the forum on that day, positions having ended meanwhile."""
        with freeze_time(self.now):
            return forum.readers().filter(pk=member.pk).exists()

    @rule(who=st.integers(0, 2), where=st.integers(0, 2))
    def ask(self, who: int, where: int) -> None:
        if not self.reads(self.animators[who], self.forums[where]):
            return
        self.count += 1
        with freeze_time(self.now):
            open_topic(
                forum=self.forums[where],
                author=self.animators[who],
                title=f"Question {self.count}",
                body="Alors\u00a0?",
            )

    @rule(number=topics, who=st.integers(0, 2))
    def write(self, number: int, who: int) -> None:
        """An answer, or the asker who writes again."""
        if topic := self.topic(number):
            self.count += 1
            with freeze_time(self.now):
                answer(topic=topic, author=self.animators[who], body=f"Message {self.count}.")

    @rule(number=topics)
    def take_back(self, number: int) -> None:
        """The last message is taken back, and the question with it if it is alone."""
        post = (topic := self.topic(number)) and topic.posts.standing().order_by("pk").last()
        if post:
            with freeze_time(self.now):
                withdraw_post(post=post)

    @rule(number=topics)
    def solve_or_not(self, number: int) -> None:
        topic = self.topic(number)
        post = topic and topic.posts.standing().order_by("pk").last()
        if not post:
            return
        with freeze_time(self.now):
            if topic.status == TopicStatus.SOLVED:
                unmark(topic=topic)
            elif not post.is_question:
                mark_solved(post=post, by=topic.author)

    @rule(number=topics, where=st.integers(0, 2))
    def move(self, number: int, where: int) -> None:
        if topic := self.topic(number):
            Topic.objects.filter(pk=topic.pk).update(forum=self.forums[where], slug=f"sujet-{topic.pk}")

    @rule(number=topics, who=st.integers(0, 2))
    def hand(self, number: int, who: int) -> None:
        watch = (topic := self.topic(number)) and QuestionWatch.objects.waiting().filter(topic=topic).first()
        member = self.watchers[who]
        if not watch or not self.reads(member, topic.forum):
            return
        with freeze_time(self.now):
            if watch.taken_by_id == member.pk:
                give_back(topic=topic, by=member)
            elif not watch.taken_by_id and (topic.forum.kind == ForumKind.NETWORK or member.is_coordinator):
                take_in_hand(topic=topic, by=member)

    @rule()
    def coordinator_leaves_or_comes(self) -> None:
        position = self.watchers[2].positions.get()
        position.end = None if position.end else (self.now - timedelta(days=2)).date()
        position.save()
        self.watchers[2] = type(self.watchers[2]).objects.get(pk=self.watchers[2].pk)

    @rule(hours=st.sampled_from([1, 5, 24, 24, 72, 240]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(times=st.integers(1, 3))
    def tick(self, times: int) -> None:
        for _ in range(times):
            before = set(self.climbs())
            with freeze_time(self.now):
                climb_questions()
                for member, key in set(self.climbs()) - before:
                    self.told[member, key] += 1
                    topic = Topic.objects.get(pk=int(key.split(":")[1]))
                    assert topic.status == TopicStatus.OPEN
                    assert topic.forum.readers().filter(pk=member).exists(), "told to somebody who may not read it"
                    assert member != topic.author_id
        with freeze_time(self.now):
            self.nothing_is_overdue()

    def climbs(self) -> list[tuple[int, str]]:
        return list(Notice.objects.filter(key__contains=":climbed:").values_list("member", "key"))

    def nothing_is_overdue(self) -> None:
        """Whoever answers for a question at its step was told when it came there, and none is late."""
        for watch in QuestionWatch.objects.waiting().select_related("topic"):
            assert watch.forum_id == watch.topic.forum_id
            assert watch.due is None or watch.due > self.now
            if watch.step == ClockStep.ASKED and not watch.taken_by_id:
                assert working_time(watch.started, self.now) < timedelta(days=1)

    @invariant()
    def each_climb_is_told_once(self) -> None:
        assert all(count == 1 for count in getattr(self, "told", {}).values()), self.told


@pytest.mark.usefixtures("db")
def test_any_sequence_of_events_tells_each_climb_once_to_those_who_may_read_it():
    run_state_machine_as_test(ClockMachine, settings=random_steps(runs=12, steps=25))
