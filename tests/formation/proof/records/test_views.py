"""The training record of a member, for them and for coordinators; PDF and data."""

import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from formation.offer.catalogue.models.training import KitSheet
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.services import revoke_certificate
from formation.proof.evaluation.services import answer_evaluation
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from ressources.workshops.deliveries.models.delivery import Delivery
from tests.factories.b2i import SkillFactory
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days
from tests.factories.ressources import SheetContentFactory, SheetFactory

pytestmark = pytest.mark.django_db
MINE = "/formation/mes-formations/"


def test_empty_record_links_to_the_catalogue(as_animator, session):
    EnrolmentFactory(session=session)

    page = as_animator.get(MINE).content.decode()

    assert "Vous n’avez aucune inscription." in page
    assert '<a class="button" href="/formation/">' in page


def test_record_shows_coming_sessions_with_the_rank(as_animator, animator, session):
    EnrolmentFactory(session=session, waiting=True)
    EnrolmentFactory(session=session, member=animator, waiting=True)

    assert "Vous êtes 2ᵉ sur la liste d’attente." in as_animator.get(MINE).content.decode()


def test_record_shows_a_cancelled_session(as_animator, animator, session):
    EnrolmentFactory(session=session, member=animator, waiting=True)
    Session.objects.update(status=SessionStatus.CANCELLED)

    page = as_animator.get(MINE).content.decode()

    assert "Annulée" in page
    assert "liste d’attente" not in page


def follow(session, member, *, presences: list[bool]) -> None:
    """A place in a session whose half-days are all closed, with these presences."""
    enrolment = EnrolmentFactory(session=session, member=member)
    session.half_days.update(closed_at=timezone.now())
    for half_day, is_present in zip(session.half_days.all(), presences, strict=True):
        Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=is_present)


def test_record_counts_half_days_and_hours(as_animator, animator, colleague, training, epm):
    dates = [in_days(-9), in_days(-8)]
    session = SessionFactory(training=training, epm=epm, dates=dates)
    follow(session, animator, presences=[True, False])
    follow(session, colleague, presences=[True, True])
    follow(SessionFactory(training=training, epm=epm, dates=dates), animator, presences=[True, True])

    page = as_animator.get(MINE).content.decode()

    assert "3\u00a0demi-journées suivies en tout, soit 9\u00a0h." in page
    assert "1\u00a0demi-journée suivie sur 2" in page
    assert "2\u00a0demi-journées suivies sur 2" in page


def test_record_shows_an_absence(as_animator, animator, past_session):
    follow(past_session, animator, presences=[False])

    page = as_animator.get(MINE).content.decode()

    assert "0\u00a0demi-journée suivie en tout, soit 0\u00a0min." in page
    assert "Aucune présence notée" in page


def test_record_query_count_is_constant(as_animator, animator, training, epm):
    def add(number: int) -> None:
        past_session = SessionFactory(
            training=training, epm=epm, dates=[in_days(-2 * number), in_days(-2 * number - 1)]
        )
        follow(past_session, animator, presences=[True, False])
        upcoming_session = SessionFactory(training=training, epm=epm, dates=[in_days(number)])
        HalfDayFactory(session=upcoming_session, date=in_days(number + 1))
        EnrolmentFactory(session=upcoming_session, member=animator)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_animator.get(MINE)
        return len(queries)

    add(1)
    with_one = count()
    for number in range(2, 6):
        add(number)

    assert count() == with_one <= 12


@pytest.fixture
def passport(training, closed_session):
    """A member who followed a session that ended yesterday, with a skill and two sheets, one of them used since."""
    training.skills.add(SkillFactory(code="D1.1", wording="Ranger des fichiers"))
    for title, audience in (("Ranger ses photos", "public"), ("Accueillir en confiance", "member")):
        training.kit_sheets.add(KitSheet(sheet=SheetFactory(data=SheetContentFactory(title=title, audience=audience))))
    training.save()
    member = closed_session(people=2)[0].member
    member.first_name, member.last_name = "Zoé", "Delpech"
    member.save()
    sheet = training.kit_sheets.first().sheet.specific
    Delivery.objects.create(sheet=sheet, member=member, epm=sheet.epm, date=in_days(0), headcount=5, minutes=90)
    return member


