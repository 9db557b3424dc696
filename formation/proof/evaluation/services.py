"""Evaluations: ask participants once, remind them once, store their answers anonymously."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from formation.declarations.events import TRAINING_NEWS
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.evaluation.access import evaluation_path, may_answer, refusal_to_answer
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.models import Evaluation, EvaluationRequest, answer_days
from formation.proof.evaluation.questionnaires import current_versions_by_moment
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.session import Session
from questionnaires.answers.models import Answer
from questionnaires.answers.services import store_response
from questionnaires.filling.values import Values
from reseau.people.members.models.member import Member

# No request for a session that ended longer ago, though it may still be evaluated for a while.
ASKED_WITHIN = datetime.timedelta(days=30)
REMINDED_AFTER = datetime.timedelta(days=7)
# Requests are kept as long as they are useful: they prove nothing. Words have their term (`formation.proof.retention`).
REQUESTS_KEPT = datetime.timedelta(days=365)

ASKED = {
    Moment.HOT: "Une minute pour dire ce que vous avez pensé de la session",
    Moment.COLD: "Trois mois après, cette formation vous sert-elle\u00a0? Une minute suffit",
}


@transaction.atomic
def answer_evaluation(
    *, session: Session, member: Member, moment: Moment, answers: Values, today: datetime.date | None = None
) -> None:
    """Store `answers`, by code of question, without any link to `member`, and mark their request as answered.

    Raises ValidationError if the member was absent, has answered already, or answers too early or too late; with the
    refusals by code of question if the answers are not those of the questionnaire in use.
    """
    today = today or timezone.localdate()
    session = Session.objects.locked(session.pk)
    if refusal := refusal_to_answer(session, member, moment, today):
        raise ValidationError(refusal)
    # Requests are created for everyone at once, so that their order reveals nothing.
    _make_requests(session, moment)
    requests = EvaluationRequest.objects.filter(enrolment__session=session, moment=moment)
    requests.filter(enrolment__member=member).update(is_answered=True)
    response = store_response(version=current_versions_by_moment()[moment], values=answers, day=today)
    Evaluation.objects.create(response=response, session=session, moment=moment)


@transaction.atomic
def ask_for_evaluations(*, today: datetime.date | None = None) -> int:
    """Ask participants of sessions that are over, then three months later; return how many people were asked."""
    today, request_count = today or timezone.localdate(), 0
    for moment in Moment:
        for session in _to_ask_about(moment, today):
            _make_requests(session, moment)
            requests = EvaluationRequest.objects.filter(
                enrolment__session=session, moment=moment, asked__isnull=True, is_answered=False
            )
            request_count += _notify(session, moment, requests, ASKED[moment], key="asked")
            requests.update(asked=today)
    return request_count


@transaction.atomic
def remind_of_evaluations(*, today: datetime.date | None = None) -> int:
    """Remind once, after a week, people who have not answered; return how many."""
    today, reminder_count = today or timezone.localdate(), 0
    unanswered_requests = EvaluationRequest.objects.filter(
        is_answered=False, reminded__isnull=True, asked__lte=today - REMINDED_AFTER, asked__gt=today - ASKED_WITHIN
    )
    pks = defaultdict(list)
    for pk, session, moment in unanswered_requests.values_list("pk", "enrolment__session", "moment"):
        pks[session, Moment(moment)].append(pk)
    sessions = Session.objects.select_related("training").in_bulk({session for session, _ in pks})
    for (session, moment), request_pks in pks.items():
        requests = EvaluationRequest.objects.filter(pk__in=request_pks)
        reminder_count += _notify(
            sessions[session], moment, requests, f"Rappel\u00a0: {ASKED[moment].lower()}", key="reminded"
        )
        requests.update(reminded=today)
    return reminder_count


@transaction.atomic
def forget_old_requests(*, today: datetime.date | None = None) -> int:
    """Delete requests a year after the session; figures and words stay. Return the number of requests."""
    today = today or timezone.localdate()
    old_sessions = Session.objects.with_dates().filter(last_day__lt=today - REQUESTS_KEPT)
    return EvaluationRequest.objects.filter(enrolment__session__in=old_sessions.values("pk")).delete()[0]


@transaction.atomic
def forget_words(*, session: int) -> None:
    """Delete what was written about the session with this key; figures stay."""
    written = Answer.objects.filter(response__evaluation__session=session).exclude(text="")
    choices = dict(written.values_list("pk", "choice"))
    Answer.objects.filter(pk__in=[key for key, choice in choices.items() if choice]).update(text="")
    Answer.objects.filter(pk__in=[key for key, choice in choices.items() if not choice]).delete()


def _to_ask_about(moment: Moment, today: datetime.date) -> list[Session]:
    """Sessions to evaluate now, with a participant who was not asked.

    On the last day, once every half-day is closed; from the next day on, in any case.
    """
    since = answer_days(moment, today)[0] - today
    existing_requests = EvaluationRequest.objects.filter(enrolment=OuterRef("enrolment"), moment=moment).exclude(
        asked__isnull=True, is_answered=False
    )
    attendances_without_request = Attendance.objects.present().filter(
        ~Exists(existing_requests), enrolment__session=OuterRef("pk")
    )
    is_over = Q(last_day__lt=today) | Q(last_day=today, closed_count=F("half_day_count"))
    sessions = Session.objects.with_dates().select_related("training")
    sessions = sessions.filter(is_over, Exists(attendances_without_request))
    return list(sessions.filter(last_day__range=(today - since - ASKED_WITHIN, today - since)).order_by("pk"))


def _make_requests(session: Session, moment: Moment) -> None:
    attended_enrolments = may_answer(Enrolment.objects.filter(session=session)).order_by("pk")
    EvaluationRequest.objects.bulk_create(
        [EvaluationRequest(enrolment=enrolment, moment=moment) for enrolment in attended_enrolments],
        ignore_conflicts=True,
    )


def _notify(session: Session, moment: Moment, requests, text: str, *, key: str) -> int:
    members = list(Member.objects.filter(enrolments__evaluation_requests__in=requests))
    notify(
        members=members,
        key=f"session:{session.pk}:evaluation:{moment}:{key}",
        text=f"{text}\u00a0: {session.training.title}",
        url=evaluation_path(session, moment),
        kind=TRAINING_NEWS,
        fact=LASTING,
    )
    return len(members)
