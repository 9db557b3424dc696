"""The convocation is for people with a place only."""

import io

import pytest
from pypdf import PdfReader

from formation.sessions.enums import SessionStatus
from formation.sessions.models.session_people import SessionTrainer
from tests.factories.formation import EnrolmentFactory

pytestmark = pytest.mark.django_db


def url(session) -> str:
    return f"/formation/sessions/{session.pk}/convocation.pdf"


def words(response) -> str:
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def test_convocation_does_not_send_people_to_an_outsider(as_animator, animator, session, outsider):
    session.created_by = outsider
    session.save()
    EnrolmentFactory(session=session, member=animator)

    assert "Dites à la coordination ce qui vous est utile" in words(as_animator.get(url(session)))


def test_convocation_shows_dates_place_kit_and_contact(as_animator, animator, session, colleague, coordinator):
    session.note, session.link, session.created_by = "Clé à la mairie", "https://visio.example.org/g", coordinator
    session.save()
    session.training.accessibility, session.training.kit = "Salle de plain-pied.", "Une grille\nDix exercices"
    session.training.save()
    SessionTrainer.objects.create(session=session, member=colleague, is_lead=True)
    EnrolmentFactory(session=session, member=animator)
    other_participant = EnrolmentFactory(session=session).member

    response = as_animator.get(url(session))

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    text = words(response)
    expected = [
        "Convocation : Animer un atelier collectif",
        animator.get_full_name(),
        "9 h – 12 h",
        "EPM de Gramat",
        "Pas encore accessible en fauteuil roulant",
        "https://visio.example.org/g",
        "Clé à la mairie",
        colleague.get_full_name(),
        "Partager une voiture",
        "Salle de plain-pied.",
        coordinator.email,
        "Dix exercices",
    ]
    assert [words for words in expected if words not in text] == []
    assert other_participant.last_name not in text


def test_convocation_is_an_accessible_pdf(as_animator, animator, session):
    EnrolmentFactory(session=session, member=animator)

    pdf = PdfReader(io.BytesIO(as_animator.get(url(session)).content))

    catalogue = pdf.trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"]) == (True, "fr")


@pytest.mark.parametrize("state", ["waiting", "cancelled"])
def test_member_without_place_has_no_convocation(as_animator, animator, session, state):
    EnrolmentFactory(session=session, member=animator, **{state: True})

    assert as_animator.get(url(session)).status_code == 404


def test_others_and_cancelled_sessions_have_no_convocation(client, as_animator, as_coordinator, animator, session):
    assert as_coordinator.get(url(session)).status_code == 404
    assert client.get(url(session)).status_code == 302
    EnrolmentFactory(session=session, member=animator)
    session.status = SessionStatus.CANCELLED
    session.save()

    assert as_animator.get(url(session)).status_code == 404


def test_session_links_to_the_convocation_for_participants_only(as_animator, as_coordinator, animator, session):
    EnrolmentFactory(session=session, member=animator)

    assert url(session) in as_animator.get(session.get_absolute_url()).content.decode()
    assert url(session) not in as_coordinator.get(session.get_absolute_url()).content.decode()
