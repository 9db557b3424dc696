"""Fixtures: a site with a key, without quiet hours; a service of pushes, which the operator allows on this machine."""

import pytest

from alertes.channels.push.models import PushDevice
from alertes.channels.push.services import add_device
from alertes.channels.push.site_key import new_site_key
from tests.alertes.channels.push.push_service import PushService


@pytest.fixture
def site_key(settings) -> str:
    settings.PUSH_KEY, settings.QUIET_HOURS = new_site_key(), ""
    return settings.PUSH_KEY


@pytest.fixture
def push_service(settings, site_key, tmp_path, monkeypatch):
    service = PushService(tmp_path)
    settings.OUTSIDE_ALLOWED = [service.place]
    monkeypatch.setenv("SSL_CERT_FILE", str(service.certificate))
    yield service
    service.close()


@pytest.fixture
def device(animator, push_service) -> PushDevice:
    return add_device(member=animator, browser="Firefox sur Android", **push_service.given())
