"""Entries that a tablet sends by itself: an outcome for each, and only for its author."""

import json
import uuid

import pytest
from django.test import Client

from formation.proof.attendance.models.attendance import Attendance
from reseau.web.offline_entries import owner_key
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory


@pytest.fixture
def person(past_session):
    return EnrolmentFactory(session=past_session)


@pytest.fixture
def send(past_half_day, person):
    """`send(browser, member)`: send one entry about the person, always with the same key."""
    entries = [{"key": str(uuid.uuid4()), "about": str(person.pk), "present": True, "how": "ticked", "age": 5}]

    def post(browser, member, body=None):
        body = json.dumps({"member": owner_key(member), "entries": entries}) if body is None else body
        address = f"/formation/sessions/{past_half_day.session_id}/emargement/{past_half_day.pk}/entrees/"
        return browser.post(address, body, content_type="application/json")

    return post


def test_each_entry_gets_an_outcome_and_is_written_once(as_coordinator, coordinator, send, person):
    first, again = (send(as_coordinator, coordinator).json()["entries"][0] for _ in range(2))

    assert (first["state"], again["state"], first["key"] == again["key"]) == ("written", "already", True)
    assert Attendance.objects.get().enrolment == person


def test_entries_of_another_member_are_not_written(as_coordinator, animator, send):
    response = send(as_coordinator, animator)

    assert (response.status_code, response.json()["error"]) == (409, "Un autre compte est connecté sur cette tablette.")
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"member": 1}', '{"member": 1, "entries": {}}'])
def test_malformed_request_is_refused(as_coordinator, coordinator, send, body):
    assert send(as_coordinator, coordinator, body).status_code == 400


def test_expired_login_writes_nothing_and_redirects_to_login(client, coordinator, send):
    response = send(client, coordinator)

    assert (response.status_code, response.url.partition("?")[0]) == (302, "/connexion/")
    assert not Attendance.objects.exists()


def test_member_without_attendance_rights_gets_404(client_of, animator, person, territorial, send):
    for member in (animator, person.member, territorial, LearnerFactory().member):
        assert send(client_of(member), member).status_code == 404
    assert not Attendance.objects.exists()


def test_entries_without_csrf_token_are_refused(coordinator, send):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert send(browser, coordinator).status_code == 403


def test_get_is_refused(as_coordinator, past_half_day):
    address = f"/formation/sessions/{past_half_day.session_id}/emargement/{past_half_day.pk}/entrees/"
    assert as_coordinator.get(address).status_code == 405
