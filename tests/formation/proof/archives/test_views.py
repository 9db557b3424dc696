"""Tests of the archive: who reads it, and the erasure in Wagtail’s admin that fills it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formation.proof.archives.models import ArchivedIdentity
from formation.proof.archives.services.erasure import erase_account
from formation.proof.attendance.models.attendance import Attendance
from reseau.people.members.models.member import Member
from tests.factories.formation import EnrolmentFactory, closed_half_day
from tests.factories.reseau import MemberFactory, PositionFactory

pytestmark = pytest.mark.django_db
ARCHIVES = "/formation/archives/"


def make_trained(last_name: str, *, day: date = date(2025, 3, 12)) -> Member:
    member = PositionFactory(member__first_name="Solange", member__last_name=last_name).member
    half_day = closed_half_day(day)
    enrolment = EnrolmentFactory(session=half_day.session, member=member)
    Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True)
    return member


@pytest.fixture
def make_archived(coordinator):
    def make(last_name: str, **fields) -> ArchivedIdentity:
        return erase_account(member=make_trained(last_name, **fields), by=coordinator)

    return make


@pytest.mark.parametrize("way", ["delete/{0}/", "../bulk/reseau/member/delete/?id={0}"])
def test_account_erased_in_the_admin_is_archived(client_of, site_tree, way):
    member, operator = make_trained("Delbos"), MemberFactory(is_superuser=True)
    address = f"/admin/users/{way}".replace("users/../", "").format(member.pk)

    assert client_of(operator).post(address).status_code == 302

    assert (ArchivedIdentity.objects.get().name, str(Member.objects.get(pk=member.pk))) == (
        "Solange Delbos", "Personne partie",
    )  # fmt: skip
    assert "Personne partie" not in client_of(operator).get("/admin/users/").text


def test_name_is_read_by_coordinators_alone(client_of, coordinator, animator, territorial, make_archived):
    identity = make_archived("Delbos")
    session = identity.member.enrolments.get().session

    assert client_of(coordinator).get(ARCHIVES).text.count("<h3>Solange Delbos</h3>") == 1
    for person in (animator, territorial):
        assert client_of(person).get(ARCHIVES).status_code == 404
        page = client_of(person).get(session.get_absolute_url()).text
        assert ("Delbos" in page, identity.member.get_absolute_url() in page) == (False, False)


def test_archive_costs_the_same_for_one_and_three(client_of, coordinator, make_archived):
    client = client_of(coordinator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ARCHIVES).status_code == 200
        return len(captured)

    make_archived("Delbos")
    with_one = queries()
    make_archived("Soulié")
    make_archived("Vayrac")
    assert queries() == with_one <= 12


def test_name_past_its_term_is_read_by_nobody(client_of, coordinator, make_archived):
    make_archived("Delbos")
    make_archived("Soulié", day=date(2018, 3, 12))
    page = client_of(coordinator).get(ARCHIVES).text
    assert ("Soulié" in page, "Delbos" in page, page.count("1 nom a passé son terme")) == (False, True, 1)
