"""The page of an employer: no account, a secret link, one answer; and the setting of the address."""

import pytest

from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.services.enrolments import enrol
from tests.factories.reseau import PositionFactory


@pytest.fixture
def position(site_tree):
    return PositionFactory(employer_email="mairie@example.org")


@pytest.fixture
def agreement(session, position):
    enrol(session=session, member=position.member)
    return EmployerAgreement.objects.get()


def status() -> str:
    return EmployerAgreement.objects.get().enrolment.status


def test_employer_page_shows_the_request_and_writes_nothing(client, agreement, session):
    page = client.get(agreement.get_absolute_url())

    assert page.status_code == 200
    assert (str(agreement.enrolment.member) in page.text, session.training.title in page.text) == (True, True)
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert status() == EnrolmentStatus.REQUESTED


@pytest.mark.parametrize(("answer", "then"), [("oui", EnrolmentStatus.CONFIRMED), ("non", EnrolmentStatus.CANCELLED)])
def test_button_records_the_answer(client, agreement, answer, then):
    page = client.post(agreement.get_absolute_url(), {"reponse": answer, "comment": "Merci"}, follow=True)

    assert status() == then
    assert "Réponse donnée le" in page.text


def test_second_answer_changes_nothing_and_shows_the_first(client, agreement):
    client.post(agreement.get_absolute_url(), {"reponse": "oui", "comment": ""})

    page = client.post(agreement.get_absolute_url(), {"reponse": "non", "comment": ""})

    assert status() == EnrolmentStatus.CONFIRMED
    assert "vous êtes d’accord" in page.text


def test_unknown_link_gives_404(client, agreement):
    assert client.get(f"/formation/accords/{agreement.token[:-1]}/").status_code == 404
    assert client.post("/formation/accords/x/", {"reponse": "oui"}).status_code == 404


def test_coordinator_records_an_agreement_given_otherwise(as_coordinator, as_animator, agreement, session):
    address = f"/formation/sessions/{session.pk}/inscrits/{agreement.enrolment.pk}/accord/"
    assert as_animator.post(address, {"reason": "Au téléphone"}).status_code == 404

    as_coordinator.post(address, {"reason": "Au téléphone"})

    assert status() == EnrolmentStatus.CONFIRMED


def test_member_cannot_lift_the_agreement_of_own_position(client_of, position, as_coordinator):
    address = f"/membres/postes/{position.pk}/employeur/"
    browser = client_of(position.member)
    assert (browser.get(address).status_code, browser.post(address, {"employer_email": ""}).status_code) == (404, 404)

    assert as_coordinator.post(address, {"employer_email": "pas une adresse"}).context["form"].errors
    as_coordinator.post(address, {"employer_email": ""})

    position.refresh_from_db()
    assert position.employer_email == ""


def test_secret_link_is_in_no_page(as_coordinator, client_of, agreement, session, position):
    pages = [
        as_coordinator.get(f"{session.get_absolute_url()}inscrits/"),
        client_of(position.member).get(session.get_absolute_url()),
    ]

    assert [agreement.token in page.text for page in pages] == [False, False]
