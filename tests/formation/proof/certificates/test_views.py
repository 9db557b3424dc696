"""Certificates on the site: PDF, name shown, revocation, new issue."""

import io
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from formation.proof.certificates.models import Certificate
from formation.proof.certificates.services import revoke_certificate
from tests.factories.formation import EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(closed_session):
    (enrolment,) = closed_session(people=1)
    return enrolment.certificates.get()


@pytest.fixture
def as_holder(client_of, certificate):
    return client_of(certificate.member)


def actions_on(certificate) -> dict:
    return {
        name: reverse(f"formation:{name}", args=[certificate.pk])
        for name in ("certificate_pdf", "certificate_shows", "certificate_revoke", "certificate_again")
    }


def test_holder_and_coordinator_get_the_pdf(as_holder, as_coordinator, certificate):
    for browser in (as_holder, as_coordinator):
        response = browser.get(certificate.pdf_url)
        text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
        assert (response["Content-Type"], text.count(certificate.grouped_number)) == ("application/pdf", 1)


def test_unchanged_pdf_answers_304(as_holder, certificate):
    first = as_holder.get(certificate.pdf_url)
    assert as_holder.get(certificate.pdf_url, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_others_get_404(client, as_animator, client_of, territorial, stranger, former, certificate):
    assert client.get(certificate.pdf_url).status_code == 302
    for browser in (as_animator, client_of(territorial), client_of(stranger)):
        assert browser.get(certificate.pdf_url).status_code == 404
    assert client_of(former).get(certificate.pdf_url).status_code == 302


def test_revoked_certificate_has_no_pdf(as_holder, as_coordinator, certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    assert [browser.get(certificate.pdf_url).status_code for browser in (as_holder, as_coordinator)] == [404, 404]


def test_only_the_holder_chooses_the_name_shown(as_holder, as_coordinator, as_animator, certificate, messages_of):
    address = actions_on(certificate)["certificate_shows"]
    for browser in (as_coordinator, as_animator):
        assert browser.post(address, {"shows": "full"}).status_code == 404
    certificate.refresh_from_db()
    assert certificate.shows == "initials"

    response = as_holder.post(address, {"shows": "full"}, follow=True)

    certificate.refresh_from_db()
    assert certificate.shows == "full"
    assert messages_of(response) == [
        f"C’est noté\u00a0: qui vérifie cette attestation lira «\u00a0{certificate.member.get_full_name()}\u00a0»."
    ]


def test_invalid_choice_changes_nothing(as_holder, certificate):
    as_holder.post(actions_on(certificate)["certificate_shows"], {"shows": "tout"})
    certificate.refresh_from_db()
    assert certificate.shows == "initials"


def test_coordinator_revokes_with_a_reason(as_coordinator, certificate, coordinator):
    address = actions_on(certificate)["certificate_revoke"]
    response = as_coordinator.post(address, {"reason": " "})
    assert response.content.decode().count("Dites pourquoi") == 2
    assert Certificate.objects.in_force().count() == 1

    assert (
        as_coordinator.post(address, {"reason": "Erreur sur la personne"}).url == certificate.session.get_absolute_url()
    )

    certificate.refresh_from_db()
    assert (certificate.revoked_by, certificate.revoke_reason) == (coordinator, "Erreur sur la personne")
    assert as_coordinator.get(address).status_code == 404


def test_coordinator_issues_it_again_from_the_session(as_coordinator, certificate, coordinator):
    revoke_certificate(certificate=certificate, reason="Erreur", by=coordinator)
    button = f'action="{actions_on(certificate)["certificate_again"]}"'
    assert as_coordinator.get(certificate.session.get_absolute_url()).content.decode().count(button) == 1

    as_coordinator.post(actions_on(certificate)["certificate_again"])

    assert Certificate.objects.in_force().count() == 1
    assert as_coordinator.get(certificate.session.get_absolute_url()).content.decode().count(button) == 0


def test_others_cannot_revoke_or_issue_again(as_holder, as_animator, client_of, territorial, certificate):
    for browser in (as_holder, as_animator, client_of(territorial)):
        for name in ("certificate_revoke", "certificate_again"):
            assert browser.post(actions_on(certificate)[name], {"reason": "Moi"}).status_code == 404
    certificate.refresh_from_db()
    assert certificate.is_in_force


def test_session_lists_certificates_for_coordinators_only(as_coordinator, as_animator, as_holder, closed_session):
    enrolments = closed_session(people=3)
    numbers = [enrolment.certificates.get().grouped_number for enrolment in enrolments]

    def listed(browser) -> list[int]:
        page = browser.get(enrolments[0].session.get_absolute_url()).content.decode()
        return [page.count(f">{number}</a>") for number in numbers]

    assert listed(as_coordinator) == [1, 1, 1]
    assert listed(as_animator) == listed(as_holder) == [0, 0, 0]


def test_session_archive_holds_its_certificates(as_coordinator, as_animator, client_of, closed_session):
    enrolments = closed_session(people=3)
    address = reverse("formation:session_certificates", args=[enrolments[0].session_id])
    response = as_coordinator.get(address)
    with ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert len(archive.namelist()) == 3
        assert archive.testzip() is None
    for browser in (as_animator, client_of(enrolments[0].member)):
        assert browser.get(address).status_code == 404


def test_session_without_certificates_has_no_archive(as_coordinator, session):
    EnrolmentFactory(session=session)
    assert as_coordinator.get(reverse("formation:session_certificates", args=[session.pk])).status_code == 404


def test_session_query_count_is_constant(
    as_coordinator, closed_session, django_assert_max_num_queries, django_assert_num_queries
):
    short_session, long_session = (closed_session(people=people)[0].session for people in (1, 6))
    as_coordinator.get(short_session.get_absolute_url())
    with django_assert_max_num_queries(12) as queries:
        as_coordinator.get(short_session.get_absolute_url())
    with django_assert_num_queries(len(queries)):
        as_coordinator.get(long_session.get_absolute_url())
