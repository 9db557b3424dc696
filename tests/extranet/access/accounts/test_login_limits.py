"""Wrong passwords: those of one account and those of one place count apart, and the message says how long to wait."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from reseau.people.computers.recognition import COOKIE, set_computer_cookie
from tests.clock import freeze_time
from tests.factories.reseau import PASSWORD, ComputerFactory

pytestmark = pytest.mark.django_db

WRONG = "L’adresse ou le mot de passe ne convient pas. Vérifiez-les, ou demandez un nouveau mot de passe."
ADVICE = "avant de recommencer, ou demandez un nouveau mot de passe."
NOON = "2026-12-01 11:00"


@pytest.fixture(autouse=True)
def _no_attempts_before():
    cache.clear()


@pytest.fixture
def account(animator):
    EmailAddress.objects.create(user=animator, email=animator.email, verified=True, primary=True)
    return animator


def log_in(client: Client, email: str, password: str = PASSWORD) -> list[str]:
    """Return the refusals of a login, none if it is let in."""
    answer = client.post("/connexion/", {"login": email, "password": password})
    return [] if answer.status_code == 302 else answer.context["form"].non_field_errors()


def err_here(client: Client, count: int) -> None:
    for rank in range(count):
        assert log_in(client, f"inconnue{rank}@example.org", "pas-le-bon-mot") == [WRONG]


@pytest.fixture
def registered_client(epm) -> Client:
    client = Client()
    client.cookies[COOKIE] = set_computer_cookie(HttpResponse(), ComputerFactory(epm=epm)).cookies[COOKIE].value
    return client


def test_room_that_erred_too_often_lets_in_an_account_that_nobody_tried(client, account):
    err_here(client, 20)

    assert log_in(client, account.email) == []


def test_room_that_erred_too_often_says_how_long_to_wait(client, account):
    with freeze_time(NOON) as clock:
        err_here(client, 20)
        clock.shift(timedelta(seconds=130))

        assert log_in(client, account.email, "pas-le-bon-mot") == [
            f"Trop d’erreurs depuis ici. Attendez 3\u00a0minutes {ADVICE}"
        ]
        # Somebody tried it just now.
        assert log_in(client, account.email) == [f"Trop d’erreurs depuis ici. Attendez 3\u00a0minutes {ADVICE}"]

        clock.shift(timedelta(seconds=171))
        assert log_in(client, account.email) == []


def test_registered_computer_of_the_same_room_counts_for_itself(client, registered_client, account):
    err_here(client, 20)
    log_in(client, account.email, "pas-le-bon-mot")
    err_here(registered_client, 29)

    assert log_in(registered_client, account.email) == []


def test_registered_computer_has_a_limit(registered_client, account):
    err_here(registered_client, 30)

    assert log_in(registered_client, account.email, "pas-le-bon-mot") == [
        f"Trop d’erreurs depuis ici. Attendez 5\u00a0minutes {ADVICE}"
    ]


def test_account_tried_too_often_says_how_long_to_wait(client, account):
    with freeze_time(NOON) as clock:
        for _ in range(5):
            assert log_in(client, account.email, "pas-le-bon-mot") == [WRONG]
        clock.shift(timedelta(seconds=245))

        assert log_in(client, account.email) == [
            f"Trop d’essais de suite pour ce compte. Attendez 1\u00a0minute {ADVICE}"
        ]

        clock.shift(timedelta(seconds=56))
        assert log_in(client, account.email) == []


def test_right_passwords_count_neither_for_the_account_nor_for_the_room(client, account):
    for _ in range(21):
        assert log_in(client, account.email) == []
        client.logout()

    assert log_in(client, account.email, "pas-le-bon-mot") == [WRONG]
