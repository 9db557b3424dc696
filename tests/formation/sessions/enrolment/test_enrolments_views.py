"""Buttons to enrol and to leave."""

import re

import pytest

from formation.enums import EnrolmentStatus
from formation.sessions.enrolment.services.offers import NO_OFFER
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from tests.factories.formation import EnrolmentFactory


def enrol_url(session) -> str:
    return f"/formation/sessions/{session.pk}/inscription/"


def offer_url(session) -> str:
    return f"/formation/sessions/{session.pk}/reponse/"


def leave_url(session) -> str:
    return f"/formation/sessions/{session.pk}/desinscription/"


def test_animator_enrols_in_one_click(as_animator, animator, session, messages_of):
    response = as_animator.post(enrol_url(session), follow=True)

    assert response.redirect_chain == [(session.get_absolute_url(), 302)]
    assert messages_of(response) == ["Votre inscription est enregistrée\u00a0: votre place est gardée."]
    assert [(enrolment.member, enrolment.status) for enrolment in session.enrolments.all()] == [
        (animator, EnrolmentStatus.CONFIRMED)
    ]


def test_second_click_shows_a_warning(as_animator, session, messages_of):
    as_animator.post(enrol_url(session))

    response = as_animator.post(enrol_url(session), follow=True)

    assert messages_of(response)[-1] == "L’inscription est déjà enregistrée\u00a0: la place est gardée."
    assert session.enrolments.count() == 1


def test_full_session_shows_the_rank(as_animator, session, messages_of):
    Session.objects.update(capacity=1)
    EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, waiting=True)

    response = as_animator.post(enrol_url(session), follow=True)

    rank = "vous êtes 2ᵉ sur la liste d’attente"
    assert messages_of(response) == [
        f"Il n’y a plus de place pour vous\u00a0: {rank}. Une alerte vous dira si une place se libère."
    ]


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        ("oui", EnrolmentStatus.CONFIRMED, "La place est à vous\u00a0: votre inscription est enregistrée."),
        ("non", EnrolmentStatus.CANCELLED, "C’est noté\u00a0: la place va à la personne suivante."),
    ],
)
def test_offered_place_is_taken_or_left_once(as_animator, animator, session, messages_of, answer, status, message):
    enrolment = EnrolmentFactory(session=session, member=animator, offered=True)

    responses = [as_animator.post(offer_url(session), {"reponse": answer}, follow=True) for _ in range(2)]

    enrolment.refresh_from_db()
    assert enrolment.status == status
    assert [messages_of(response) for response in responses] == [[message], [NO_OFFER]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": SessionStatus.CANCELLED}, "Cette session est annulée."),
        ({}, "Cette session a déjà commencé\u00a0: écrivez à la coordination."),
    ],
)
def test_past_session_refuses_enrolment(as_animator, past_session, messages_of, change, message):
    Session.objects.update(**change or {"note": ""})

    assert messages_of(as_animator.post(enrol_url(past_session), follow=True)) == [message]
    assert not past_session.enrolments.exists()


def test_unknown_session_gives_404(as_animator, db):
    assert as_animator.post("/formation/sessions/999/inscription/").status_code == 404


def test_animator_releases_only_their_own_place(as_animator, animator, session, messages_of):
    other_enrolment = EnrolmentFactory(session=session)
    EnrolmentFactory(session=session, member=animator)

    response = as_animator.post(leave_url(session), follow=True)

    assert messages_of(response) == ["Votre inscription est annulée. Merci d’avoir libéré la place."]
    assert list(session.enrolments.active()) == [other_enrolment]


def test_member_without_enrolment_sees_a_warning(as_animator, session, messages_of):
    EnrolmentFactory(session=session)

    assert messages_of(as_animator.post(leave_url(session), follow=True)) == [
        "Vous n’avez pas d’inscription à cette session."
    ]
    assert session.enrolments.active().count() == 1


def test_offered_place_is_left_in_two_gestures(as_animator, animator, session):
    EnrolmentFactory(session=session, member=animator, offered=True)

    page = as_animator.get(session.get_absolute_url()).content.decode()

    fold = re.search(r'<details class="fold">\s*<summary>Laisser la place</summary>(.*?)</details>', page, re.DOTALL)
    assert 'name="reponse" value="non"' in fold[1]
    assert (page.count('value="non"'), page.count('value="oui"')) == (1, 1)