def test_record_shows_certificate_skills_and_use_of_sheets(client_of, passport):
    page = client_of(passport).get(MINE).content.decode()
    certificate = passport.enrolments.get().certificates.get()
    for expected in (
        f'href="{certificate.pdf_url}"',
        f'href="{certificate.get_absolute_url()}"',
        "D1.1 Ranger des fichiers",
        "animée une fois",
        "pas encore animée",
    ):
        assert page.count(expected) == 1, expected


def test_record_lists_evaluations_until_answered(client_of, passport):
    session = passport.enrolments.get().session
    link = f'href="/formation/sessions/{session.pk}/evaluation/"'
    assert client_of(passport).get(MINE).content.decode().count(link) == 1

    answers = dict.fromkeys(("satisfaction", "usefulness", "teaching", "comfort"), "4")
    answer_evaluation(session=session, member=passport, moment="hot", answers=answers)

    assert client_of(passport).get(MINE).content.decode().count(link) == 0


def test_record_hides_revoked_certificates(client_of, passport, coordinator):
    certificate = passport.enrolments.get().certificates.get()
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    assert client_of(passport).get(MINE).content.decode().count(certificate.grouped_number) == 0


def test_totals_by_year_appear_from_two_years_on(client_of, animator, epm, training):
    follow(SessionFactory(training=training, epm=epm, dates=[in_days(-2)]), animator, presences=[True])
    browser = client_of(animator)
    assert browser.get(MINE).content.decode().count("Année par année") == 0
    follow(SessionFactory(training=training, epm=epm, dates=[in_days(-800)]), animator, presences=[True])
    assert list(browser.get(MINE).context["years"]) == [in_days(-2).year, in_days(-800).year]


def addresses(member) -> list[str]:
    return [f"/formation/parcours/{member.pk}/{name}" for name in ("", "parcours.pdf", "parcours.json")]


def test_coordinator_opens_the_record_of_a_member(as_coordinator, passport):
    assert [as_coordinator.get(address).status_code for address in addresses(passport)] == [200, 200, 200]
    page = as_coordinator.get(addresses(passport)[0]).content.decode()
    assert page.count("Parcours de formation de Zoé Delpech") == 2
    assert (page.count("certificate_shows"), page.count("Votre avis est attendu"), page.count("/nom/")) == (0, 0, 0)


def test_others_get_404(client, as_animator, client_of, territorial, passport):
    for address in addresses(passport):
        assert client.get(address).status_code == 302
        assert as_animator.get(address).status_code == 404
        assert client_of(territorial).get(address).status_code == 404


def test_member_page_links_to_papers_for_coordinators_and_the_member(as_coordinator, client_of, as_animator, passport):
    pdf = passport.enrolments.get().certificates.get().pdf_url
    pages = [
        browser.get(passport.get_absolute_url()).content.decode()
        for browser in (as_coordinator, client_of(passport), as_animator)
    ]
    assert [page.count(f'href="{pdf}"') for page in pages] == [1, 1, 0]
    assert pages[0].count(f'href="/formation/parcours/{passport.pk}/parcours.pdf"') == 1
    assert pages[1].count('href="/formation/mes-formations/parcours.pdf"') == 1
    assert pages[2].count("Formations suivies") == 0


