"""Papers of a volunteer, read back: mission order and mileage sheet, for them and for coordinators."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from formation.offer.annual_plan.models import AnnualPlan
from formation.proof.attendance.models.attendance import Attendance
from formation.sessions.enums import PlaceKind, SessionStatus
from formation.sessions.models.session import Session
from reseau.enums import Contract
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from tests.factories.formation import (
    EnrolmentFactory,
    HalfDayFactory,
    MissionFactory,
    SessionFactory,
    SignatoryFactory,
    in_days,
)
from tests.factories.reseau import PositionFactory
from tests.factories.rides import NEAR, somebody_from

pytestmark = pytest.mark.django_db

# From the volunteer's commune to the session: 12.2 km as the crow flies, 15.9 by road, 31.8 there and back.
ROUND_TRIP = 32


@pytest.fixture
def volunteer():
    member = somebody_from("Thégra", NEAR, first_name="Zélie", last_name="Bénévole")
    member.positions.update(contract=Contract.VOLUNTEER)
    return member


@pytest.fixture
def enrolment(session, volunteer):
    """A place in a session of two days, its journey described, and somebody who signs."""
    HalfDayFactory(session=session, date=in_days(8))
    enrolment = EnrolmentFactory(session=session, member=volunteer)
    MissionFactory(enrolment=enrolment, measured_kilometres=ROUND_TRIP, signatory=SignatoryFactory())
    return enrolment


@pytest.fixture
def attend_session(training, epm):
    """`attend_session(member, days)`: present so many days ago, with the attendance closed."""

    def make(member, ago: int, **options) -> Session:
        session = SessionFactory(**{"training": training, "epm": epm} | options, dates=[in_days(-ago)])
        line = EnrolmentFactory(session=session, member=member)
        session.half_days.update(closed_at=timezone.now())
        Attendance.objects.create(half_day=session.half_days.get(), enrolment=line, is_present=True)
        return session

    return make


def mission(session) -> str:
    return f"/formation/sessions/{session.pk}/ordre-de-mission.pdf"


def mileage(year: int | None = None) -> str:
    return f"/formation/mes-formations/frais/{year or in_days(-1).year}.pdf"


def read_paper(response) -> tuple[str, PdfReader]:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    pdf = PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split()), pdf


def words_missing(text: str, words) -> list[str]:
    return [word for word in words if word not in text]


def test_mission_order_shows_holder_place_dates_distance_and_signatures(client_of, session, volunteer, enrolment):
    text, pdf = read_paper(client_of(volunteer).get(mission(session)))

    expected = [
        "Ordre de mission",
        f"OM-{in_days(7).year}-{enrolment.pk:06d}",
        "Zélie Bénévole",
        "à titre bénévole",
        "EPM de Thégra",
        "Animer un atelier collectif",
        "EPM de Gramat",
        "8 h 40 9 h – 12 h 12 h 20",
        f"Kilomètres en tout : {2 * ROUND_TRIP} km",
        f"{ROUND_TRIP} km estimés à vol d’oiseau",
        "Voiture personnelle, 6 et 7 CV",
        "Pas de transport en commun adapté",
        "Ada Signataire, Directrice générale adjointe, ordonne",
        "SIRET 123 456 782 00002",
        "Organisme qui paie : Budget départemental",
        "délibération n° 12",
        "La personne déclare que son véhicule est assuré.",
        "autorise l’usage de la voiture personnelle",
        "Sans valeur avant la signature",
    ]
    assert words_missing(text, expected) == []
    root = pdf.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], len(pdf.pages)) == (True, "fr", 1)
    assert "part>1<" in root["/Metadata"].get_object().get_data().decode().replace("pdfuaid:", "").replace('"', "")


def test_mission_order_of_a_member_is_for_coordinators_only(
    client, as_coordinator, as_animator, as_territorial, session, enrolment, animator
):
    EnrolmentFactory(session=session, member=animator)
    url = f"/formation/sessions/{session.pk}/inscrits/{enrolment.pk}/ordre-de-mission.pdf"

    assert words_missing(read_paper(as_coordinator.get(url))[0], ["Zélie Bénévole"]) == []
    assert (as_animator.get(url).status_code, as_territorial.get(url).status_code) == (404, 404)
    assert client.get(url).status_code == 302


def test_enrolment_of_another_session_gives_404(as_coordinator, training, epm, enrolment):
    other_session = SessionFactory(training=training, epm=epm, dates=[in_days(20)])
    url = f"/formation/sessions/{other_session.pk}/inscrits/{enrolment.pk}/ordre-de-mission.pdf"
    assert as_coordinator.get(url).status_code == 404


def test_paid_member_has_no_mission_order(as_animator, animator, session):
    EnrolmentFactory(session=session, member=animator)
    assert as_animator.get(mission(session)).status_code == 404
    assert as_animator.get(session.get_absolute_url()).content.decode().count("ordre-de-mission") == 0


@pytest.mark.parametrize("state", ["waiting", "cancelled", "offered"])
def test_member_without_place_has_no_mission_order(client_of, volunteer, session, state):
    EnrolmentFactory(session=session, member=volunteer, **{state: True})
    assert client_of(volunteer).get(mission(session)).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"status": SessionStatus.CANCELLED},
        {"place_kind": PlaceKind.REMOTE, "epm": None, "link": "https://visio.example.org/g"},
    ],
)
def test_remote_session_has_no_mission_order(client_of, volunteer, session, enrolment, change):
    Session.objects.filter(pk=session.pk).update(**change)
    assert client_of(volunteer).get(mission(session)).status_code == 404


def test_past_session_has_no_mission_order(client_of, volunteer, attend_session):
    assert client_of(volunteer).get(mission(attend_session(volunteer, 1))).status_code == 404


def test_sheet_without_rate_has_a_row_for_each_day_and_blank_amounts(client_of, volunteer, attend_session):
    for ago in (1, 2):
        attend_session(volunteer, ago)

    text, pdf = read_paper(client_of(volunteer).get(mileage()))

    expected = [
        "Zélie Bénévole, bénévole",
        "EPM de Thégra – EPM de Gramat",
        "a son montant à remplir à la main",
        f"Total {2 * ROUND_TRIP}",
        "estimés à vol d’oiseau",
        "L’autorité responsable",
    ]
    assert words_missing(text, expected) == []
    assert (text.count("€"), text.count("Animer un atelier collectif")) == (0, 2)
    root = pdf.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "fr")


def test_rate_of_the_year_gives_amounts(client_of, volunteer, attend_session):
    attend_session(volunteer, 1)
    AnnualPlan.objects.create(year=in_days(-1).year, mileage_rate=Decimal("0.405"))

    text, _ = read_paper(client_of(volunteer).get(mileage()))

    assert words_missing(text, ["0,405 € par kilomètre", f"{ROUND_TRIP} (e) 12,96 €"]) == []


def test_uncounted_days_are_not_on_the_sheet(client_of, volunteer, attend_session, training, epm):
    attend_session(volunteer, 1)
    absent = attend_session(volunteer, 2, training__title="Absente")
    Attendance.objects.filter(half_day__session=absent).update(is_present=False)
    still_open = attend_session(volunteer, 3)
    still_open.half_days.update(closed_at=None)
    past_session = attend_session(volunteer, 5)
    Position.objects.filter(member=volunteer).update(start=in_days(-4))
    PositionFactory(member=volunteer, epm=epm, start=in_days(-900), end=in_days(-5))

    text, _ = read_paper(client_of(volunteer).get(mileage()))

    assert (past_session.half_days.get().is_closed, text.count("Animer un atelier collectif")) == (True, 1)


def test_two_trainings_on_one_day_in_one_place_are_one_drive(client_of, volunteer, attend_session):
    first = attend_session(volunteer, 1)
    second = attend_session(volunteer, 1, epm=first.epm)
    second.half_days.update(part="afternoon", start="14:00", end="17:00")
    assert words_missing(read_paper(client_of(volunteer).get(mileage()))[0], [f"Total {ROUND_TRIP}"]) == []


def test_sheet_of_a_member_is_for_coordinators_only(
    client, as_coordinator, as_animator, as_territorial, volunteer, attend_session
):
    attend_session(volunteer, 1)
    url = f"/formation/parcours/{volunteer.pk}/frais/{in_days(-1).year}.pdf"

    assert words_missing(read_paper(as_coordinator.get(url))[0], ["Zélie Bénévole"]) == []
    assert (as_animator.get(url).status_code, as_territorial.get(url).status_code) == (404, 404)
    assert client.get(url).status_code == 302


def test_year_without_drive_has_no_sheet(client_of, volunteer, as_animator, animator, attend_session):
    attend_session(animator, 1)
    assert client_of(volunteer).get(mileage()).status_code == 404
    assert as_animator.get(mileage()).status_code == 404


def test_record_and_session_link_to_the_papers(
    client_of, as_coordinator, volunteer, enrolment, session, attend_session
):
    attend_session(volunteer, 1)
    own_page = client_of(volunteer).get("/formation/mes-formations/").content.decode()
    form = f"/formation/sessions/{session.pk}/ordre-de-mission/"
    assert (own_page.count(f'href="{form}"'), own_page.count(f'href="{mileage()}"')) == (1, 1)
    assert client_of(volunteer).get(session.get_absolute_url()).content.decode().count(form) == 1

    coordinator_page = as_coordinator.get(f"/formation/parcours/{volunteer.pk}/").content.decode()
    links = [
        f'href="/formation/sessions/{session.pk}/inscrits/{enrolment.pk}/ordre-de-mission/"',
        f'href="/formation/parcours/{volunteer.pk}/frais/{in_days(-1).year}.pdf"',
    ]
    assert [coordinator_page.count(link) for link in links] == [1, 1]


def test_former_volunteer_finds_sheets_on_the_page_of_kilometres(client_of, volunteer, attend_session, epm):
    attend_session(volunteer, 5)
    volunteer.positions.update(end=in_days(-4))
    PositionFactory(member=volunteer, epm=epm, start=in_days(-3))
    link = f'href="{mileage(in_days(-5).year)}"'
    pages = [client_of(volunteer).get(f"/formation/{name}/") for name in ("mes-formations", "mes-deplacements")]
    assert [page.content.decode().count(link) for page in pages] == [0, 1]


def test_papers_query_count_is_constant(client_of, volunteer, attend_session):
    browser = client_of(volunteer)

    def count(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url).status_code == 200
        return len(queries)

    attend_session(volunteer, 1)
    urls = (mileage(), "/formation/mes-formations/")
    with_one = [count(url) for url in urls]
    for ago in (2, 3):
        attend_session(volunteer, ago, epm=EPM.objects.first())
    assert [count(url) for url in urls] == with_one
    assert max(with_one) <= 12


def test_coordinator_sets_or_clears_the_rate(as_coordinator):
    url = "/formation/plan/2026/objectif/"
    as_coordinator.post(url, {"target": 32, "mileage_rate": "0,405"})
    assert AnnualPlan.objects.get(year=2026).mileage_rate == Decimal("0.405")
    as_coordinator.post(url, {"target": 32, "mileage_rate": ""})
    assert AnnualPlan.objects.get(year=2026).mileage_rate is None
    response = as_coordinator.post(url, {"target": 32, "mileage_rate": "-1"})
    assert list(response.context["form"].errors) == ["mileage_rate"]


def test_record_read_by_a_coordinator_keeps_its_query_budget(as_coordinator, volunteer, attend_session, enrolment):
    attend_session(volunteer, 1)
    with CaptureQueriesContext(connection) as queries:
        page = as_coordinator.get(f"/formation/parcours/{volunteer.pk}/").content.decode()
    assert (page.count("Ordre de mission<span"), len(queries) <= 12) == (1, True)
