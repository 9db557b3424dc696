"""A question without an answer climbs, each step told once, to those who may read it; in hand, it waits longer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.notices.models import Notice
from alertes.choices.subscriptions.followers import follows
from forums.enums import ForumKind, TopicKind
from forums.messages.corrections.services import restore_post, restore_topic, withdraw_post
from forums.messages.posts.services import answer, open_topic
from forums.messages.solutions.services import settle, unmark
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.services import climb_questions, give_back, restart_clock, take_in_hand
from forums.threads.forums.models import ForumMember
from tests.clock import freeze_time
from tests.factories.forums import ForumFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db

# Tuesday, in summer time: ten in the morning in the Lot.
ASKED = "2026-09-15 08:00"
ONE_DAY_LATER, THREE_DAYS_LATER = "2026-09-16 08:00", "2026-09-18 08:00"


def ask(forum, author, **changes):
    fields = {"forum": forum, "author": author, "title": "Wifi lent", "body": "Que faire\u00a0?"}
    with freeze_time(ASKED):
        return open_topic(**fields | changes)


def climb_at(moment: str) -> int:
    with freeze_time(moment):
        return climb_questions()


def told(topic, step: ClockStep) -> set:
    notices = Notice.objects.filter(key__startswith=f"topic:{topic.pk}:climbed:{step}:")
    return {notice.member for notice in notices}


def step_of(topic) -> str:
    return QuestionWatch.objects.get(topic=topic).step


def test_new_question_is_told_at_once_to_the_animator_of_the_territory_of_its_author(
    network_forum, animator, territorial, other_territorial, coordinator
):
    topic = ask(network_forum, animator)

    assert {notice.member for notice in Notice.objects.filter(key=f"topic:{topic.pk}:opened")} == {territorial}


def test_new_question_of_a_territory_is_told_to_the_animator_of_its_forum(cahors_forum, stranger, other_territorial):
    topic = ask(cahors_forum, stranger)

    assert {notice.member for notice in Notice.objects.all()} == {other_territorial}
    assert QuestionWatch.objects.get(topic=topic).territory == cahors_forum.territory


@pytest.mark.parametrize("kind", [TopicKind.DISCUSSION, TopicKind.ANNOUNCEMENT])
def test_other_topics_have_no_clock(network_forum, territorial, kind):
    ask(network_forum, territorial, kind=kind)

    assert not QuestionWatch.objects.exists()
    assert climb_at(THREE_DAYS_LATER) == 0


def test_question_climbs_to_the_territory_then_to_the_coordination_each_once(
    network_forum, animator, territorial, other_territorial, coordinator
):
    topic = ask(network_forum, animator)

    assert climb_at("2026-09-16 07:59") == 0
    assert climb_at(ONE_DAY_LATER) == 1
    assert (told(topic, ClockStep.TERRITORY), told(topic, ClockStep.COORDINATION)) == ({territorial}, set())
    assert climb_at(ONE_DAY_LATER) == climb_at("2026-09-18 07:59") == 0
    assert climb_at(THREE_DAYS_LATER) == 1
    assert (told(topic, ClockStep.COORDINATION), step_of(topic)) == ({coordinator}, ClockStep.COORDINATION)
    assert climb_at("2026-12-01 08:00") == 0
    assert Notice.objects.filter(key__contains=":climbed:").count() == 2


@pytest.mark.parametrize(
    ("asked", "before", "due"),
    [
        ("2026-12-31 09:00", "2027-01-04 08:59", "2027-01-04 09:00"),
        ("2028-02-29 09:00", "2028-03-01 08:59", "2028-03-01 09:00"),
        ("2026-11-28 09:00", "2026-11-30 22:59", "2026-11-30 23:00"),
    ],
)
def test_days_off_stop_the_clock(network_forum, animator, territorial, asked, before, due):
    PositionFactory._meta.model.objects.update(start=date(2025, 1, 1))
    with freeze_time(asked):
        open_topic(forum=network_forum, author=animator, title="Wifi", body="Lent.")

    assert (climb_at(before), climb_at(due)) == (0, 1)


def test_delays_are_those_of_the_settings(settings, network_forum, animator, territorial, coordinator):
    settings.QUESTION_TERRITORY_DAYS, settings.QUESTION_COORDINATION_DAYS = 2, 5
    topic = ask(network_forum, animator)

    assert (climb_at("2026-09-17 07:59"), climb_at("2026-09-17 08:00")) == (0, 1)
    assert (climb_at("2026-09-22 07:59"), climb_at("2026-09-22 08:00")) == (0, 1)
    assert told(topic, ClockStep.COORDINATION) == {coordinator}


@pytest.mark.parametrize("case", ["no animator of the territory", "asked by that animator", "no territory"])
def test_question_that_no_territorial_animator_answers_for_goes_to_the_coordination(
    request, network_forum, animator, coordinator, case
):
    authors = {"no animator of the territory": "animator", "asked by that animator": "territorial"}
    author = request.getfixturevalue(authors[case]) if case in authors else PositionFactory(coordinator=True).member
    topic = ask(network_forum, author)

    assert climb_at(ONE_DAY_LATER) == 1
    assert (step_of(topic), told(topic, ClockStep.COORDINATION)) == (ClockStep.COORDINATION, {coordinator})


def test_question_of_a_project_is_told_to_nobody_who_may_not_read_it(animator, territorial, coordinator):
    forum = ForumFactory(kind=ForumKind.PROJECT)
    ForumMember.objects.create(forum=forum, member=animator)
    topic = ask(forum, animator)

    climb_at(ONE_DAY_LATER)

    assert {notice.member for notice in Notice.objects.all()} == {coordinator}
    assert told(topic, ClockStep.COORDINATION) == {coordinator}
    assert not QuestionWatch.objects.visible_to(territorial).exists()


def test_animator_whose_position_has_ended_is_not_told(network_forum, figeac, animator, territorial, coordinator):
    territorial.positions.update(end=timezone.localdate() - timedelta(days=400), start=date(2020, 1, 1))
    topic = ask(network_forum, animator)

    climb_at(ONE_DAY_LATER)

    assert told(topic, ClockStep.TERRITORY) == set()
    assert told(topic, ClockStep.COORDINATION) == {coordinator}


def test_answer_stops_the_clock_and_withdraws_what_was_not_read(network_forum, animator, colleague, territorial):
    topic = ask(network_forum, animator)
    climb_at(ONE_DAY_LATER)
    with freeze_time("2026-09-16 10:30"):
        answer(topic=topic, author=colleague, body="Changer de canal.")

    assert told(topic, ClockStep.TERRITORY) == set()
    assert climb_at(THREE_DAYS_LATER) == 0
    watch = QuestionWatch.objects.get(topic=topic)
    assert (watch.answered.isoformat(), watch.answer_minutes) == ("2026-09-16T10:30:00+00:00", 26 * 60 + 30)


def test_asker_who_writes_again_does_not_stop_the_clock(network_forum, animator, territorial):
    topic = ask(network_forum, animator)
    with freeze_time("2026-09-15 09:00"):
        answer(topic=topic, author=animator, body="Personne\u00a0?")

    assert climb_at(ONE_DAY_LATER) == 1
    assert QuestionWatch.objects.get(topic=topic).answered is None


def test_answer_that_is_taken_back_lets_the_clock_run_and_restored_stops_it(
    network_forum, animator, colleague, territorial
):
    topic = ask(network_forum, animator)
    with freeze_time("2026-09-15 09:00"):
        post = answer(topic=topic, author=colleague, body="Changer de canal.")
        withdraw_post(post=post)
        assert QuestionWatch.objects.get(topic=topic).answered is None
        restore_post(post=post)
    assert climb_at(ONE_DAY_LATER) == 0
    with freeze_time(ONE_DAY_LATER):
        withdraw_post(post=post)
    assert climb_at(ONE_DAY_LATER) == 1


def test_question_that_its_asker_settled_climbs_again_once_that_is_undone(network_forum, animator, territorial):
    topic = ask(network_forum, animator)
    with freeze_time("2026-09-15 09:00"):
        settle(topic=topic, by=animator, line="C’était le canal.")

    assert climb_at(ONE_DAY_LATER) == 0
    unmark(topic=topic)
    assert climb_at(ONE_DAY_LATER) == 1


def test_question_taken_back_climbs_no_more_and_restored_keeps_its_clock(network_forum, animator, territorial):
    topic = ask(network_forum, animator)
    climb_at(ONE_DAY_LATER)
    with freeze_time("2026-09-16 09:00"):
        withdrawn = withdraw_post(post=topic.posts.get())
        assert not Notice.objects.filter(key__contains=":climbed:").exists()
        assert climb_questions() == 0
        topic = restore_topic(withdrawn=withdrawn)

    assert step_of(topic) == ClockStep.TERRITORY
    assert climb_at(THREE_DAYS_LATER) == 1


def test_question_that_moves_starts_again_where_it_comes(
    network_forum, cahors_forum, animator, territorial, other_territorial, coordinator
):
    topic = ask(network_forum, animator)
    climb_at(ONE_DAY_LATER)
    topic.forum = cahors_forum
    topic.save(update_fields=["forum"])

    assert climb_at("2026-09-16 09:00") == 0
    watch = QuestionWatch.objects.get(topic=topic)
    assert (watch.step, watch.forum, watch.territory) == (ClockStep.ASKED, cahors_forum, cahors_forum.territory)
    assert climb_at("2026-09-17 09:00") == 1
    assert told(topic, ClockStep.TERRITORY) == {other_territorial}


def test_question_in_hand_climbs_later_and_to_the_coordination(network_forum, animator, territorial, coordinator):
    topic = ask(network_forum, animator)
    with freeze_time("2026-09-15 15:00"):
        take_in_hand(topic=topic, by=territorial)

    assert follows(territorial, f"topic:{topic.pk}")
    assert climb_at("2026-09-17 14:59") == 0
    assert climb_at("2026-09-17 15:00") == 1
    assert (told(topic, ClockStep.TERRITORY), told(topic, ClockStep.COORDINATION)) == (set(), {coordinator})


def test_question_given_back_climbs_as_if_nobody_had_taken_it(network_forum, animator, territorial):
    topic = ask(network_forum, animator)
    with freeze_time("2026-09-15 15:00"):
        take_in_hand(topic=topic, by=territorial)
        give_back(topic=topic, by=territorial)

    assert climb_at(ONE_DAY_LATER) == 1
    assert told(topic, ClockStep.TERRITORY) == {territorial}


def test_what_is_in_the_hands_of_somebody_who_left_is_let_go(network_forum, animator, territorial, coordinator):
    topic = ask(network_forum, animator)
    with freeze_time("2026-09-15 15:00"):
        take_in_hand(topic=topic, by=territorial)
    territorial.positions.update(end=date(2026, 9, 15))

    assert climb_at(ONE_DAY_LATER) == 1
    assert QuestionWatch.objects.get(topic=topic).taken_by is None
    assert told(topic, ClockStep.COORDINATION) == {coordinator}


def test_question_is_in_one_pair_of_hands(network_forum, animator, territorial, coordinator, colleague):
    topic = ask(network_forum, animator)
    take_in_hand(topic=topic, by=territorial)
    assert take_in_hand(topic=topic, by=territorial).taken_by == territorial

    with pytest.raises(ValidationError, match=f"{territorial} s’en occupe déjà."):
        take_in_hand(topic=topic, by=coordinator)
    with pytest.raises(ValidationError, match="pas entre vos mains"):
        give_back(topic=topic, by=coordinator)
    for member in (colleague, animator):
        with pytest.raises(ValidationError, match="Vous ne veillez pas"):
            take_in_hand(topic=topic, by=member)
    answer(topic=topic, author=colleague, body="Changer de canal.")
    with pytest.raises(ValidationError, match="a reçu une réponse"):
        give_back(topic=topic, by=territorial)


def test_question_without_a_watch_is_taken_in_where_it_would_stand_without_a_word(
    network_forum, animator, colleague, territorial, coordinator
):
    topic = ask(network_forum, animator)
    answered = ask(network_forum, animator, title="Clavier", notify=False)
    with freeze_time("2026-09-15 09:30"):
        answer(topic=answered, author=colleague, body="Le nettoyer.", notify=False)
    QuestionWatch.objects.all().delete()
    Notice.objects.all().delete()

    assert climb_at("2026-10-15 08:00") == 0

    watch = QuestionWatch.objects.get(topic=topic)
    assert (watch.step, watch.climbed.isoformat()) == (ClockStep.COORDINATION, "2026-09-18T08:00:00+00:00")
    assert QuestionWatch.objects.get(topic=answered).answer_minutes == 90
    assert not Notice.objects.exists()


def test_clock_that_starts_again_withdraws_what_was_told_before(network_forum, animator, territorial):
    topic = ask(network_forum, animator)
    climb_at(ONE_DAY_LATER)

    restart_clock(topic=topic)

    assert told(topic, ClockStep.TERRITORY) == set()
    assert step_of(topic) == ClockStep.ASKED