def test_papers_are_there_once_something_was_followed_and_the_pages_around_for_oneself(
    client_of, passport, animator, coordinator
):
    titles = ["Papiers et agenda</h2>", "Papiers</h2>", "Mon parcours en PDF", "Le parcours en PDF", "Données (JSON)"]
    around = ["Suivre dans mon agenda", "Mes déplacements", "Dire ce que je voudrais apprendre"]

    def shown(reader, path: str) -> list[str]:
        page = " ".join(client_of(reader).get(path).text.split())
        return [words for words in (*titles, *around) if words in page]

    assert shown(passport, MINE) == [titles[0], titles[2], titles[4], *around]
    assert shown(coordinator, addresses(passport)[0]) == [titles[1], titles[3], titles[4]]
    assert shown(animator, MINE) == [titles[0], *around]
    assert shown(coordinator, addresses(animator)[0]) == []


def test_record_pdf_is_complete_and_tagged(client_of, passport, training, epm, coordinator):
    EnrolmentFactory(session=SessionFactory(training=training, epm=epm, dates=[in_days(9)]), member=passport)
    response = client_of(passport).get("/formation/mes-formations/parcours.pdf")
    pdf = PdfReader(io.BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ").split())
    for expected in (
        "Zoé Delpech",
        "Suivi en tout : 1 demi-journée, 3 h.",
        f"attestation {passport.enrolments.earliest('pk').certificates.get().grouped_number}",
        "À venir",
        "D1.1 Ranger des fichiers",
        "Ranger ses photos : animée une fois",
        "Accueillir en confiance : pas encore animée",
    ):
        assert text.count(expected) == 1, expected
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)


def test_empty_record_has_a_pdf_too(as_animator):
    assert as_animator.get("/formation/mes-formations/parcours.pdf").content[:5] == b"%PDF-"


def test_record_json_has_the_same_content(client_of, passport, settings):
    settings.ORIGIN = "https://extranet.example.org"
    response = client_of(passport).get("/formation/mes-formations/parcours.json")
    data = json.loads(response.content)
    certificate = passport.enrolments.get().certificates.get()
    day = in_days(-1).isoformat()
    assert (data["personne"], data["demi_journees"], data["minutes"]) == ("Zoé Delpech", 1, 180)
    assert data["formations_suivies"] == [
        {
            "formation": "Animer un atelier collectif",
            "lieu": "EPM de Gramat",
            "demi_journees": [{"jour": day, "debut": "09:00", "fin": "12:00", "presence": True}],
            "minutes": 180,
            "attestation": {
                "numero": certificate.grouped_number,
                "delivree_le": in_days(0).isoformat(),
                "verification": f"https://extranet.example.org{certificate.get_absolute_url()}",
            },
        }
    ]
    assert [sheet["animations"] for sheet in data["fiches"]] == [0, 1]
    assert [skill["code"] for skill in data["competences"]] == ["D1.1"]


def test_record_json_includes_coming_sessions(client_of, animator, past_session, session):
    EnrolmentFactory(session=past_session, member=animator)
    EnrolmentFactory(session=session, member=animator, waiting=True)
    data = json.loads(client_of(animator).get("/formation/mes-formations/parcours.json").content)
    assert [row["attestation"] for row in data["formations_suivies"]] == [None]
    assert [row["etat"] for row in data["a_venir"]] == ["sur liste d’attente"]


def test_record_pdf_omits_sheets_hidden_from_the_reader(as_coordinator, passport, training):
    secret = SheetFactory(data=SheetContentFactory(title="Retirée depuis"))
    training.kit_sheets.add(KitSheet(sheet=secret))
    training.save()
    secret.unpublish()
    data = as_coordinator.get(addresses(passport)[2]).content.decode()
    assert data.count("Retirée depuis") == 0


def test_papers_query_count_is_constant(client_of, passport, closed_session, django_assert_num_queries):
    browser = client_of(passport)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured_queries:
            browser.get("/formation/mes-formations/parcours.pdf")
        return len(captured_queries)

    queries()
    with_one = queries()
    for days in (5, 6, 7):
        enrolment = closed_session(days=days, people=1)[0]
        enrolment.member = passport
        enrolment.save()
    assert queries() == with_one
