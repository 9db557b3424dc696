"""Which device the browser in use is, by a signed cookie that holds its number and its member's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from alertes.channels.push.models import PushDevice, PushDeviceQuerySet
from reseau.people.computers.recognition import COOKIE_SECONDS

COOKIE = "appareil"
SALT = "alertes.push"


def device_of_browser(request: HttpRequest) -> PushDeviceQuerySet:
    """Return the device that sends `request`, or none. Asks the database nothing."""
    device, member = _read(request)
    return PushDevice.objects.filter(pk=device, member=member) if device else PushDevice.objects.none()


def is_this_browser(request: HttpRequest, device: PushDevice) -> bool:
    """Whether `device` is the browser that sends `request`."""
    return _read(request) == (device.pk, device.member_id)


def is_device_of_another(request: HttpRequest) -> bool:
    """Whether the browser is a device of somebody else than the person who is connected."""
    device, member = _read(request)
    return bool(device) and member != request.user.pk


def set_device_cookie(response: HttpResponseBase, device: PushDevice) -> None:
    """Add to `response` the cookie by which its browser is recognised."""
    response.set_signed_cookie(
        COOKIE,
        f"{device.pk}.{device.member_id}",
        salt=SALT,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def delete_device_cookie(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _read(request: HttpRequest) -> tuple[int, int]:
    """Return the number of the device and that of its member; zeros without the cookie, or with one of another make."""
    text = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=COOKIE_SECONDS)
    device, _, member = text.partition(".")
    return (int(device), int(member)) if device.isdecimal() and member.isdecimal() else (0, 0)
