"""Who may evaluate a session, and when."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from formation.enrolment.models.enrolment import Enrolment, EnrolmentQuerySet
from formation.evaluation.enums import Moment
from formation.evaluation.models import EvaluationRequest, answer_days
from formation.sessions.models.session import Session
from reseau.wording import day_in_full

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


def evaluations_due(member, today: datetime.date) -> list[tuple[Session, Moment]]:
    """List the sessions and moments that `member` may still evaluate today, latest session first. One query."""
    attended_sessions = may_answer(Enrolment.objects.of(member)).values("session")
    oldest = today - (answer_days(Moment.COLD, today)[1] - today)
    sessions = (
        Session.objects.with_dates().with_place().filter(pk__in=attended_sessions, last_day__range=(oldest, today))
    )
    answered_requests = EvaluationRequest.objects.filter(
        enrolment__session=OuterRef("pk"), enrolment__member=member, is_answered=True
    )
    annotations = {f"done_{moment}": Exists(answered_requests.filter(moment=moment)) for moment in Moment}
    return [
        (session, moment)
        for session in sessions.annotate(**annotations).order_by("-last_day", "-pk")
        for moment in Moment
        if is_due(session.last_day, moment, today) and not getattr(session, f"done_{moment}")
    ]


def is_due(last_day: datetime.date, moment: Moment, today: datetime.date) -> bool:
    opening_day, closing_day = answer_days(moment, last_day)
    return opening_day <= today <= closing_day
