"""What anybody reads of a certificate whose number is in her hands."""

import pytest
from django.core.cache import cache

from formation.attendance.models.attendance import Attendance
from formation.certificates.services import choose_shown_name, revoke_certificate
from formation.enums import ShownName

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(held):
    cache.clear()
    (enrolment,) = held(people=1)
    member = enrolment.member
    member.first_name, member.last_name, member.email, member.phone = "Zoé", "Delpech", "zoe@example.org", "0565000000"
    member.save()
    return enrolment.certificates.get()


def page(client, certificate) -> str:
    answer = client.get(certificate.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_a_visitor_reads_initials_training_dates_hours_and_place_without_any_login(client, certificate):
    text = page(client, certificate)
    for expected in ("Z. D.", "Animer un atelier collectif", "3 h (1 demi-journée)", "EPM de Gramat"):
        assert text.count(expected) == 1, expected


def test_a_visitor_reads_nothing_else_of_the_holder(client, certificate):
    text = page(client, certificate)
    assert [word for word in ("Delpech", "Zoé", "zoe@example.org", "0565000000") if word in text] == []


def test_the_name_is_in_full_when_the_holder_says_so(client, certificate):
    choose_shown_name(certificate=certificate, shows=ShownName.FULL)
    assert page(client, certificate).count("Zoé Delpech") == 1


def test_the_hours_are_those_of_attendance_today(client, certificate):
    Attendance.objects.update(is_present=False)
    assert page(client, certificate).count("0 min (0 demi-journée)") == 1


def test_one_that_was_revoked_says_so_and_hides_the_rest(client, certificate, coordinator):
    choose_shown_name(certificate=certificate, shows=ShownName.FULL)
    revoke_certificate(certificate=certificate, reason="Raison privée", by=coordinator)
    text = page(client, certificate)
    assert text.count("Cette attestation est annulée") == 1
    assert [word for word in ("Delpech", "Animer un atelier", "Raison privée") if word in text] == []


def test_a_learner_or_a_member_reads_the_same_as_a_visitor(client, client_of, animator, certificate):
    def told(browser):
        return browser.get(certificate.get_absolute_url()).context["proof"]

    assert told(client_of(animator)) == told(client)


def test_checking_costs_few_queries_however_long_the_session(client, certificate, django_assert_max_num_queries):
    page(client, certificate)
    with django_assert_max_num_queries(5):
        page(client, certificate)
