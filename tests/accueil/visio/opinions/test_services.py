"""Opinions from tablets and slips: each once, never more than the interviews held, tied to nobody."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.models import OpinionMonth, OpinionReceipt, OpinionTablet, WaitingOpinion
from accueil.visio.opinions.services import (
    CLOSED_BEFORE,
    EVERY_INTERVIEW_HAS_ITS_OWN,
    NO_INTERVIEW,
    GivenOpinion,
    close_tablet,
    count_waiting_opinions,
    forget_old_receipts,
    key_slip,
    open_tablet,
    write_tablet_opinions,
)
from tests.accueil.visio.opinions.conftest import entry

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
GLAD = GivenOpinion(OpinionAnswer.YES, OpinionAnswer.RATHER_YES)


def numbers(**filters) -> list[tuple]:
    return list(OpinionMonth.objects.filter(**filters).values_list("interviews", "received"))


def states(outcomes: list[dict]) -> list[str]:
    return [str(outcome["state"]) for outcome in outcomes]


def test_opinion_counts_once_under_its_month(tablet, hold, epm, partner, month):
    hold(2)
    sent = [entry(), entry(welcome="rather_yes", expectations="yes")]

    assert states(write_tablet_opinions(tablet=tablet, raw_entries=sent)) == ["written", "written"]
    assert states(write_tablet_opinions(tablet=tablet, raw_entries=sent)) == ["already", "already"]

    row = OpinionMonth.objects.get()
    assert (row.epm, row.partner, row.month, row.interviews, row.received) == (epm, partner, month, 2, 2)
    assert (row.welcome_yes, row.welcome_rather_yes, row.welcome_rather_no, row.welcome_no) == (1, 1, 0, 0)
    assert (row.expectations_yes, row.expectations_rather_no) == (1, 1)
    assert [row.favourable(question) for question in OpinionQuestion] == [2, 1]


def test_no_more_opinions_than_interviews(tablet, hold):
    hold(1)
    hold(1, state="no_show")

    outcomes = write_tablet_opinions(tablet=tablet, raw_entries=[entry(), entry()])

    assert states(outcomes) == ["written", "refused"]
    assert outcomes[1]["why"] == NO_INTERVIEW
    assert (numbers(), OpinionReceipt.objects.count()) == ([(1, 1)], 1)


def test_database_refuses_one_opinion_too_many(epm, partner, month):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpinionMonth.objects.create(
            epm=epm, partner=partner, month=month, interviews=1, received=2, welcome_yes=2, expectations_no=2
        )


def test_database_refuses_an_opinion_that_answers_one_question(epm, partner, month):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpinionMonth.objects.create(epm=epm, partner=partner, month=month, interviews=1, received=1, welcome_yes=1)


def test_opinion_before_the_outcome_waits_for_it(tablet, hold):
    (appointment,) = hold(1, state="booked")

    outcomes = write_tablet_opinions(tablet=tablet, raw_entries=[entry(), entry()])

    assert states(outcomes) == ["written", "refused"]
    assert (numbers(), WaitingOpinion.objects.count()) == ([(0, 0)], 1)
    assert count_waiting_opinions() == 0

    Appointment.objects.filter(pk=appointment.pk).update(state="seen")
    assert count_waiting_opinions() == 1
    assert (numbers(), WaitingOpinion.objects.count()) == ([(1, 1)], 0)


def test_opinion_whose_interview_was_never_noted_is_forgotten(tablet, hold):
    hold(1, state="booked")
    write_tablet_opinions(tablet=tablet, raw_entries=[entry()])
    WaitingOpinion.objects.update(received_on=timezone.localdate() - datetime.timedelta(days=61))
    Appointment.objects.update(state="seen")

    assert count_waiting_opinions() == 0
    assert (numbers(), WaitingOpinion.objects.count()) == ([(0, 0)], 0)


def test_opinion_of_the_last_month_stands_in_the_last_month(tablet, hold, month):
    last_day = month - datetime.timedelta(days=1)
    hold(1, day=last_day)
    age = (timezone.localdate() - last_day).days * 86_400

    write_tablet_opinions(tablet=tablet, raw_entries=[entry(age=age)])

    assert numbers(month=last_day.replace(day=1)) == [(1, 1)]


@pytest.mark.parametrize(
    "odd",
    [
        {"about": "inconnu"}, {"welcome": "perhaps"}, {"welcome": None}, {"expectations": ["yes"]}, {"key": "x"},
        {"age": "hier"}, {"expectations": ""},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused(tablet, hold, odd):
    hold(1)

    assert states(write_tablet_opinions(tablet=tablet, raw_entries=[entry(**odd)])) == ["refused"]
    assert (OpinionMonth.objects.count(), OpinionReceipt.objects.count()) == (0, 0)


def test_closed_tablet_takes_what_was_answered_before(tablet, hold, animator, epm):
    hold(2)
    OpinionTablet.objects.update(opened=timezone.now() - HOUR, closed=timezone.now() - HOUR / 2)
    tablet.refresh_from_db()

    before, after = write_tablet_opinions(tablet=tablet, raw_entries=[entry(age=2_700), entry(age=60)])

    assert (before["state"], after["state"], after["why"]) == ("written", "refused", CLOSED_BEFORE)
    again = open_tablet(epm=epm, by=animator)
    assert (again.pk, again.token, again.is_open) == (tablet.pk, tablet.token, True)
    closed = close_tablet(tablet=again).closed
    assert close_tablet(tablet=again).closed == closed


def test_slip_counts_under_the_month_written_on_it(epm, partner, hold, month):
    hold(1)

    key_slip(epm=epm, partner=partner, month=month, opinion=GLAD)

    assert numbers() == [(1, 1)]
    with pytest.raises(ValidationError) as refusal:
        key_slip(epm=epm, partner=partner, month=month, opinion=GLAD)
    assert refusal.value.message_dict == {"partner": [EVERY_INTERVIEW_HAS_ITS_OWN]}
    assert numbers() == [(1, 1)]


@pytest.mark.parametrize("days", [-500, 40])
def test_slip_of_another_time_is_refused(epm, partner, month, days):
    other = (month + datetime.timedelta(days=days)).replace(day=1)

    with pytest.raises(ValidationError) as refusal:
        key_slip(epm=epm, partner=partner, month=other, opinion=GLAD)

    assert (list(refusal.value.message_dict), OpinionMonth.objects.count()) == (["month"], 0)


def test_receipts_that_no_device_can_send_again_go(tablet, hold):
    hold(2)
    write_tablet_opinions(tablet=tablet, raw_entries=[entry(), entry()])
    old = OpinionReceipt.objects.earliest("pk")
    OpinionReceipt.objects.filter(pk=old.pk).update(received_on=timezone.localdate() - datetime.timedelta(days=161))

    assert (forget_old_receipts(), OpinionReceipt.objects.count(), numbers()) == (1, 1, [(2, 2)])


def test_nothing_ties_an_opinion_to_an_appointment_or_a_person():
    related = {
        field.related_model.__name__
        for model in (OpinionMonth, WaitingOpinion, OpinionReceipt)
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert related == {"EPM", "Partner"}


def test_interview_corrected_afterwards_leaves_its_opinion_counted(tablet, hold):
    (appointment,) = hold(1)
    write_tablet_opinions(tablet=tablet, raw_entries=[entry()])
    Appointment.objects.filter(pk=appointment.pk).update(state="excused")

    assert states(write_tablet_opinions(tablet=tablet, raw_entries=[entry()])) == ["refused"]
    assert numbers() == [(1, 1)]
