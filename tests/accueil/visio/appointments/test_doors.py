"""Doors without account: a citizen books within limits and changes by a private link; a partner reads its own."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accueil.visio.appointments.enums import AppointmentState, BookedBy
from accueil.visio.appointments.models import Appointment
from accueil.visio.partners.models import Partner
from accueil.visio.partners.services import renew_link
from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from tests.factories.accueil import AppointmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _far_enough(slot):
    """Forget the limits of other tests, and keep the public's day of notice out of the way: the first day goes."""
    cache.clear()
    first = slot.days.earliest("day")
    slot.days.filter(pk=first.pk).delete()


def typed(day: datetime.date, motive, **values) -> dict:
    return {
        "start": f"{day.isoformat()}T10:00",
        "motive": motive.pk,
        "name": "Odile R.",
        "phone": "",
        "email": "odile@example.org",
        "commune": "",
        "site": "",
    } | values


@pytest.fixture
def address(epm, service, desk, animator):
    return f"{reverse('accueil:citizen_book', args=[epm.slug])}?service={service.pk}"


def test_citizen_books_moves_and_cancels_without_account(client, address, day, motive):
    response = client.post(address, typed(day, motive), follow=True)
    appointment = Appointment.objects.get()
    assertContains(response, "Gardez l’adresse de cette page")
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex", "no-referrer")

    door = appointment.private_path
    client.post(f"{door}deplacer/", {"start": f"{day.isoformat()}T11:00"})
    appointment.refresh_from_db()
    assert (appointment.begins.hour, appointment.booked_through) == (11, BookedBy.PERSON)
    assert client.get(f"{door}rappel.pdf")["Content-Type"] == "application/pdf"
    client.post(f"{door}annuler/")

    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.CANCELLED


def test_mail_opens_the_page_of_the_appointment(client, address, day, motive):
    client.post(address, typed(day, motive))
    appointment, mail = Appointment.objects.get(), Mail.objects.get(outsider="odile@example.org")

    assert appointment.private_path in compose(mail).body
    assert appointment.private_path not in f"{mail.url}{mail.text}"


def test_way_to_reach_the_person_is_required_and_the_trap_stays_empty(client, address, day, motive):
    nothing = client.post(address, typed(day, motive, email=""))
    robot = client.post(address, typed(day, motive, site="https://example.org"))

    assert list(nothing.context["form"].errors) == ["email"]
    assert (list(robot.context["form"].errors), Appointment.objects.count()) == (["site"], 0)


def test_too_many_bookings_from_one_person_are_refused_and_kept_on_the_page(client, address, day, motive, settings):
    hours = ["09:00", "09:30", "10:00", "10:30", "11:00"]
    answers = [
        client.post(address, typed(day, motive, start=f"{day.isoformat()}T{hour}")).status_code for hour in hours
    ]

    assert answers == [302, 302, 302, 302, 429]


def test_link_of_another_appointment_or_of_an_erased_one_opens_nothing(client, booked):
    appointment = booked("10:00")
    key, _, signature = appointment.private_path.rstrip("/").rpartition("/")[2].partition("-")

    assert client.get(appointment.private_path).status_code == 200
    for token in (f"{int(key) + 1}-{signature}", f"{key}-{signature[:-1]}x", key):
        assert client.get(reverse("accueil:appointment_door", args=[token])).status_code == 404
    Appointment.objects.update(name="")
    assert client.get(appointment.private_path).status_code == 404


def test_partner_reads_its_own_appointments_alone(client, booked, partner):
    own = booked("10:00")
    AppointmentFactory(day=own.day, name="Camille B.")

    page = client.get(partner.private_path)

    assertContains(page, "Odile R.")
    assertContains(page, own.call_link)
    assertNotContains(page, "Camille B.")
    assertNotContains(page, "05 36 49 00 12")


def test_partner_books_its_own_services_for_somebody(client, booked, partner, service, epm, day, motive):
    other = AppointmentFactory(room__epm=epm).service
    token = partner.private_path.rstrip("/").rpartition("/")[2]
    url = reverse("accueil:partner_book", args=[token, epm.slug])
    booked("09:00")

    assert client.get(f"{url}?service={other.pk}").status_code == 404
    response = client.post(f"{url}?service={service.pk}", typed(day, motive))

    assert response.url == partner.private_path
    assert Appointment.objects.filter(booked_through=BookedBy.PARTNER).get().partner == partner


def test_link_drawn_anew_closes_the_former_one(client, client_of, coordinator, partner):
    former = partner.private_path

    client_of(coordinator).post(reverse("accueil:link_renew", args=[partner.slug]))

    assert client.get(former).status_code == 404
    assert client.get(Partner.objects.get().private_path).status_code == 200
    assert renew_link(partner=partner, by=coordinator).link_drawn > partner.link_drawn


def test_partner_that_left_opens_nothing(client, partner):
    Partner.objects.update(state="left")

    assert client.get(partner.private_path).status_code == 404
