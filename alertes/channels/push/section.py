"""The part of the page of preferences about devices."""

from django.conf import settings
from django.http import HttpRequest

from alertes.channels.push.models import PushDevice
from alertes.channels.push.site_key import is_push_offered, public_site_key
from alertes.channels.push.this_browser import is_this_browser
from reseau.people.computers.recognition import registered_computer


def devices_section(request: HttpRequest) -> dict | None:
    """Return what the section shows to the member: None where the site has no key. One query."""
    if not is_push_offered():
        return None
    devices = list(PushDevice.objects.visible_to(request.user))
    return {
        "site_key": public_site_key(),
        "is_demo": settings.DEMO,
        "is_shared": registered_computer(request) is not None,
        "devices": devices,
        "this_device": next((device for device in devices if is_this_browser(request, device)), None),
    }
