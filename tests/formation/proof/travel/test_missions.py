"""A mission order: described by the person, ordered by an authority; kilometres by road, declared, or estimated."""

import json
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from formation.proof.attendance.models.attendance import Attendance
from formation.proof.signatories.models import LEGAL_BASIS, Signatory
from formation.proof.travel.enums import Power, Transport
from formation.proof.travel.models import Mission
from formation.proof.travel.rates import rate_table_on, rate_tables
from formation.proof.travel.router import estimated_route, route_between
from formation.proof.travel.services import prepare_mission
from formation.sessions.distance import Point
from reseau.enums import Contract
from tests.factories.formation import EnrolmentFactory, MissionFactory, SessionFactory, SignatoryFactory, in_days
from tests.factories.rides import NEAR, somebody_from
from tests.formation.proof.travel.test_volunteers_views import mileage, read_paper, words_missing

pytestmark = pytest.mark.django_db

START, END = Point(44.45, 1.44), Point(44.78, 1.73)
CAR = {"transport": "car", "power": "small", "car_reason": "quicker", "is_insured": "on", "minutes": "25"}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def volunteer():
    member = somebody_from("Thégra", NEAR, first_name="Zélie", last_name="Bénévole")
    member.positions.update(contract=Contract.VOLUNTEER)
    return member


@pytest.fixture
def enrolment(session, volunteer):
    return EnrolmentFactory(session=session, member=volunteer)


@pytest.fixture
def page(enrolment):
    return f"/formation/sessions/{enrolment.session_id}/ordre-de-mission/"


@pytest.fixture
def router(settings):
    """`router(body)`: a server that answers each request with it; it remembers the paths asked."""
    asked, servers = [], []

    def serve(body: bytes, status: int = 200) -> list[str]:
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Answer)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        settings.ROUTER_URL = f"http://127.0.0.1:{server.server_port}/"
        return asked

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_router_gives_kilometres_and_minutes_once(router):
    asked = router(json.dumps({"code": "Ok", "routes": [{"distance": 58_400, "duration": 3_000}]}).encode())
    routes = [route_between(START, END) for _ in range(2)]
    assert [(route.kilometres, route.minutes, route.is_by_road) for route in routes] == [(58.4, 50, True)] * 2
    assert asked == ["/route/v1/driving/1.44000,44.45000;1.73000,44.78000?overview=false"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b'{"code": "NoRoute"}', 200), (b"<html>", 200), (b'{"code": "Ok", "routes": []}', 200), (b"[]", 200), (b"", 500)],
)
def test_strange_answer_gives_an_estimate_and_is_not_asked_again(router, body, status):
    asked = router(body, status)
    assert [route_between(START, END).is_by_road for _ in range(2)] == [False, False]
    assert len(asked) == 1


def test_router_out_of_reach_or_not_of_the_web_gives_an_estimate(settings):
    for url in ("http://127.0.0.1:9", "file:///etc"):
        cache.clear()
        settings.ROUTER_URL = url
        assert route_between(START, END).is_by_road is False


def test_no_order_while_nobody_signs(client_of, volunteer, enrolment, page):
    browser = client_of(volunteer)
    assert browser.get(page).content.decode().count("n’a pas encore dit qui signe") == 1
    browser.post(page, CAR)
    MissionFactory(enrolment=enrolment)
    answer = browser.get(f"{page[:-1]}.pdf")
    assert (Mission.objects.count(), answer.status_code, answer.url) == (1, 302, page)


def test_order_shows_declared_kilometres_beside_the_measured_ones(client_of, volunteer, enrolment, page, router):
    router(json.dumps({"code": "Ok", "routes": [{"distance": 17_200, "duration": 1_300}]}).encode())
    SignatoryFactory()
    browser = client_of(volunteer)
    assert browser.get(page).content.decode().count("calculés par la route") == 1
    assert browser.post(page, CAR | {"declared_kilometres": "41"}).status_code == 302

    text, _ = read_paper(browser.get(f"{page[:-1]}.pdf"))

    expected = ["41 km déclarés par la personne (34 km calculés par la route", "8 h 35", "12 h 25", "5 CV et moins"]
    assert words_missing(text, expected) == []


def test_car_needs_power_reason_and_insurance(client_of, volunteer, page):
    SignatoryFactory()
    answer = client_of(volunteer).post(page, {"transport": "car", "minutes": "20", "declared_kilometres": "0"})
    errors = answer.context["form"].errors
    assert sorted(errors) == ["car_reason", "declared_kilometres", "is_insured", "power"]


