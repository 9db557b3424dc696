"""The buttons at the foot of each page: dark or light, large or normal text."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from extranet.interface.display.preferences import CHOICES, ONE_YEAR


@login_not_required
@never_cache
@require_safe
def change_display(request: HttpRequest) -> HttpResponse:
    """Keep the choices of the query string in cookies, then return to `page`.

    By GET: it changes nothing but how this browser shows the site, and a token on every page would keep public pages
    from being shared by caches.
    """
    page = request.GET.get("page", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        page = "/"
    response = HttpResponseRedirect(page)
    for name, choices in CHOICES.items():
        value = request.GET.get(name)
        if value == "":
            response.delete_cookie(name, samesite="Lax")
        elif value in choices:
            response.set_cookie(name, value, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    return response
