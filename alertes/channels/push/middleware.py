"""Ends the alerts of a browser when its member leaves it, or when somebody else is there: computers are shared."""

from django.http import HttpRequest, HttpResponse

from alertes.channels.push.services import end_devices
from alertes.channels.push.this_browser import COOKIE, delete_device_cookie, device_of_browser, is_device_of_another
from reseau.people.computers.recognition import COOKIE as COMPUTER_COOKIE
from reseau.people.computers.recognition import registered_computer


class DeviceMiddleware:
    """Looks at nothing but answers to a browser that is a device; two queries once, when it ceases to be one.

    A connection that closes for want of its person leaves the device: what it shows comes while nobody reads the site.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if COOKIE in request.COOKIES and COOKIE not in response.cookies and has_ended(request):
            end_devices(devices=device_of_browser(request))
            delete_device_cookie(response)
        return response


def has_ended(request: HttpRequest) -> bool:
    """Whether the member of the device has just left, or others use the browser. A page for all looks nobody up."""
    if getattr(request, "has_left", False):
        return True
    if not request.session.accessed or not request.user.is_authenticated:
        return False
    if is_device_of_another(request):
        return True
    return COMPUTER_COOKIE in request.COOKIES and registered_computer(request) is not None
