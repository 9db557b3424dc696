"""A browser ceases to be a device when its member leaves it, and when somebody else is there; not when it is closed."""

from datetime import timedelta

import pytest
from django.core.signing import get_cookie_signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alertes.channels.push.models import PushDevice
from alertes.channels.push.services import add_device
from alertes.channels.push.this_browser import COOKIE
from reseau.people.computers.models import Computer
from reseau.people.computers.recognition import COOKIE as COMPUTER_COOKIE
from reseau.people.computers.recognition import SALT as COMPUTER_SALT
from reseau.people.connections.models import Connection

pytestmark = pytest.mark.django_db

ADD = "/alertes/appareils/relier/"


@pytest.fixture
def browser(client_of, animator, push_service) -> Client:
    """The browser of `animator`, which is a device."""
    client = client_of(animator)
    client.post(ADD, push_service.given())
    assert PushDevice.objects.get().member == animator
    return client


@pytest.fixture
def telephone(browser, animator, push_service) -> PushDevice:
    """Another device of the same person."""
    return add_device(member=animator, browser="Firefox sur Android", **push_service.given("/p/telephone"))


def is_told(client: Client) -> bool:
    """Whether the browser still holds the cookie of a device."""
    return bool(client.cookies[COOKIE].value)


def test_logout_ends_the_alerts_of_this_browser_alone(browser, telephone):
    browser.post("/deconnexion/")

    assert list(PushDevice.objects.all()) == [telephone]
    assert not is_told(browser)


def test_closed_access_ends_them_too(browser, animator):
    animator.positions.all().delete()
    browser.get("/")

    assert not PushDevice.objects.exists()


def test_connection_that_lapsed_leaves_the_device(browser):
    Connection.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert browser.get("/alertes/").status_code == 302

    assert PushDevice.objects.count() == 1
    assert is_told(browser)


@pytest.mark.parametrize("who", ["colleague", "learner"])
def test_somebody_else_who_connects_ends_them(browser, telephone, who, request):
    other = request.getfixturevalue(who)
    Connection.objects.all().delete()
    browser.force_login(getattr(other, "member", other), backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get("/")

    assert list(PushDevice.objects.all()) == [telephone]
    assert not is_told(browser)


def test_computer_that_is_registered_later_ends_them(browser, telephone, epm):
    computer = Computer.objects.create(epm=epm, name="Poste 3")
    browser.cookies[COMPUTER_COOKIE] = get_cookie_signer(salt=COMPUTER_COOKIE + COMPUTER_SALT).sign(str(computer.pk))
    browser.get("/alertes/")

    assert list(PushDevice.objects.all()) == [telephone]


def test_same_person_who_comes_back_keeps_them(browser, animator):
    Connection.objects.all().delete()
    browser.force_login(animator, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get("/alertes/")

    assert PushDevice.objects.count() == 1


def test_browser_that_is_added_again_replaces_itself(browser, telephone, push_service):
    browser.post(ADD, push_service.given("/p/nouvelle"))

    endpoints = set(PushDevice.objects.values_list("endpoint", flat=True))
    assert endpoints == {push_service.given("/p/nouvelle")["endpoint"], telephone.endpoint}


@pytest.mark.parametrize("forged", ["", "1", "1.1", "x.y:z:z"])
def test_cookie_of_another_make_ends_nothing(client_of, colleague, device, forged):
    client = client_of(colleague)
    client.cookies[COOKIE] = forged.replace("1.1", f"{device.pk}.{device.member_id}")
    client.get("/alertes/")
    client.post("/deconnexion/")

    assert PushDevice.objects.get() == device


def test_page_of_a_device_costs_no_more_queries(client_of, animator, browser):
    counts = []
    for client in (client_of(animator), browser):
        client.get("/alertes/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/alertes/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
