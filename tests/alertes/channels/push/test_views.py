"""Devices on the page of preferences: added, removed, those of others never; nothing where the site has no key."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.signing import get_cookie_signer
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alertes.channels.push.models import PushDevice
from alertes.channels.push.services import BROKEN, SHARED, add_device
from alertes.channels.push.site_key import public_site_key
from reseau.people.computers.models import Computer
from reseau.people.computers.recognition import COOKIE, SALT

pytestmark = pytest.mark.django_db

CHOICES = "/alertes/courriels/"
ADD = "/alertes/appareils/relier/"
BUTTON = "Afficher mes alertes sur cet appareil"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def remove_path(device: PushDevice) -> str:
    return f"/alertes/appareils/{device.pk}/retirer/"


def test_member_adds_this_browser_and_removes_it(client_of, animator, push_service):
    browser = client_of(animator)
    page = browser.get(CHOICES).content.decode()
    assert (BUTTON in page, f'data-push-key="{public_site_key()}"' in page) == (True, True)

    added = browser.post(ADD, push_service.given(), headers={"user-agent": FIREFOX}, follow=True)

    device = PushDevice.objects.get()
    assert (device.member, told(added)) == (
        animator,
        ["Cet appareil affichera vos alertes\u00a0: Firefox sur Android."],
    )
    assert f'data-push-this="{device.endpoint}"' in added.content.decode()

    removed = browser.post(remove_path(device), follow=True)

    assert told(removed) == ["Cet appareil n’affiche plus vos alertes\u00a0: Firefox sur Android."]
    assert not PushDevice.objects.exists()


def test_refusal_of_the_service_is_told(client_of, animator, push_service):
    page = client_of(animator).post(ADD, push_service.given() | {"endpoint": "https://192.168.1.1/p"}, follow=True)

    assert told(page) == [BROKEN]
    assert not PushDevice.objects.exists()


def test_device_of_another_member_is_a_404_and_stays(client_of, colleague, coordinator, device):
    for member in (colleague, coordinator):
        assert client_of(member).post(remove_path(device)).status_code == 404
        assert device.endpoint not in client_of(member).get(CHOICES).content.decode()
    assert PushDevice.objects.get() == device


def test_outsider_gets_404(client_of, outsider, device, push_service):
    browser = client_of(outsider)

    assert browser.post(ADD, push_service.given("/p/2")).status_code in {302, 404}
    assert browser.post(remove_path(device)).status_code in {302, 404}
    assert PushDevice.objects.get() == device


def test_visitor_is_sent_to_the_login(client, device, push_service):
    for path in (ADD, remove_path(device)):
        assert client.post(path, push_service.given("/p/2")).url.partition("?")[0] == "/connexion/"
    assert PushDevice.objects.get() == device


def test_site_without_key_offers_nothing(client_of, animator, device, push_service, settings):
    settings.PUSH_KEY = ""
    browser = client_of(animator)
    page = browser.get(CHOICES).content.decode()

    assert ("Sur mes appareils" in page, "push-device.js" in page) == (False, False)
    assert browser.post(ADD, push_service.given("/p/2")).status_code == 404
    assert browser.post(remove_path(device)).status_code == 404
    assert PushDevice.objects.get() == device


def test_registered_computer_offers_nothing_and_is_refused(client_of, animator, epm, push_service):
    computer = Computer.objects.create(epm=epm, name="Poste 3")
    browser = client_of(animator)
    browser.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(str(computer.pk))
    page = browser.get(CHOICES).content.decode()

    assert (BUTTON in page, SHARED in page.replace("&nbsp;", "\u00a0"), "push-device.js" in page) == (
        False,
        True,
        False,
    )
    assert told(browser.post(ADD, push_service.given(), follow=True)) == [SHARED]
    assert not PushDevice.objects.exists()


def test_page_costs_the_same_whatever_the_number_of_devices(client_of, animator, device, push_service):
    browser = client_of(animator)
    browser.get(CHOICES)
    counts = []
    for rank in (0, 2, 3):
        if rank:
            add_device(member=animator, browser="Edge", **push_service.given(f"/p/{rank}"))
        with CaptureQueriesContext(connection) as queries:
            browser.get(CHOICES)
        counts.append(len(queries))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


def test_command_makes_a_key_that_the_site_takes(settings):
    out = StringIO()
    call_command("new_push_key", stdout=out)
    name, _, settings.PUSH_KEY = out.getvalue().strip().partition("=")

    assert (name, len(settings.PUSH_KEY), len(public_site_key())) == ("EXTRANET_PUSH_KEY", 43, 87)


def test_devices_go_with_the_account(animator, device):
    animator.delete()

    assert not PushDevice.objects.exists()
