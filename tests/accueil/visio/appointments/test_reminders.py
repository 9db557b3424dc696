"""Reminders follow the hour: the day before by mail and SMS, once; the team is asked what became of an appointment."""

import datetime
import json

import pytest
from django.utils import timezone

from accueil.visio.appointments.models import Appointment
from accueil.visio.appointments.services.bookings import cancel, move, welcome_instead
from accueil.visio.appointments.services.reminders import (
    remind_of_outcomes,
    remind_people_of_tomorrow,
    replace_absent_welcomers,
    warn_of_closed_places,
)
from accueil.visio.appointments.sms import mobile_number, send_sms
from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from tests.alertes.channels.push.push_service import PushService
from tests.factories.accueil import AppointmentFactory
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def eve(day, monkeypatch):
    """Make it ten o’clock on the eve of the appointments."""
    moment = timezone.make_aware(datetime.datetime.combine(day - datetime.timedelta(days=1), datetime.time(10)))
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def reminders_to(address: str):
    return Mail.objects.filter(outsider=address, key__contains=":eve:")


def test_person_is_reminded_once_on_the_eve(booked, eve):
    booked("10:00", email="odile@example.org")
    booked("11:00", email="")

    assert (remind_people_of_tomorrow(), remind_people_of_tomorrow()) == (2, 2)

    mail = reminders_to("odile@example.org").get()
    assert mail.subject == "Demain à 10 h : votre rendez-vous visio"
    assert "https://visio.example.org/caf" in mail.text


def test_reminder_follows_an_appointment_that_moves(booked, eve, day):
    appointment = booked("10:00", email="odile@example.org")
    remind_people_of_tomorrow()

    move(appointment=appointment, day=day, begins=datetime.time(11))
    assert not reminders_to("odile@example.org").exists()
    remind_people_of_tomorrow()
    assert reminders_to("odile@example.org").get().subject.startswith("Demain à 11 h")

    move(appointment=appointment, day=day + WEEK, begins=datetime.time(11))
    remind_people_of_tomorrow()
    assert not reminders_to("odile@example.org").exists()


def test_cancelled_appointment_is_not_reminded(booked, eve):
    appointment = booked("10:00", email="odile@example.org")
    remind_people_of_tomorrow()

    cancel(appointment=appointment)
    remind_people_of_tomorrow()

    assert not reminders_to("odile@example.org").exists()


def test_nobody_is_reminded_before_eight(booked, day, monkeypatch):
    booked("10:00", email="odile@example.org")
    moment = timezone.make_aware(datetime.datetime.combine(day - datetime.timedelta(days=1), datetime.time(7, 59)))
    monkeypatch.setattr(timezone, "now", lambda: moment)

    assert remind_people_of_tomorrow() == 0


@pytest.fixture
def gateway(settings, tmp_path, monkeypatch):
    """An SMS gateway on loopback over HTTPS."""
    service = PushService(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(service.certificate))
    settings.OUTSIDE_ALLOWED, settings.DEMO = [service.place], False
    settings.SMS_URL, settings.SMS_TOKEN = f"https://{service.place}/sms", "jeton"
    yield service
    service.close()


def test_sms_leaves_once_for_each_hour(booked, eve, day, gateway):
    appointment = booked("10:00", phone="06 39 98 00 12")

    remind_people_of_tomorrow()
    remind_people_of_tomorrow()
    move(appointment=Appointment.objects.get(), day=day, begins=datetime.time(11))
    remind_people_of_tomorrow()

    sent = [json.loads(body) for _, _, body in gateway.taken]
    path, headers, _ = gateway.taken[0]
    assert (path, headers["Authorization"]) == ("/sms", "Bearer jeton")
    assert [text["to"] for text in sent] == ["+33639980012"] * 2
    assert "10 h" in sent[0]["text"]
    assert "11 h" in sent[1]["text"]
    assert appointment.motive.words not in sent[0]["text"]


@pytest.mark.parametrize("trouble", ["refused", "away"])
def test_gateway_in_trouble_stops_nothing_and_is_tried_again(booked, eve, gateway, settings, trouble):
    booked("10:00", phone="06 39 98 00 12", email="odile@example.org")
    if trouble == "refused":
        gateway.status = 500
    else:
        settings.SMS_URL = "https://127.0.0.1:9/sms"

    assert remind_people_of_tomorrow() == 1
    assert (Appointment.objects.get().texted_for, reminders_to("odile@example.org").count()) == (None, 1)
    gateway.status, settings.SMS_URL = 200, f"https://{gateway.place}/sms"
    remind_people_of_tomorrow()

    assert Appointment.objects.get().texted_for is not None


def test_without_a_gateway_no_sms_leaves():
    assert send_sms("06 39 98 00 12", "Demain") is False


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("06 39 98 00 12", "+33639980012"),
        ("+33 7.39.98.00.12", "+33739980012"),
        ("0033639980012", "+33639980012"),
        ("05 36 49 00 12", ""),
        ("", ""),
        ("06 39", ""),
    ],
)
def test_mobile_numbers_alone_receive_sms(phone, number):
    assert mobile_number(phone) == number


def test_team_is_asked_once_what_became_of_an_appointment(animator, epm):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    AppointmentFactory(room__epm=epm, welcomed_by=animator, day=yesterday)
    AppointmentFactory(room__epm=epm, day=yesterday, seen=True)

    assert (remind_of_outcomes(), remind_of_outcomes()) == (1, 1)

    assert Notice.objects.get(member=animator).text.endswith("Trois touches suffisent.")


def test_absent_welcomer_is_replaced_or_told_once(booked, animator, epm, territorial, day):
    first, second = booked("10:00"), booked("11:00", day=day + WEEK)
    assert replace_absent_welcomers() == 0
    animator.positions.update(end=day - datetime.timedelta(days=1))
    other = PositionFactory(epm=epm, end=day).member

    assert (replace_absent_welcomers(), replace_absent_welcomers()) == (2, 1)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.welcomed_by, second.welcomed_by) == (other, animator)
    assert Notice.objects.filter(member=territorial).count() == 1


def test_each_change_of_who_welcomes_is_told_to_both(booked, animator, epm):
    appointment, other = booked("10:00"), PositionFactory(epm=epm).member

    for _ in range(2):
        welcome_instead(appointment=Appointment.objects.with_place().get(pk=appointment.pk))

    for member, words in (
        (animator, ["n’accueillez plus", "accueillez"]),
        (other, ["accueillez", "n’accueillez plus"]),
    ):
        told = Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True)
        assert [text.rpartition("Vous ")[2].rstrip(".") for text in told] == words


def test_appointments_of_a_place_that_closes_are_told_to_its_territory(booked, epm, territorial):
    booked("10:00")
    epm.is_open = False
    epm.save()

    assert warn_of_closed_places() == 1

    assert "1 rendez-vous visio à annuler" in Notice.objects.get(member=territorial).text
