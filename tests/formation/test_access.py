"""Access to each URL of the training year, for each role, with names that could leak."""

import pytest
from django.urls import reverse

from formation.sessions.models.session import Session
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory

MEMBERS_ONLY = ["session", "plan", "plan_now", "mine"]
PROPOSED_BY_TERRITORIALS = "session_new"
COORDINATOR_ONLY = [
    PROPOSED_BY_TERRITORIALS,
    *("session_edit", "session_cancel", "attendance", "attendance_paper", "plan_target"),
]


@pytest.fixture
def participant(session):
    """A participant whose name must not leave the network."""
    member = EnrolmentFactory(session=session).member
    member.last_name = "Bonnefont-Delpech"
    member.save()
    return member


@pytest.fixture
def address(session, half_day, participant):
    def of(name: str) -> str:
        arguments = {
            "plan": [half_day.date.year],
            "plan_target": [half_day.date.year],
            "attendance": [session.pk, half_day.pk],
            "attendance_paper": [session.pk, half_day.pk],
            **{url_name: [session.pk] for url_name in ("session", "session_edit", "session_cancel", "enrol", "leave")},
        }
        return reverse(f"formation:{name}", args=arguments.get(name))

    return of


@pytest.mark.parametrize("name", MEMBERS_ONLY + COORDINATOR_ONLY)
def test_visitor_is_redirected_to_login(client, address, name):
    response = client.get(address(name))

    assert (response.status_code, response.url.partition("?")[0]) == (302, "/connexion/")


@pytest.mark.parametrize("name", MEMBERS_ONLY + COORDINATOR_ONLY)
def test_learner_gets_404(client_of, address, name):
    response = client_of(LearnerFactory().member).get(address(name))

    assert response.status_code == 404
    assert "Bonnefont-Delpech" not in response.content.decode()


@pytest.mark.parametrize("name", MEMBERS_ONLY + COORDINATOR_ONLY)
def test_closed_position_ends_the_access(client_of, address, former, name):
    assert client_of(former).get(address(name)).status_code == 302


@pytest.mark.parametrize("name", COORDINATOR_ONLY)
def test_animators_cannot_manage_sessions(client_of, address, animator, territorial, name):
    for member in (animator,) if name == PROPOSED_BY_TERRITORIALS else (animator, territorial):
        browser = client_of(member)
        assert (browser.get(address(name)).status_code, browser.post(address(name)).status_code) == (404, 404)


@pytest.mark.parametrize("name", ["plan", "session", "mine"])
def test_members_of_any_territory_read_sessions(client_of, address, stranger, name):
    assert client_of(stranger).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", COORDINATOR_ONLY)
def test_coordinator_opens_every_page(as_coordinator, address, name):
    assert as_coordinator.get(address(name)).status_code == 200


@pytest.mark.parametrize("name", ["enrol", "leave"])
def test_actions_are_refused_to_outsiders(client, client_of, address, session, former, name):
    learner = LearnerFactory().member

    assert client_of(learner).post(address(name)).status_code == 404
    assert client.post(address(name)).status_code == 302
    assert client_of(former).post(address(name)).status_code == 302
    assert session.enrolments.count() == 1


@pytest.mark.parametrize("name", ["enrol", "leave"])
def test_get_is_refused_for_actions(as_animator, address, name):
    assert as_animator.get(address(name)).status_code == 405


def test_visitors_see_dates_and_places_but_no_name(client, client_of, training, participant):
    learner = client_of(LearnerFactory().member)

    for browser in (client, learner):
        for url in ("/formation/", training.get_absolute_url()):
            page = browser.get(url).content.decode()
            assert "EPM de Gramat" in page
            assert "Bonnefont-Delpech" not in page
            assert "/formation/sessions/" not in page


def test_reading_writes_nothing(as_coordinator, address, django_assert_num_queries):
    for name in ("plan", "session", "session_new", "session_edit", "session_cancel", "attendance", "mine"):
        as_coordinator.get(address(name))
        assert Session.objects.count() == 1