def test_other_means_has_no_car_and_no_authorisation(client_of, volunteer, enrolment, page):
    SignatoryFactory()
    browser = client_of(volunteer)
    browser.post(page, CAR | {"transport": "public"})
    mission = Mission.objects.get()
    assert (mission.power, mission.car_reason, mission.is_insured) == ("", "", False)
    text, _ = read_paper(browser.get(f"{page[:-1]}.pdf"))
    assert ("Train ou car, sans indemnité" in text, "autorise l’usage" in text, "assuré" in text) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    "columns", [{"power": ""}, {"car_reason": ""}, {"is_insured": False}, {"measured_kilometres": 0}]
)
def test_database_refuses_a_car_that_is_not_whole(enrolment, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        MissionFactory(enrolment=enrolment, **columns)


def test_mission_is_private(as_animator, as_coordinator, enrolment, page):
    SignatoryFactory()
    url = f"/formation/sessions/{enrolment.session_id}/inscrits/{enrolment.pk}/ordre-de-mission/"
    assert [browser.get(url).status_code for browser in (as_animator, as_coordinator)] == [404, 200]


def test_no_line_of_0_km(client_of, volunteer, training):
    epm = volunteer.positions.get().epm
    coming = SessionFactory(training=training, epm=epm)
    past = SessionFactory(training=training, epm=epm, dates=[in_days(-1)])
    past.half_days.update(closed_at=timezone.now())
    lines = [EnrolmentFactory(session=session, member=volunteer) for session in (coming, past)]
    Attendance.objects.create(half_day=past.half_days.get(), enrolment=lines[1], is_present=True)
    browser = client_of(volunteer)
    urls = [f"/formation/sessions/{coming.pk}/ordre-de-mission/", mileage()]
    assert [browser.get(url).status_code for url in urls] == [404, 404]
    assert browser.get(coming.get_absolute_url()).content.decode().count("ordre-de-mission") == 0
    assert browser.get("/formation/mes-formations/").content.decode().count("ordre-de-mission") == 0


@pytest.fixture
def drive(volunteer, training, epm):
    """`drive(ago, **mission)`: a day attended, its mission described."""

    def make(ago: int, **mission) -> None:
        session = SessionFactory(training=training, epm=epm, dates=[in_days(-ago)])
        line = EnrolmentFactory(session=session, member=volunteer)
        session.half_days.update(closed_at=timezone.now())
        Attendance.objects.create(half_day=session.half_days.get(), enrolment=line, is_present=True)
        MissionFactory(enrolment=line, **mission)

    return make


def test_sheet_counts_by_the_table_of_the_day_and_leaves_other_means_out(client_of, volunteer, drive):
    drive(1, power=Power.LARGE)
    drive(2, declared_kilometres=50)
    drive(3, transport=Transport.PUBLIC, power="", car_reason="", is_insured=False)

    text, _ = read_paper(client_of(volunteer).get(mileage()))

    expected = ["32 (e) 14,40 €", "50 (d) 20,50 €", "Total 82 34,90 €", "depuis le 1er janvier 2022", "14 mars 2022"]
    assert (words_missing(text, expected), text.count("Animer un atelier")) == ([], 2)


@pytest.mark.parametrize(
    ("before", "kilometres", "euros"),
    [(0, 100, "41.00"), (1_990, 20, "9.20"), (9_990, 20, "8.10"), (0, 12_000, "5500.00")],
)
def test_amount_follows_the_kilometres_of_the_year(before, kilometres, euros):
    table = rate_table_on(in_days(0))
    assert table.euros(Power.MIDDLE, before=before, kilometres=kilometres) == Decimal(euros)


def test_each_table_has_its_source_and_every_band():
    for table in rate_tables():
        assert (bool(table.source), set(table.rates)) == (True, set(Power.values))
        assert {len(rates) for rates in table.rates.values()} == {len(table.limits) + 1}
    assert rate_table_on(rate_tables()[-1].since.replace(year=2000)) is None


def test_no_field_of_travel_or_signatories_asks_for_bank_data():
    names = [
        f"{field.name} {field.verbose_name}".lower()
        for model in (Mission, Signatory)
        for field in model._meta.get_fields()
        if hasattr(field, "verbose_name")
    ]
    assert [name for name in names if any(word in name for word in ("iban", "bic", "rib", "banc", "bank"))] == []


def test_coordinator_names_who_signs_and_is_told_what_is_wrong(as_coordinator, as_territorial):
    url = "/formation/signataires/"
    assert as_territorial.get(url).status_code == 404
    values = {
        name: str(getattr(SignatoryFactory.build(), name)) for name in ("organisation", "name", "quality", "payer")
    }
    values |= {"since": "2026-01-01", "insurance": "Assuré.", "siret": "123 456 782 00003", "legal_basis": LEGAL_BASIS}
    assert sorted(as_coordinator.post(url, values).context["form"].errors) == ["legal_basis", "siret"]

    as_coordinator.post(url, values | {"siret": "123 456 782 00002", "legal_basis": "Délibération n° 12"})

    assert list(Signatory.objects.values_list("siret", "name")) == [("12345678200002", "Ada Signataire")]
    as_coordinator.post(f"{url}{Signatory.objects.get().pk}/retirer/")
    assert Signatory.objects.count() == 0


def test_service_refuses_a_mission_that_its_form_would_refuse(enrolment):
    """Whoever calls it: a car without its power has no rate."""
    SignatoryFactory()
    mission = Mission(transport=Transport.CAR, power="")
    with pytest.raises(ValidationError):
        prepare_mission(enrolment=enrolment, mission=mission, route=estimated_route(START, END))
    assert not Mission.objects.exists()
