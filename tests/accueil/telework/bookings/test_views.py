"""Pages of a télécentre: what everybody reads, what its team alone reads and does."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accueil.telework.bookings.models.agreement import SeatSeries, TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.bookings.services.bookings import book_seat
from accueil.telework.bookings.services.series import book_series
from accueil.telework.enums import SeatBookingState
from formation.enums import DayPart
from ressources.workshops.enums import Recurrence
from tests.factories.b2i import LearnerFactory
from tests.factories.telework import SeatBookingFactory, SeatFactory, TelecentreFactory, TeleworkAgreementFactory

pytestmark = pytest.mark.django_db


def typed(half, seat, **values) -> dict:
    fields = {
        "day": half.date,
        "part": half.part.value,
        "seat": seat.pk,
        "name": "Camille Bernard",
        "employer": "Mairie",
    }
    return fields | values


@pytest.fixture
def booking(seat, animator, half):
    return book_seat(seat=seat, halves=[half(0)], name="Camille B.", employer="Mairie de Luzech", by=animator)[0]


@pytest.fixture
def series(seat, telecentre, animator, half):
    agreement = TeleworkAgreementFactory(telecentre=telecentre)
    return book_series(
        agreement=agreement,
        seat=seat,
        rhythm=Recurrence.WEEKLY,
        first=half(14).date,
        until=half(14).date + datetime.timedelta(days=21),
        parts=[DayPart.MORNING],
        by=animator,
    ).series


def test_public_page_lists_seats_equipment_and_free_half_days_without_a_name(client, booking, telecentre, other_seat):
    page = client.get(telecentre.get_absolute_url())

    assertContains(page, "Grand écran", count=2)
    assertContains(page, "1\u00a0poste libre", count=1)
    assertContains(page, "Sonnez à l’accueil.")
    for word in ("Camille", "Mairie de Luzech", "La journée, réserver", "Organiser le télécentre"):
        assertNotContains(page, word)


def test_list_of_telecentres_is_public_and_leaves_closed_ones_out(client, telecentre, seat):
    TelecentreFactory(is_open=False, epm__name="EPM fermé au télétravail")
    TelecentreFactory(epm__name="EPM fermé", epm__is_open=False)

    page = client.get("/teletravail/")

    assert [each.pk for each in page.context["telecentres"]] == [telecentre.pk]
    assertContains(page, "1 poste")


def test_lists_ask_as_many_queries_for_one_row_as_for_three(client, client_of, telecentre, animator):
    member = client_of(animator)
    agreements = reverse("accueil:telework_agreements", args=[telecentre.epm.slug])

    def add_rows(count: int) -> None:
        for _ in range(count):
            TelecentreFactory()
            SeatBookingFactory(seat=SeatFactory(telecentre=telecentre), date=timezone.localdate())
            TeleworkAgreementFactory(telecentre=telecentre)

    def queries(browser, url: str) -> int:
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        return len(captured)

    def asked() -> list[int]:
        public = [queries(client, "/teletravail/"), queries(client, telecentre.get_absolute_url())]
        return [*public, queries(member, telecentre.day_url), queries(member, agreements)]

    add_rows(1)
    for_one = asked()
    add_rows(2)
    assert asked() == for_one
    assert max(for_one) <= 12
    assert for_one[0] <= 4


def test_page_of_the_place_leads_to_its_telecentre(client, client_of, telecentre, seat, epm, other_epm, stranger):
    assertContains(client.get(epm.get_absolute_url()), telecentre.get_absolute_url())
    assertNotContains(client.get(other_epm.get_absolute_url()), "Télétravail")
    assertContains(client_of(stranger).get(other_epm.get_absolute_url()), "Organiser un télécentre")


def test_team_books_a_half_day_for_somebody(client_of, telecentre, seat, animator, half):
    response = client_of(animator).post(telecentre.day_url, typed(half(0), seat), follow=True)

    booking = SeatBooking.objects.get()
    assert (booking.half, booking.name, booking.employer, booking.booked_by) == (
        half(0),
        "Camille B.",
        "Mairie",
        animator,
    )
    assertContains(response, "<b>Camille B.</b>, Mairie")


def test_whole_day_books_both_half_days(client_of, telecentre, seat, animator, half):
    client_of(animator).post(telecentre.day_url, typed(half(0), seat, part="day"))

    assert [each.half for each in SeatBooking.objects.all()] == [half(0), half(1)]


def test_refusal_stands_beside_the_field_and_keeps_what_was_typed(client_of, telecentre, booking, animator, half, seat):
    response = client_of(animator).post(telecentre.day_url, typed(half(0), seat, name="Yves M."))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["seat"])
    assertContains(response, 'value="Yves M."', status_code=422)


def test_seat_of_another_telecentre_is_not_booked(client_of, telecentre, animator, half):
    response = client_of(animator).post(telecentre.day_url, typed(half(0), SeatFactory()))

    assert response.context["form"].errors == {"seat": ["Choisissez un poste de la liste."]}


def test_door_list_is_a_paper_of_the_team(client_of, telecentre, booking, animator, papers):
    url = reverse("accueil:seat_door", args=[telecentre.epm.slug])
    response = client_of(animator).get(f"{url}?jour={booking.date.isoformat()}")

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


@pytest.mark.parametrize(("action", "state"), [("cancel", "cancelled")])
def test_team_cancels_and_the_seat_is_free_at_once(client_of, booking, animator, client, telecentre, action, state):
    client_of(animator).post(reverse(f"accueil:seat_booking_{action}", args=[booking.pk]))

    booking.refresh_from_db()
    assert booking.state == state
    assertNotContains(client.get(telecentre.get_absolute_url()), ">complet<")


def test_team_notes_who_came_and_who_did_not(client_of, seat, animator, telecentre):
    morning = SeatBookingFactory(seat=seat, date=timezone.localdate())
    browser = client_of(animator)

    browser.post(reverse("accueil:seat_booking_came", args=[morning.pk]))
    morning.refresh_from_db()
    assert morning.state == SeatBookingState.CAME
    page = browser.post(reverse("accueil:seat_booking_absent", args=[morning.pk]), follow=True)
    morning.refresh_from_db()
    assert morning.state == SeatBookingState.ABSENT
    assertContains(page, "Camille B.\u00a0: absence notée")


def test_refused_gesture_is_told(client_of, booking, animator):
    page = client_of(animator).post(reverse("accueil:seat_booking_came", args=[booking.pk]), follow=True)

    assertContains(page, "On note qui est venu une fois la demi-journée commencée.")


def test_agreement_is_recorded_then_a_seat_comes_back_under_it(client_of, telecentre, seat, animator, half):
    browser, slug = client_of(animator), telecentre.epm.slug
    first, last = half(14).date, half(14).date + datetime.timedelta(days=7)
    browser.post(
        reverse("accueil:telework_agreement_add", args=[slug]),
        {"name": "Camille B.", "employer": "Mairie", "phone": "", "starts_on": timezone.localdate(), "ends_on": last},
    )
    agreement = TeleworkAgreement.objects.get()

    page = browser.post(
        agreement.get_absolute_url(),
        {"seat": seat.pk, "first": first, "part": "day", "rhythm": "weekly", "until": last},
        follow=True,
    )

    assert SeatBooking.objects.filter(state=SeatBookingState.TO_CONFIRM, series__agreement=agreement).count() == 4
    assertContains(page, "C’est réservé\u00a0: 4\u00a0demi-journées.")
    assertContains(browser.get(reverse("accueil:telework_agreements", args=[slug])), "Camille B.")


def test_series_outside_the_agreement_is_refused_beside_its_field(client_of, telecentre, seat, animator, half):
    agreement = TeleworkAgreementFactory(telecentre=telecentre)
    far = agreement.ends_on + datetime.timedelta(days=1)
    response = client_of(animator).post(
        agreement.get_absolute_url(),
        {"seat": seat.pk, "first": half(0).date, "part": "morning", "rhythm": "weekly", "until": far},
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["until"])


def test_past_agreement_is_refused_beside_its_field(client_of, telecentre, animator):
    past = timezone.localdate() - datetime.timedelta(days=1)
    response = client_of(animator).post(
        reverse("accueil:telework_agreement_add", args=[telecentre.epm.slug]),
        {"name": "Camille B.", "employer": "Mairie", "starts_on": past, "ends_on": past},
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ends_on"])


def test_date_is_confirmed_from_the_page_of_its_agreement(client_of, series, animator):
    booking = series.bookings.first()
    response = client_of(animator).post(
        reverse("accueil:seat_booking_confirm", args=[booking.pk]), {"agreement": "oui"}
    )

    booking.refresh_from_db()
    assert (booking.state, response.url) == (SeatBookingState.BOOKED, series.agreement.get_absolute_url())


def test_series_is_stopped(client_of, series, animator):
    client_of(animator).post(reverse("accueil:seat_series_stop", args=[series.pk]))

    assert SeatSeries.objects.get().stopped_on == timezone.localdate()
    assert set(SeatBooking.objects.values_list("state", flat=True)) == {SeatBookingState.CANCELLED}


PEOPLE = ["animator", "territorial", "coordinator", "stranger", "learner", "nobody"]


@pytest.mark.parametrize("name", PEOPLE)
def test_team_alone_reads_who_comes_and_acts(client, client_of, telecentre, seat, series, name, request):
    """Others read a 404, the coordination too; a visitor is asked to connect."""
    if name == "nobody":
        browser, refused = client, 302
    else:
        member = (
            LearnerFactory(member__email="apprenant@example.org").member
            if name == "learner"
            else request.getfixturevalue(name)
        )
        browser, refused = client_of(member), 404
    slug, booking = telecentre.epm.slug, series.bookings.first()
    pages = [
        telecentre.day_url,
        reverse("accueil:seat_door", args=[slug]),
        reverse("accueil:telework_agreements", args=[slug]),
        reverse("accueil:telework_agreement_add", args=[slug]),
        series.agreement.get_absolute_url(),
    ]
    actions = [
        *(reverse(f"accueil:seat_booking_{action}", args=[booking.pk]) for action in ("absent", "came")),
        reverse("accueil:seat_booking_confirm", args=[booking.pk]),
        reverse("accueil:seat_booking_cancel", args=[booking.pk]),
        reverse("accueil:seat_series_stop", args=[series.pk]),
    ]
    before = list(SeatBooking.objects.values_list("state", "changed"))

    answers = [browser.get(url).status_code for url in pages] + [browser.post(url).status_code for url in actions]

    if name == "animator":
        assert answers == [200] * 5 + [302] * 5
    else:
        assert answers == [refused] * 10
        assert list(SeatBooking.objects.values_list("state", "changed")) == before
