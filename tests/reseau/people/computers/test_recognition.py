"""Recognition of a registered computer by its cookie: true, forged, copied from another site, revoked, renewed."""

import datetime

import pytest
from django.core.signing import get_cookie_signer
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from reseau.people.computers.models import Computer
from reseau.people.computers.recognition import (
    COOKIE,
    SALT,
    registered_computer,
    renew_recognition,
    set_computer_cookie,
)
from tests.factories.reseau import ComputerFactory


def request_with(cookie: str | None):
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    return request


@pytest.fixture
def computer(epm) -> Computer:
    return ComputerFactory(epm=epm, name="Poste 3")


@pytest.fixture
def cookie(computer) -> str:
    return set_computer_cookie(HttpResponse(), computer).cookies[COOKIE].value


def test_browser_with_the_cookie_is_recognised(computer, cookie, django_assert_num_queries):
    request = request_with(cookie)

    with django_assert_num_queries(1):
        assert registered_computer(request) == computer
        assert registered_computer(request) == computer


def test_browser_without_the_cookie_costs_no_query(computer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert registered_computer(request_with(None)) is None


@pytest.mark.parametrize("other", ["", "1", "1:forged", "é", "\x00", "a:b:c"])
def test_forged_cookie_is_nobody(computer, other):
    assert registered_computer(request_with(other)) is None


@pytest.mark.parametrize("value", ["", "-1", "²", "9" * 40, "un"])
def test_well_signed_cookie_of_no_computer_is_nobody(computer, value):
    signed = get_cookie_signer(salt=COOKIE + SALT).sign(value)

    assert registered_computer(request_with(signed)) is None


def test_cookie_of_a_computer_is_not_taken_from_another_use_of_the_key(computer):
    signed = get_cookie_signer(salt=COOKIE + "another-use").sign(str(computer.pk))

    assert registered_computer(request_with(signed)) is None


def test_revoked_computer_is_not_recognised(computer, cookie):
    computer.delete()

    assert registered_computer(request_with(cookie)) is None


def test_number_of_a_revoked_computer_is_never_given_again(epm, computer, cookie):
    computer.delete()
    ComputerFactory(epm=epm)

    assert registered_computer(request_with(cookie)) is None


def test_cookie_is_out_of_reach_of_scripts_and_of_other_sites(computer):
    morsel = set_computer_cookie(HttpResponse(), computer).cookies[COOKIE]

    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")
    assert morsel["max-age"] == 400 * 24 * 3600


def test_cookie_is_renewed_once_a_day(computer):
    Computer.objects.update(last_seen=timezone.localdate() - datetime.timedelta(days=1))
    computer.refresh_from_db()
    first, second = HttpResponse(), HttpResponse()

    renew_recognition(first, computer)
    computer.refresh_from_db()
    renew_recognition(second, computer)

    assert computer.last_seen == timezone.localdate()
    assert (COOKIE in first.cookies, COOKIE in second.cookies) == (True, False)
