"""A signatory is withdrawn, another begins: papers of before keep what they were signed with, whatever their kind."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import PROTECT, ProtectedError
from django.utils import timezone

from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.certificates.models import Certificate
from formation.proof.certificates.paper import certificate_paper, certificates_on_paper
from formation.proof.signatories.models import Signatory
from formation.proof.signatories.services import withdraw_signatory
from formation.proof.travel.models import Mission
from formation.proof.travel.router import Route
from formation.proof.travel.services import prepare_mission
from reseau.enums import Contract
from tests.factories.formation import EnrolmentFactory, SessionFactory, SignatoryFactory, in_days
from tests.factories.rides import NEAR, somebody_from
from tests.formation.proof.travel.test_volunteers_views import read_paper

pytestmark = pytest.mark.django_db
PAGE = "/formation/signataires/"


@pytest.fixture
def signatory():
    return SignatoryFactory()


@pytest.fixture
def certificate(signatory, training, coordinator):
    session = SessionFactory(training=training, dates=[in_days(-3)])
    enrolment = EnrolmentFactory(session=session)
    close_attendance(half_day=session.half_days.get(), presences=[enrolment], by=coordinator)
    return Certificate.objects.get()


@pytest.fixture
def mission(signatory, session):
    member = somebody_from("Thégra", NEAR, first_name="Zélie", last_name="Bénévole")
    member.positions.update(contract=Contract.VOLUNTEER)
    enrolment = EnrolmentFactory(session=session, member=member)
    described = Mission(transport="public", minutes=20)
    return prepare_mission(enrolment=enrolment, mission=described, route=Route(16, 20, is_by_road=False))


def certificate_facts() -> list:
    return json.loads(certificate_paper(certificates_on_paper().get()).data)["signatory"]["facts"]


def order_text(client_of, mission) -> str:
    path = f"/formation/sessions/{mission.enrolment.session_id}/ordre-de-mission.pdf"
    return read_paper(client_of(mission.enrolment.member).get(path))[0]


def replace_with_another(signatory) -> None:
    """Withdraw, and name another whose beginning is before the papers: the harshest case."""
    withdraw_signatory(signatory=signatory)
    SignatoryFactory(since=in_days(-1), name="Bob Suivant", siret="73282932000074")
    SignatoryFactory(since=in_days(0), name="Bob Suivant", siret="73282932000074")


def test_every_kind_of_paper_keeps_its_signatory(client_of, signatory, certificate, mission):
    before = (certificate_facts(), order_text(client_of, mission))
    replace_with_another(signatory)
    assert (certificate_facts(), order_text(client_of, mission)) == before
    assert ("Ada Signataire" in str(before[0]), "Ada Signataire" in before[1]) == (True, True)


def test_every_row_that_bears_a_signatory_protects_it_and_is_counted(signatory, certificate, mission):
    bearing = {
        (model._meta.label, field.remote_field.on_delete)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is Signatory
    }
    assert bearing == {("formation.Certificate", PROTECT), ("formation.Mission", PROTECT)}
    assert sorted(signatory.paper_counts()) == [("attestations", 1), ("ordres de mission", 1)]
    with pytest.raises(ProtectedError):
        signatory.delete()


def test_withdrawal_ends_the_signature_today_and_the_former_one_does_not_come_back(signatory, certificate):
    SignatoryFactory(since=in_days(-800), name="Ancienne")
    assert withdraw_signatory(signatory=signatory) is False
    today = timezone.localdate()
    held = [Signatory.objects.on(day) for day in (today - timedelta(days=1), today, today + timedelta(days=1))]
    assert held == [signatory, None, None]
    with pytest.raises(ValidationError, match="pris fin"):
        withdraw_signatory(signatory=signatory)


def test_row_without_a_paper_is_deleted(signatory):
    assert (withdraw_signatory(signatory=signatory), Signatory.objects.count()) == (True, 0)


def test_page_asks_first_with_the_number_of_papers(client_of, coordinator, animator, signatory, certificate, mission):
    client, path = client_of(coordinator), f"{PAGE}{signatory.pk}/retirer/"
    assert client_of(animator).get(path).status_code == 404
    page = " ".join(client.get(path).text.split())
    assert [page.count(words) for words in ("<b>1</b> attestations", "<b>1</b> ordres de mission")] == [1, 1]
    assert Signatory.objects.get().withdrawn_on is None

    assert client.post(path)["Location"] == PAGE

    page = client.get(PAGE).text
    assert (Signatory.objects.get().withdrawn_on, page.count(path)) == (timezone.localdate(), 0)


def test_nobody_signs_a_paper_after_the_withdrawal(signatory, certificate, mission):
    withdraw_signatory(signatory=signatory)
    with pytest.raises(ValidationError, match="donné par une autorité"):
        prepare_mission(enrolment=mission.enrolment, mission=mission, route=Route(16, 20, is_by_road=False))
    mission.refresh_from_db()
    assert mission.signatory == signatory
