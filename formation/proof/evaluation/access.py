"""Who may evaluate a session, and when."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.models import EvaluationRequest, answer_days
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentQuerySet
from formation.sessions.models.session import Session
from reseau.texts.wording import day_in_full
from reseau.web.queries.compiled_query import CompiledQuery

PATHS = {Moment.HOT: "formation:evaluation", Moment.COLD: "formation:evaluation_cold"}
NOT_THERE = "Seules les personnes présentes à une demi-journée dont l’émargement est clos donnent leur avis."
ANSWERED = "Vous avez déjà donné votre avis sur cette session. Merci\u00a0!"


def evaluation_path(session: Session, moment: Moment) -> str:
    return reverse(PATHS[moment], args=[session.pk])


def may_answer(enrolments: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """Enrolments with a presence at a closed half-day."""
    return enrolments.attended()


def refusal_to_answer(session: Session, member, moment: Moment, today: datetime.date) -> str:
    """Return the sentence that refuses an answer, empty if `member` may answer. Two queries, and the half-days."""
    enrolments = Enrolment.objects.of(member).filter(session=session)
    if not may_answer(enrolments).exists():
        return NOT_THERE
    if EvaluationRequest.objects.filter(enrolment__in=enrolments, moment=moment, is_answered=True).exists():
        return ANSWERED
    first_day, last_day = answer_days(moment, max(half_day.date for half_day in session.half_days.all()))
    if today < first_day:
        return f"Vous pourrez donner votre avis à partir du {day_in_full(first_day)}."
    return "" if today <= last_day else f"On pouvait donner son avis jusqu’au {day_in_full(last_day)}."


def sessions_to_evaluate(member: int, oldest: datetime.date, today: datetime.date) -> QuerySet[Session]:
    """Sessions that the member with this key attended, and that ended between these days.

    Adds to each row, for each moment, whether the evaluation was given.
    """
    attended_sessions = may_answer(Enrolment.objects.of(member)).values("session")
    sessions = (
        Session.objects.with_dates().with_place().filter(pk__in=attended_sessions, last_day__range=(oldest, today))
    )
    answered_requests = EvaluationRequest.objects.filter(
        enrolment__session=OuterRef("pk"), enrolment__member=member, is_answered=True
    )
    return sessions.annotate(**_given(answered_requests)).order_by("-last_day", "-pk")


def attended_enrolment(enrolment: int) -> QuerySet:
    """Return the enrolment with this key as a row of whether each evaluation was given; none without a presence."""
    answered_requests = EvaluationRequest.objects.filter(enrolment=OuterRef("pk"), is_answered=True)
    enrolments = may_answer(Enrolment.objects.filter(pk=enrolment))
    return enrolments.annotate(**_given(answered_requests)).values(*map(_name, Moment))


def _given(answered_requests: QuerySet[EvaluationRequest]) -> dict[str, Exists]:
    return {_name(moment): Exists(answered_requests.filter(moment=moment)) for moment in Moment}


def _name(moment: Moment) -> str:
    return f"done_{moment}"


SESSIONS_TO_EVALUATE = CompiledQuery(sessions_to_evaluate)


def evaluations_due(member, today: datetime.date) -> list[tuple[Session, Moment]]:
    """List the sessions and moments that `member` may still evaluate today, latest session first. One query."""
    oldest = today - (answer_days(Moment.COLD, today)[1] - today)
    return [
        (session, moment)
        for session in SESSIONS_TO_EVALUATE.rows(member=member.pk, oldest=oldest, today=today)
        for moment in Moment
        if is_due(session.last_day, moment, today) and not getattr(session, _name(moment))
    ]


def moment_due(enrolment: Enrolment, last_day: datetime.date, today: datetime.date) -> Moment | None:
    """Return the evaluation due of a session that ended on `last_day`. One query on the days of an evaluation."""
    moments = [moment for moment in Moment if is_due(last_day, moment, today)]
    given = attended_enrolment(enrolment.pk).first() if moments else None
    return next((moment for moment in moments if not given[_name(moment)]), None) if given else None


def is_due(last_day: datetime.date, moment: Moment, today: datetime.date) -> bool:
    opening_day, closing_day = answer_days(moment, last_day)
    return opening_day <= today <= closing_day
