"""The demo's past sessions: held, signed and evaluated, as the archive of a network keeps them.

They are written in bulk, since their mails and notices have long been sent, read and deleted.
"""

import random
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.training.evaluations import AFTER, FEWEST, random_answers
from extranet.demo.training.training_days import moment, slots_from
from formation.enums import EnrolmentStatus
from formation.offer.catalogue.models.training import TrainingPage
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.models import Certificate
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.models import Evaluation, EvaluationRequest
from formation.proof.evaluation.questionnaires import current_versions_by_moment
from formation.proof.evaluation.services import REQUESTS_KEPT
from formation.proof.signatories.models import Signatory
from formation.sessions.enrolment.models.enrolment import Enrolment, EnrolmentEvent
from formation.sessions.enums import SessionStatus
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.occupancy import occupy
from formation.sessions.session_data import SessionData
from questionnaires.answers.answer_rows import answers_of
from questionnaires.answers.models import Answer, Response
from questionnaires.filling.checks import check_values
from questionnaires.questions.outline import outline_of
from reseau.documents.proofs.numbers import new_number
from reseau.people.members.models.member import Member

# The regulars of the demo have followed one session out of five.
REGULARS, ONE_OUT_OF = slice(3), 5
# The others of 180 have never followed a training in those years.
PARTICIPANTS = slice(10, 120)
# Least and most people, as a share of the places: more of them each year.
SHARES = {2: (0.55, 0.75), 1: (0.7, 0.9), 0: (0.7, 1)}
FEWEST_PEOPLE = 7
ABSENCE_RATE, ANSWERING_SHARE = 0.1, 0.8
# One session of last year was cancelled.
CANCELLED, WHY = 3, "Trop peu d’inscriptions\u00a0: une autre date est proposée."


def write_session(
    *, training: TrainingPage, data: SessionData, first_day: date, half_day_count: int, by: Member, typed_name: str = ""
) -> list[HalfDay]:
    """Write a session, whose trainer closed the attendance at the end of each half-day; return its half-days."""
    session = Session.objects.create(
        training=training, created_by=by, created=moment(first_day - timedelta(days=60)), **data.columns
    )
    (trainer,) = data.trainers
    SessionTrainer.objects.create(session=session, member=trainer, is_lead=True)
    half_days = [
        HalfDay(session=session, closed_by=trainer, typed_name=typed_name, **asdict(slot))
        for slot in slots_from(first_day, half_day_count)
    ]
    for half_day in half_days:
        half_day.closed_at = half_day.ends_at
    return HalfDay.objects.bulk_create(half_days)


def write_attendance(
    half_days: list[HalfDay],
    enrolments: list[Enrolment],
    *,
    issued: datetime,
    draw: random.Random | None = None,
    **signed: str,
) -> list[Enrolment]:
    """Write who came, and a certificate for each of them; return them. Without `draw` nobody was absent at all."""
    lines = [
        Attendance(
            half_day=half_day,
            enrolment=enrolment,
            is_present=draw is None or rank == 0 or draw.random() > ABSENCE_RATE,
            noted_at=half_day.begins_at,
            noted_by_id=half_day.closed_by_id,
            **signed,
        )
        for half_day in half_days
        for rank, enrolment in enumerate(enrolments)
    ]
    Attendance.objects.bulk_create(lines)
    participants = list(dict.fromkeys(line.enrolment for line in lines if line.is_present))
    signatory = Signatory.objects.on(timezone.localdate(issued))
    Certificate.objects.bulk_create(
        Certificate(enrolment=enrolment, number=new_number(), issued=issued, signatory=signatory)
        for enrolment in participants
    )
    return participants


def build_past_years(sessions: list[list[HalfDay]], *, animators: list[Member]) -> None:
    """Fill the sessions of the past years, given by their half-days in order, and cancel one."""
    cancelled = _cancel(sessions)
    draw = random.Random("past years")  # noqa: S311 - a repeatable draw is the point
    held_sessions = [half_days for half_days in sessions if half_days != cancelled]
    enrolments = [_enrol(half_days[0], animators, draw) for half_days in held_sessions]
    for half_days, group in zip(held_sessions, enrolments, strict=True):
        occupy(session=half_days[0].session)
        participants = write_attendance(half_days, group, issued=half_days[-1].ends_at, draw=draw)
        _evaluate(half_days[-1], participants, draw)


def _cancel(sessions: list[list[HalfDay]]) -> list[HalfDay]:
    last_year = timezone.localdate().year - 1
    half_days = [each for each in sessions if each[0].date.year == last_year][CANCELLED - 1]
    session = half_days[0].session
    Session.objects.filter(pk=session.pk).update(status=SessionStatus.CANCELLED, cancel_reason=WHY)
    session.half_days.update(closed_at=None, closed_by=None)
    return half_days


def _enrol(first: HalfDay, animators: list[Member], draw: random.Random) -> list[Enrolment]:
    session, day = first.session, first.date
    share = draw.uniform(*SHARES[timezone.localdate().year - day.year])
    count = min(session.capacity, max(FEWEST_PEOPLE, round(session.capacity * share)))
    regulars = [] if day.toordinal() % ONE_OUT_OF else animators[REGULARS]
    participants = [*regulars, *draw.sample(animators[PARTICIPANTS], count)][:count]
    first_at = moment(day - timedelta(days=45))
    confirmed = {"session": session, "status": EnrolmentStatus.CONFIRMED}
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(member=member, requested_at=first_at + timedelta(hours=rank), **confirmed)
        for rank, member in enumerate(participants)
    )
    EnrolmentEvent.objects.bulk_create(
        EnrolmentEvent(enrolment=each, at=each.requested_at, by_id=each.member_id, status=each.status)
        for each in enrolments
    )
    return enrolments


def _evaluate(last: HalfDay, participants: list[Enrolment], draw: random.Random) -> None:
    """Write what most participants answered, and that they were asked, as long as the site keeps it."""
    today, texts = timezone.localdate(), read_file("opinions")
    for when in Moment:
        day = last.date + AFTER[when]
        if day > today:
            continue
        answered = participants[: max(FEWEST, round(len(participants) * ANSWERING_SHARE))]
        _write_responses(last.session, when, day, [random_answers(when, texts[when], draw) for _ in answered])
        if last.date >= today - REQUESTS_KEPT:
            EvaluationRequest.objects.bulk_create(
                EvaluationRequest(enrolment=enrolment, moment=when, asked=day, is_answered=enrolment in answered)
                for enrolment in participants
            )


def _write_responses(session: Session, when: Moment, day: date, given: list[dict]) -> None:
    version = current_versions_by_moment()[when]
    outline = outline_of(version)
    responses = Response.objects.bulk_create(Response(version=version, day=day) for _ in given)
    Evaluation.objects.bulk_create(
        Evaluation(response=response, session=session, moment=when) for response in responses
    )
    Answer.objects.bulk_create(
        answer
        for response, values in zip(responses, given, strict=True)
        for answer in answers_of(outline, response, check_values(outline, values))
    )
