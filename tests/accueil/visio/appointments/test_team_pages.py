"""Pages of a team: an appointment is booked in one form, moved, cancelled, printed, and its outcome written."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from accueil.visio.appointments.enums import AppointmentState, BookedBy, OpinionAnswer, OpinionQuestion
from accueil.visio.appointments.models import Appointment
from reseau.texts.wording import day_in_full
from tests.factories.accueil import AppointmentFactory
from tests.factories.reseau import EPMFactory

pytestmark = pytest.mark.django_db


def start(day: datetime.date, hour: str) -> str:
    return f"{day.isoformat()}T{hour}"


@pytest.fixture
def address(epm, service, slot, desk):
    return f"{reverse('accueil:book', args=[epm.slug])}?service={service.pk}"


def test_person_without_email_is_booked_in_one_form(client_of, animator, address, day, motive, slot):
    client = client_of(animator)
    assertContains(client.get(address.partition("?")[0]), "Droits et prestations")

    data = {"start": start(day, "10:30"), "motive": motive.pk, "name": "Odile  R.", "phone": "05 36 49 00 12"}
    response = client.post(address, data, follow=True)

    appointment = Appointment.objects.get()
    assert (appointment.name, appointment.booked_through, appointment.booked_by) == (
        "Odile R.",
        BookedBy.TEAM,
        animator,
    )
    assertContains(response, "C’est réservé")
    assertContains(response, "Imprimer le rappel")
    assertContains(response, slot.link)


def test_hour_that_was_taken_meanwhile_is_refused_and_nothing_typed_is_lost(
    client_of, animator, address, day, motive, booked
):
    booked("10:30", name="Camille B.")
    data = {"start": start(day, "10:30"), "motive": motive.pk, "name": "Odile R.", "phone": "05 36 49 00 12"}

    response = client_of(animator).post(address, data)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["start"])
    assertContains(response, 'value="Odile R."', status_code=422)
    assertContains(response, "Libre ce jour-là", status_code=422)


@pytest.mark.parametrize("wrong", ["", "demain", "2026-13-01T10:00"])
def test_hour_must_be_one_of_the_list(client_of, animator, address, motive, day, wrong):
    response = client_of(animator).post(address, {"start": wrong, "motive": motive.pk, "name": "Odile R."})

    assert list(response.context["form"].errors) == ["start"]


def test_move_says_who_will_be_told_and_to_call_whoever_has_no_email(client_of, animator, colleague, booked, day):
    appointment = booked("09:00")
    client, url = client_of(colleague), reverse("accueil:appointment_move", args=[appointment.pk])

    page = client.get(url)
    assertContains(page, "appelez le 05 36 49 00 12")
    assertContains(page, str(animator))
    refused = client.post(url, {"start": start(day, "18:00")})
    client.post(url, {"start": start(day, "11:00")})

    appointment.refresh_from_db()
    assert (refused.status_code, appointment.begins) == (422, datetime.time(11))


def test_team_moves_to_another_place_and_reads_its_own_place_afterwards(client_of, animator, booked, elsewhere, day):
    appointment = booked("09:00")
    url = reverse("accueil:appointment_move", args=[appointment.pk])
    there, client = f"{url}?lieu={elsewhere.slug}", client_of(animator)
    nowhere = EPMFactory()

    assertContains(client.get(url), f'<option value="{elsewhere.slug}">')
    assertContains(client.get(there), f"Qui accueillera à l’{elsewhere}")
    assert client_of(animator).get(f"{url}?lieu={nowhere.slug}").status_code == 404
    response = client.post(there, {"start": start(day, "09:00")}, follow=True)

    appointment = Appointment.objects.get()
    assert (appointment.epm, appointment.sequence) == (elsewhere, 1)
    assertContains(response, f"à l’{elsewhere}. Redonnez un rappel papier")
    assert client.get(url).status_code == 404


def test_cancel_is_asked_first(client_of, animator, booked):
    appointment = booked("09:00", email="odile@example.org")
    client, url = client_of(animator), reverse("accueil:appointment_cancel", args=[appointment.pk])

    assertContains(client.get(url), "par courriel, avec son agenda mis à jour")
    client.post(url)
    again = client.post(url)

    appointment.refresh_from_db()
    assert (appointment.state, again.url) == (AppointmentState.CANCELLED, appointment.get_absolute_url())


def test_reminder_on_paper_has_the_slip_of_opinion_on_its_second_page_without_the_name(
    client_of, animator, booked, papers
):
    appointment = booked("09:00", name="Odile R.")

    response = client_of(animator).get(reverse("accueil:appointment_slip", args=[appointment.pk]))

    (papers / "rappel-visio.pdf").write_bytes(response.content)
    pages = PdfReader(io.BytesIO(response.content)).pages
    first, second = (" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages)
    assert "Odile R." in first
    assert "Odile" not in second
    assert f"Entretien avec CAF, {day_in_full(appointment.day, 'F Y')}" in second
    slip = second.partition("Votre avis après l’entretien")[2].partition("Sans nom.")[0]
    assert day_in_full(appointment.day, "j F") not in slip
    assert all(slip.count(question.label.replace("\u00a0", " ")) == 1 for question in OpinionQuestion)
    assert all(slip.count(f" {answer.label} ") == 2 for answer in OpinionAnswer)


def held_yesterday(animator, epm) -> Appointment:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    return AppointmentFactory(room__epm=epm, welcomed_by=animator, day=yesterday, name="Odile R.")


def test_outcome_is_written_from_the_page_of_the_appointment(client_of, animator, epm):
    appointment = held_yesterday(animator, epm)
    client = client_of(animator)
    assertContains(client.get(reverse("accueil:place_appointments", args=[epm.slug])), "ont-ils eu lieu")

    missing = client.post(appointment.get_absolute_url(), {"state": "seen", "real_minutes": ""})
    client.post(appointment.get_absolute_url(), {"state": "seen", "real_minutes": "25", "has_documents": "on"})

    appointment.refresh_from_db()
    assert list(missing.context["form"].errors) == ["real_minutes"]
    assert (appointment.state, appointment.real_minutes, appointment.has_documents) == ("seen", 25, True)


def addresses(appointment, epm) -> list[str]:
    names = ("appointment", "appointment_move", "appointment_cancel", "appointment_slip")
    return [
        reverse("accueil:place_appointments", args=[epm.slug]),
        reverse("accueil:book", args=[epm.slug]),
        *(reverse(f"accueil:{name}", args=[appointment.pk]) for name in names),
    ]


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator"])
def test_team_territory_and_coordination_read_appointments(client_of, booked, epm, name, request):
    client = client_of(request.getfixturevalue(name))

    assert {client.get(url).status_code for url in addresses(booked("09:00"), epm)} == {200}


def assert_closed(client, booked, epm, service, motive, day) -> None:
    appointment = booked("09:00")
    data = {"start": start(day, "11:00"), "motive": motive.pk, "name": "Autre A.", "state": "seen"}
    for url in addresses(appointment, epm):
        assert client.get(url).status_code in {302, 404}
        client.post(f"{url}?service={service.pk}", data)
    appointment.refresh_from_db()
    assert (Appointment.objects.count(), appointment.state, appointment.begins.hour) == (1, "booked", 9)


@pytest.mark.parametrize("name", ["stranger", "other_territorial"])
def test_other_members_read_no_name_and_change_nothing(client_of, booked, epm, service, motive, day, name, request):
    assert_closed(client_of(request.getfixturevalue(name)), booked, epm, service, motive, day)


def test_outsiders_read_no_name_and_change_nothing(client_of, booked, epm, service, motive, day, outsider):
    assert_closed(client_of(outsider), booked, epm, service, motive, day)


def test_agenda_shows_hours_to_all_and_appointments_to_the_team_without_a_name(
    client, client_of, animator, stranger, booked, slot
):
    booked("09:00", name="Odile Rare")

    public = client.get("/agenda/?genre=visio")
    own = client_of(animator).get("/agenda/?genre=rendez-vous-visio")
    other = client_of(stranger).get("/agenda/?genre=rendez-vous-visio")

    assertContains(public, "CAF en visio, jusqu’à 12\u00a0h")
    assertContains(own, "Rendez-vous visio, CAF")
    for page in (public, own, other):
        assertNotContains(page, "Odile")
    assertNotContains(other, "Rendez-vous visio, CAF")


@pytest.mark.parametrize("count", [1, 3])
def test_appointments_of_a_place_are_listed_under_one_count_of_queries(
    client_of, animator, booked, epm, count, django_assert_num_queries
):
    for hour in ("09:00", "09:30", "10:00")[:count]:
        booked(hour)
    client, url = client_of(animator), reverse("accueil:place_appointments", args=[epm.slug])
    client.get(url)

    with django_assert_num_queries(7):
        response = client.get(url)

    assert len(response.context["coming"]) == count
