"""How long a connection lasts: by kind of person and of computer, from their last sign, and twenty hours at most."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reseau.people.computers.recognition import COOKIE
from reseau.people.connections.models import Connection
from tests.factories.reseau import PASSWORD

A_MINUTE = timedelta(minutes=1)
# As browsers send them.
OPENED = {"Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
BY_ITSELF = {
    "fetch of a script": {"Sec-Fetch-Mode": "cors", "Accept": "*/*"},
    "fetch of a script to the same site": {"Sec-Fetch-Mode": "same-origin"},
    "picture": {"Sec-Fetch-Mode": "no-cors"},
    "part of a page": {"Sec-Fetch-Mode": "cors", "HX-Request": "true"},
    "fetch of an older browser": {"Accept": "*/*"},
    "part of a page in an older browser": {"HX-Request": "true", "Accept": "text/html"},
}


@pytest.fixture
def on_registered_computer(animator, epm, client_of):
    """A browser on a registered computer, where a member has just logged in."""
    registrar = client_of(animator)
    registrar.post(f"/annuaire/{epm.slug}/ordinateurs/", {"name": "Poste 1"})
    registrar.post("/deconnexion/")
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)
    registrar.post("/connexion/", {"login": animator.email, "password": PASSWORD})
    return registrar


@pytest.fixture
def member_client(animator, client_of):
    return client_of(animator)


KINDS = [("card_client", 20), ("member_client", 120), ("on_registered_computer", 30)]


def is_connected(client, headers=OPENED) -> bool:
    return client.get("/attestations/", headers=headers).wsgi_request.user.is_authenticated


@pytest.mark.parametrize(("kind", "minutes"), KINDS)
def test_connection_lasts_as_long_as_its_kind(request, clock, kind, minutes):
    client = request.getfixturevalue(kind)
    clock.shift(timedelta(minutes=minutes) - timedelta(seconds=1))
    assert is_connected(client)

    clock.shift(timedelta(minutes=minutes) + A_MINUTE)
    assert not is_connected(client)


@pytest.mark.parametrize(("kind", "minutes"), KINDS)
def test_each_page_that_is_opened_begins_the_time_again(request, clock, kind, minutes):
    client = request.getfixturevalue(kind)

    for _ in range(3):
        clock.shift(timedelta(minutes=minutes - 1))
        assert is_connected(client)


@pytest.mark.parametrize("headers", BY_ITSELF.values(), ids=BY_ITSELF)
def test_what_a_page_asks_by_itself_keeps_nothing_open(clock, card_client, connection_of, headers):
    clock.shift(timedelta(minutes=19))

    assert is_connected(card_client, headers)
    assert connection_of(card_client).seconds_left == 60
    clock.shift(timedelta(minutes=2))
    assert not is_connected(card_client, headers)


@pytest.mark.parametrize("kind", ["card_client", "member_client"])
def test_form_that_is_sent_is_a_sign_of_its_person(request, clock, kind, connection_of):
    client = request.getfixturevalue(kind)
    clock.shift(timedelta(minutes=19))

    client.post("/affichage/", {"theme": "dark"}, headers=OPENED)

    assert connection_of(client).seconds_left >= 20 * 60


def test_nobody_stays_longer_than_twenty_hours(clock, member_client):
    for _ in range(11):
        clock.shift(timedelta(minutes=109))
        assert is_connected(member_client)

    clock.shift(timedelta(minutes=2))

    assert not is_connected(member_client)


def test_new_password_does_not_begin_the_twenty_hours_again(clock, animator, member_client, connection_of):
    started = connection_of(member_client).started
    clock.shift(timedelta(minutes=5))
    new = "un-autre-mot-de-passe"

    member_client.post("/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert get_user(member_client) == animator
    assert (Connection.objects.count(), connection_of(member_client).started) == (1, started)


def test_new_password_ends_the_other_connections(animator, member_client, client_of):
    client_of(animator)
    new = "un-autre-mot-de-passe"

    member_client.post("/compte/mot-de-passe/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert [row.pk for row in Connection.objects.all()] == [member_client.session.session_key]


def test_row_is_written_once_a_minute_at_most(clock, member_client):
    def count_updates() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert is_connected(member_client)
        return sum("UPDATE" in query["sql"] and "reseau_connection" in query["sql"] for query in captured)

    assert count_updates() == 0
    clock.shift(timedelta(seconds=59))
    assert count_updates() == 0
    clock.shift(timedelta(seconds=1))
    assert count_updates() == 1
    assert count_updates() == 0


def test_computer_registered_during_a_connection_shortens_it(clock, animator, epm, member_client, connection_of):
    member_client.post(f"/annuaire/{epm.slug}/ordinateurs/", {"name": "Poste 1"}, headers=OPENED)
    clock.shift(A_MINUTE)
    assert is_connected(member_client)

    assert connection_of(member_client).computer.name == "Poste 1"
    clock.shift(timedelta(minutes=32))
    assert not is_connected(member_client)


def test_revoked_computer_is_any_computer_again(clock, on_registered_computer, connection_of, epm):
    epm.computers.all().delete()
    clock.shift(A_MINUTE)
    assert is_connected(on_registered_computer)

    assert connection_of(on_registered_computer).idle_limit == timedelta(hours=2)
    assert on_registered_computer.cookies[COOKIE].value


def test_login_by_card_is_short_on_any_computer(clock, epm, card_client, connection_of):
    row = connection_of(card_client)
    row.computer = epm.computers.create(name="Poste 1")

    assert row.idle_limit == timedelta(minutes=20)
