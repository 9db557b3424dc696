"""Add the browser in use to the devices of a member, remove one. They are listed on the page of preferences."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from alertes.channels.push.models import PushDevice
from alertes.channels.push.services import add_device, end_devices, remove_device
from alertes.channels.push.site_key import is_push_offered
from alertes.channels.push.this_browser import delete_device_cookie, device_of_browser, set_device_cookie
from reseau.people.computers.recognition import registered_computer
from reseau.people.connections.browser_names import browser_name
from reseau.permissions import network_required
from reseau.web.refusals import refusals_as_messages


@require_POST
@network_required
def device_add(request: HttpRequest) -> HttpResponse:
    """Add this browser, with what it gave to static/js/push-device.js."""
    _check_offered()
    given = {name: request.POST.get(name, "") for name in ("endpoint", "public_key", "auth_secret")}
    browser = browser_name(request.headers.get("User-Agent", ""))
    response = redirect("alertes:mails")
    # A browser gives a new address each time that it is asked, and has let go of the former one.
    end_devices(devices=device_of_browser(request))
    delete_device_cookie(response)
    with refusals_as_messages(request):
        is_shared = registered_computer(request) is not None
        device = add_device(member=request.user, browser=browser, is_shared=is_shared, **given)
        set_device_cookie(response, device)
        messages.success(request, f"Cet appareil affichera vos alertes\u00a0: {browser}.")
    return response


@require_POST
@network_required
def device_remove(request: HttpRequest, pk: int) -> HttpResponse:
    _check_offered()
    device = get_object_or_404(PushDevice.objects.visible_to(request.user), pk=pk)
    remove_device(device=device)
    messages.success(request, f"Cet appareil n’affiche plus vos alertes\u00a0: {device}.")
    return redirect("alertes:mails")


def _check_offered() -> None:
    if not is_push_offered():
        raise Http404
