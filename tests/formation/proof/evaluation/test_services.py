"""Participants evaluate a session once, and their answers lead to nobody."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from formation.proof.archives.services.erasure import erase_account
from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.evaluation.access import evaluations_due
from formation.proof.evaluation.enums import Moment
from formation.proof.evaluation.models import Evaluation, EvaluationRequest
from formation.proof.evaluation.services import (
    answer_evaluation,
    ask_for_evaluations,
    forget_old_requests,
    forget_words,
    remind_of_evaluations,
)
from questionnaires.answers.models import Answer, Response
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.reseau import MemberFactory
from tests.formation.evaluations import evaluate, values_given

pytestmark = pytest.mark.django_db
HOT = {"satisfaction": "4", "usefulness": "3", "teaching": "4", "comfort": "2", "went_well": "Les essais à deux"}
COLD = {"satisfaction": "4", "usefulness": "3", "ease": "3", "reuse": "once"}


def answer_hot_evaluation(enrolment, moment=Moment.HOT, **options) -> None:
    answers = HOT if moment == Moment.HOT else COLD
    answer_evaluation(session=enrolment.session, member=enrolment.member, moment=moment, answers=answers, **options)


def test_answer_is_stored_with_its_day_and_without_author(closed_session):
    enrolments = closed_session()
    answer_hot_evaluation(enrolments[2])

    evaluation = Evaluation.objects.get()
    assert (evaluation.session, evaluation.response.day) == (enrolments[2].session, in_days(0))
    assert values_given(evaluation) == HOT
    tables = (Evaluation, Response, Answer)
    fields = [field for model in tables for field in model._meta.concrete_fields]
    related = {field.related_model for field in fields if field.is_relation} | set(Evaluation._meta.related_objects)
    assert {model._meta.label for model in related - {*tables}} == {
        "formation.Session",
        *(f"questionnaires.{name}" for name in ("QuestionnaireVersion", "Question", "QuestionRow", "Choice")),
        "reseau.Commune",
    }
    assert [field.name for field in fields if isinstance(field, models.DateTimeField)] == []


def test_order_of_rows_reveals_no_author(closed_session):
    enrolments = closed_session()
    for enrolment in reversed(enrolments):
        answer_hot_evaluation(enrolment)

    requests = EvaluationRequest.objects.order_by("pk").values_list("enrolment", flat=True)
    assert list(requests) == [enrolment.pk for enrolment in enrolments]
    for model in (Evaluation, Response, Answer):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        assert len({key >> 40 for key in keys}) == len(keys) >= 6


def test_answer_that_the_questionnaire_does_not_offer_is_refused(closed_session):
    enrolment = closed_session()[0]
    answers = {**HOT, "satisfaction": "5", "comfort": ""}

    with pytest.raises(ValidationError) as refusal:
        answer_evaluation(session=enrolment.session, member=enrolment.member, moment=Moment.HOT, answers=answers)

    assert sorted(refusal.value.message_dict) == ["comfort", "satisfaction"]
    assert (Response.objects.count(), EvaluationRequest.objects.filter(is_answered=True).count()) == (0, 0)


def test_forgotten_words_leave_the_figures_of_their_session_and_other_sessions(closed_session):
    session, other_session = closed_session()[0].session, closed_session()[0].session
    forgotten, kept = evaluate(session, went_well="Jeanne"), evaluate(other_session, went_well="Jeanne")
    # Words beside a choice (« Autre, précisez »).
    Answer.objects.filter(response=forgotten.response, question__code="comfort").update(text="Jeanne")

    forget_words(session=session.pk)

    assert values_given(forgotten) == {"satisfaction": "4", "usefulness": "4", "teaching": "4", "comfort": "4"}
    assert values_given(kept)["went_well"] == "Jeanne"


def test_evaluation_goes_with_its_response(closed_session):
    answer_hot_evaluation(closed_session()[0])

    Response.objects.all().delete()

    assert (Evaluation.objects.count(), Answer.objects.count()) == (0, 0)


def test_second_answer_is_refused(closed_session):
    enrolment = closed_session()[0]
    answer_hot_evaluation(enrolment)
    with pytest.raises(ValidationError, match="déjà donné votre avis"):
        answer_hot_evaluation(enrolment)
    assert Evaluation.objects.count() == 1


def test_participant_answers_at_both_moments(closed_session):
    enrolment = closed_session(days=95)[0]
    answer_hot_evaluation(enrolment, today=in_days(-95))
    answer_hot_evaluation(enrolment, moment=Moment.COLD)
    assert Evaluation.objects.count() == 2


def test_absent_member_cannot_answer(past_session, close_session):
    present, absent = EnrolmentFactory.create_batch(2, session=past_session)
    close_session(past_session, [present])
    with pytest.raises(ValidationError, match="personnes présentes"):
        answer_hot_evaluation(absent)
    assert Evaluation.objects.count() == 0


def test_answer_before_a_closed_half_day_is_refused(past_session):
    with pytest.raises(ValidationError, match="émargement est clos"):
        answer_hot_evaluation(EnrolmentFactory(session=past_session))


@pytest.mark.parametrize(
    ("moment", "days", "sentence"),
    [
        (Moment.HOT, -1, "à partir du"),
        (Moment.HOT, 91, "jusqu’au"),
        (Moment.COLD, 90, "à partir du"),
        (Moment.COLD, 182, "jusqu’au"),
    ],
)
def test_answer_too_early_or_too_late_is_refused_with_the_day(closed_session, moment, days, sentence):
    enrolment = closed_session(days=1)[0]
    today = in_days(-1) + datetime.timedelta(days=days)
    with pytest.raises(ValidationError, match=sentence):
        answer_hot_evaluation(enrolment, moment=moment, today=today)


@pytest.mark.parametrize(("moment", "first", "last"), [(Moment.HOT, 0, 90), (Moment.COLD, 91, 181)])
def test_answer_is_accepted_and_due_from_the_first_day_to_the_last(closed_session, moment, first, last):
    enrolment, other_enrolment = closed_session(days=1, people=2)
    last_day = in_days(-1)
    for days, is_accepted in ((first - 1, False), (first, True), (last, True), (last + 1, False)):
        due = evaluations_due(enrolment.member, last_day + datetime.timedelta(days=days))
        assert ((enrolment.session, moment) in due) is is_accepted, days
    for person, days in ((enrolment, first), (other_enrolment, last)):
        answer_hot_evaluation(person, moment=moment, today=last_day + datetime.timedelta(days=days))
    assert Evaluation.objects.count() == 2


def test_participants_are_asked_once_with_a_mail(past_session, close_session):
    present, absent = EnrolmentFactory.create_batch(2, session=past_session)
    close_session(past_session, [present])

    assert [ask_for_evaluations(), ask_for_evaluations()] == [1, 0]

    notice = Notice.objects.get(key__contains="evaluation")
    assert (notice.member, notice.url) == (present.member, f"/formation/sessions/{past_session.pk}/evaluation/")
    assert notice.text == (
        "Une minute pour dire ce que vous avez pensé de la session\u00a0: Animer un atelier collectif"
    )
    assert MailItem.objects.filter(key=notice.key).count() == 1
    assert EvaluationRequest.objects.filter(enrolment=absent).count() == 0


def test_participants_are_asked_on_the_last_day_once_everything_is_closed(training, epm, coordinator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-1), in_days(0)])
    enrolment = EnrolmentFactory(session=session)
    first, last = session.half_days.all()
    close_attendance(half_day=first, presences=[enrolment], by=coordinator)
    assert ask_for_evaluations() == 0

    midnight = datetime.datetime.combine(in_days(0), datetime.time(23), tzinfo=datetime.UTC)
    close_attendance(half_day=last, presences=[], by=coordinator, at=midnight)

    assert ask_for_evaluations() == 1


def test_unclosed_half_day_does_not_block_the_requests(training, epm, coordinator):
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-3), in_days(-2)])
    enrolment = EnrolmentFactory(session=session)
    close_attendance(half_day=session.half_days.first(), presences=[enrolment], by=coordinator)
    assert ask_for_evaluations() == 1


def test_request_after_three_months_links_to_its_own_page(closed_session):
    enrolments = closed_session(days=91, people=2)
    assert ask_for_evaluations() == 2
    session = enrolments[0].session
    assert set(Notice.objects.filter(key__contains="evaluation").values_list("url", flat=True)) == {
        f"/formation/sessions/{session.pk}/evaluation/a-froid/"
    }


@pytest.mark.parametrize("days", [31, 90, 122, 400])
def test_old_sessions_send_no_request(closed_session, days):
    closed_session(days=days)
    assert ask_for_evaluations() == 0


@pytest.mark.parametrize("days", [1, 30, 91, 121])
def test_requests_are_sent_within_thirty_days(closed_session, days):
    closed_session(days=days, people=1)
    assert ask_for_evaluations() == 1


def test_member_who_answered_is_not_asked(closed_session):
    enrolments = closed_session(people=2)
    answer_hot_evaluation(enrolments[0])
    assert ask_for_evaluations() == 1
    assert Notice.objects.get(key__contains="evaluation").member == enrolments[1].member


def test_member_without_answer_is_reminded_once_after_a_week(closed_session):
    enrolments = closed_session(people=3)
    ask_for_evaluations()
    answer_hot_evaluation(enrolments[0])

    assert remind_of_evaluations(today=in_days(6)) == 0
    assert [remind_of_evaluations(today=in_days(day)) for day in (7, 8, 30)] == [2, 0, 0]

    reminded = Notice.objects.filter(key__endswith="reminded").values_list("member", flat=True)
    assert set(reminded) == {enrolments[1].member_id, enrolments[2].member_id}


def test_nobody_is_reminded_a_month_after_the_request(closed_session):
    closed_session(people=2)
    ask_for_evaluations()

    assert [remind_of_evaluations(today=in_days(day)) for day in (30, 29)] == [0, 2]


def test_requests_are_deleted_after_a_year_and_words_stay(closed_session):
    enrolments = closed_session(people=1)
    ask_for_evaluations()
    answer_hot_evaluation(enrolments[0])

    assert [forget_old_requests(today=in_days(day)) for day in (364, 365, 1096)] == [0, 1, 0]
    assert values_given(Evaluation.objects.get())["went_well"] == "Les essais à deux"


def test_answers_outlive_the_account_of_their_author(closed_session):
    enrolments = closed_session(people=1)
    answer_hot_evaluation(enrolments[0])
    erase_account(member=enrolments[0].member, by=MemberFactory())
    assert (Evaluation.objects.count(), EvaluationRequest.objects.count()) == (1, 0)
