"""Start the clock of a question, let it climb, take it in hand, give it back. The row of the topic is locked first."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.choices.subscriptions.services import follow
from forums.enums import TopicStatus
from forums.threads.clock import notices
from forums.threads.clock.delays import days_before, due_after
from forums.threads.clock.enums import ClockStep
from forums.threads.clock.models import QuestionWatch
from forums.threads.clock.permissions import in_charge, may_take, next_step
from forums.threads.clock.working_days import add_working_days, working_time
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row, lock_rows

# Questions without a watch (of before it was kept, split from another topic) that one run of the job takes in.
MOST_ADOPTED = 500
MINUTE = timedelta(minutes=1)


@transaction.atomic
def start_clock(*, topic: Topic, at: datetime) -> QuestionWatch:
    """Watch over a question from `at`, in the forum where it stands."""
    watch = QuestionWatch.objects.create(topic=topic, **_beginning(topic, at))
    note_answer(topic=topic)
    return watch


@transaction.atomic
def restart_clock(*, topic: Topic, at: datetime | None = None) -> None:
    """Start again in another forum: those who answer for it there have their whole delay."""
    stop_clock(topic=topic)
    QuestionWatch.objects.filter(topic=topic).update(**_beginning(topic, at or timezone.now()))


@transaction.atomic
def stop_clock(*, topic: Topic) -> None:
    """Withdraw what told people that the question waits, when it is taken back or goes elsewhere."""
    if watch := QuestionWatch.objects.filter(topic=topic).first():
        notices.withdraw_climbs(watch)


@transaction.atomic
def note_answer(*, topic: Topic) -> None:
    """Note when somebody else than the asker first wrote, and withdraw what told that the question waits.

    A message that was taken back counts for nothing; the asker's own ones neither.
    """
    watch = QuestionWatch.objects.filter(topic=topic).first()
    if watch is None:
        return
    answers = topic.posts.standing().exclude(author=topic.author_id)
    answered = answers.order_by("created", "pk").values_list("created", flat=True).first()
    minutes = None if answered is None else working_time(topic.created, answered) // MINUTE
    if (answered, minutes) != (watch.answered, watch.answer_minutes):
        QuestionWatch.objects.filter(pk=watch.pk).update(answered=answered, answer_minutes=minutes)
    if topic.status != TopicStatus.OPEN and watch.step != ClockStep.ASKED:
        notices.withdraw_climbs(watch)


def climb_questions() -> int:
    """Let climb the questions whose time is over; return how many did. Running it twice changes nothing."""
    _adopt_questions()
    _release_hands()
    keys = list(QuestionWatch.objects.to_climb(timezone.now()).values_list("topic", flat=True))
    return sum(climb(topic=key) for key in keys)


@transaction.atomic
def climb(*, topic: int) -> bool:
    """Let the question of that key climb one step, if it still waits and its time is over; return whether it did."""
    question = next(iter(lock_rows(Topic.objects.with_place().select_related("author").filter(pk=topic))), None)
    watch = question and QuestionWatch.objects.to_climb(timezone.now()).filter(topic=question).first()
    if not watch:
        return False
    watch.topic = question
    if watch.forum_id != question.forum_id:
        restart_clock(topic=question)
        return False
    step, now = next_step(watch), timezone.now()
    watch.step, watch.climbed, watch.due = step, now, due_after(step, now)
    watch.save(update_fields=["step", "climbed", "due"])
    notices.notify_climbed(watch, people=in_charge(watch, step))
    return True


@transaction.atomic
def take_in_hand(*, topic: Topic, by: Member) -> QuestionWatch:
    """Say that `by` sees to an answer: the question climbs later, and they follow it. Raises `ValidationError`."""
    watch = _locked_watch(topic, by)
    if watch.taken_by_id == by.pk:
        return watch
    if watch.taken_by_id:
        raise ValidationError(f"{watch.taken_by} s’en occupe déjà.")
    return _put_in_hand(watch, by)


@transaction.atomic
def give_back(*, topic: Topic, by: Member) -> QuestionWatch:
    """Give the question back to all those who watch over it. Raises `ValidationError` for somebody else’s."""
    watch = _locked_watch(topic, by)
    if watch.taken_by_id != by.pk:
        raise ValidationError("Cette question n’est pas entre vos mains.")
    _release(watch)
    return watch


@transaction.atomic
def pass_in_hand(*, topic: Topic, holder: Member, heir: Member) -> None:
    """Pass a question from a holder who leaves to `heir`; where they do not watch over its forum, it climbs again."""
    watch = lock_row(QuestionWatch.objects.filter(taken_by=holder), topic.watch.pk)
    _release(watch)
    question = Topic.objects.with_place().get(pk=topic.pk)
    if may_take(heir, question) and question.status == TopicStatus.OPEN:
        take_in_hand(topic=question, by=heir)


@transaction.atomic
def bring_back_in_hand(*, topic: Topic, holder: Member | None, member: Member) -> None:
    """Put a question back into the hands of `member`, who left by mistake, from `holder` or from nobody."""
    watch = lock_row(QuestionWatch.objects.filter(taken_by=holder), topic.watch.pk)
    if holder:
        _release(watch)
    _put_in_hand(watch, member)


def _put_in_hand(watch: QuestionWatch, by: Member) -> QuestionWatch:
    now = timezone.now()
    watch.taken_by, watch.taken = by, now
    watch.due = due_after(ClockStep.TERRITORY, now) if watch.step != ClockStep.COORDINATION else None
    watch.save(update_fields=["taken_by", "taken", "due"])
    follow(member=by, subject=f"topic:{watch.topic_id}", is_implied=True)
    return watch


def _locked_watch(topic: Topic, by: Member) -> QuestionWatch:
    question = lock_row(Topic.objects.with_place(), topic.pk)
    if not may_take(by, question):
        raise ValidationError("Vous ne veillez pas sur ce forum, ou la question est la vôtre.")
    watch = QuestionWatch.objects.select_related("taken_by").filter(topic=question).first()
    if watch is None or question.status != TopicStatus.OPEN:
        raise ValidationError("Cette question a reçu une réponse entre-temps.")
    return watch


def _release(watch: QuestionWatch) -> None:
    """Let go of the question, which climbs when it would have without a hand."""
    watch.taken_by = watch.taken = None
    watch.due = due_after(ClockStep(watch.step), watch.climbed or watch.started)
    watch.save(update_fields=["taken_by", "taken", "due"])


@transaction.atomic
def _release_hands() -> None:
    """Let go of what is in the hands of people who may no longer read it."""
    in_hand = QuestionWatch.objects.waiting().exclude(taken_by=None)
    for watch in lock_rows(in_hand.select_related("topic__forum__epm__commune")):
        if not watch.topic.forum.readers().filter(pk=watch.taken_by_id).exists():
            _release(watch)


@transaction.atomic
def _adopt_questions() -> None:
    """Watch over questions that have no watch, without a word: they stand where they would have climbed."""
    now, watches = timezone.now(), []
    topics = Topic.objects.questions().filter(watch=None).with_place().select_related("author")
    for topic in topics.order_by("-pk")[:MOST_ADOPTED]:
        watch = QuestionWatch(topic=topic, **_beginning(topic, topic.created))
        for step in (ClockStep.TERRITORY, ClockStep.COORDINATION):
            arrival = add_working_days(topic.created, days_before(step))
            if arrival <= now:
                watch.step, watch.climbed, watch.due = step, arrival, due_after(step, arrival)
        watches.append(watch)
    QuestionWatch.objects.bulk_create(watches, ignore_conflicts=True)
    for watch in watches:
        if watch.topic.status != TopicStatus.OPEN:
            note_answer(topic=watch.topic)


def _beginning(topic: Topic, at: datetime) -> dict:
    """Return the fields of a watch that begins."""
    return {
        "forum": topic.forum,
        "territory_id": _territory_of(topic),
        "step": ClockStep.ASKED,
        "started": at,
        "climbed": None,
        "due": due_after(ClockStep.ASKED, at),
        "taken_by": None,
        "taken": None,
    }


def _territory_of(topic: Topic) -> int | None:
    """Return the territory of the forum, otherwise that where whoever asked works."""
    forum = topic.forum
    if forum.territory_id:
        return forum.territory_id
    if forum.epm_id:
        return forum.epm.commune.territory_id
    position = topic.author.main_position if topic.author_id else None
    return position.covered_territory_id if position else None
