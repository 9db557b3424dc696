"""The demo's past years of training: held, signed and evaluated, as the archive of a network keeps them.

They are written in bulk, since their mails and notices have long been sent, read and deleted.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.training.evaluations import AFTER, FEWEST, random_answers
from extranet.demo.training.training_days import TrainingDays, moment, slots_from
from formation.enums import EnrolmentStatus
from formation.offer.catalogue.models.training import TrainingPage
from formation.proof.attendance.enums import Means
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


@dataclass(frozen=True, slots=True)
class PastSession:
    training: TrainingPage
    data: SessionData
    days: TrainingDays
    created_by: Member

    def rows(self) -> tuple[Session, SessionTrainer, list[HalfDay]]:
        """Rows of the session, unsaved, its attendance closed at the end of each half-day by its trainer."""
        session = Session(
            training=self.training,
            created_by=self.created_by,
            created=moment(self.days.first - timedelta(days=60)),
            **self.data.columns,
        )
        (trainer,) = self.data.trainers
        half_days = [
            HalfDay(session=session, date=slot.date, part=slot.part, start=slot.start, end=slot.end, closed_by=trainer)
            for slot in slots_from(self.days.first, self.training.programme.count())
        ]
        for half_day in half_days:
            half_day.closed_at = half_day.ends_at
        return session, SessionTrainer(session=session, member=trainer, is_lead=True), half_days


def build_past_years(past_sessions: list[PastSession], *, animators: list[Member], signatory: Signatory) -> None:
    rows = [past_session.rows() for past_session in past_sessions]
    _cancel(rows)
    Session.objects.bulk_create(session for session, _, _ in rows)
    SessionTrainer.objects.bulk_create(trainer for _, trainer, _ in rows)
    HalfDay.objects.bulk_create(half_day for *_, half_days in rows for half_day in half_days)
    draw = random.Random("past years")  # noqa: S311 - a repeatable draw is the point
    held_rows = [(session, half_days) for session, _, half_days in rows if not session.is_cancelled]
    enrolments = [list(_enrolments(session, half_days, animators, draw)) for session, half_days in held_rows]
    Enrolment.objects.bulk_create(enrolment for group in enrolments for enrolment in group)
    EnrolmentEvent.objects.bulk_create(
        EnrolmentEvent(
            enrolment=enrolment, at=enrolment.requested_at, by_id=enrolment.member_id, status=enrolment.status
        )
        for group in enrolments
        for enrolment in group
    )
    for (session, half_days), group in zip(held_rows, enrolments, strict=True):
        occupy(session=session)
        participants = _attend(half_days, group, signatory, draw)
        _evaluate(session, half_days[-1], participants, draw)


def _cancel(rows: list[tuple[Session, SessionTrainer, list[HalfDay]]]) -> None:
    last_year = timezone.localdate().year - 1
    cancelled = [row for row in rows if row[2][0].date.year == last_year][CANCELLED - 1]
    session, _, half_days = cancelled
    session.status, session.cancel_reason = SessionStatus.CANCELLED, WHY
    for half_day in half_days:
        half_day.closed_at = half_day.closed_by = None


def _enrolments(
    session: Session, half_days: list[HalfDay], animators: list[Member], draw: random.Random
) -> Iterator[Enrolment]:
    day = half_days[0].date
    share = draw.uniform(*SHARES[timezone.localdate().year - day.year])
    count = min(session.capacity, max(FEWEST_PEOPLE, round(session.capacity * share)))
    regulars = [] if day.toordinal() % ONE_OUT_OF else animators[REGULARS]
    participants = [*regulars, *draw.sample(animators[PARTICIPANTS], count)][:count]
    for rank, member in enumerate(participants):
        requested_at = moment(day - timedelta(days=45)) + timedelta(hours=rank)
        yield Enrolment(session=session, member=member, status=EnrolmentStatus.CONFIRMED, requested_at=requested_at)


def _attend(
    half_days: list[HalfDay], enrolments: list[Enrolment], signatory: Signatory, draw: random.Random
) -> list[Enrolment]:
    """Write the closed sheets, and a certificate for everybody who came; return them. The first one always comes."""
    lines = [
        Attendance(
            half_day=half_day,
            enrolment=enrolment,
            is_present=rank == 0 or draw.random() > ABSENCE_RATE,
            how=Means.TICKED,
            noted_at=half_day.begins_at,
            noted_by_id=half_day.closed_by_id,
        )
        for half_day in half_days
        for rank, enrolment in enumerate(enrolments)
    ]
    Attendance.objects.bulk_create(lines)
    participants = list(dict.fromkeys(line.enrolment for line in lines if line.is_present))
    Certificate.objects.bulk_create(
        Certificate(enrolment=enrolment, number=new_number(), issued=half_days[-1].ends_at, signatory=signatory)
        for enrolment in participants
    )
    return participants


def _evaluate(session: Session, last: HalfDay, participants: list[Enrolment], draw: random.Random) -> None:
    """Write what most participants answered, and that they were asked, as long as the site keeps it."""
    today, texts = timezone.localdate(), read_file("opinions")
    for when in Moment:
        day = last.date + AFTER[when]
        if day > today:
            continue
        answered = participants[: max(FEWEST, round(len(participants) * ANSWERING_SHARE))]
        _write_responses(session, when, day, [random_answers(when, texts[when], draw) for _ in answered])
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
