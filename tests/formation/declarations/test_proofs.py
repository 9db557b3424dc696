"""The public page of a certificate, found by its number."""

import pytest
from django.core.cache import cache

from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.enums import CertificateShownName
from formation.proof.certificates.services import choose_shown_name, revoke_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(closed_session):
    cache.clear()
    (enrolment,) = closed_session(people=1)
    member = enrolment.member
    member.first_name, member.last_name, member.email, member.phone = "Zoé", "Delpech", "zoe@example.org", "0565000000"
    member.save()
    return enrolment.certificates.get()


def page(client, certificate) -> str:
    response = client.get(certificate.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_visitor_sees_initials_training_dates_hours_and_place(client, certificate):
    text = page(client, certificate)
    for expected in ("Z. D.", "Animer un atelier collectif", "3 h (1 demi-journée)", "EPM de Gramat"):
        assert text.count(expected) == 1, expected


def test_visitor_sees_nothing_else_about_the_holder(client, certificate):
    text = page(client, certificate)
    assert [word for word in ("Delpech", "Zoé", "zoe@example.org", "0565000000") if word in text] == []


def test_full_name_is_shown_if_the_holder_chose_it(client, certificate):
    choose_shown_name(certificate=certificate, shows=CertificateShownName.FULL)
    assert page(client, certificate).count("Zoé Delpech") == 1


def test_hours_follow_present_attendance(client, certificate):
    Attendance.objects.update(is_present=False)
    assert page(client, certificate).count("0 min (0 demi-journée)") == 1


def test_revoked_certificate_says_so_and_hides_the_rest(client, certificate, coordinator):
    choose_shown_name(certificate=certificate, shows=CertificateShownName.FULL)
    revoke_certificate(certificate=certificate, reason="Raison privée", by=coordinator)
    text = page(client, certificate)
    assert text.count("Cette attestation est annulée") == 1
    assert [word for word in ("Delpech", "Animer un atelier", "Raison privée") if word in text] == []


def test_learner_and_member_see_the_same_as_a_visitor(client, client_of, animator, certificate):
    def text_seen_by(browser):
        return browser.get(certificate.get_absolute_url()).context["proof"]

    assert text_seen_by(client_of(animator)) == text_seen_by(client)


def test_check_query_count_is_constant(client, certificate, django_assert_max_num_queries):
    page(client, certificate)
    # One for the menu of visitors, one or two for each other kind of paper.
    with django_assert_max_num_queries(7):
        page(client, certificate)
