"""The employer's agreement: request by mail, one reminder, answer, and no request left waiting."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices.models import Notice
from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.models.agreement import EmployerAgreement
from formation.sessions.enrolment.services import agreements
from formation.sessions.enrolment.services.agreements import answer_agreement, remind_employers
from formation.sessions.enrolment.services.enrolments import enrol, leave
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from tests.factories.formation import EnrolmentFactory, SessionFactory
from tests.factories.reseau import EPMFactory, PositionFactory
from tests.moments import A_MINUTE

EMPLOYER = "mairie@example.org"


@pytest.fixture
def employee(site_tree):
    return PositionFactory(employer_email=EMPLOYER).member


@pytest.fixture
def agreement(session, employee):
    enrol(session=session, member=employee)
    return EmployerAgreement.objects.get()


def status(agreement) -> str:
    agreement.enrolment.refresh_from_db()
    return agreement.enrolment.status


def test_request_is_mailed_to_the_employer_and_waits(session, employee, agreement):
    assert status(agreement) == EnrolmentStatus.REQUESTED
    mail = Mail.objects.get(member=None)
    assert mail.outsider == EMPLOYER
    assert f"/formation/accords/{agreement.token}/" in compose(mail).body
    assert mail.subject == f"{employee} demande votre accord pour une formation"


def test_request_takes_no_place(session, agreement, animator):
    Session.objects.update(capacity=1)

    assert enrol(session=session, member=animator).is_confirmed


def test_place_that_cannot_be_given_any_more_says_the_first_reason(agreement, monkeypatch):
    def clash(**_):
        raise ValidationError(["Déjà prise ce matin-là.", "Autre raison."])

    monkeypatch.setattr(agreements, "give_place_or_turn", clash)

    answer_agreement(agreement=agreement, is_agreed=True, comment="")

    assert agreement.enrolment.events.last().reason == "Déjà prise ce matin-là."


def test_agreement_gives_the_place_and_notifies_the_member(session, employee, agreement):
    answer_agreement(agreement=agreement, is_agreed=True, comment="Bonne formation")

    assert status(agreement) == EnrolmentStatus.CONFIRMED
    assert agreement.enrolment.events.last().reason == "Accord de l’employeur"
    text = Notice.objects.get(member=employee).text
    assert text.startswith("Votre employeur est d’accord, votre inscription est enregistrée")


@pytest.mark.parametrize("trait", [{}, {"offered": True}])
def test_agreement_for_a_full_session_puts_member_on_waiting_list(session, employee, agreement, trait):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session, **trait)

    answer_agreement(agreement=agreement, is_agreed=True)

    assert status(agreement) == EnrolmentStatus.WAITING
    assert Notice.objects.get(member=employee).text.startswith("Votre employeur est d’accord. Vous êtes sur la liste")


def test_refusal_ends_the_request_and_notifies_the_reason(employee, agreement):
    answer_agreement(agreement=agreement, is_agreed=False, comment="Service réduit ce jour-là")

    assert status(agreement) == EnrolmentStatus.CANCELLED
    assert Notice.objects.get(member=employee).text.endswith("Refus de l’employeur\u00a0: Service réduit ce jour-là")


def test_agreement_for_a_member_taken_elsewhere_ends_the_request(session, employee, agreement, coordinator):
    employee.positions.update(employer_email="")
    enrol(session=SessionFactory(training=session.training, epm=EPMFactory()), member=employee)

    answer_agreement(agreement=agreement, is_agreed=True)

    assert status(agreement) == EnrolmentStatus.CANCELLED
    assert "a déjà une session le" in Notice.objects.get(member=employee).text


@pytest.mark.parametrize("outcome", ["answered", "withdrawn", "cancelled", "begun"])
def test_closed_request_refuses_an_answer(session, employee, agreement, outcome):
    at = timezone.now()
    if outcome == "answered":
        answer_agreement(agreement=agreement, is_agreed=False)
    elif outcome == "withdrawn":
        leave(session=session, member=employee)
    elif outcome == "cancelled":
        Session.objects.update(status=SessionStatus.CANCELLED)
    else:
        at = session.begins_at

    with pytest.raises(ValidationError, match="n’attend plus de réponse"):
        answer_agreement(agreement=agreement, is_agreed=True, at=at)

    assert status(agreement) != EnrolmentStatus.CONFIRMED


def test_employer_answers_until_the_minute_when_the_session_begins(session, agreement):
    answer_agreement(agreement=agreement, is_agreed=True, at=session.begins_at - A_MINUTE)

    assert status(agreement) == EnrolmentStatus.CONFIRMED


def test_new_request_has_a_new_link(session, employee, agreement):
    leave(session=session, member=employee)
    enrol(session=session, member=employee)

    assert EmployerAgreement.objects.get().token != agreement.token
    assert Mail.objects.filter(outsider=EMPLOYER).count() == 2


def test_new_request_leaves_the_link_of_another_member(session, employee, agreement):
    other = PositionFactory(employer_email="autre@example.org").member
    enrol(session=session, member=other)
    leave(session=session, member=employee)
    enrol(session=session, member=employee)

    token = EmployerAgreement.objects.get(enrolment__member=other).token
    assert f"/formation/accords/{token}/" in compose(Mail.objects.get(outsider="autre@example.org")).body


def test_mail_of_a_request_that_is_gone_opens_nothing(agreement, client):
    mail = Mail.objects.get(outsider=EMPLOYER)
    agreement.delete()

    (link,) = [word for word in compose(mail).body.split() if "/accords/" in word]
    assert client.get(urlsplit(link).path).status_code == 404


def test_new_request_leaves_those_of_other_members(session, agreement):
    enrol(session=session, member=PositionFactory(employer_email="association@example.org").member)

    assert EmployerAgreement.objects.filter(pk=agreement.pk).exists()
    assert EmployerAgreement.objects.count() == 2


def test_employer_is_reminded_once_after_five_days(agreement):
    assert remind_employers(at=agreement.asked_at + datetime.timedelta(days=5) - A_MINUTE) == 0

    later = agreement.asked_at + datetime.timedelta(days=5)
    remind_employers(at=later)
    remind_employers(at=later)

    subjects = Mail.objects.filter(outsider=EMPLOYER).order_by("pk").values_list("subject", flat=True)
    assert [subject.startswith("Rappel") for subject in subjects] == [False, True]


def test_enrolment_by_a_coordinator_waits_for_the_employer_too(session, employee, coordinator):
    assert enrol(session=session, member=employee, by=coordinator).is_requested
